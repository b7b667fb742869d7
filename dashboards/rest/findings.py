"""REST of findings: active alerts without a ticket, and those that somebody accepted."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.findings import acceptance_in, finding_in
from dashboards.rest.call import Call
from dashboards.rest.given import word
from dashboards.rest.tickets import customers_asked
from ticketing.acceptances import AcceptFinding
from ticketing.views import Acceptance, Finding
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.instants import Instant, instant_from_rfc3339


@dataclass(frozen=True, slots=True)
class AcceptanceWish:
    """Why a finding is accepted, and until when: at most 366 days from now."""

    note: str
    until: Instant


async def list_findings(call: Call) -> tuple[Finding, ...]:
    call.principal.require_scope(Scope.TICKETS_READ)
    return await call.pages.tickets.findings(customers_asked(call))


async def list_acceptances(call: Call) -> tuple[Acceptance, ...]:
    call.principal.require_scope(Scope.TICKETS_READ)
    return await call.pages.tickets.acceptances(customers_asked(call))


async def accept(call: Call) -> Acceptance:
    """Accept a finding; once more moves its end."""
    call.principal.require_scope(Scope.TICKETS_READ)
    found = await call.pages.tickets.findings(customers_asked(call))
    finding = finding_in(found, call.request.match_info["fingerprint"])
    call.principal.require(Scope.TICKETS_WRITE, finding.customer)
    given = await call.body()
    wish = AcceptFinding(
        fingerprint=finding.fingerprint,
        actor=PersonId(call.actor(given)),
        note=word(given, "note"),
        until=instant_from_rfc3339(word(given, "until")),
    )
    accepted = await call.pages.tickets.accept_finding(wish)
    call.pages.broadcaster.changed("commissioning")
    return accepted


async def take_back(call: Call) -> tuple[Acceptance, ...]:
    """Take an acceptance back and return those that are left."""
    call.principal.require_scope(Scope.TICKETS_READ)
    tickets = call.pages.tickets
    fingerprint = call.request.match_info["fingerprint"]
    acceptance = acceptance_in(await tickets.acceptances(customers_asked(call)), fingerprint)
    call.principal.require(Scope.TICKETS_WRITE, acceptance.customer)
    await tickets.take_back_acceptance(fingerprint, by=PersonId(call.principal.id))
    call.pages.broadcaster.changed("commissioning")
    return await list_acceptances(call)
