"""What is usual for the series of an alert: the range that a score compared its value with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.anomaly.band import HIGHEST, LOWEST
from rules.anomaly.expansion import Season, newest_and_range
from rules.companions import Companions
from rules.engines.engine import Engine
from rules.model import NO_TEXTS
from rules.promql.errors import PromqlError
from rules.promql.format import format_expression
from rules.promql.nodes import Call, Expr, MatrixSelector, Subquery, bare, children
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Vector
from rules.templates.humanize import humanize
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, without
from watchkeeper.core.logs import get_log

log = get_log("rules")

_SCORES = frozenset({"band_score_over_time", "zscore_over_time", "robust_zscore_over_time"})
_SPREADS = 2  # around the mean of earlier seasons


_NAMES = ("usual", "usual_zh")
Usual = Mapping[str, str]
"""Annotations of an alert: the sentence in both languages."""


@dataclass(frozen=True, slots=True)
class _Question:
    """The plans that tell the range and the value, and where the range was found."""

    low: Plan
    high: Plan
    now: Plan
    english: str
    chinese: str


class UsualRange:
    """Tells the usual range behind the scores of one expression; none where it has no scores."""

    def __init__(self, plan: Plan) -> None:
        self._questions = tuple(map(_question, _scores_of(plan.tree)))

    def __bool__(self) -> bool:
        return bool(self._questions)

    def at(self, evaluator: Engine, instant: Instant) -> Callable[[Labels], Usual]:
        """Return what tells the range for the labels of a result."""
        found = Companions(
            one
            for question in self._questions
            for one in _known_answers(question, evaluator, instant)
        )

        def usual(labels: Labels) -> Usual:
            companions = list(found.of(labels))
            return companions[0] if len(companions) == 1 else NO_TEXTS

        return usual


def usual_texts(annotations: Mapping[str, str]) -> Usual:
    """Return what an alert's annotations say of what was usual when it began."""
    return {name: annotations[name] for name in _NAMES if name in annotations}


def _scores_of(node: Expr) -> Iterator[Call]:
    if isinstance(node, Call) and (node.function in _SCORES or node.function == "seasonal_score"):
        yield node
    for child in children(node):
        yield from _scores_of(child)


def _question(node: Call) -> _Question:
    return _of_season(node) if node.function == "seasonal_score" else _of_window(node)


def _of_window(node: Call) -> _Question:
    newest, ranged = newest_and_range(node)
    selected = bare(node.arguments[0])
    assert isinstance(selected, MatrixSelector | Subquery)
    span = text_from_duration(selected.range)
    edges = tuple(map(format_expression, node.arguments[1:])) or (str(LOWEST), str(HIGHEST))
    low, high = (*edges, str(HIGHEST))[:2]
    return _Question(
        compile_plan(f"quantile_over_time({low}, {ranged})"),
        compile_plan(f"quantile_over_time({high}, {ranged})"),
        compile_plan(newest),
        english=f"usual in the last {span}",
        chinese=f"最近 {span} 的常见范围",
    )


def _of_season(node: Call) -> _Question:
    season = Season.of(node)
    period = text_from_duration(season.period)
    return _Question(
        compile_plan(f"{season.mean} - {_SPREADS} * {season.spread}"),
        compile_plan(f"{season.mean} + {_SPREADS} * {season.spread}"),
        compile_plan(season.value),
        english=f"usual at this time of the last {season.count} x {period}",
        chinese=f"最近 {season.count} 个 {period} 同一时刻的常见范围",
    )


def _known_answers(
    question: _Question, evaluator: Engine, instant: Instant
) -> list[tuple[Labels, Usual]]:
    """Return no answers where they cost too much: the alert is told without them."""
    try:
        return list(_answers(question, evaluator, instant))
    except PromqlError as error:
        log.warning("what is usual cannot be told", expression=question.low.text, error=str(error))
        return []


def _answers(
    question: _Question, evaluator: Engine, instant: Instant
) -> Iterator[tuple[Labels, Usual]]:
    low, high, now = (
        _by_labels(evaluator, plan, instant) for plan in (question.low, question.high, question.now)
    )
    for labels in low.keys() & high.keys() & now.keys():
        edges, value = (humanize(low[labels]), humanize(high[labels])), humanize(now[labels])
        sentences = (
            f"{question.english}: {edges[0]} to {edges[1]}; now {value}",
            f"{question.chinese}：{edges[0]} 至 {edges[1]}；现在 {value}",
        )
        yield labels, MappingProxyType(dict(zip(_NAMES, sentences, strict=True)))


def _by_labels(evaluator: Engine, plan: Plan, instant: Instant) -> dict[Labels, float]:
    result = evaluator.instant(plan, instant)
    assert isinstance(result, Vector)
    return {without(labels, METRIC_NAME): value for labels, value in result}
