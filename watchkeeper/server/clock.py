"""The Clock of the daemon, and the one of tests; the agenda runs workers by either (D9)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, runtime_checkable

from watchkeeper.core.clock import Clock, Worker
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log

log = get_log("server")

_LONGEST_WAIT_SECONDS = 60.0
"""A worker is asked again at least this often, so that a step of the system's clock is noticed."""

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 15.0


class SystemClock:
    """The wall clock of this machine; the only place of the server that reads it."""

    def now(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)  # noqa: TID251 this is the Clock

    def monotonic(self) -> float:
        return time.monotonic()


@runtime_checkable
class Progressing(Protocol):
    """A worker of whose round no single step takes long, though the whole of it may."""

    @property
    def progressed_at(self) -> float:
        """Return when it last began or ended a step, in seconds that never go back."""
        ...


class Agenda:
    """Runs workers when they are due, each in a task of its own.

    A worker that fails is logged, counted and asked again after 1, 2, 4, 8 and then 15 seconds:
    one room's trouble stops no other.
    ``beats`` holds when each worker last came round, for the watchdog.
    """

    def __init__(
        self,
        clock: Clock,
        workers: Sequence[Worker],
        *,
        on_failure: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._clock = clock
        self._workers = {worker.name: worker for worker in workers}
        self._woken = {name: asyncio.Event() for name in self._workers}
        self._on_failure = on_failure
        self._joined: asyncio.Queue[Worker] = asyncio.Queue()
        self.beats: dict[str, float] = {}

    def take_on(self, worker: Worker) -> None:
        """Drive one more worker from now on."""
        self._workers[worker.name] = worker
        self._woken[worker.name] = asyncio.Event()
        self._joined.put_nowait(worker)

    def wake(self, worker_name: str) -> None:
        """Ask that worker again for its next due time (from any task of the loop)."""
        event = self._woken.get(worker_name)
        if event is not None:
            event.set()

    def heard(self, worker_name: str) -> float:
        """Return when that worker last came round or got on, in seconds that never go back."""
        worker, beat = self._workers[worker_name], self.beats[worker_name]
        return max(beat, worker.progressed_at) if isinstance(worker, Progressing) else beat

    async def run(self) -> None:
        """Drive all workers until cancelled."""
        async with asyncio.TaskGroup() as group:
            for worker in list(self._workers.values()):
                group.create_task(self._drive(worker), name=worker.name)
            while True:
                joined = await self._joined.get()
                group.create_task(self._drive(joined), name=joined.name)

    async def _drive(self, worker: Worker) -> None:
        trouble = _Trouble()
        woken = self._woken[worker.name]
        while True:
            self.beats[worker.name] = self._clock.monotonic()
            stage = _Stage.ASKING
            try:
                woken.clear()
                wait = self._seconds_until(await worker.next_due())
                if wait <= 0:
                    stage = _Stage.WORKING
                    await worker.run_due()
            except Exception as error:  # noqa: BLE001 the edge: one worker; it is told and asked again
                self._on_failure(worker.name)
                trouble.tell(worker.name, error, stage)
                await asyncio.sleep(pause_after(trouble.failures))
                continue
            trouble.end(worker.name, stage)
            if wait > 0:
                await _rest(woken, wait)

    def _seconds_until(self, due: Instant | None) -> float:
        if due is None:
            return _LONGEST_WAIT_SECONDS
        return min((due - self._clock.now()) / 1000, _LONGEST_WAIT_SECONDS)


async def _rest(woken: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await woken.wait()
    except TimeoutError:
        return


class _Stage(IntEnum):
    """What a worker was about; who failed at work is well again only after work."""

    ASKING = 1
    WORKING = 2


@dataclass(slots=True)
class _Trouble:
    """How often a worker failed in a row, and at what."""

    failures: int = 0
    stage: _Stage = _Stage.ASKING

    def tell(self, name: str, error: Exception, stage: _Stage) -> None:
        """Say one line for each failure; a traceback for the first, where it is a defect.

        What passes by itself is said once.
        """
        self.failures += 1
        self.stage = stage
        if self.failures > 1 and isinstance(error, WatchkeeperError) and not error.permanent:
            log.debug("worker failed", worker=name, error=error, failures=self.failures)
            return
        is_known = isinstance(error, WatchkeeperError) or self.failures > 1
        say = log.error if is_known else log.exception
        say("worker failed", worker=name, error=error, failures=self.failures)

    def end(self, name: str, stage: _Stage) -> None:
        if self.failures and stage >= self.stage:
            log.info("worker works again", worker=name, failures=self.failures)
            self.failures = 0


def pause_after(failures: int) -> float:
    """Return for how many seconds a worker rests that failed so many times in a row."""
    return min(_FIRST_PAUSE_SECONDS * 2.0 ** min(failures - 1, 10), _LONGEST_PAUSE_SECONDS)


class ManualClock:
    """A clock that stands still until ``advance``; for tests and dry runs.

    Workers run in the order of their due times, each to its end, with the time set to what it
    waited for; workers due at the same instant run in the order in which they were added.
    """

    _ROUNDS_AT_ONE_INSTANT = 10_000  # more means that a worker never becomes content

    def __init__(self, start: Instant, workers: Sequence[Worker] = ()) -> None:
        self._now = start
        self._workers = list(workers)

    def now(self) -> Instant:
        return self._now

    def monotonic(self) -> float:
        return self._now / 1000

    def add(self, *workers: Worker) -> None:
        self._workers.extend(workers)

    def wake(self, worker_name: str) -> None:
        """Nothing to do: ``advance`` asks every worker before each step."""

    async def advance(self, to: Instant) -> None:
        """Move the time to *to*, doing on the way everything that falls due."""
        rounds = 0
        while (step := await self._next_step()) is not None and step[0] <= to:
            due, worker = step
            rounds = rounds + 1 if due <= self._now else 0
            if rounds > self._ROUNDS_AT_ONE_INSTANT:
                raise AssertionError(f"worker {worker.name} is due for ever at {due}")
            self._now = max(self._now, due)
            await worker.run_due()
        self._now = max(self._now, to)

    async def _next_step(self) -> tuple[Instant, Worker] | None:
        steps = [
            (due, worker)
            for worker in self._workers
            if (due := await worker.next_due()) is not None
        ]
        return min(steps, key=lambda step: step[0], default=None)
