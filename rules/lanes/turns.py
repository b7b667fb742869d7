"""Whose turn it is in the two lanes, and how work moves from one into the other.

All work begins as light, unless its caller knows better.  At its checkpoints it says how much it
has looked at; what has used up the budget of light work goes on in the heavy lane where it
stands, at once or when there is room, and takes no place until then.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

from rules.lanes.line import Line
from rules.lanes.metrics import WorkMetrics
from rules.lanes.words import Budget, Lane, LaneFull, LaneLimits
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.messages import mark

LOOK_SECONDS = 0.25
"""How often work that waits looks whether it is wanted still."""

_here = threading.local()

Look = Callable[[], None]
"""Raises where nobody wants the work any more."""


class Stopped(BaseException):
    """The lanes are closing: ends work from inside, past whoever catches errors."""


def _unasked() -> None:
    """Look at nothing: work that has no end but its own."""


def checkpoint(samples: int = 0, look: Look = _unasked) -> float:
    """Say how many samples the work of this thread has touched; return the seconds it waited.

    *look* is called now and then while it waits.  In a thread that belongs to no lane nothing
    happens.  Raises Unavailable where the heavy lane has no room.
    """
    turn: Turn | None = getattr(_here, "turn", None)
    return 0.0 if turn is None else turn.turns.check(turn, samples, look)


def was_heavy() -> bool:
    """Return whether the work of this thread took more than light work may."""
    turn: Turn | None = getattr(_here, "turn", None)
    return turn is not None and turn.is_heavy


class Turn:
    """One piece of work on its way; *start* gives it a thread."""

    __slots__ = (
        "begun",
        "caller",
        "give_up",
        "is_heavy",
        "is_running",
        "lane",
        "number",
        "processor_begun",
        "start",
        "turns",
        "waits_since",
    )

    def __init__(self, turns: Turns, caller: str, lane: Lane, start: Callable[[], object]) -> None:
        self.turns = turns
        self.caller = caller
        self.lane = lane
        self.start = start
        self.give_up: Callable[[], object] = lambda: None  # it will never begin
        self.number = 0
        self.waits_since = self.begun = self.processor_begun = 0.0
        self.is_running = self.is_heavy = False

    def __enter__(self) -> None:
        """Begin, in the thread that does the work."""
        self.begun = self.turns.monotonic()
        self.processor_begun = time.thread_time()
        _here.turn = self

    def __exit__(self, *_: object) -> None:
        _here.turn = None
        self.turns.leave(self)

    def withdraw(self) -> None:
        """Wait no longer."""
        self.turns.withdraw(self)

    def exceeds(self, budget: Budget, samples: int) -> bool:
        return (
            samples > budget.samples
            or time.thread_time() - self.processor_begun > budget.processor_seconds
            or self.turns.monotonic() - self.begun > budget.seconds
        )


class Turns:
    """Gives turns; safe for several threads."""

    def __init__(
        self, limits: LaneLimits, monotonic: Callable[[], float], metrics: WorkMetrics
    ) -> None:
        self.monotonic = monotonic
        self._limits = limits
        self._metrics = metrics
        self._lock = threading.Lock()
        self._lines = {lane: Line[Turn](limits.most_waiting(lane)) for lane in Lane}
        self._running: dict[Lane, Counter[str]] = {lane: Counter() for lane in Lane}
        self._entered = 0
        self._is_closing = False

    def enter(self, turn: Turn, *, is_bounded: bool) -> None:
        """Start it, now or when its turn comes.  Raises LaneFull where it *is_bounded*."""
        with self._lock:
            if self._is_closing:
                raise closing()
            if is_bounded:
                self._require_place(turn.lane, turn.caller)
            self._entered += 1
            turn.number = self._entered
            self._wait(turn)

    def leave(self, turn: Turn) -> None:
        """Make room for the next: its work is done."""
        with self._lock:
            if turn.is_running:
                self._vacate(turn)
                self._start_next()

    def withdraw(self, turn: Turn) -> None:
        with self._lock:
            if self._lines[turn.lane].remove(turn):
                self._metrics.waiting[turn.lane].dec()

    def close(self) -> None:
        """Stop what runs at its next checkpoint; what waits never begins."""
        with self._lock:
            self._is_closing = True
            left = [turn for line in self._lines.values() for turn in line.clear()]
            for waiting in self._metrics.waiting.values():
                waiting.set(0)
        for turn in left:
            turn.give_up()

    def check(self, turn: Turn, samples: int, look: Look) -> float:
        if self._is_closing:
            raise Stopped
        if not turn.is_heavy:
            turn.is_heavy = turn.exceeds(self._limits.budget, samples)
        if not turn.is_heavy or turn.lane is Lane.HEAVY:
            return 0.0
        return self._move(turn, look)

    def _move(self, turn: Turn, look: Look) -> float:
        may_go_on = threading.Event()
        with self._lock:
            self._require_place(Lane.HEAVY, turn.caller)
            self._vacate(turn)
            turn.lane, turn.start = Lane.HEAVY, may_go_on.set
            self._metrics.moved.inc()
            self._wait(turn)
        try:
            while not may_go_on.wait(LOOK_SECONDS):
                self._look(turn, look)
        finally:
            self.withdraw(turn)
        return self.monotonic() - turn.waits_since

    def _look(self, turn: Turn, look: Look) -> None:
        if self._is_closing:
            raise Stopped
        look()
        if self.monotonic() - turn.waits_since > self._limits.longest_wait_seconds:
            self._metrics.refused[Lane.HEAVY].inc()
            raise Unavailable(
                mark("it is heavy, and there was no room for heavy work in {seconds} seconds"),
                seconds=int(self._limits.longest_wait_seconds),
            )

    def _require_place(self, lane: Lane, caller: str) -> None:
        if self._has_free(lane) or self._lines[lane].has_room(caller):
            return
        self._metrics.refused[lane].inc()
        if lane is Lane.HEAVY:
            raise LaneFull(mark("too many heavy queries at once; try again, or ask for less"))
        raise LaneFull(mark("too many queries at once; try again"))

    def _has_free(self, lane: Lane) -> bool:
        if lane is Lane.HEAVY:
            return self._running[lane].total() < self._limits.most_heavy
        return sum(one.total() for one in self._running.values()) < self._limits.threads

    def _wait(self, turn: Turn) -> None:
        """Put it in its line; it leaves at once where there is room."""
        turn.waits_since = self.monotonic()
        self._lines[turn.lane].put(turn)
        self._metrics.waiting[turn.lane].inc()
        self._start_next()

    def _start_next(self) -> None:
        while not self._is_closing and (turn := self._next()) is not None:
            self._lines[turn.lane].remove(turn)
            self._running[turn.lane][turn.caller] += 1
            turn.is_running = True
            self._metrics.waiting[turn.lane].dec()
            self._metrics.running[turn.lane].inc()
            waited = self.monotonic() - turn.waits_since
            self._metrics.wait_seconds[turn.lane].observe(waited)
            turn.start()

    def _next(self) -> Turn | None:
        """Return who came first of those for whom there is room."""
        if not self._has_free(Lane.LIGHT):
            return None
        lanes = [lane for lane in Lane if self._has_free(lane)]
        firsts = (self._lines[lane].first(self._running[lane]) for lane in lanes)
        return min(
            (one for one in firsts if one is not None), key=lambda one: one.number, default=None
        )

    def _vacate(self, turn: Turn) -> None:
        running = self._running[turn.lane]
        running[turn.caller] -= 1
        if not running[turn.caller]:
            del running[turn.caller]
        turn.is_running = False
        self._metrics.running[turn.lane].dec()


def closing() -> Unavailable:
    return Unavailable(mark("the server is going down"))
