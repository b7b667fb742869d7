"""Memory and swap: the whole of /proc/meminfo, and what /proc/vmstat says of paging."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.memory import meminfo, vmstat
from watchkeeper.wire.exposition import Family, Kind, Reading

_VMSTAT = re.compile(r"^(oom_kill|pgpg|pswp|pg.*fault).*")
"""node_exporter's default of --collector.vmstat.fields."""


class MemorySource(CycleSource):
    """node_exporter's collector meminfo."""

    name = "meminfo"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "meminfo")
        self._families: dict[str, Family] = {}

    def read(self) -> list[Reading]:
        return [
            (self._family(name), (), value) for name, value in meminfo(self._file.read()).items()
        ]

    def close(self) -> None:
        self._file.close()

    def _family(self, name: str) -> Family:
        family = self._families.get(name)
        if family is None:
            family = Family(f"node_memory_{name}", Kind.GAUGE, f"{name} of /proc/meminfo.")
            self._families[name] = family
        return family


class PagingSource(CycleSource):
    """node_exporter's collector vmstat: a small part of its fields."""

    name = "vmstat"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "vmstat")
        self._families: dict[str, Family | None] = {}

    def read(self) -> list[Reading]:
        return self._readings(vmstat(self._file.read()))

    def close(self) -> None:
        self._file.close()

    def _readings(self, values: Mapping[str, int]) -> list[Reading]:
        found: list[Reading] = []
        for name, value in values.items():
            if name not in self._families:
                self._families[name] = _paging_family(name)
            family = self._families[name]
            if family is not None:
                found.append((family, (), value))
        return found


def _paging_family(name: str) -> Family | None:
    if not _VMSTAT.match(name):
        return None
    return Family(f"node_vmstat_{name}", Kind.UNTYPED, f"{name} of /proc/vmstat.")
