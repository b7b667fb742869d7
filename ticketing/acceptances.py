"""Accept a finding: it is known and may stay so until a day; no ticket of III or IV till then (D8).

The acceptance, the alerts' timers and the line of the audit trail change in one unit of work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ticketing import acceptance_rows, alert_store
from ticketing.correlate import AlertRow, accept, take_back
from ticketing.directory import Targets
from ticketing.shelf import Shelf
from ticketing.views import Acceptance
from ticketing.work import Work
from ticketing.writing import TicketWriter
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge
from watchkeeper.core.instants import DAY, Duration, Instant, rfc3339
from watchkeeper.core.texts import storable

LONGEST_NOTE = 2_000
LONGEST = Duration(366 * DAY)
"""How far ahead an acceptance may end: what is accepted is looked at again once a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptFinding:
    """Accept a finding until an instant, with the reason."""

    fingerprint: str
    note: str
    until: Instant
    actor: PersonId


class AcceptanceDesk:
    """Accepts findings and takes acceptances back."""

    def __init__(self, writer: TicketWriter, targets: Targets, shelf: Shelf) -> None:
        self._writer = writer
        self._targets = targets
        self._shelf = shelf

    async def accept(self, wish: AcceptFinding) -> Acceptance:
        """Do it, durably.  Raises NotFound, InvalidInput, TooLarge."""
        done: list[Acceptance] = []

        def unit(work: Work) -> None:
            done[:] = [self._accept(wish, work)]

        await self._writer.write(unit)
        self._writer.look_at_timers()
        return done[0]

    async def take_back(self, fingerprint: str, *, by: PersonId) -> None:
        """Do it, durably; what the finding then is shows with the next timer.  Raises NotFound."""
        await self._writer.write(partial(_take_back, fingerprint, by))
        self._writer.look_at_timers()

    def _accept(self, wish: AcceptFinding, work: Work) -> Acceptance:
        _check(wish, work.now)
        rows = alert_store.alerts_of_problems(work.connection, [wish.fingerprint])
        known = rows[wish.fingerprint]
        listed = [row for row in known.values() if row.is_active and row.ticket is None]
        if not listed:
            raise NotFound("this finding is gone; it may have recovered")
        acceptance = _acceptance(wish, min(listed, key=lambda row: row.level.rank), work.now)
        acceptance_rows.keep(work.connection, acceptance, work.now)
        accepted = [
            accept(row, wish.until, work.now, self._hysteresis(row)) for row in known.values()
        ]
        alert_store.write_alerts(work.connection, accepted, known)
        _write_down(work, "finding_accepted", acceptance, wish.actor)
        return acceptance

    def _hysteresis(self, row: AlertRow) -> Duration:
        policy = self._shelf.policy_of(self._targets.terms(row.heard.customer))
        return policy.recovery.hysteresis


def _take_back(fingerprint: str, by: PersonId, work: Work) -> None:
    rows = alert_store.alerts_of_problems(work.connection, [fingerprint])
    known = rows[fingerprint]
    acceptance = acceptance_rows.remove(work.connection, fingerprint, work.now)
    if acceptance is None:
        raise NotFound("this finding is not accepted")
    free = [take_back(row, work.now) for row in known.values() if row.is_active]
    alert_store.write_alerts(work.connection, free, known)
    _write_down(work, "acceptance_taken_back", acceptance, by)


def _check(wish: AcceptFinding, now: Instant) -> None:
    if not wish.note.strip():
        raise InvalidInput("say in the note why the finding is accepted")
    if len(wish.note) > LONGEST_NOTE:
        raise TooLarge("a note has at most {limit} characters", limit=LONGEST_NOTE)
    if not now < wish.until <= now + LONGEST:
        raise InvalidInput(
            "accept a finding until a day ahead, at most {days} days from now",
            days=LONGEST // DAY,
        )


def _acceptance(wish: AcceptFinding, row: AlertRow, now: Instant) -> Acceptance:
    heard = row.heard
    return Acceptance(
        fingerprint=wish.fingerprint,
        target=heard.target,
        customer=heard.customer,
        title=heard.title,
        title_zh=heard.title_zh,
        note=storable(wish.note.strip()),
        accepted_by=wish.actor,
        accepted_at=now,
        accepted_until=wish.until,
    )


def _write_down(work: Work, action: str, acceptance: Acceptance, actor: PersonId) -> None:
    """Add a line to the audit trail.  The note is free text and stays out of the chain (D6)."""
    facts = {
        "target": acceptance.target,
        "customer": acceptance.customer,
        "until": rfc3339(acceptance.accepted_until),
    }
    record_audit(
        work.connection,
        action,
        actor=actor,
        at=work.now,
        subject=acceptance.fingerprint,
        facts=facts,
    )
