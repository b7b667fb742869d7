from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from tests.eventually import eventually
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.server.clock import Agenda, ManualClock, SystemClock


@dataclass
class Bell:
    """A worker that rings at fixed times and writes down when it rang."""

    name: str
    clock: Clock
    times: list[int]
    rung: list[tuple[str, int]] = field(default_factory=list)

    async def next_due(self) -> Instant | None:
        return Instant(self.times[0]) if self.times else None

    async def run_due(self) -> None:
        await asyncio.to_thread(lambda: None)  # real work leaves the loop; time must stand still
        while self.times and self.times[0] <= self.clock.now():
            self.rung.append((self.name, self.clock.now()))
            self.times.pop(0)


async def test_advance_runs_what_is_due_in_order() -> None:
    """Workers see the very instant they waited for, in the order of time."""
    clock = ManualClock(Instant(0))
    log: list[tuple[str, int]] = []
    clock.add(Bell("a", clock, [10, 30], log), Bell("b", clock, [20, 30, 99], log))
    await clock.advance(Instant(50))
    assert log == [("a", 10), ("b", 20), ("a", 30), ("b", 30)]
    assert clock.now() == 50


async def test_time_does_not_go_back() -> None:
    """Advancing to the past runs what is overdue and leaves the time where it is."""
    clock = ManualClock(Instant(100))
    bell = Bell("a", clock, [40])
    clock.add(bell)
    await clock.advance(Instant(60))
    assert bell.rung == [("a", 100)]
    assert clock.now() == 100


async def test_agenda_runs_a_worker_when_woken() -> None:
    """A worker that had nothing to do is asked again at once after ``wake``."""
    clock = SystemClock()
    bell = Bell("a", clock, [])
    agenda = Agenda(clock, [bell])
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        running = group.create_task(agenda.run())
        await eventually(lambda: "a" in agenda.beats)
        bell.times.append(int(clock.now()))
        agenda.wake("a")
        await eventually(lambda: bell.rung)
        running.cancel()


async def test_a_failing_worker_is_counted_and_asked_again() -> None:
    """A failure of one worker neither ends the agenda nor that worker."""

    class Failing(Bell):
        async def run_due(self) -> None:
            if not failures:
                raise Unavailable("the disk is full")
            await super().run_due()

    failures: list[str] = []
    clock = SystemClock()
    bell = Failing("a", clock, [0])
    agenda = Agenda(clock, [bell], on_failure=failures.append)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        running = group.create_task(agenda.run())
        await eventually(lambda: bell.rung)
        running.cancel()
    assert failures == ["a"]


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, 1_000, 1_000),
        (31_000, 32_000, 45_000),
        (30_000, 30_000, 45_000),
        (30_000, 300_000, 45_000),
        (3_600_000, 30_000, 30_000),
    ],
    ids=["never done", "between two slots", "just done", "long overdue", "clock set back an hour"],
)
def test_when_something_regular_is_due_again(last: Instant | None, now: Instant, due: int) -> None:
    """At the next multiple of 15 s; a clock that was set back makes nobody wait for it."""
    assert next_slot(last, Duration(15_000), now) == due
