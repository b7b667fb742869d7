"""One cycle: every source that is due is read and measured; none can stop the others."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import NamedTuple

from agent.clock import AgentClock
from agent.log import log
from agent.programs import spent_by_programs
from agent.source import Lane, NotHere, Source
from agent.worker import Worker
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.wire.exposition import Family, Kind, Reading

_DURATION = Family(
    "node_scrape_collector_duration_seconds",
    Kind.GAUGE,
    "How long the last reading of a source took.",
    ("collector",),
)
_SUCCESS = Family(
    "node_scrape_collector_success", Kind.GAUGE, "1 if the source could be read.", ("collector",)
)
_OF_EVERY_SOURCE = {_DURATION.name, _SUCCESS.name}
PATIENCE_SECONDS = 0.2
"""How long a cycle waits for the sources beside it."""

_SHARE_SECONDS = 0.02
"""How long the start of a source beside the cycle waits for it, so that the next one finds its
thread free: all of them share one thread unless one of them is slow."""

_EARLY_SECONDS = 0.2
"""A cycle that comes a little early counts, so that every second cycle is every second cycle."""

_MOST_THREADS = 8
_ABSENT_PAUSE_SECONDS = 600.0
_ABSENT = "not here: "
_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_MOST_FAMILIES = 5_000
_FRESH_WEIGHT = 0.5
"""Of the last gap in the usual one: a scrape just before a cycle makes no source dear."""

_STALE_AFTER = 3  # intervals of a source beside the cycle that hangs
_LEAST_STALE_SECONDS = 60.0


class Collection:
    """The sources, what each read last, and how that went.

    *foreign* are sources of numbers that other programs name: they cannot take a name of ours.
    """

    def __init__(
        self, sources: Sequence[Source], clock: AgentClock, *, foreign: Sequence[Source] = ()
    ) -> None:
        self._clock = clock
        self._threads = _Threads()
        self._runs = tuple(Run(source, clock, self._threads) for source in sources)
        self._foreign = tuple(Run(source, clock, self._threads) for source in foreign)

    @property
    def runs(self) -> Sequence[Run]:
        return (*self._runs, *self._foreign)

    def read(self) -> list[Reading]:
        """Return the readings of all sources, now or, where they are slower, as they last were."""
        now = self._clock.monotonic()
        for run in (*self._runs, *self._foreign):
            run.begin(now)
        deadline = self._clock.monotonic() + PATIENCE_SECONDS
        found: list[Reading] = []
        for run in self._runs:
            run.wait(deadline)
            found += run.readings(now)
        for run in self._foreign:
            run.wait(deadline)
            found += _not_ours(run.readings(now), found)
        return found

    def close(self) -> None:
        self._threads.end()
        for run in (*self._runs, *self._foreign):
            run.close()


class _Sound:
    """Lets through what can be told: names are made of what files of the host say."""

    def __init__(self) -> None:
        self._families: dict[Family, bool] = {}

    def readings(self, readings: list[Reading]) -> list[Reading]:
        """Leave out families without a proper name.  Raises OverflowError for too large a number."""
        known, is_sound = self._families, True
        if len(known) >= _MOST_FAMILIES:
            known.clear()
        for family, _, number in readings:
            float(number)
            if family not in known:
                self._look_at(family)
            is_sound = is_sound and known[family]
        return readings if is_sound else [each for each in readings if known[each[0]]]

    def _look_at(self, family: Family) -> None:
        self._families[family] = is_sound = bool(_NAME.fullmatch(family.name))
        if not is_sound:
            log.warning("what is no name of a metric is left out", name=family.name[:60])


def _not_ours(theirs: list[Reading], ours: list[Reading]) -> list[Reading]:
    """Leave out of what others told whatever bears a name that the agent tells itself."""
    names = {family.name for family, _, _ in ours} - _OF_EVERY_SOURCE
    return [reading for reading in theirs if reading[0].name not in names]


class _Threads:
    """Threads for what may take long; each that hangs keeps one, and there are only so many."""

    def __init__(self) -> None:
        self._workers: list[Worker] = []

    def free(self) -> Worker | None:
        """Return one that has nothing to do; None where all of them hang."""
        for worker in self._workers:
            if not worker.is_busy:
                return worker
        if len(self._workers) >= _MOST_THREADS:
            return None
        self._workers.append(Worker(f"beside-{len(self._workers)}"))
        return self._workers[-1]

    def end(self) -> None:
        for worker in self._workers:
            worker.end()


class Cost(NamedTuple):
    """CPU seconds of one reading; the time since the one before, as if not slowed down."""

    seconds: float
    programs: float
    period_seconds: float


class Run:
    """One source and its last reading; ``factor``: by how much longer it is to wait."""

    def __init__(self, source: Source, clock: AgentClock, threads: _Threads) -> None:
        self._source = source
        self._clock = clock
        self._threads = threads
        self._is_under_way = False
        self._is_waiting = False  # for a thread
        self._worker: Worker | None = None
        self._last: list[Reading] = []
        self._is_good = False
        self._began_at = clock.monotonic()
        self._gap_seconds = 0.0
        self._ended_at = self._began_at
        self._due_at = self._began_at
        self._seconds = 0.0
        self._said = ""
        self._costs: list[Cost] = []
        self._is_loaded = False
        self._sound = _Sound()
        self.factor = 1
        self.is_shed = False

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def series(self) -> int:
        return len(self._last)

    def slow_down(self, factor: int) -> None:
        """Wait *factor* times as long between two readings, from the last one on."""
        if factor != self.factor:
            self.factor = factor
            self._due_at = self._began_at + self._wait_seconds() - _EARLY_SECONDS

    def hand_over_costs(self) -> Sequence[Cost]:
        """Return what readings cost since the last time; not the first, which loads code."""
        costs, self._costs = self._costs, []
        return costs

    def begin(self, now: float) -> None:
        """Read the source if it is due; beside the cycle, only begin to."""
        if self.is_shed:
            self._last = []
            return
        if now < self._due_at or self._is_under_way:
            return
        if self._source.lane is Lane.CYCLE:
            self._begin(now)
            self._read()
            return
        worker = self._worker = self._threads.free()
        self._is_waiting = worker is None
        if worker is not None:
            self._begin(now)
            self._is_under_way = True
            if worker.start(self._read_beside):
                worker.wait(_SHARE_SECONDS)
            else:
                self._is_under_way, self._is_waiting = False, True

    def wait(self, deadline: float) -> None:
        if self._is_under_way and self._worker is not None:
            self._worker.wait(max(0.0, deadline - self._clock.monotonic()))

    def join(self) -> None:
        """Wait until a reading beside the cycle is over."""
        if self._is_under_way and self._worker is not None:
            self._worker.wait(self._wait_seconds())

    def readings(self, now: float) -> list[Reading]:
        """Return the last readings and how reading went; what is too old is not repeated."""
        labels = (self._source.name,)
        is_hanging = (self._is_under_way or self._is_waiting) and self._is_stale(now)
        seconds = now - self._began_at if is_hanging else self._seconds
        good = self._is_good and not is_hanging and not self.is_shed
        state: list[Reading] = [(_DURATION, labels, seconds), (_SUCCESS, labels, float(good))]
        return [*self._last, *state] if good else state

    def close(self) -> None:
        if not self._is_under_way:
            self._source.close()

    def _is_stale(self, now: float) -> bool:
        longest = max(_STALE_AFTER * self.factor * self._source.every / 1000, _LEAST_STALE_SECONDS)
        return now - self._ended_at > longest

    def _begin(self, now: float) -> None:
        if self._is_loaded and self.factor == 1:
            gap = now - self._began_at
            before = self._gap_seconds or gap
            self._gap_seconds = before + _FRESH_WEIGHT * (gap - before)
        self._began_at = now
        self._due_at = now + self._wait_seconds() - _EARLY_SECONDS

    def _wait_seconds(self) -> float:
        every = self._source.every / 1000
        return every if self.factor == 1 else self.factor * max(every, self._gap_seconds)

    def _read_beside(self) -> None:
        try:
            self._read()
        finally:
            self._is_under_way = False

    def _read(self) -> None:
        began = self._clock.monotonic()
        spent = time.thread_time(), spent_by_programs()
        try:
            self._last = self._sound.readings(self._source.read())
        except NotHere as absence:
            self._due_at = began + _ABSENT_PAUSE_SECONDS
            self._fail(f"{_ABSENT}{absence}", is_worth_telling=self._is_good)
        except (OSError, WatchkeeperError) as error:
            self._fail(str(error))
        except OverflowError:
            self._fail("it tells a number that is beyond all bounds")
        except Exception:  # noqa: BLE001 a defect in one source must not blind the others
            if self._is_good or not self._said:
                log.exception("source has a defect", source=self._source.name)
            self._said, self._is_good, self._last = "defect", False, []
        else:
            self._succeed()
        self._ended_at = self._clock.monotonic()
        self._seconds = self._ended_at - began
        self._take_down(*spent)

    def _take_down(self, own_before: float, programs_before: float) -> None:
        if self._is_loaded:
            own, programs = time.thread_time(), spent_by_programs()
            self._costs.append(
                Cost(own - own_before, programs - programs_before, self._gap_seconds)
            )
        self._is_loaded = True

    def _fail(self, reason: str, *, is_worth_telling: bool = True) -> None:
        if reason != self._said and is_worth_telling:
            log.info("source not read", source=self._source.name, reason=reason)
        self._said, self._is_good, self._last = reason, False, []

    def _succeed(self) -> None:
        if self._said and not self._said.startswith(_ABSENT):
            log.info("source read again", source=self._source.name)
        self._said, self._is_good = "", True
