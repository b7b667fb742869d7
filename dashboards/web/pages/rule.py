"""Rule: what it says, how its last evaluation went, its alerts, and its value over the last hours."""

from __future__ import annotations

from aiohttp import web

from dashboards.charts import chart_svg
from dashboards.web.audience import SEES_RULES, Audience
from dashboards.web.deps import Pages
from dashboards.web.globals import unit_of_expression
from dashboards.web.pages.now import counts_context
from dashboards.web.references import references_of
from dashboards.web.rule_chart import RuleChart, chart_of_rule
from dashboards.web.rule_views import GroupView, group_views, groups_seen, in_order
from dashboards.web.visit import Answer, Page, Visit, page
from rules.model import AlertRule
from rules.state import TrackedAlert
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import NotFound, WatchkeeperError
from watchkeeper.core.labels import fingerprint

_ALERTS_SHOWN = 200


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/rules/{key}", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_everywhere(SEES_RULES)
    key = visit.request.match_info["key"]
    group = await _group(visit.pages, visit.audience, key)
    context = {
        **_context(group),
        **await counts_context(visit.pages, visit.audience),
        "charts": [await _drawn(visit, group, place) for place in range(len(group.rules))],
        "topics": f"counts rule-{key}",
    }
    return Page("rule.html", context)


async def live_context(pages: Pages, audience: Audience, key: str) -> dict[str, object]:
    """Return what the live part of the page shows.  Raises NotFound, Forbidden."""
    return _context(await _group(pages, audience, key))


def _context(group: GroupView) -> dict[str, object]:
    return {
        "group": group,
        "name": group.rules[0].name,
        "alerts_of": lambda view: in_order(view.status.alerts)[:_ALERTS_SHOWN],
        "fingerprint_of": _fingerprint_of,
        "unit_of_expression": unit_of_expression,
        "duration": text_from_duration,
        "references": references_of(
            view.status.rule.annotations
            for view in group.rules
            if isinstance(view.status.rule, AlertRule)
        ),
    }


def _fingerprint_of(alert: TrackedAlert) -> str:
    return fingerprint(alert.labels)


async def _group(pages: Pages, audience: Audience, key: str) -> GroupView:
    """Return the group with the rules of that name alone.  Raises NotFound, Forbidden."""
    groups = groups_seen(pages, audience)
    tickets = await pages.tickets.tickets_of_rules()
    found = group_views(groups, tickets, lambda view: view.key == key)
    if not found:
        raise NotFound("this rule is gone; it may have been renamed")
    return found[0]


async def _drawn(visit: Visit, group: GroupView, place: int) -> tuple[RuleChart | None, str, str]:
    """Return the chart of a rule, its SVG, and what was wrong where there is none."""
    status = group.rules[place].status
    try:
        drawn = await chart_of_rule(
            visit.pages.readings,
            status,
            now=visit.now,
            zone=visit.audience.zone,
            empty=visit.voice.say("no data"),
        )
    except WatchkeeperError as error:
        return None, "", visit.voice.problem(error)
    return drawn, chart_svg(drawn.chart), ""
