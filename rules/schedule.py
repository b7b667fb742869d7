"""Rule groups as workers: evaluate when due, store the samples, hand over the active set (D7, D9)."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from rules.evaluation import GroupRunner, RuleStatus, feed_of_stage
from rules.feeds import FeedHearing, all_feeds, awaited
from rules.metrics import RuleMetrics
from rules.model import RuleGroup
from rules.promql.series import SeriesSource
from rules.remembering import remembered_alerts
from watchkeeper.core.alerts import ActiveSet
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import SECOND, Duration, Instant, later
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.histograms import Sample

log = get_log("rules")

Result = TypeVar("Result")

RETRY_HAND_OVER = Duration(5 * SECOND)


class AlertSink(Protocol):
    """Takes the complete set of active alerts of a group; ticketing does."""

    async def hand_over(self, active: ActiveSet) -> None: ...


class SampleWriter(Protocol):
    """Stores the samples of one tick of a feed; the series store does.

    A series of the feed that is missing from *samples* ends with a stale mark.
    """

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, Sample]
    ) -> None: ...

    async def end_feed(self, name: str) -> None:
        """End all series of a feed that will not come again."""
        ...


@dataclass(frozen=True, slots=True)
class Seams:
    """What groups work with; one for all of them."""

    clock: Clock
    source: SeriesSource
    writer: SampleWriter
    sink: AlertSink
    hearing: FeedHearing
    executor: Executor
    metrics: RuleMetrics
    started_at: Instant


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """A group as pages and the Prometheus API show it."""

    group: RuleGroup
    rules: tuple[RuleStatus, ...]
    evaluated_at: Instant | None
    duration_seconds: float
    missed: int
    waiting_for: tuple[str, ...]  # feeds not heard since the start


def slot_at(group: RuleGroup, now: Instant) -> Instant:
    """Return the newest instant at or before *now* at which the group is to be evaluated.

    Groups of one interval are spread over it by their name, so that not all run at once.
    """
    offset = group.offset
    if offset is None:
        digest = hashlib.sha256(group.source.encode("utf-8", "surrogatepass")).digest()
        offset = Duration(int.from_bytes(digest[:8], "big") % group.interval)
    return Instant(now - (now - offset) % group.interval)


def missed_between(last: Instant, slot: Instant, interval: Duration) -> int:
    """Return how many evaluations were left out between two."""
    return max(0, (slot - last) // interval - 1)


class GroupWorker:
    """Drives one rule group; a Worker of the agenda."""

    def __init__(self, runner: GroupRunner, seams: Seams) -> None:
        self.runner = runner
        self._seams = seams
        self._last = later(slot_at(runner.group, seams.started_at), -runner.group.interval)
        self._is_ready = False
        self._is_retired = False
        self._waiting: tuple[str, ...] = ()
        self.turn = asyncio.Lock()  # a reload waits for the round that is under way
        self._ending: set[str] = set()  # feeds that a reload left without a writer
        self._unsent: ActiveSet | None = None
        self._retry_at: Instant | None = None
        self._evaluated_at: Instant | None = None
        self._duration_seconds = 0.0
        self._missed = 0
        self._tell_shape()

    @property
    def name(self) -> str:
        return f"rules:{self.runner.group.source}"

    @property
    def progressed_at(self) -> float:
        """Return when it last got on, so that a long round is not taken for a standstill."""
        return self.runner.progressed_at

    @property
    def status(self) -> GroupStatus:
        return GroupStatus(
            self.runner.group,
            self.runner.statuses,
            self._evaluated_at,
            self._duration_seconds,
            self._missed,
            self._waiting,
        )

    async def next_due(self) -> Instant | None:
        if self._is_retired and self._unsent is None:
            return None
        dues = [self._retry_at] if self._retry_at is not None else []
        if not self._is_retired:
            dues.append(later(self._known_last(), self.runner.group.interval))
        return min(dues)

    def _known_last(self) -> Instant:
        """Return the last slot; one that lies ahead, as after a step of the clock, is forgotten."""
        newest = slot_at(self.runner.group, self._seams.clock.now())
        self._last = min(self._last, newest)
        return self._last

    async def run_due(self) -> None:
        async with self.turn:
            await self._do_due()

    async def _do_due(self) -> None:
        now = self._seams.clock.now()
        slot = slot_at(self.runner.group, now)
        if not self._is_retired and slot > self._last:
            await self._run_slot(slot)
        elif self._unsent is not None and (self._retry_at or now) <= now:
            await self._hand_over(self._unsent)

    async def _run_slot(self, slot: Instant) -> None:
        if not await self._ready(slot):
            self._last = slot
            return
        group, metrics = self.runner.group, self._seams.metrics
        missed = missed_between(self._last, slot, group.interval)
        self._missed += missed
        self._last = slot
        metrics.iterations.labels(group.source).inc(1 + missed)
        metrics.missed.labels(group.source).inc(missed)
        started = self._seams.clock.monotonic()
        await self._evaluate(slot)
        self._evaluated_at = slot
        self._duration_seconds = self._seams.clock.monotonic() - started
        self._tell_evaluation(slot)
        await self._hand_over(self.runner.active_set(slot))

    async def _ready(self, slot: Instant) -> bool:
        """Return whether all feeds were heard since the start, or given up; then stay ready."""
        if not self._is_ready:
            self._waiting = await self._off_loop(lambda: self._unheard(slot))
            self._seams.metrics.waiting.labels(self.runner.group.source).set(len(self._waiting))
            if self._waiting:
                return False
            await self._off_loop(lambda: self._restore(slot))
            self._is_ready = True
        return True

    def _unheard(self, now: Instant) -> tuple[str, ...]:
        plans = [plan for runner in self.runner.runners for plan in runner.plans]
        feeds = {
            feed for feed in all_feeds(plans, self._seams.source) if not feed.startswith("rules:")
        }
        return awaited(
            sorted(feeds), self._seams.hearing, started_at=self._seams.started_at, now=now
        )

    def _restore(self, now: Instant) -> None:
        remembered = remembered_alerts(self._seams.source, self.runner.feeds, now)
        self.runner.restore(remembered, now)

    async def _evaluate(self, slot: Instant) -> None:
        group, written = self.runner.group, 0
        for number, stage in enumerate(self.runner.stages):
            samples = await self._off_loop(partial(self.runner.evaluate_stage, stage, slot))
            written += len(samples)
            await self._write(feed_of_stage(group.source, number), slot, samples)
        self._seams.metrics.last_samples.labels(group.source).set(written)

    async def _write(self, feed: str, slot: Instant, samples: Mapping[Labels, Sample]) -> None:
        """Store the samples; where the disk refuses, tickets must still be opened."""
        group = self.runner.group
        at = later(slot, -group.query_offset)
        try:
            await self._seams.writer.write(feed, interval=group.interval, at=at, samples=samples)
        except WatchkeeperError as error:
            self._seams.metrics.write_failures.labels(group.source).inc()
            log.warning("samples of a rule group were not stored", group=group.source, error=error)

    async def _hand_over(self, active: ActiveSet) -> None:
        """Hand the set to ticketing; if that fails, again soon: it is a state, not an edge."""
        source = self.runner.group.source
        try:
            await self._seams.sink.hand_over(active)
        except Exception as error:
            if isinstance(error, WatchkeeperError) and not error.permanent:
                self._tell_unsent(error)
            else:
                log.exception("alerts were not handed over", group=source, error=error)
            self._unsent = active
            self._retry_at = later(self._seams.clock.now(), RETRY_HAND_OVER)
            self._seams.metrics.hand_over_failures.labels(source).inc()
        else:
            if self._unsent is not None:
                log.info("alerts are handed over again", group=source)
            self._unsent = self._retry_at = None

    def _tell_unsent(self, error: WatchkeeperError) -> None:
        """Say once what passes by itself."""
        if self._unsent is None:
            source = self.runner.group.source
            log.warning("alerts were not handed over", group=source, error=error)

    def _tell_shape(self) -> None:
        group, metrics = self.runner.group, self._seams.metrics
        metrics.interval.labels(group.source).set(group.interval / 1000)
        metrics.rules.labels(group.source).set(len(group.rules))

    def _tell_evaluation(self, slot: Instant) -> None:
        source, metrics = self.runner.group.source, self._seams.metrics
        metrics.evaluations.labels(source).inc(len(self.runner.group.rules))
        metrics.failures.labels(source).inc(self.runner.failures())
        metrics.last_duration.labels(source).set(self._duration_seconds)
        metrics.duration.observe(self._duration_seconds)
        metrics.last_evaluation.labels(source).set(slot / 1000)
        metrics.alerts.labels(source).set(len(self.runner.active_set(slot).alerts))

    def replace(self, runner: GroupRunner) -> None:
        """Go on with the group as it was read anew; states of its rules are kept.

        Hold ``turn``, and ``clear_up`` afterwards: so do ``retire``.
        """
        runner.adopt(self.runner)
        former, self.runner = self.runner, runner
        self._ending = set(former.feeds - runner.feeds)
        self._is_retired = False
        self._tell_shape()

    def retire(self) -> None:
        """Judge this group no longer."""
        self._ending = set(self.runner.feeds)
        self._is_retired = True

    async def clear_up(self) -> None:
        """End what nobody writes any more; the alerts of a retired group are judged no longer."""
        async with self.turn:
            while self._ending:
                await self._end_feed(self._ending.pop())
            if self._is_retired:
                source = self.runner.group.source
                self._seams.metrics.forget(source)
                now = self._seams.clock.now()
                none_left = ActiveSet(source, now, (), is_complete=True, judged_rules=frozenset())
                await self._hand_over(none_left)

    async def _end_feed(self, feed: str) -> None:
        """Mark the series of a feed as ended; where the disk refuses, they grow old by themselves."""
        try:
            await self._seams.writer.end_feed(feed)
        except WatchkeeperError as error:
            log.warning("series of a rule group were not ended", feed=feed, error=error)

    async def _off_loop(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._seams.executor, work)
