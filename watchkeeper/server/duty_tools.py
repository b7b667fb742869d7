"""What ``watchkeeper oncall`` asks the server: who is on duty, gaps, changes, absences."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboards.rest.call import Call, Download
from dashboards.rest.routes import Route
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.gaps import Gap
from ticketing.oncall.ics import MEDIA_TYPE, person_calendar, schedule_calendar
from ticketing.oncall.lint import Finding
from ticketing.oncall.proof import Proof
from ticketing.oncall.shifts import Shift
from ticketing.oncall.store import MadeAbsence, MadeChange
from ticketing.oncall.wishes import wished_absence, wished_override, wished_swap
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.access.people import People
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Instant, instant_from_rfc3339, later

_SHOWN_DAYS, _MOST_DAYS = 14, 366
_CALENDAR_DAYS = 92
_NUMBER = r"{number:\d{1,9}}"
_NAME = "{schedule:[^/]+}"
_AT_QUERY: Mapping[str, str] = MappingProxyType({"at": "RFC 3339; now where it is missing"})
_DAYS_QUERY: Mapping[str, str] = MappingProxyType({"days": "how far ahead; 14, at most 366"})


@dataclass(frozen=True, slots=True)
class ShiftView:
    """Who is on duty from when to when; ``why``: planned, override, swap, deputy or vacant."""

    schedule: str
    layer: str
    starts_at: Instant
    ends_at: Instant
    people: tuple[str, ...]
    planned: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A schedule: who is on duty now, and the shift after it; null where nobody is planned."""

    schedule: str
    holds: tuple[str, ...]  # role:customer
    now: ShiftView | None
    following: ShiftView | None


@dataclass(frozen=True, slots=True)
class GapView:
    """A stretch in which nobody who can be reached is on duty, and what closes it."""

    schedule: str
    starts_at: Instant
    ends_at: Instant
    cause: str
    missing: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class FlawView:
    """What is wrong with a chain: ``step`` counts from 1, 0 is the chain itself."""

    flaw: str
    customer: str
    chain: str
    step: int
    to: str
    person: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An override or a swap; ``number`` takes it back."""

    number: int
    kind: str
    schedule: str
    person: str
    instead_of: str | None
    layer: str | None
    starts_at: Instant
    ends_at: Instant
    made_by: str
    made_at: Instant


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """An absence; ``number`` takes it back."""

    number: int
    person: str
    deputy: str | None
    starts_at: Instant
    ends_at: Instant
    made_by: str
    made_at: Instant


@dataclass(frozen=True, slots=True)
class ProofView:
    """Who was on duty at ``at``; ``shift`` is null where nobody was planned."""

    schedule: str
    at: Instant
    shift: ShiftView | None
    changes: tuple[ChangeView, ...]
    absences: tuple[AbsenceView, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed in the plans now or ahead, and who is away."""

    changes: tuple[ChangeView, ...]
    absences: tuple[AbsenceView, ...]


@dataclass(frozen=True, slots=True)
class OverrideWish:
    """``person`` takes the duty of ``instead_of``, of a layer, or of everybody; RFC 3339 times."""

    schedule: str
    person: str
    starts_at: str
    ends_at: str
    instead_of: str | None = None
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class SwapWish:
    """Two people take each other's duty of a schedule: ``person``'s time and ``other``'s."""

    schedule: str
    person: str
    starts_at: str
    ends_at: str
    other: str
    other_starts_at: str
    other_ends_at: str


