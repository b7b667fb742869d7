"""The Clock of the daemon, and the one of tests; the agenda runs workers by either (D9)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from watchkeeper.core.clock import Clock, Worker
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log

log = get_log("server")

_LONGEST_WAIT_SECONDS = 60.0
"""A worker is asked again at least this often, so that a step of the system's clock is noticed."""

_PAUSE_AFTER_FAILURE_SECONDS = 1.0


class SystemClock:
    """The wall clock of this machine; the only place of the server that reads it."""

    def now(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)  # noqa: TID251 this is the Clock

    def monotonic(self) -> float:
        return time.monotonic()


class Agenda:
    """Runs workers when they are due, each in a task of its own.

    A worker that fails is logged, counted and asked again: one room's trouble stops no other.
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

    async def run(self) -> None:
        """Drive all workers until cancelled."""
        async with asyncio.TaskGroup() as group:
            for worker in list(self._workers.values()):
                group.create_task(self._drive(worker), name=worker.name)
            while True:
                joined = await self._joined.get()
                group.create_task(self._drive(joined), name=joined.name)

    async def _drive(self, worker: Worker) -> None:
        while True:
            self.beats[worker.name] = self._clock.monotonic()
            try:
                await self._one_round(worker)
            except WatchkeeperError as error:
                log.error("worker failed", worker=worker.name, error=error)
                await self._pause_after_failure(worker)
            except Exception as error:
                log.exception("worker failed", worker=worker.name, error=error)
                await self._pause_after_failure(worker)

    async def _one_round(self, worker: Worker) -> None:
        woken = self._woken[worker.name]
        woken.clear()
        due = await worker.next_due()
        wait = _LONGEST_WAIT_SECONDS if due is None else (due - self._clock.now()) / 1000
        if wait <= 0:
            await worker.run_due()
            return
        try:
            async with asyncio.timeout(min(wait, _LONGEST_WAIT_SECONDS)):
                await woken.wait()
        except TimeoutError:
            return

    async def _pause_after_failure(self, worker: Worker) -> None:
        self._on_failure(worker.name)
        await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)


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
