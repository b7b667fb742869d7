"""How many sockets there are, and how much memory they hold."""

from __future__ import annotations

import os

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.protocols import sockstat
from watchkeeper.wire.exposition import Family, Kind, Reading


class SockstatSource(CycleSource):
    """node_exporter's collector sockstat."""

    name = "sockstat"

    def __init__(self, proc: Path) -> None:
        self._files = tuple(HeldFile(proc / "net" / name) for name in ("sockstat", "sockstat6"))
        self._families: dict[str, Family] = {}
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for file in self._files:
            try:
                content = file.read_bytes()
            except FileNotFoundError:  # a kernel without IPv6
                continue
            for name, number in sockstat(content).items():
                found.append((self._family(name), (), number))
                if name.endswith("_mem"):
                    found.append((self._family(f"{name}_bytes"), (), number * self._page_bytes))
        return found

    def close(self) -> None:
        for file in self._files:
            file.close()

    def _family(self, name: str) -> Family:
        family = self._families.get(name)
        if family is None:
            family = Family(f"node_sockstat_{name}", Kind.GAUGE, f"{name} of /proc/net/sockstat.")
            self._families[name] = family
        return family
