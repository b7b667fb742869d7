"""Symptoms inside a unit of work: what is cut off joins the ticket of the target at fault (D8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ticketing import symptom_rows
from ticketing.commands import LevelCause
from ticketing.correlate import AlertRow, LastTicket, is_ticketed, waking
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.storms.bearing import bearing_of
from ticketing.storms.decide import Bearing
from ticketing.storms.surroundings import Surroundings, ways_to
from ticketing.storms.topology import SETTLING, causes
from ticketing.symptom_rows import Down
from ticketing.work import Work
from watchkeeper.core.instants import Duration, Instant, later
from watchkeeper.core.levels import Level, worst

_LISTED = 200  # symptoms that one event names; it counts all of them
_MOST_ABOVE = 2_000

Members = dict[str, AlertRow]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a look at the topology changed: by target at fault, who joined it and who left it."""

    joined: dict[str, list[AlertRow]] = field(default_factory=dict)
    left: dict[str, list[AlertRow]] = field(default_factory=dict)
    tickets: dict[str, int] = field(default_factory=dict)  # of targets at fault, known before


@dataclass(frozen=True, slots=True)
class SymptomWork:
    """Holds what is cut off, and lets go of it when its cause is gone."""

    work: Work
    around: Surroundings
    before: Mapping[str, Members]
    after: Mapping[str, Members]  # changed in place
    lasts: Mapping[str, LastTicket]

    def mark(self, *, hysteresis: Duration, wait: Duration) -> Marked:
        """Mark the rows that are symptoms, and unmark those that are not any more.

        A sender tells of a cut line in several calls: what hangs on something waits a moment for
        its cause.
        """
        marked = Marked()
        suspects = [row for row in self._rows() if self._is_suspect(row)]
        if not suspects:
            return marked
        known = self._down(suspects)
        at_fault = causes([row.heard.target for row in suspects], known.keys(), self.around)
        for row in suspects:
            cause = known.get(at_fault.get(row.heard.target, ""))
            is_shown = cause is not None and cause.customer in {"", row.heard.customer}
            found = cause.target if cause is not None and is_shown else None
            if found is not None or row.symptom_of is not None:
                changed = self._changed(row, found, hysteresis)
            elif self._may_have_a_cause(row):
                changed = self._held(row, wait, hysteresis)
            else:
                continue
            self.after[row.heard.fingerprint][row.heard.member] = changed
            if found is not None and cause is not None and found != row.symptom_of:
                marked.joined.setdefault(found, []).append(changed)
                if cause.ticket is not None:
                    marked.tickets[found] = cause.ticket
            elif found is None and row.symptom_of is not None:
                marked.left.setdefault(row.symptom_of, []).append(changed)
        return marked

    def _may_have_a_cause(self, row: AlertRow) -> bool:
        """Tell whether a fault that was just heard of hangs on something.  Level I never waits."""
        earlier = self.before[row.heard.fingerprint].get(row.heard.member)
        is_new = earlier is None or not earlier.is_active
        return is_new and row.level is not Level.I and bool(ways_to(row.heard.target, self.around))

    def _held(self, row: AlertRow, wait: Duration, hysteresis: Duration) -> AlertRow:
        until = later(self.work.now, wait)
        return waking(
            replace(row, heard=replace(row.heard, quiet_until=until)), self.work.now, hysteresis
        )

    def _is_suspect(self, row: AlertRow) -> bool:
        last = self.lasts.get(row.heard.fingerprint)
        return (
            (last is None or not last.state.is_live)
            and is_ticketed(replace(row, symptom_of=None), self.work.now)
            and bearing_of(row.heard.name, row.heard.labels) is not Bearing.ITS_OWN
        )

    def _down(self, suspects: Iterable[AlertRow]) -> dict[str, Down]:
        """Return what is out of reach above the suspects, by target."""
        above = self._above(row.heard.target for row in suspects)
        stored = symptom_rows.down(self.work.connection, above, self.work.now)
        found = {one.target: one for one in stored if one.fingerprint not in self.after}
        for row in self._rows():
            heard = row.heard
            if heard.target in above and self._says_down(row):
                found[heard.target] = Down(
                    heard.target, heard.customer, heard.fingerprint, row.ticket
                )
        return found

    def _says_down(self, row: AlertRow) -> bool:
        """Tell whether an alert's ticket, or a silence, says that its target is out of reach.

        Not where a person ended the ticket although the fault went on: nobody looks at it then.
        """
        heard = row.heard
        if bearing_of(heard.name, heard.labels) is not Bearing.UNREACHABLE or not row.is_active:
            return False
        last = self.lasts.get(heard.fingerprint)
        if last is not None and last.state.is_live:
            return True
        if heard.quiet_until is not None and self.work.now < heard.quiet_until:
            return True
        earlier = self.before[heard.fingerprint].get(heard.member)
        went_on = earlier is not None and earlier.is_active and earlier.ticket is not None
        return is_ticketed(row, self.work.now) and not went_on

    def _above(self, targets: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(dict.fromkeys(targets))
        while waiting and len(found) < _MOST_ABOVE:
            for way in ways_to(waiting.pop(), self.around):
                if way not in found:
                    found.add(way)
                    waiting.append(way)
        return frozenset(found)

    def _changed(self, row: AlertRow, found: str | None, hysteresis: Duration) -> AlertRow:
        """Return the row with its cause; whose cause is gone gets a moment to come back."""
        now = self.work.now
        if found is None and row.symptom_of is not None and row.level is not Level.I:
            settled = later(now, SETTLING)
            row = replace(row, heard=replace(row.heard, quiet_until=settled))
        return waking(replace(row, symptom_of=found), now, hysteresis)

    def tell(self, marked: Marked) -> None:
        """Write into the tickets of targets at fault what joined them and what left."""
        opened = self._opened()
        joined = {**marked.joined, **{target: self._held_by(target) for target in opened}}
        for target, rows in joined.items():
            number = opened.get(target) or marked.tickets.get(target)
            self._append(number, EventKind.SYMPTOM_ATTACHED, rows)
        for target, rows in marked.left.items():
            number = symptom_rows.live_ticket_of(self.work.connection, target)
            self._append(number, EventKind.SYMPTOM_RELEASED, rows)

    def _opened(self) -> Mapping[str, int]:
        """Return the tickets that say only now that a target is out of reach."""
        found: dict[str, int] = {}
        for row in self._rows():
            heard = row.heard
            earlier = self.before[heard.fingerprint].get(heard.member)
            is_new = row.ticket is not None and (earlier is None or earlier.ticket != row.ticket)
            if is_new and bearing_of(heard.name, heard.labels) is Bearing.UNREACHABLE:
                assert row.ticket is not None
                found[heard.target] = row.ticket
        return found

    def _held_by(self, target: str) -> list[AlertRow]:
        """Return all symptoms of a target, also those that joined while it had no ticket."""
        here = {row.heard.member: row for row in self._rows()}
        stored = symptom_rows.symptoms_of(self.work.connection, target)
        found = [row for row in stored if row.heard.member not in here]
        return [*found, *(row for row in here.values() if row.symptom_of == target)]

    def _rows(self) -> Iterator[AlertRow]:
        return (row for members in self.after.values() for row in tuple(members.values()))

    def _append(self, number: int | None, kind: EventKind, rows: list[AlertRow]) -> None:
        if number is None or not rows or not self.work.load([number]):
            return
        ticket = self.work.ticket(number)
        if not ticket.state.is_live:
            return
        now = self.work.now
        self.work.append(number, NewEvent(kind, now, data=MappingProxyType(_facts(rows))))
        level = worst([row.level for row in rows])
        if kind is EventKind.SYMPTOM_ATTACHED and level.is_worse_than(ticket.level):
            self.work.append(number, _worsened(ticket.level, level, now))
        self.work.settle(number)


def _facts(rows: list[AlertRow]) -> dict[str, Fact]:
    listed: list[Fact] = [
        {
            "name": row.heard.name,
            "target": row.heard.target,
            "level": row.level.value,
            "fingerprint": row.heard.fingerprint,
            "active_at": row.heard.active_at,
        }
        for row in rows[:_LISTED]
    ]
    return {"count": len(rows), "symptoms": listed}


def _worsened(before: Level, level: Level, now: Instant) -> NewEvent:
    facts: dict[str, Fact] = {
        "level": str(level),
        "from": before.value,
        "cause": LevelCause.WORSENED.value,
    }
    return NewEvent(EventKind.LEVEL_CHANGED, now, data=MappingProxyType(facts))
