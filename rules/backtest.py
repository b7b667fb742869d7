"""What rules would have done over the samples that the store holds: which tickets, when, how long.

Groups are evaluated as when they run, each at its own instants, one after the other; what they
record goes into a layer of their own, so that the store is only read.  Topology, commissioning
and maintenance, which hold tickets back, take no part.
"""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rules.alerting import ALERT_NAME, ALERTS, ALERTS_FOR_STATE, Surroundings
from rules.evaluation import GroupRunner, Health, feed_of_stage
from rules.layers import LayeredSeries
from rules.memory_series import MemorySeries
from rules.model import RecordingRule, RuleFile
from rules.promql.evaluate import Evaluator
from rules.promql.plan import Plan
from rules.promql.series import RollUpSource, Selection, SeriesSource, select_since
from rules.schedule import slot_at
from watchkeeper.core.alerts import Alert
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant, later
from watchkeeper.core.labels import METRIC_NAME, Labels, fingerprint, label
from watchkeeper.core.levels import Level, worst
from watchkeeper.core.messages import mark

MOST_DAYS = 800
MOST_SECONDS = 600.0
MOST_TICKETS = 10_000
MOST_EVALUATIONS = 5_000_000  # of groups
_STEPS_SHOWN = 200  # how often progress is told
_RULE_FEEDS = "rules:"


@dataclass(frozen=True, slots=True)
class Recovery:
    """When a problem counts as over, and until when its return is the same ticket."""

    hysteresis: Duration = Duration(5 * MINUTE)
    reopen_within: Duration = DAY


@dataclass(frozen=True, slots=True)
class WouldBeTicket:
    """A ticket that would have been opened; ``ended_at`` None: it would be open still.

    ``returns`` counts how often the fault came back while the ticket would have been reopened.
    """

    rule: str
    level: Level
    summary: str
    labels: Mapping[str, str]
    opened_at: Instant
    ended_at: Instant | None
    returns: int


@dataclass(frozen=True, slots=True)
class FailingRule:
    """A rule that could not be evaluated, and what it said the last time."""

    rule: str
    at: str
    failures: int
    problem: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: evaluations done, of all."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that would have happened from ``start`` to ``end``; ``recorded``: kept, no ticket."""

    start: Instant
    end: Instant
    evaluations: int
    tickets: tuple[WouldBeTicket, ...]
    recorded: tuple[WouldBeTicket, ...]
    failing: tuple[FailingRule, ...]


@dataclass(slots=True)
class _Problem:
    """One fingerprint on its way through time."""

    alert: Alert
    level: Level
    opened_at: Instant
    seen_at: Instant
    patience: Duration  # so long it may be missing and is not over
    returns: int = 0


@dataclass(slots=True)
class _Book:
    """Keeps which problems fire; each source hands over its whole set, as to ticketing."""

    recovery: Recovery
    open: dict[str, _Problem] = field(default_factory=dict)
    closed: list[WouldBeTicket] = field(default_factory=list)

    def take(self, alerts: Iterable[Alert], now: Instant, interval: Duration) -> None:
        patience = max(self.recovery.hysteresis, interval)
        for alert in alerts:
            key = fingerprint(alert.labels)
            known = self.open.get(key)
            if known is not None and now - known.seen_at > max(
                self.recovery.reopen_within, patience
            ):
                self.closed.append(self._ticket(known, now))
                known = None
            if known is None:
                self._check_room()
                self.open[key] = _Problem(alert, alert.level, now, now, patience)
                continue
            if now - known.seen_at > patience:
                known.returns += 1
            known.level = worst([known.level, alert.level])
            known.seen_at = now

    def _check_room(self) -> None:
        if len(self.open) + len(self.closed) >= MOST_TICKETS:
            raise TooLarge(
                mark("more than {most} tickets; a rule fires for everything"), most=MOST_TICKETS
            )

    def finish(self, end: Instant) -> list[WouldBeTicket]:
        """Return all tickets, the earliest first."""
        found = [*self.closed, *(self._ticket(one, end) for one in self.open.values())]
        return sorted(found, key=lambda one: (one.opened_at, one.rule))

    def _ticket(self, problem: _Problem, now: Instant) -> WouldBeTicket:
        is_over = now - problem.seen_at > problem.patience
        labels = dict(problem.alert.labels)
        name = labels.pop(ALERT_NAME, "")
        return WouldBeTicket(
            rule=name,
            level=problem.level,
            summary=problem.alert.annotations.get("summary", ""),
            labels=labels,
            opened_at=problem.opened_at,
            ended_at=problem.seen_at if is_over else None,
            returns=problem.returns,
        )


