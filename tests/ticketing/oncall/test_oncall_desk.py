"""Duty as it is arranged: plans, changes, absences and calendars in one answer, on both engines."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from ticketing.directory import Role
from ticketing.oncall.changes import Absence, ChangeKind, DutyChange, Trade, swap
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.gap_metric import GapMetric
from ticketing.oncall.gaps import GapCause
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.schedule_file import schedule_from_node
from ticketing.workdays.book import shipped_book
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.access.model import PersonId
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import DAY, HOUR, Instant, instant_from_rfc3339, later
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")  # a Monday, 09:00 in Shanghai
LI, SUN, XU = PersonId("li"), PersonId("sun"), PersonId("xu")
ROTA = """
schedule: hotline
holds: {duty: [acme]}
layers:
- {name: all, people: [li, sun], every: 1w, from: 2026-11-23}
"""


def schedule(text: str = ROTA) -> Schedule:
    return schedule_from_node(parse_yaml(text, name="schedules/hotline.yml"))


async def desk_on(
    database: Database, text: str = ROTA, *, unreachable: frozenset[PersonId] = frozenset()
) -> DutyDesk:
    desk = DutyDesk(
        database,
        ManualClock(NOW),
        is_workday=shipped_book().is_worked,
        is_reachable=lambda person: person not in unreachable,
    )
    desk.take_on(MappingProxyType({"hotline": schedule(text)}))
    await desk.load()
    return desk


def override(start: Instant, end: Instant, **more: PersonId) -> DutyChange:
    return DutyChange("hotline", ChangeKind.OVERRIDE, XU, start, end, NOW, **more)


def on_duty(desk: DutyDesk, at: Instant = NOW) -> tuple[PersonId, ...] | None:
    return desk.on_duty("acme", Role.DUTY, at)


async def test_turns_overrides_and_their_end(database: Database) -> None:
    """The plan, then whom the override names, then the plan again; the next week the next turn."""
    desk = await desk_on(database)
    (number,) = await desk.change(override(NOW, later(NOW, HOUR)), by=SUN)
    assert on_duty(desk) == (XU,)
    assert on_duty(desk, later(NOW, HOUR)) == (LI,)
    assert on_duty(desk, later(NOW, 7 * DAY)) == (SUN,)
    assert desk.on_duty("other", Role.DUTY, NOW) is None, "no schedule has it"
    await desk.take_back_change(number, by=SUN)
    assert on_duty(desk) == (LI,)
    rows = await database.read(lambda c: latest_audit_rows(c, limit=5))
    assert [(row.action, row.actor) for row in rows] == [
        ("duty_change_taken_back", SUN),
        ("duty_changed", SUN),
    ]


async def test_a_swap_is_stored_whole(database: Database) -> None:
    """Both halves hold after a restart, each for the time that was given away."""
    desk = await desk_on(database)
    next_week = later(NOW, 7 * DAY)
    mine = Trade("hotline", LI, NOW, later(NOW, DAY))
    theirs = Trade("hotline", SUN, next_week, later(next_week, DAY))
    await desk.change(*swap(mine, theirs, made_at=NOW), by=LI)
    again = await desk_on(database)
    assert (on_duty(again), on_duty(again, next_week)) == ((SUN,), (LI,))


async def test_who_is_away_is_never_on_duty(database: Database) -> None:
    """The deputy acts, in a schedule and for a named person; after the absence they do again."""
    desk = await desk_on(database)
    number = await desk.away(Absence(LI, NOW, later(NOW, DAY), NOW, deputy=XU), by=LI)
    assert on_duty(desk) == (XU,)
    assert (desk.acting(LI, NOW), desk.acting(LI, later(NOW, DAY))) == ((XU,), (LI,))
    await desk.take_back_absence(number, by=LI)
    assert desk.acting(LI, NOW) == (LI,)


async def test_gaps_are_known_fourteen_days_ahead(database: Database) -> None:
    """A shift without anybody who can be reached is a gap, in words and as a metric (R10)."""
    desk = await desk_on(database, unreachable=frozenset({SUN}))
    registry = CollectorRegistry()
    GapMetric(desk, registry)
    (gap,) = desk.gaps()
    assert (gap.start, gap.cause, gap.missing) == (
        later(NOW, 7 * DAY),
        GapCause.UNREACHABLE,
        (SUN,),
    )
    name = 'watchkeeper_oncall_gap_timestamp_seconds{schedule="hotline"}'
    assert name in generate_latest(registry).decode()
    await desk.change(override(gap.start, later(gap.start, 7 * DAY)), by=LI)
    assert desk.gaps() == ()
    assert name not in generate_latest(registry).decode()


async def test_a_layer_of_work_days_follows_the_calendar(database: Database) -> None:
    """R11: on work hours one dedicated person; a newly confirmed day off changes it at once."""
    desk = await desk_on(database, ROTA.replace("name: all", "name: all, on: workday"))
    assert on_duty(desk) == (LI,)
    desk.follow(lambda day: False)
    assert on_duty(desk) == ()


async def test_the_roster_is_renewed_before_it_ends(database: Database) -> None:
    """Once a day; forty days ahead there are still shifts."""
    desk = await desk_on(database)
    assert await desk.next_due() == later(NOW, DAY)
    assert on_duty(desk, later(NOW, 39 * DAY)) != ()


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        (override(NOW, later(NOW, HOUR), instead_of=SUN), InvalidInput, "changes nothing"),
        (override(later(NOW, -2 * HOUR), later(NOW, -HOUR)), InvalidInput, "over already"),
        (DutyChange("night", ChangeKind.OVERRIDE, XU, NOW, later(NOW, HOUR), NOW), NotFound, "no schedule"),
        (DutyChange("hotline", ChangeKind.OVERRIDE, XU, NOW, later(NOW, HOUR), NOW, layer="x"), NotFound, "no layer"),
    ],
    ids=["of who is not on duty", "in the past", "of no schedule", "of no layer"],
)  # fmt: skip
async def test_what_changes_nothing_is_refused(
    database: Database, change: DutyChange, error: type[Exception], said: str
) -> None:
    """With a sentence that says why; nothing is stored."""
    desk = await desk_on(database)
    with pytest.raises(error, match=said):
        await desk.change(change, by=LI)
    assert desk.changes == ()
    with pytest.raises(NotFound, match="taken back"):
        await desk.take_back_change(1, by=LI)


async def test_who_was_on_duty_is_told_as_it_was_known_then(database: Database) -> None:
    """A change made later does not count; one taken back later still does, with who made it."""
    desk = await desk_on(database)
    clock = desk._clock
    assert isinstance(clock, ManualClock)
    day = (later(NOW, HOUR), later(NOW, DAY))
    (number,) = await desk.change(override(*day), by=SUN)
    asked = later(NOW, 2 * HOUR)
    await clock.advance(later(NOW, 3 * HOUR))
    await desk.take_back_change(number, by=LI)
    (proof,) = await desk.proofs(asked)
    assert proof.shift is not None
    assert (proof.shift.people, proof.shift.planned) == ((XU,), (LI,))
    assert [one.made_by for one in proof.changes] == [SUN]
    (after,) = await desk.proofs(later(NOW, 4 * HOUR))
    assert after.shift is not None
    assert (after.shift.people, after.changes) == ((LI,), ())
    absence = Absence(LI, later(NOW, HOUR), later(NOW, DAY), made_at=clock.now(), deputy=SUN)
    await desk.away(absence, by=SUN)
    (then,) = await desk.proofs(asked)
    assert then == proof, "what is noted afterwards changes nothing"
    (now,) = await desk.proofs(later(NOW, 5 * HOUR))
    assert now.shift is not None
    assert now.shift.people == (SUN,)
    assert [one.absence.deputy for one in now.absences] == [SUN]


@pytest.mark.parametrize("at", [-1, 2**52], ids=["before calendars", "far ahead"])
async def test_no_proof_of_a_time_without_calendars(database: Database, at: int) -> None:
    desk = await desk_on(database)
    with pytest.raises(InvalidInput, match="between 1970 and 2099"):
        await desk.proofs(Instant(at))
    assert await desk.proofs(Instant(0))
