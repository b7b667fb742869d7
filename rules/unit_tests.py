"""Run unit tests of rules, written in promtool's format.

Every rule is evaluated as its plain form (``rules expand``), so one file serves promtool and us.
As promtool does, all groups are evaluated at each ``evaluation_interval``, whatever their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rules.alerting import AlertRunner, Surroundings
from rules.evaluation import GroupRunner, Health, feed_of_stage
from rules.expected_samples import (
    ExpectedSample,
    are_as_expected,
    labelled_sample,
    samples_of,
    shown,
)
from rules.files import read_rule_file
from rules.memory_series import MemorySeries
from rules.model import NO_TEXTS, RuleFile, RuleGroup
from rules.promql.errors import PromqlError
from rules.promql.evaluate import Evaluator
from rules.promql.limits import Experimental, Options
from rules.promql.plan import compile_plan
from rules.state import TrackedAlert
from rules.values_notation import series_from_text, values_from_text
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of, text_from_labels
from watchkeeper.core.levels import Criticality
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.series.histograms import Sample

MAX_EVALUATIONS = 1_000_000
_INPUT = "input"


@dataclass(frozen=True, slots=True)
class _InputSeries:
    series: str
    values: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class _ExpectedAlert:
    exp_labels: Mapping[str, str] | None = None
    exp_annotations: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _AlertTest:
    alertname: str
    eval_time: Duration = Duration(0)
    exp_alerts: tuple[_ExpectedAlert, ...] | None = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class _ExpressionTest:
    expr: str
    eval_time: Duration = Duration(0)
    exp_samples: tuple[ExpectedSample, ...] | None = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class _TestGroup:
    interval: Duration | None = None
    name: str = ""
    input_series: tuple[_InputSeries, ...] | None = ()
    alert_rule_test: tuple[_AlertTest, ...] | None = ()
    promql_expr_test: tuple[_ExpressionTest, ...] | None = ()
    external_labels: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    external_url: str = ""
    at: str = ""

    def last_time(self) -> int:
        alerts = [test.eval_time for test in self.alert_rule_test or ()]
        return max([*alerts, *(test.eval_time for test in self.promql_expr_test or ())], default=0)


@dataclass(frozen=True, slots=True)
class _TestFile:
    rule_files: tuple[str, ...] | None = ()
    evaluation_interval: Duration = MINUTE
    group_eval_order: tuple[str, ...] | None = ()
    fuzzy_compare: bool = False
    tests: tuple[_TestGroup, ...] | None = ()


@dataclass(frozen=True, slots=True)
class TestFailure:
    """What was expected and what was got, at ``file:line``."""

    __test__ = False  # the name begins with Test, for people; it is no case for pytest

    at: str
    problem: Text

    def __str__(self) -> str:
        return f"{self.at}: {self.problem}"


@dataclass(frozen=True, slots=True)
class TestReport:
    __test__ = False

    checks: int
    failures: tuple[TestFailure, ...]


class _NormalTargets:
    """Unit tests speak of targets of normal criticality, as the plain rules do."""

    def criticality(self, _instance: str) -> Criticality:
        return Criticality.NORMAL


class _StillClock:
    """Nothing is measured in a unit test."""

    def now(self) -> Instant:
        return Instant(0)

    def monotonic(self) -> float:
        return 0.0


def run_test_file(path: Path) -> TestReport:
    """Run all tests of a file against the rule files it names, seen from its folder."""
    test_file = bind(read_yaml(path), _TestFile)
    rule_files = [read_rule_file(found) for found in _rule_paths(path, test_file)]
    checks = 0
    failures: list[TestFailure] = []
    for group in test_file.tests or ():
        checks += len(group.alert_rule_test or ()) + len(group.promql_expr_test or ())
        failures.extend(_Run(group, test_file, rule_files).failures())
    return TestReport(checks, tuple(failures))


def _rule_paths(path: Path, test_file: _TestFile) -> list[Path]:
    found: list[Path] = []
    for pattern in test_file.rule_files or ():
        paths = (
            sorted(path.parent.glob(pattern))
            if not Path(pattern).is_absolute()
            else [Path(pattern)]
        )
        if not paths:
            raise ConfigError("there is no rule file {name!r}", at=str(path), name=pattern)
        found.extend(paths)
    return found


class _Run:
    """One test group: its series, its rules, and the alerts it finds on the way."""

    def __init__(
        self, test: _TestGroup, test_file: _TestFile, rule_files: Sequence[RuleFile]
    ) -> None:
        self._test = test
        self._every = test_file.evaluation_interval
        self._series = MemorySeries()
        # a test may try what is experimental; `rules check` says what the server needs for it
        self._evaluator = Evaluator(
            self._series, options=Options(experimental=Experimental.ALLOWED)
        )
        self._fill(test.interval or self._every)
        around = Surroundings(
            self._series,
            self._evaluator,
            _NormalTargets(),
            external_url=test.external_url,
            external_labels=test.external_labels,
        )
        order = {name: place for place, name in enumerate(test_file.group_eval_order or ())}
        groups = [group for file in rule_files for group in file.groups]
        groups.sort(key=lambda group: order.get(group.name, len(order)))
        self._runners = [_runner(group, around) for group in groups]

    def _fill(self, step: Duration) -> None:
        ticks: dict[int, dict[Labels, Sample]] = {}
        for series in self._test.input_series or ():
            try:
                labels, values = series_from_text(series.series), values_from_text(series.values)
            except InvalidInput as error:
                raise ConfigError(error.sentence, at=series.at, **error.facts) from error
            for position, value in enumerate(values):
                ticks.setdefault(position * step, {})[labels] = value
        for at in sorted(ticks):
            self._series.append_exactly(_INPUT, Instant(at), ticks[at])

    def failures(self) -> Iterator[TestFailure]:
        last = self._test.last_time()
        if last // self._every > MAX_EVALUATIONS:
            raise ConfigError("the test takes too many evaluations", at=self._test.at)
        tests = sorted(self._test.alert_rule_test or (), key=lambda test: test.eval_time)
        for now in range(0, last + 1, self._every):
            problems = list(self._evaluate(Instant(now)))
            yield from problems
            if problems:
                return
            due = [test for test in tests if now <= test.eval_time < now + self._every]
            for test in due:
                yield from self._check_alerts(test)
        for expression in self._test.promql_expr_test or ():
            yield from self._check_expression(expression)

    def _evaluate(self, now: Instant) -> Iterator[TestFailure]:
        for runner in self._runners:
            for number, stage in enumerate(runner.stages):
                samples = runner.evaluate_stage(stage, now)
                self._series.append(feed_of_stage(runner.group.source, number), now, samples)
            for status in runner.statuses:
                if status.health is Health.BAD:
                    yield TestFailure(
                        status.rule.at,
                        text("{name}: {problem}", name=status.rule.name, problem=status.last_error),
                    )

    def _check_alerts(self, test: _AlertTest) -> Iterator[TestFailure]:
        got = sorted(
            (alert.labels, labels_of(alert.annotations)) for alert in self._firing(test.alertname)
        )
        wanted = sorted(_expected(alert, test.alertname) for alert in test.exp_alerts or ())
        if got != wanted:
            yield TestFailure(
                test.at,
                text(
                    "{name} at {minutes} min: expected {wanted}, got {got}",
                    name=test.alertname,
                    minutes=test.eval_time / MINUTE,
                    wanted=_shown(wanted),
                    got=_shown(got),
                ),
            )

    def _firing(self, name: str) -> Iterator[TrackedAlert]:
        for runner in (found for group in self._runners for found in group.runners):
            if isinstance(runner, AlertRunner) and runner.rule.name == name:
                yield from (alert for alert in runner.tracked() if alert.is_firing)

    def _check_expression(self, test: _ExpressionTest) -> Iterator[TestFailure]:
        try:
            plan = compile_plan(test.expr)
            result = self._evaluator.instant(plan, Instant(test.eval_time))
            got = samples_of(result)
        except PromqlError as error:
            yield TestFailure(test.at, text("{problem}", problem=error.text()))
            return
        wanted = dict(map(labelled_sample, test.exp_samples or ()))
        if not are_as_expected(got, wanted):
            yield TestFailure(
                test.at,
                text(
                    "{expr}: expected {wanted}, got {got}",
                    expr=test.expr,
                    wanted=shown(wanted),
                    got=shown(got),
                ),
            )


def _runner(group: RuleGroup, around: Surroundings) -> GroupRunner:
    return GroupRunner(group, around, _StillClock())


def _expected(alert: _ExpectedAlert, name: str) -> tuple[Labels, Labels]:
    labels = labels_of({**(alert.exp_labels or {}), "alertname": name})
    return labels, labels_of(alert.exp_annotations or {})


def _shown(alerts: Iterable[tuple[Labels, Labels]]) -> str:
    return (
        "; ".join(
            f"{text_from_labels(labels)} {text_from_labels(annotations)}"
            for labels, annotations in alerts
        )
        or "nothing"
    )