class Backtest:
    """One trial of some rule files over ``[start, end]``; ``run`` it once."""

    def __init__(
        self,
        files: Sequence[RuleFile],
        around: Surroundings,
        clock: Clock,
        *,
        start: Instant,
        end: Instant,
        recovery: Recovery = Recovery(),
    ) -> None:
        self._clock = clock
        self._own = MemorySeries()
        source = LayeredSeries(around.source, self._own, _hides(files))
        evaluator = Evaluator(source, monotonic=clock.monotonic)
        surroundings = dataclasses.replace(around, source=source, evaluator=evaluator)
        groups = [group for file in files for group in file.groups]
        self._runners = [GroupRunner(group, surroundings, clock) for group in groups]
        self._book = _Book(recovery)
        self._failing: dict[str, FailingRule] = {}
        self._end = end
        begin = first_sample(source, _plans(self._runners), start, end)
        self._start = end if begin is None else begin

    def run(self) -> Iterator[Progress | Outcome]:
        """Evaluate; tell progress now and then, and the outcome at last.  Raises TooLarge."""
        count = self._count()
        step = max(1, count // _STEPS_SHOWN)
        begun = self._clock.monotonic()
        for done, (at, runner) in enumerate(self._turns()):
            if done % step == 0:
                self._check_time(begun)
                yield Progress(done, count)
            self._evaluate(runner, at)
        yield self._outcome(count)

    def _count(self) -> int:
        """Return how many evaluations there are to be.  Raises TooLarge."""
        intervals = [(self._first(runner), runner.group.interval) for runner in self._runners]
        count = sum(max(0, (self._end - first) // every + 1) for first, every in intervals)
        if count > MOST_EVALUATIONS:
            raise TooLarge(
                mark(
                    "the trial would take {count} evaluations, {most} are allowed; take fewer days"
                ),
                count=count,
                most=MOST_EVALUATIONS,
            )
        return count

    def _first(self, runner: GroupRunner) -> Instant:
        return later(slot_at(runner.group, self._start), runner.group.interval)

    def _check_time(self, begun: float) -> None:
        if self._clock.monotonic() - begun > MOST_SECONDS:
            raise TooLarge(
                mark("the trial took longer than {most} seconds; take fewer days or rules"),
                most=round(MOST_SECONDS),
            )

    def _turns(self) -> Iterator[tuple[Instant, GroupRunner]]:
        """Yield all evaluations in the order of their instants."""
        waiting = [(self._first(runner), place) for place, runner in enumerate(self._runners)]
        heapq.heapify(waiting)
        while waiting:
            at, place = heapq.heappop(waiting)
            if at > self._end:
                continue
            runner = self._runners[place]
            yield at, runner
            heapq.heappush(waiting, (later(at, runner.group.interval), place))

    def _evaluate(self, runner: GroupRunner, at: Instant) -> None:
        for number, stage in enumerate(runner.stages):
            samples = runner.evaluate_stage(stage, at)
            written = later(at, -runner.group.query_offset)
            self._own.append(feed_of_stage(runner.group.source, number), written, samples)
        self._book.take(runner.active_set(at).alerts, at, runner.group.interval)
        for status in runner.statuses:
            if status.health is Health.BAD:
                self._count_failure(status.rule.name, status.rule.at, status.last_error)

    def _count_failure(self, rule: str, at: str, problem: str) -> None:
        before = self._failing.get(at)
        failures = 1 if before is None else before.failures + 1
        self._failing[at] = FailingRule(rule, at, failures, problem)

    def _outcome(self, evaluations: int) -> Outcome:
        found = self._book.finish(self._end)
        return Outcome(
            start=self._start,
            end=self._end,
            evaluations=evaluations,
            tickets=tuple(one for one in found if one.level.opens_ticket),
            recorded=tuple(one for one in found if not one.level.opens_ticket),
            failing=tuple(self._failing.values()),
        )


def _plans(runners: Iterable[GroupRunner]) -> list[Plan]:
    return [plan for runner in runners for one in runner.runners for plan in one.plans]


def _hides(files: Iterable[RuleFile]) -> IsHiddenSeries:
    rules = [rule for file in files for group in file.groups for rule in group.rules]
    records = frozenset(rule.name for rule in rules if isinstance(rule, RecordingRule))
    alerts = frozenset(rule.name for rule in rules if not isinstance(rule, RecordingRule))
    return IsHiddenSeries(records, alerts)


@dataclass(frozen=True, slots=True)
class IsHiddenSeries:
    """Hides what the same rules have stored in earnest: the trial makes its own."""

    records: frozenset[str]
    alerts: frozenset[str]

    def __call__(self, feed: str, labels: Labels) -> bool:
        if not feed.startswith(_RULE_FEEDS):
            return False
        name = label(labels, METRIC_NAME)
        if name in {ALERTS, ALERTS_FOR_STATE}:
            return label(labels, ALERT_NAME) in self.alerts
        return name in self.records


def first_sample(
    source: SeriesSource, plans: Iterable[Plan], start: Instant, end: Instant
) -> Instant | None:
    """Return the hour in which the first series that the plans read has its first sample."""
    selections = [
        select_since(source, selector.matchers, start)
        for plan in plans
        for selector in plan.selectors
    ]
    day = _first_with_samples(source, selections, range(start, end, DAY), end)
    if day is None:
        return None
    hours = range(day, min(day + DAY, end), HOUR)
    return _first_with_samples(source, selections, hours, end)


def _first_with_samples(
    source: SeriesSource, selections: Sequence[Selection], begins: range, end: Instant
) -> Instant | None:
    """Return the begin of the first stretch in which a selection has a tick."""
    for begin in begins:
        stop = Instant(min(begin + begins.step, end))
        for selection in selections:
            if len(selection) and _has_ticks(source, selection, Instant(begin), stop):
                return Instant(begin)
    return None


def _has_ticks(source: SeriesSource, selection: Selection, begin: Instant, stop: Instant) -> bool:
    """Return whether there is a tick with begin < time <= stop, or what is kept of one."""
    blocks = source.window(selection, begin, stop)
    if any(((one.times > begin) & (one.times <= stop)).any() for one in blocks):
        return True
    if not isinstance(source, RollUpSource) or begin >= source.raw_since():
        return False
    rolled = source.roll_ups(selection, begin, stop)
    return rolled is not None and any((np.asarray(one.count) > 0).any() for one in rolled.blocks)
