"""Waiting: hosts that registered by themselves and want to be let in, with what they would become."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from aiohttp import web

from collector.registration import Waiting
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound, WatchkeeperError
from watchkeeper.inventory.imports.words import words_in

_NOTHING: Mapping[str, Mapping[str, str]] = MappingProxyType({})
_PLAIN = ("address", "customer", "site", "parent")
_LISTED = ("groups", "tags")
_FIELDS = ("name", *_PLAIN, *_LISTED)


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/targets/waiting", page(pages, show)),
        web.post("/targets/waiting/{id}/approve", page(pages, approve)),
        web.post("/targets/waiting/{id}/refuse", page(pages, refuse)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    return await _page(visit)


async def approve(visit: Visit) -> Answer:
    """Let a host in as the form says; what is refused is shown with what was typed."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    typed = await read_form(visit)
    agent = visit.request.match_info["id"]
    try:
        found = await _one(visit, agent)
        await visit.pages.registrations.approve(
            agent, _definition(found, typed), by=visit.principal.id
        )
    except WatchkeeperError as error:
        problem = visit.voice.problem(error)
        return await _page(
            visit,
            problem,
            status_of(error),
            typed={agent: {key: typed.get(key, "") for key in _FIELDS}},
        )
    visit.pages.broadcaster.changed("hosts")
    return see_other("/targets/waiting")


async def refuse(visit: Visit) -> Answer:
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    await read_form(visit)
    await visit.pages.registrations.refuse(visit.request.match_info["id"], by=visit.principal.id)
    return see_other("/targets/waiting")


async def _one(visit: Visit, agent: str) -> Waiting:
    for one in await visit.pages.registrations.waiting():
        if one.id == agent:
            return one
    raise NotFound("no host waits under {id!r}; it was approved or refused meanwhile", id=agent)


def _definition(found: Waiting, typed: Mapping[str, str]) -> dict[str, object]:
    """Return what the rule says, with what was typed in place of it."""
    changed: dict[str, object] = {key: typed.get(key, "").strip() for key in _PLAIN}
    changed["name"] = typed.get("name", "").strip()
    changed |= {key: words_in(typed.get(key, "")) for key in _LISTED}
    whole = {**found.definition, **changed}
    return {key: value for key, value in whole.items() if value}


def _shown(host: Waiting) -> dict[str, str]:
    """Return what the form says before anybody typed: what the rule made of the host."""
    values = {key: host.definition.get(key) or "" for key in _FIELDS}
    return {
        key: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in values.items()
    }


async def _page(
    visit: Visit,
    problem: str = "",
    status: int = 200,
    *,
    typed: Mapping[str, Mapping[str, str]] = _NOTHING,
) -> Page:
    """Return the page; *typed* is what stands in the form of a host instead of its rule's words."""
    inventory = visit.pages.inventory()
    waiting = await visit.pages.registrations.waiting()
    context = {
        "hosts": [(host, typed.get(host.id) or _shown(host)) for host in waiting],
        "problem": problem,
        "customers": tuple(inventory.customers.values()),
        "known": frozenset(inventory.targets),
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("waiting.html", {**context, **counts}, status)
