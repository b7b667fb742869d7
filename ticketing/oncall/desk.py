"""Who is on duty: the plans of the files, what people changed in them, and who is away.

The answer comes from memory.  The roster is made anew when files, changes or calendars change, and
once a day, long before its span ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from ticketing.directory import Role
from ticketing.oncall import store
from ticketing.oncall.changes import (
    MAX_CHANGE,
    Absence,
    ChangeKind,
    DutyChange,
    has_effect,
    with_absences,
)
from ticketing.oncall.duty import DutyBook, coming_gaps, duty, whole_duty
from ticketing.oncall.expand import IsWorkday
from ticketing.oncall.gaps import Gap, IsReachable
from ticketing.oncall.proof import Proof, prove
from ticketing.oncall.roster import Roster, make_roster, posts_of
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.shifts import Shift
from ticketing.oncall.store import MadeAbsence, MadeChange
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import DAY, Duration, Instant, later, rfc3339
from watchkeeper.storage.database import Database

KEPT = Duration(62 * DAY)
"""How long what is over is still shown."""

MAX_OPEN = 2_000
"""Changes, or absences, that are not over; who makes more has a plan to edit."""

_BEHIND, _AHEAD = Duration(2 * DAY), Duration(40 * DAY)
_LATEST = 130 * 365 * DAY  # as an instant: in 2099
_RENEWED_EVERY = Duration(DAY)


class DutyDesk:
    """Answers who is on duty and takes changes; a Worker that renews the roster."""

    name = "duty roster"

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        is_workday: IsWorkday,
        is_reachable: IsReachable,
    ) -> None:
        self._database = database
        self._clock = clock
        self.is_workday = is_workday
        self.is_reachable = is_reachable
        self.schedules: Mapping[str, Schedule] = MappingProxyType({})
        self.changes: tuple[MadeChange, ...] = ()
        self.absences: tuple[MadeAbsence, ...] = ()
        self._made_at: Instant | None = None
        self._roster = Roster({}, start=clock.now(), end=clock.now())

    async def next_due(self) -> Instant | None:
        now = self._clock.now()
        if self._made_at is None or self._made_at > now:
            return now
        return later(self._made_at, _RENEWED_EVERY)

    async def run_due(self) -> None:
        await self.load()

    async def load(self) -> None:
        """Read what people changed, and make the roster anew."""
        since = Instant(self._clock.now() - KEPT)
        self.changes, self.absences = await self._database.read(
            lambda c: (store.changes_since(c, since), store.absences_since(c, since))
        )
        self._renew()

    def take_on(self, schedules: Mapping[str, Schedule]) -> None:
        """Use these plans from now on."""
        self.schedules = schedules
        self._renew()

    def follow(self, is_workday: IsWorkday) -> None:
        """Ask these calendars from now on."""
        self.is_workday = is_workday
        self._renew()

    def on_duty(self, customer: str, role: Role, at: Instant) -> tuple[PersonId, ...] | None:
        """Return who holds a role by a schedule; None where no schedule has it."""
        if not self._roster.has_post(customer, role):
            return None
        return self._roster.on_duty(customer, role, at)

    def next_hand_off(self, customer: str, role: Role, at: Instant) -> Instant | None:
        return self._roster.next_hand_off(customer, role, at)

    def everybody(self, customer: str, role: Role) -> tuple[PersonId, ...] | None:
        """Return all who hold a role by a schedule within the roster's span; None: none has it."""
        if not self._roster.has_post(customer, role):
            return None
        return self._roster.everybody(customer, role)

    def acting(self, person: PersonId, at: Instant) -> tuple[PersonId, ...]:
        """Return who acts for a person who is named: they, or a deputy while they are away."""
        just_now = Shift("", "", at, Instant(at + 1), (person,), (person,))
        found = with_absences([just_now], self._book.absences)
        return found[0].people

    def shifts(self, name: str, start: Instant, end: Instant) -> tuple[Shift, ...]:
        """Return the shifts of a schedule that touch a stretch, whole.  Raises NotFound."""
        return whole_duty(self.schedule(name), self._book, start, end)

    async def proofs(self, at: Instant) -> tuple[Proof, ...]:
        """Return who was on duty at an instant by each schedule, as it was known then.

        Raises InvalidInput for a time without calendars.
        """
        if not 0 <= at < _LATEST:
            raise InvalidInput("ask for a time between 1970 and 2099")
        changes, absences = await self._database.read(
            lambda c: (store.changes_at(c, at), store.absences_at(c, at))
        )
        return tuple(
            prove(schedule, at, is_workday=self.is_workday, changes=changes, absences=absences)
            for schedule in self.schedules.values()
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Return where nobody who can be reached is on duty in the next fourteen days (R10)."""
        now, book = self._clock.now(), self._book
        found = (
            gap
            for schedule in self.schedules.values()
            for gap in coming_gaps(schedule, book, now, self.is_reachable)
        )
        return tuple(sorted(found, key=lambda gap: (gap.start, gap.schedule)))

    def schedule(self, name: str) -> Schedule:
        """Return a schedule.  Raises NotFound."""
        schedule = self.schedules.get(name)
        if schedule is None:
            raise NotFound(
                "there is no schedule {name!r}; known are {known}",
                name=name[:200],
                known=", ".join(sorted(self.schedules)) or "-",
            )
        return schedule

    async def change(self, *changes: DutyChange, by: PersonId) -> tuple[int, ...]:
        """Put an override, or both halves of a swap, in force together; return their numbers.

        Raises NotFound, InvalidInput where one of them changes nothing, Conflict.
        """
        for one in changes:
            self._check(one)
        self._check_room(len(self.changes) + len(changes))

        numbers = await self._database.write(lambda c: self.put_down(c, changes, by=by))
        await self.load()
        return numbers

    def put_down(
        self, connection: Connection, changes: Iterable[DutyChange], *, by: PersonId
    ) -> tuple[int, ...]:
        """Write changes down within a transaction; ``load`` puts them in force after it."""
        numbers = []
        for one in changes:
            number = store.add_change(connection, one, by)
            self._write_down(connection, "duty_changed", f"{one.schedule} {number}", one, by)
            numbers.append(number)
        return tuple(numbers)

    def shifts_of(self, person: PersonId, start: Instant, end: Instant) -> tuple[Shift, ...]:
        """Return the shifts in which a person is on duty, of all schedules, the earliest first."""
        found = (one for name in self.schedules for one in self.shifts(name, start, end))
        mine = (one for one in found if person in one.people)
        return tuple(sorted(mine, key=lambda one: one.start))

    def taken_over(self, person: PersonId, to: PersonId) -> tuple[DutyChange, ...]:
        """Return the overrides that give *to* all duty of *person*, as far ahead as they may last."""
        now = self._clock.now()
        end = later(now, MAX_CHANGE)
        wanted = (
            DutyChange(name, ChangeKind.OVERRIDE, to, now, end, now, instead_of=person)
            for name in self.schedules
        )
        return tuple(
            one
            for one in wanted
            if has_effect(one, duty(self.schedules[one.schedule], self._book, now, end))
        )

    async def away(self, one: Absence, *, by: PersonId) -> int:
        """Note that a person is away.  Raises InvalidInput, Conflict."""
        self._check_ahead(one.end)
        self._check_room(len(self.absences) + 1)

        def unit(connection: Connection) -> int:
            number = store.add_absence(connection, one, by)
            self._write_down(connection, "absence_noted", str(number), one, by)
            return number

        number = await self._database.write(unit)
        await self.load()
        return number

    async def take_back_change(self, number: int, *, by: PersonId) -> None:
        """Raises NotFound."""
        await self._take_back(store.cancel_change, "duty_change_taken_back", number, by)

    async def take_back_absence(self, number: int, *, by: PersonId) -> None:
        """Raises NotFound."""
        await self._take_back(store.cancel_absence, "absence_taken_back", number, by)

    async def _take_back(
        self,
        cancel: Callable[[Connection, int, PersonId, Instant], bool],
        action: str,
        number: int,
        by: PersonId,
    ) -> None:
        now = self._clock.now()

        def unit(connection: Connection) -> None:
            if not cancel(connection, number, by, now):
                raise NotFound("there is no {number} that could be taken back", number=number)
            record_audit(connection, action, actor=by, at=now, subject=str(number))

        await self._database.write(unit)
        await self.load()

    def _check(self, change: DutyChange) -> None:
        schedule = self.schedule(change.schedule)
        if change.layer is not None and change.layer not in {one.name for one in schedule.layers}:
            raise NotFound("the schedule has no layer {name!r}", name=change.layer[:200])
        self._check_ahead(change.end)
        if not has_effect(change, duty(schedule, self._book, change.start, change.end)):
            raise InvalidInput("this changes nothing: who is named is not on duty then")

    def _check_ahead(self, end: Instant) -> None:
        if end <= self._clock.now():
            raise InvalidInput("it is over already; give a time that ends in the future")

    def _check_room(self, wanted: int) -> None:
        if wanted > MAX_OPEN:
            raise Conflict("more than {limit} changes at once; edit the schedule", limit=MAX_OPEN)

    def _write_down(
        self,
        connection: Connection,
        action: str,
        subject: str,
        one: DutyChange | Absence,
        by: PersonId,
    ) -> None:
        facts = {"person": one.person, "from": rfc3339(one.start), "until": rfc3339(one.end)}
        record_audit(
            connection, action, actor=by, at=self._clock.now(), subject=subject, facts=facts
        )

    @property
    def _book(self) -> DutyBook:
        return DutyBook(
            self.is_workday,
            tuple(one.change for one in self.changes),
            tuple(one.absence for one in self.absences),
        )

    def _renew(self) -> None:
        now, book = self._clock.now(), self._book
        start, end = Instant(now - _BEHIND), later(now, _AHEAD)
        posts = [post for schedule in self.schedules.values() for post in posts_of(schedule)]
        shifts = {
            name: duty(schedule, book, start, end) for name, schedule in self.schedules.items()
        }
        self._roster = make_roster(posts, shifts, start=start, end=end)
        self._made_at = now
