"""Target: made, edited, removed and put back by forms; those of files say where they are managed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.target_fields import (
    KNOWN_KEYS,
    MEASURED,
    NIGHT,
    WHAT,
    definition_from,
    typed_from,
)
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound, WatchkeeperError
from watchkeeper.core.levels import Criticality
from watchkeeper.inventory.model import Target
from watchkeeper.storage.tables import json_text

_NOTHING: Mapping[str, str] = MappingProxyType({})
MOST_OFFERED = 2_000


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/targets/new", page(pages, new)),
        web.post("/targets/new", page(pages, add)),
        web.get("/hosts/{name:[^/]+}/edit", page(pages, edit)),
        web.post("/hosts/{name:[^/]+}/edit", page(pages, change)),
        web.post("/hosts/{name:[^/]+}/remove", page(pages, remove)),
        web.post("/hosts/{name:[^/]+}/history/{number:[0-9]{1,9}}/undo", page(pages, undo)),
    ]


def may_edit(visit: Visit) -> bool:
    """Tell whether the reader may change targets: of all customers, for one can be moved."""
    return visit.principal.may_everywhere(Scope.TARGETS_WRITE)


async def new(visit: Visit) -> Answer:
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    return await _form(visit, None, {"name": visit.request.query.get("name", "")[:200]})


async def add(visit: Visit) -> Answer:
    """Add a target and show it; what is refused is shown with what was typed."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    typed = await read_form(visit)
    try:
        definition = definition_from(typed.get("name", "").strip(), typed)
        target = await visit.pages.desk.add(definition, by=visit.principal.id)
    except WatchkeeperError as error:
        return await _refused(visit, None, typed, error)
    return _to(visit, target.name)


async def edit(visit: Visit) -> Answer:
    target = _editable(visit)
    definition = await visit.pages.desk.definition(target.name)
    return await _form(visit, target, {**typed_from(definition), "seen": _digest(definition)})


async def change(visit: Visit) -> Answer:
    """Replace the definition; refused where somebody changed it since the form was shown."""
    target = _editable(visit)
    typed = await read_form(visit)
    try:
        kept = await visit.pages.desk.definition(target.name)
        if typed.get("seen", "") != _digest(kept):
            raise Conflict(
                "{name!r} was changed meanwhile; look at it as it is now, and try again",
                name=target.name,
            )
        unknown = {key: value for key, value in kept.items() if key not in KNOWN_KEYS}
        definition = {**unknown, **definition_from(target.name, typed)}
        await visit.pages.desk.change(definition, by=visit.principal.id)
    except WatchkeeperError as error:
        return await _refused(visit, target, typed, error)
    return _to(visit, target.name)


async def remove(visit: Visit) -> Answer:
    """Watch it no longer; its history stays and can put it back."""
    target = _editable(visit)
    typed = await read_form(visit)
    try:
        if typed.get("sure") != "on":
            raise InvalidInput("tick the box: the target is watched no longer then")
        await visit.pages.desk.store.remove(target.name, by=visit.principal.id)
    except WatchkeeperError as error:
        definition = await visit.pages.desk.definition(target.name)
        shown = {**typed_from(definition), "seen": _digest(definition)}
        return await _refused(visit, target, shown, error)
    visit.pages.broadcaster.changed("hosts")
    return see_other("/hosts")


async def undo(visit: Visit) -> Answer:
    """Take an edit back and show the target, or the list where it is no more."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    await read_form(visit)
    name, number = visit.request.match_info["name"], int(visit.request.match_info["number"])
    await visit.pages.desk.undo(name, number, by=visit.principal.id)
    if name in visit.pages.inventory():
        return _to(visit, name)
    visit.pages.broadcaster.changed("hosts")
    return see_other("/hosts")


def _editable(visit: Visit) -> Target:
    """Return the target of the path.  Raises Forbidden, NotFound; Conflict where a file has it."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    target = visit.pages.inventory().target(visit.request.match_info["name"])
    if target.at:
        raise Conflict(
            "{name!r} is managed in {place}; change it there", name=target.name, place=target.at
        )
    return target


async def _form(
    visit: Visit,
    target: Target | None,
    typed: Mapping[str, str],
    problem: str = "",
    status: int = 200,
) -> Page:
    inventory = visit.pages.inventory()
    context = {
        "target": target,
        "typed": typed,
        "problem": problem,
        "what": WHAT,
        "night": NIGHT,
        "measured": MEASURED,
        "customers": tuple(inventory.customers.values()),
        "criticalities": tuple(Criticality),
        "offers": {
            "targets": sorted(inventory.targets)[:MOST_OFFERED],
            "sites": sorted({one.site for one in inventory if one.site})[:MOST_OFFERED],
            "groups": sorted({group for one in inventory for group in one.groups})[:MOST_OFFERED],
        },
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("target.html", {**context, **counts}, status)


async def _refused(
    visit: Visit, target: Target | None, typed: Mapping[str, str], error: WatchkeeperError
) -> Page:
    if isinstance(error, NotFound):
        raise error
    return await _form(visit, target, typed, visit.voice.problem(error), status_of(error))


def _digest(definition: Mapping[str, object]) -> str:
    return hashlib.sha256(json_text(definition).encode()).hexdigest()[:16]


def _to(visit: Visit, name: str) -> web.Response:
    path = quote(name, safe="")
    visit.pages.broadcaster.changed("hosts")
    visit.pages.broadcaster.changed(f"host-{path}")
    return see_other(f"/hosts/{path}")