@dataclass(frozen=True, slots=True)
class AbsenceWish:
    person: str
    starts_at: str
    ends_at: str
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class DutyTools:
    """Looking needs ``tickets:read``, changing ``tickets:write`` for all customers."""

    desk: DutyDesk
    findings: Callable[[], Sequence[Finding]]
    people: Callable[[], People]
    clock: Clock

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/oncall", "Who is on duty now, and next", self.now, tuple[DutyNow, ...]),
            Route("GET", "/oncall/gaps", "Where nobody who can be reached is on duty, 14 days ahead", self.gaps, tuple[GapView, ...]),
            Route("GET", "/oncall/proofs", "Who was on duty at a time, as it was known then", self.proofs, tuple[ProofView, ...], query=_AT_QUERY),
            Route("GET", "/oncall/check", "Whom the escalation chains would not reach", self.check, tuple[FlawView, ...]),
            Route("GET", f"/oncall/shifts/{_NAME}", "The shifts of a schedule", self.shifts, tuple[ShiftView, ...], query=_DAYS_QUERY),
            Route("GET", f"/oncall/calendars/schedules/{_NAME}", "A schedule as iCalendar", self.schedule_ics, str),
            Route("GET", "/oncall/calendars/people/{person:[^/]+}", "A person's duty as iCalendar", self.person_ics, str),
            Route("GET", "/oncall/changes", "Changes and absences, now and ahead", self.changes, Changes),
            Route("POST", "/oncall/overrides", "Put somebody else on duty for a time", self.override, Changes, body=OverrideWish, status=201),
            Route("POST", "/oncall/swaps", "Let two people take each other's duty", self.swap, Changes, body=SwapWish, status=201),
            Route("POST", "/oncall/absences", "Note that somebody is away", self.away, Changes, body=AbsenceWish, status=201),
            Route("DELETE", f"/oncall/changes/{_NUMBER}", "Take an override, or a half of a swap, back", self.undo_change, Changes),
            Route("DELETE", f"/oncall/absences/{_NUMBER}", "Take an absence back", self.undo_absence, Changes),
        )  # fmt: skip

    async def now(self, call: Call) -> tuple[DutyNow, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        now = self.clock.now()
        return tuple(self._now(name, now) for name in self.desk.schedules)

    def _now(self, name: str, now: Instant) -> DutyNow:
        shifts = self.desk.shifts(name, now, later(now, _SHOWN_DAYS * DAY))
        current = next((one for one in shifts if one.start <= now), None)
        following = next((one for one in shifts if one.start > now), None)
        holdings = self.desk.schedule(name).holdings
        return DutyNow(
            name,
            tuple(f"{one.role.value}:{one.customer}" for one in holdings),
            _shift(current),
            _shift(following),
        )

    async def gaps(self, call: Call) -> tuple[GapView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        return tuple(_gap(gap, call) for gap in self.desk.gaps())

    async def check(self, call: Call) -> tuple[FlawView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        seen = (one for one in self.findings() if call.principal.sees(one.customer))
        return tuple(_flaw(one, call) for one in seen)

    async def proofs(self, call: Call) -> tuple[ProofView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        given = call.query("at")
        at = instant_from_rfc3339(given) if given else self.clock.now()
        return tuple(_proof(one) for one in await self.desk.proofs(at))

    async def shifts(self, call: Call) -> tuple[ShiftView, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        now = self.clock.now()
        days = call.query_number("days", _SHOWN_DAYS, _MOST_DAYS)
        found = self.desk.shifts(_named(call), now, later(now, days * DAY))
        return tuple(view for one in found if (view := _shift(one)))

    async def schedule_ics(self, call: Call) -> Download:
        call.principal.require_scope(Scope.TICKETS_READ)
        name, now = _named(call), self.clock.now()
        shifts = self.desk.shifts(name, now, later(now, _CALENDAR_DAYS * DAY))
        text = schedule_calendar(
            name, shifts, made_at=now, name_of=self.people().name_of, translate=call.translate
        )
        return Download(MEDIA_TYPE, _whole(text))

    async def person_ics(self, call: Call) -> Download:
        call.principal.require_scope(Scope.TICKETS_READ)
        person, now = self.people().get(call.request.match_info["person"]), self.clock.now()
        end = later(now, _CALENDAR_DAYS * DAY)
        shifts = [one for name in self.desk.schedules for one in self.desk.shifts(name, now, end)]
        text = person_calendar(
            person.id, shifts, made_at=now, name_of=self.people().name_of, translate=call.translate
        )
        return Download(MEDIA_TYPE, _whole(text))

    async def changes(self, call: Call) -> Changes:
        call.principal.require_scope(Scope.TICKETS_READ)
        return self._changes()

    async def override(self, call: Call) -> Changes:
        given, by = await self._wish(call, OverrideWish)
        change = wished_override(given, self._person, self.clock.now())
        await self.desk.change(change, by=by)
        return self._changes()

    async def swap(self, call: Call) -> Changes:
        given, by = await self._wish(call, SwapWish)
        halves = wished_swap(given, self._person, self.clock.now())
        await self.desk.change(*halves, by=by)
        return self._changes()

    async def away(self, call: Call) -> Changes:
        given, by = await self._wish(call, AbsenceWish)
        absence = wished_absence(given, self._person, self.clock.now())
        await self.desk.away(absence, by=by)
        return self._changes()

    async def undo_change(self, call: Call) -> Changes:
        call.principal.require_everywhere(Scope.TICKETS_WRITE)
        by = PersonId(call.principal.id)
        await self.desk.take_back_change(call.path_number(), by=by)
        return self._changes()

    async def undo_absence(self, call: Call) -> Changes:
        call.principal.require_everywhere(Scope.TICKETS_WRITE)
        by = PersonId(call.principal.id)
        await self.desk.take_back_absence(call.path_number(), by=by)
        return self._changes()

    async def _wish(self, call: Call, model: type) -> tuple[dict[str, Any], PersonId]:
        """Return the fields of a wish, all of them texts, and who wishes.  Raises InvalidInput."""
        call.principal.require_everywhere(Scope.TICKETS_WRITE)
        given = await call.body()
        by = PersonId(call.actor(given))
        given = {key: value for key, value in given.items() if value is not None}
        fields = model.__dataclass_fields__  # type: ignore[attr-defined]  # the wishes above
        for key, value in given.items():
            if key not in fields or not isinstance(value, str) or len(value) > 200:
                raise InvalidInput("{key!r} is not known here, or is no text", key=key[:40])
        return given, by

    def _person(self, text: str) -> PersonId:
        return self.people().get(text).id

    def _changes(self) -> Changes:
        now = self.clock.now()
        return Changes(
            tuple(_change(one) for one in self.desk.changes if one.change.end > now),
            tuple(_absence(one) for one in self.desk.absences if one.absence.end > now),
        )


def _named(call: Call) -> str:
    return call.request.match_info["schedule"]


async def _whole(text: str) -> AsyncGenerator[bytes, None]:
    yield text.encode()


def _shift(one: Shift | None) -> ShiftView | None:
    if one is None:
        return None
    return ShiftView(
        one.schedule, one.layer, one.start, one.end, one.people, one.planned, one.cause.value
    )


def _gap(gap: Gap, call: Call) -> GapView:
    remedy = gap.remedy.render(call.translate)
    return GapView(gap.schedule, gap.start, gap.end, gap.cause.value, gap.missing, remedy)


def _flaw(one: Finding, call: Call) -> FlawView:
    return FlawView(
        flaw=one.flaw.value,
        customer=one.customer,
        chain=one.chain,
        step=one.step,
        to=one.to,
        person=one.person,
        sentence=one.sentence.render(call.translate),
    )


def _proof(one: Proof) -> ProofView:
    return ProofView(
        schedule=one.schedule,
        at=one.at,
        shift=_shift(one.shift),
        changes=tuple(_change(made) for made in one.changes),
        absences=tuple(_absence(made) for made in one.absences),
    )


def _change(made: MadeChange) -> ChangeView:
    one = made.change
    return ChangeView(
        number=made.number,
        kind=one.kind.value,
        schedule=one.schedule,
        person=one.person,
        instead_of=one.instead_of,
        layer=one.layer,
        starts_at=one.start,
        ends_at=one.end,
        made_by=made.made_by,
        made_at=one.made_at,
    )


def _absence(made: MadeAbsence) -> AbsenceView:
    one = made.absence
    return AbsenceView(
        made.number, one.person, one.deputy, one.start, one.end, made.made_by, one.made_at
    )
