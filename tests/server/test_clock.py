from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from tests.eventually import eventually
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.server.clock import Agenda, ManualClock, SystemClock, pause_after
from watchkeeper.server.standstill import WORKER_LIMIT_SECONDS, Standstill


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


def test_a_worker_that_keeps_failing_rests_longer() -> None:
    """The pause doubles from 1 s up to 15 s, and stays there for ever."""
    pauses = [pause_after(failures) for failures in (1, 2, 3, 4, 5, 6, 1_000_000)]
    assert pauses == [1, 2, 4, 8, 15, 15, 15]


@pytest.mark.parametrize("fails_asking", [True, False], ids=["when asked", "at work"])
async def test_a_defect_is_told_with_one_traceback_until_the_worker_works_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, *, fails_asking: bool
) -> None:
    """The first failure shows its traceback, the next ones count; a success begins anew."""
    monkeypatch.setattr("watchkeeper.server.clock._FIRST_PAUSE_SECONDS", 0.001)
    script = [True, True, False, True, False]  # whether each of the rounds fails

    class Failing(Bell):
        def fail(self) -> None:
            if script.pop(0):
                raise ZeroDivisionError("nine")

        async def next_due(self) -> Instant | None:
            if fails_asking and script:
                self.fail()
            return Instant(0) if script else None

        async def run_due(self) -> None:
            if not fails_asking:
                self.fail()

    clock = SystemClock()
    agenda = Agenda(clock, [Failing("a", clock, [])])
    with caplog.at_level("INFO", logger="server"):
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            running = group.create_task(agenda.run())
            await eventually(lambda: not script)
            await eventually(lambda: len(caplog.records) == 5)
            running.cancel()
    told = [(one.getMessage(), one.facts["failures"], bool(one.exc_info)) for one in caplog.records]  # type: ignore[attr-defined]  # set by our logs
    assert told == [
        ("worker failed", 1, True),
        ("worker failed", 2, False),
        ("worker works again", 2, False),
        ("worker failed", 1, True),
        ("worker works again", 1, False),
    ]


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


async def test_a_long_round_that_gets_on_is_no_standstill() -> None:
    """A worker that shows its steps is taken for stuck only when none has ended for long."""

    class Striding(Bell):
        progressed_at = 0.0

    clock = ManualClock(Instant(1_000_000))
    bell = Striding("a", clock, [])
    agenda = Agenda(clock, [bell])
    agenda.beats["a"] = clock.monotonic() - WORKER_LIMIT_SECONDS - 1
    standstill = Standstill(agenda, clock)
    assert standstill.stuck() == "a"
    bell.progressed_at = clock.monotonic() - 1
    assert standstill.stuck() is None
