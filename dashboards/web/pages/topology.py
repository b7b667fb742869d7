"""Topology: who is plugged into whom by LLDP and CDP, and parents that can be accepted one by one.

A parent hides what hangs below it in a storm, and a device could name any neighbour: so nothing is
put in force before a person accepts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.pages.target import MOST_OFFERED, may_edit
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Conflict, WatchkeeperError
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.topology import Link, suggested_parents

_MOST_LINKS = 1_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A parent for a target; ``at`` is the file that manages it, where one does."""

    name: str
    parent: str
    at: str


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/topology", page(pages, show)),
        web.post("/topology/accept", page(pages, accept)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TARGETS_READ)
    return await _page(visit, top=visit.request.query.get("top", "")[:200].strip())


async def accept(visit: Visit) -> Answer:
    """Give a target the parent that is suggested now; another one is refused."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    typed = await read_form(visit)
    name, top = typed.get("name", ""), typed.get("top", "")[:200]
    try:
        links = await visit.pages.links()
        wanted = _parents(visit.pages.inventory(), links, top).get(name)
        if wanted is None or wanted != typed.get("parent", ""):
            raise Conflict("this is not suggested any more; look at the list as it is now")
        definition = await visit.pages.desk.definition(name)
        await visit.pages.desk.change({**definition, "parent": wanted}, by=visit.principal.id)
    except WatchkeeperError as error:
        return await _page(visit, visit.voice.problem(error), status_of(error), top=top)
    visit.pages.broadcaster.changed("hosts")
    return see_other(f"/topology?top={quote(top)}" if top else "/topology")


def _parents(inventory: Inventory, links: tuple[Link, ...], top: str) -> Mapping[str, str]:
    return suggested_parents(inventory, links, (top,) if top in inventory else ())


async def _page(visit: Visit, problem: str = "", status: int = 200, *, top: str) -> Page:
    inventory, links = visit.pages.inventory(), await visit.pages.links()
    seen = {target.name for target in inventory if visit.principal.sees(target.customer)}
    parents = _parents(inventory, links, top)
    context = {
        "links": [one for one in links if one.target in seen][:_MOST_LINKS],
        "seen": seen,
        "suggestions": [
            Suggestion(name, parent, inventory.target(name).at)
            for name, parent in sorted(parents.items())
            if name in seen and parent in seen
        ],
        "tree": _tree(inventory, seen),
        "top": top,
        "is_top_known": not top or top in seen,
        "names": sorted(seen)[:MOST_OFFERED],
        "problem": problem,
        "may_edit": may_edit(visit),
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("topology.html", {**context, **counts}, status)


def _tree(inventory: Inventory, seen: set[str]) -> list[tuple[int, str]]:
    """Return who hangs on whom, as names with their depth; those that nothing hangs on are left out."""
    found: list[tuple[int, str]] = []
    waiting = [
        (0, one.name)
        for one in reversed(tuple(inventory))
        if one.name in seen and one.parent is None and inventory.children(one.name)
    ]
    while waiting and len(found) < _MOST_LINKS:
        depth, name = waiting.pop()
        found.append((depth, name))
        below = [one for one in reversed(inventory.children(name)) if one in seen]
        waiting += [(depth + 1, one) for one in below]
    return found
