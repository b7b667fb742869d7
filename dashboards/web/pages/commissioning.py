"""Commissioning: findings of targets on trial, what is accepted, and what is only recorded.

None has a ticket; each can be accepted until a day, become a ticket, or lead to its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from aiohttp import web

from dashboards.findings import acceptance_in, finding_in
from dashboards.ticket_commands import open_ticket_of
from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.local_times import local_morning, rfc3339_of_local
from dashboards.web.pages.now import counts_context
from dashboards.web.rule_views import key_of
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from rules.alerting import ALERT_NAME
from ticketing.acceptances import AcceptFinding
from ticketing.events import Channel
from ticketing.views import Finding
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import NotFound, WatchkeeperError
from watchkeeper.core.instants import DAY, Duration, instant_from_rfc3339, later
from watchkeeper.core.levels import Level

_USUAL = Duration(30 * DAY)
"""Until when a finding is accepted unless somebody types another day."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/commissioning", page(pages, show)),
        web.post("/commissioning/{fingerprint}/ticket", page(pages, open_ticket)),
        web.post("/commissioning/{fingerprint}/accept", page(pages, accept)),
        web.post("/commissioning/{fingerprint}/take-back", page(pages, take_back)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    return await _page(visit)


async def open_ticket(visit: Visit) -> Answer:
    """Make a ticket of a finding; pressed twice, it is one ticket."""
    finding = await _finding(visit)
    await read_form(visit)
    command = open_ticket_of(_fields(finding), actor=visit.principal.id, channel=Channel.PAGE)
    view = await visit.pages.tickets.carry_out(command)
    return see_other(f"/tickets/{view.number}")


async def accept(visit: Visit) -> Answer:
    """Accept a finding and go back; what is refused is shown with what was typed."""
    finding = await _finding(visit)
    form = await read_form(visit)
    try:
        until = rfc3339_of_local(form.get("until", ""), visit.audience.zone)
        wish = AcceptFinding(
            fingerprint=finding.fingerprint,
            note=form.get("note", ""),
            until=instant_from_rfc3339(until),
            actor=PersonId(visit.principal.id),
        )
        await visit.pages.tickets.accept_finding(wish)
    except NotFound:
        raise
    except WatchkeeperError as error:
        return await _refused(visit, finding.fingerprint, form, error)
    return _back(visit)


async def take_back(visit: Visit) -> Answer:
    """Accept a finding no longer."""
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    await read_form(visit)
    tickets = visit.pages.tickets
    accepted = await tickets.acceptances(visit.audience.customer_filter)
    acceptance = acceptance_in(accepted, visit.request.match_info["fingerprint"])
    await tickets.take_back_acceptance(acceptance.fingerprint, by=PersonId(visit.principal.id))
    return _back(visit)


async def list_context(
    pages: Pages, audience: Audience, typed_for: str = "", typed: Mapping[str, str] = _NOTHING
) -> dict[str, object]:
    """Return what the lists show; what was typed for a finding stands in its form again."""
    everything = await pages.tickets.findings(audience.customer_filter)
    findings = [
        finding
        for finding in _once(everything)
        if finding.acceptance is None and finding.quiet_until is None and not finding.symptom_of
    ]
    return {
        "on_trial": [finding for finding in findings if finding.is_commissioning],
        "recorded": [finding for finding in findings if not finding.is_commissioning],
        "accepted": await pages.tickets.acceptances(audience.customer_filter),
        "active": {finding.fingerprint: finding for finding in everything},
        "rule_of": _rule_of(pages, audience),
        "usual_until": local_morning(later(pages.clock.now(), _USUAL), audience.zone),
        "typed_for": typed_for,
        "typed": typed,
    }


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return each problem once, by its worst member; the worst problems first."""
    ordered = sorted(findings, key=lambda one: (one.level.rank, one.target, one.title))
    known: dict[str, Finding] = {}
    for finding in ordered:
        known.setdefault(finding.fingerprint, finding)
    return list(known.values())


def _rule_of(pages: Pages, audience: Audience) -> Callable[[Finding], str]:
    """Return what gives the address of a finding's rule; empty where the reader sees none."""
    groups = pages.groups() if audience.sees_rules else ()
    known = {(group.group.source, one.rule.name) for group in groups for one in group.rules}

    def address(finding: Finding) -> str:
        name = (finding.source, finding.labels.get(ALERT_NAME, ""))
        return f"/rules/{key_of(*name)}" if name in known else ""

    return address


async def _page(visit: Visit, typed_for: str = "", typed: Mapping[str, str] = _NOTHING) -> Page:
    context = await list_context(visit.pages, visit.audience, typed_for, typed)
    counts = await counts_context(visit.pages, visit.audience)
    return Page("commissioning.html", {**context, **counts, "topics": "counts commissioning"})


async def _refused(
    visit: Visit, fingerprint: str, form: Mapping[str, str], error: WatchkeeperError
) -> Page:
    answer = await _page(visit, fingerprint, form)
    context = {**answer.context, "problem": visit.voice.problem(error)}
    return Page(answer.template, context, status_of(error))


async def _finding(visit: Visit) -> Finding:
    """Return the finding of the path for who may work on it.  Raises NotFound, Forbidden."""
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    findings = await visit.pages.tickets.findings(visit.audience.customer_filter)
    return finding_in(findings, visit.request.match_info["fingerprint"])


def _back(visit: Visit) -> web.Response:
    visit.pages.broadcaster.changed("commissioning")
    return see_other("/commissioning")


def _fields(finding: Finding) -> dict[str, object]:
    level = finding.level if finding.level.opens_ticket else Level.IV
    return {
        "level": level.value,
        "summary": finding.title or finding.labels.get(ALERT_NAME, finding.fingerprint),
        "customer": finding.customer,
        "target": finding.target,
        "occurred_at": int(finding.active_at),
        "key": f"finding:{finding.fingerprint}:{finding.active_at}",
    }
