"""What devices say of their neighbours, by REST: links, and parents they suggest."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from collector.neighbours import NEIGHBOUR_METRICS, neighbours_in
from dashboards.rest.call import Call
from dashboards.rest.routes import Route
from watchkeeper.access.model import Scope
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.inventory.topology import Link, links_of, suggested_parents
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

_QUERY: Mapping[str, str] = {
    "top": "the target where the network begins, seen from here; without it the named parents"
}


@dataclass(frozen=True, slots=True)
class Topology:
    """``parents``: for each target without a parent the one that its links suggest."""

    links: tuple[Link, ...]
    parents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TopologyTools:
    """The handler; it needs the scope ``targets:read``."""

    store: SeriesStore
    inventory: InventoryStore

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/topology", "Neighbours by LLDP and CDP, and parents they suggest", self.topology, Topology, query=_QUERY),
        )  # fmt: skip

    async def topology(self, call: Call) -> Topology:
        """Return what the latest series of all devices say."""
        call.principal.require_scope(Scope.TARGETS_READ)
        inventory, top = self.inventory.current, call.query("top")
        if top:
            inventory.target(top)  # raises NotFound
        links = await links_now(self.store, self.inventory)
        return Topology(links, suggested_parents(inventory, links, (top,) if top else ()))


async def links_now(store: SeriesStore, inventory: InventoryStore) -> tuple[Link, ...]:
    """Return who is plugged into whom, as the latest series of all devices say."""
    found = []
    for metric in NEIGHBOUR_METRICS:
        matchers = (Matcher(METRIC_NAME, MatchKind.EQUAL, metric),)
        found += await asyncio.to_thread(store.latest, matchers)
    return links_of(inventory.current, neighbours_in(one.labels for one in found))
