"""The firewall's table of connections."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.host.packets import conntrack
from watchkeeper.host.parsing import integer
from watchkeeper.wire.exposition import Family, Kind, Reading

_ENTRIES = Family("node_nf_conntrack_entries", Kind.GAUGE, "Connections in the table.")
_LIMIT = Family("node_nf_conntrack_entries_limit", Kind.GAUGE, "Connections it has room for.")
_TEXTS = {
    "found": "Entries that were looked up and found.",
    "invalid": "Packets that belong to no connection.",
    "ignore": "Packets that are not tracked.",
    "insert": "Entries put into the table.",
    "insert_failed": "Entries that could not be put into the table.",
    "drop": "Packets dropped because they could not be tracked.",
    "early_drop": "Entries dropped to make room.",
    "search_restart": "Searches begun anew.",
}
_STATISTICS = {
    name: Family(f"node_nf_conntrack_stat_{name}", Kind.GAUGE, text)
    for name, text in _TEXTS.items()
}


class ConntrackSource(CycleSource):
    """node_exporter's collector conntrack; hosts without a firewall have no table."""

    name = "conntrack"

    def __init__(self, proc: Path) -> None:
        folder = proc / "sys/net/netfilter"
        self._entries = HeldFile(folder / "nf_conntrack_count", comes_whole=True)
        self._limit = HeldFile(folder / "nf_conntrack_max", comes_whole=True)
        self._statistics = HeldFile(proc / "net/stat/nf_conntrack")

    def read(self) -> list[Reading]:
        try:
            entries = integer(self._entries.read_bytes())
            limit = integer(self._limit.read_bytes())
        except FileNotFoundError:
            raise NotHere("connections are not tracked on this host") from None
        sums = conntrack(self._statistics.read_bytes())
        return [
            (_ENTRIES, (), entries),
            (_LIMIT, (), limit),
            *((family, (), sums[name]) for name, family in _STATISTICS.items() if name in sums),
        ]

    def close(self) -> None:
        for file in (self._entries, self._limit, self._statistics):
            file.close()
