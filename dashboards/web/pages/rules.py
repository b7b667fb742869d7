"""Rules: every group and rule with its health, what it fires, and why one cannot be evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aiohttp import web

from dashboards.web.audience import SEES_RULES, Audience
from dashboards.web.deps import MenuItem, Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.rule_views import RuleView, group_views, groups_seen
from dashboards.web.visit import Answer, Page, Visit, page
from watchkeeper.core.messages import mark

SHOWN: Mapping[str, Callable[[RuleView], bool]] = MappingProxyType(
    {
        "all": lambda _: True,
        "failing": lambda view: view.fails,
        "active": lambda view: bool(view.status.alerts),
    }
)
"""Which rules the list shows, by the name in its address."""

_TABS = (
    ("all", MenuItem("/rules", mark("All rules"))),
    ("failing", MenuItem("/rules?show=failing", mark("Failing"))),
    ("active", MenuItem("/rules?show=active", mark("With alerts"))),
)


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/rules", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_everywhere(SEES_RULES)
    wanted = visit.request.query.get("show", "all")
    wanted = wanted if wanted in SHOWN else "all"
    context = await list_context(visit.pages, visit.audience, wanted)
    counts = await counts_context(visit.pages, visit.audience)
    return Page("rules.html", {**context, **counts, "topics": f"counts rules-{wanted}"})


async def list_context(pages: Pages, audience: Audience, shown: str) -> dict[str, object]:
    """Return what the list shows.  Raises Forbidden."""
    groups = groups_seen(pages, audience)
    tickets = await pages.tickets.tickets_of_rules()
    everything = group_views(groups, tickets, SHOWN["all"])
    views = [view for group in everything for view in group.rules]
    return {
        "groups": group_views(groups, tickets, SHOWN[shown]),
        "shown": shown,
        "tabs": [(name, item, sum(map(SHOWN[name], views))) for name, item in _TABS],
    }
