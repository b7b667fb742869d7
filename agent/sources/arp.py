"""How many neighbours each interface knows."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.packets import neighbours
from watchkeeper.wire.exposition import Family, Kind, Reading

_ENTRIES = Family("node_arp_entries", Kind.GAUGE, "Entries of the ARP table.", ("device",))


class ArpSource(CycleSource):
    """node_exporter's collector arp; a router's table is long, hence not read every second."""

    name = "arp"
    every = Duration(15 * SECOND)

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "net/arp")

    def read(self) -> list[Reading]:
        counts = neighbours(self._file.read_bytes())
        return [(_ENTRIES, (device,), count) for device, count in counts.items()]

    def close(self) -> None:
        self._file.close()
