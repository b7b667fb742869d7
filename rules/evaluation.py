"""Evaluate a rule group at an instant: rule by rule, each with its health.  Blocking; no loop here.

A rule that fails marks its group unhealthy and leaves the others running; its alerts stay as
they were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from rules.alerting import AlertRunner, Surroundings
from rules.model import AlertRule, RecordingRule, Rule, RuleGroup
from rules.promql.annotations import Annotations, Severity
from rules.promql.errors import PromqlError
from rules.promql.sharing import Memo
from rules.recording import RecordingRunner
from rules.stages import stages_of
from rules.state import Remembered, TrackedAlert
from watchkeeper.core.alerts import ActiveSet, Alert
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant, later
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.series.histograms import Sample

log = get_log("rules")

RuleRunner = AlertRunner | RecordingRunner


class Health(Enum):
    """As the Prometheus API names it."""

    UNKNOWN = "unknown"
    GOOD = "ok"
    BAD = "err"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a rule could not be evaluated; ``at`` is ``line:column`` inside its expression."""

    said: Text
    at: str = ""
    caret: str = ""  # that line, and under it a caret


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """How the last evaluation of a rule went, and what is pending or fires."""

    rule: Rule
    health: Health = Health.UNKNOWN
    last_error: str = ""
    evaluated_at: Instant | None = None
    duration_seconds: float = 0.0
    alerts: tuple[TrackedAlert, ...] = ()
    warnings: tuple[Text, ...] = ()  # what the expressions warned of
    infos: tuple[Text, ...] = ()
    failure: Failure | None = None  # what ``last_error`` says, for readers of any language


def feed_of_stage(source: str, stage: int) -> str:
    return f"rules:{source}" if stage == 0 else f"rules:{source};{stage}"


class GroupRunner:
    """A group with its plans and states; used by one evaluation at a time."""

    def __init__(self, group: RuleGroup, around: Surroundings, clock: Clock) -> None:
        self.group = group
        self._clock = clock
        self.progressed_at = 0.0  # by Clock.monotonic, when a rule last began or was done
        self._memo = Memo()
        sharing = around.for_group(group, self._memo)
        self._engine = sharing.evaluator
        self._runners = tuple(_runner(rule, sharing) for rule in group.rules)
        self._memo.share(plan for runner in self._runners for plan in runner.plans)
        self.stages = stages_of(self._runners)
        self._statuses = [RuleStatus(rule) for rule in group.rules]

    @property
    def runners(self) -> tuple[RuleRunner, ...]:
        return self._runners

    @property
    def feeds(self) -> frozenset[str]:
        """Return the feeds that the stages write."""
        return frozenset(
            feed_of_stage(self.group.source, number) for number in range(len(self.stages))
        )

    @property
    def statuses(self) -> tuple[RuleStatus, ...]:
        return tuple(self._statuses)

    def evaluate_stage(self, stage: Sequence[int], at: Instant) -> dict[Labels, Sample]:
        """Evaluate the rules of a stage and return the samples to be written, all of them."""
        samples: dict[Labels, Sample] = {}
        self._memo.forget()
        self._engine.begin()
        for position in stage:
            self._evaluate(position, at)
            samples.update(self._runners[position].samples())
        self._memo.forget()
        return samples

    def _evaluate(self, position: int, at: Instant) -> None:
        runner, status = self._runners[position], self._statuses[position]
        read_at = later(at, -self.group.query_offset)
        self.progressed_at = started = self._clock.monotonic()
        said = Annotations()
        problem, failure = "", None
        try:
            runner.evaluate(at, read_at=read_at, limit=self.group.limit, said=said)
        except PromqlError as error:
            problem, failure = error.text(), _failure(error, error.caret)
        except WatchkeeperError as error:
            problem, failure = str(error), _failure(error)
        except Exception as error:  # the edge: one rule; the others go on
            problem = f"{type(error).__name__}: {error}"
            failure = Failure(Text(problem))
            log.exception(
                "rule failed unexpectedly", rule=runner.rule.name, group=self.group.source
            )
        self._tell_once(status, problem)
        self._statuses[position] = RuleStatus(
            runner.rule,
            Health.BAD if problem else Health.GOOD,
            problem,
            at,
            self._clock.monotonic() - started,
            tuple(runner.tracked()) if isinstance(runner, AlertRunner) else (),
            said.told(Severity.WARNING),
            said.told(Severity.INFO),
            failure,
        )

    def _tell_once(self, before: RuleStatus, problem: str) -> None:
        facts = {"rule": before.rule.name, "group": self.group.source}
        if problem and before.last_error != problem:
            log.warning("rule cannot be evaluated", **facts, error=problem)
        elif before.last_error and not problem:
            log.info("rule can be evaluated again", **facts)

    def failures(self) -> int:
        return sum(status.health is Health.BAD for status in self._statuses)

    def active_set(self, at: Instant) -> ActiveSet:
        """Return the complete set of firing alerts of the group (D7)."""
        alerts: list[Alert] = []
        for runner in self._runners:
            if isinstance(runner, AlertRunner):
                alerts.extend(runner.active())
        failed = tuple(
            status.rule.name
            for status in self._statuses
            if status.health is Health.BAD and isinstance(status.rule, AlertRule)
        )
        return ActiveSet(
            self.group.source,
            at,
            tuple(alerts),
            is_complete=self.failures() == 0,
            failed_rules=failed,
            judged_rules=frozenset(
                status.rule.name for status in self._statuses if isinstance(status.rule, AlertRule)
            ),
        )

    def restore(self, remembered: Iterable[Remembered], now: Instant) -> None:
        """Take up what ALERTS_FOR_STATE told, before the first evaluation."""
        known = tuple(remembered)
        for runner in self._runners:
            if isinstance(runner, AlertRunner):
                runner.restore(known, now)

    def adopt(self, former: GroupRunner) -> None:
        """Go on with the states of the same rules of the group as it was before a reload."""
        old = {_identity(runner.rule): runner for runner in reversed(former.runners)}
        health = {_identity(status.rule): status for status in reversed(former.statuses)}
        for position, runner in enumerate(self._runners):
            key = _identity(runner.rule)
            before = old.get(key)
            if isinstance(runner, AlertRunner) and isinstance(before, AlertRunner):
                runner.adopt(before)
            if key in health:
                self._statuses[position] = dataclasses.replace(health[key], rule=runner.rule)


def _runner(rule: Rule, around: Surroundings) -> RuleRunner:
    match rule:
        case AlertRule():
            return AlertRunner(rule, around)
        case RecordingRule():
            return RecordingRunner(rule, around)


def _failure(error: WatchkeeperError, caret: str = "") -> Failure:
    return Failure(text(error.sentence, **error.facts), error.at or "", caret)


def _identity(rule: Rule) -> tuple[str, Labels]:
    """Return what tells a rule from the others of its group; the expression may be edited."""
    return rule.name, rule.labels
