"""Bonded interfaces: how many links there are, and how many work."""

from __future__ import annotations

from agent.files import MOST_ENTRIES, word
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

_SLAVES = Family("node_bonding_slaves", Kind.GAUGE, "Links that are configured.", ("master",))
_ACTIVE = Family("node_bonding_active", Kind.GAUGE, "Links that work.", ("master",))


class BondingSource(CycleSource):
    """node_exporter's collector bonding."""

    name = "bonding"
    every = Duration(15 * SECOND)

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/net"
        self._masters = self._folder / "bonding_masters"

    def read(self) -> list[Reading]:
        if not self._masters.exists():
            raise NotHere("no interfaces are bonded here ({path})", path=self._masters)
        found: list[Reading] = []
        for master in word(self._masters).split()[:MOST_ENTRIES]:
            links = word(self._folder / master / "bonding/slaves").split()
            found.append((_SLAVES, (master,), len(links)))
            found.append((_ACTIVE, (master,), sum(self._works(master, link) for link in links)))
        return found

    def _works(self, master: str, link: str) -> bool:
        for folder in (f"{self._folder}/{master}/lower_{link}", f"{self._folder}/{link}/master"):
            state = word(f"{folder}/bonding_slave/mii_status")
            if state:
                return state == "up"
        return word(f"{self._folder}/{link}/bonding_slave/mii_status") == "up"
