"""Commissioning: findings of targets on trial, and what is only recorded; none has a ticket."""

from __future__ import annotations

from aiohttp import web

from dashboards.ticket_commands import open_ticket_of
from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other
from ticketing.events import Channel
from ticketing.views import Finding
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound
from watchkeeper.core.levels import Level


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/commissioning", page(pages, show)),
        web.post("/commissioning/{fingerprint}/ticket", page(pages, open_ticket)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    context = await list_context(visit.pages, visit.audience)
    counts = await counts_context(visit.pages, visit.audience)
    return Page("commissioning.html", {**context, **counts, "topics": "counts commissioning"})


async def open_ticket(visit: Visit) -> Answer:
    """Make a ticket of a finding; pressed twice, it is one ticket."""
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    await read_form(visit)
    wanted = visit.request.match_info["fingerprint"]
    findings = await visit.pages.tickets.findings(visit.audience.customer_filter)
    finding = next((item for item in findings if item.fingerprint == wanted), None)
    if finding is None:
        raise NotFound("this finding is gone; it may have recovered")
    command = open_ticket_of(_fields(finding), actor=visit.principal.id, channel=Channel.PAGE)
    view = await visit.pages.tickets.carry_out(command)
    return see_other(f"/tickets/{view.number}")


async def list_context(pages: Pages, audience: Audience) -> dict[str, object]:
    findings = sorted(
        await pages.tickets.findings(audience.customer_filter),
        key=lambda finding: (finding.level.rank, finding.target, finding.title),
    )
    return {
        "on_trial": [finding for finding in findings if finding.is_commissioning],
        "recorded": [finding for finding in findings if not finding.is_commissioning],
    }


def _fields(finding: Finding) -> dict[str, object]:
    level = finding.level if finding.level.opens_ticket else Level.IV
    return {
        "level": level.value,
        "summary": finding.title or finding.labels.get("alertname", finding.fingerprint),
        "customer": finding.customer,
        "target": finding.target,
        "occurred_at": int(finding.active_at),
        "key": f"finding:{finding.fingerprint}:{finding.active_at}",
    }
