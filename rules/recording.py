"""Evaluate one recording rule: the result under a new name."""

from __future__ import annotations

from collections.abc import Sequence

from rules.alerting import Surroundings, elements_in
from rules.model import RecordingRule
from rules.promql.annotations import Annotations
from rules.promql.errors import EvaluationError
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Result, Vector
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.storage.series.histograms import Sample


class RecordingRunner:
    """One recording rule with its plan; ``recorded`` holds its last result."""

    def __init__(self, rule: RecordingRule, around: Surroundings) -> None:
        self.rule = rule
        self.plan = compile_plan(rule.expression.text)
        self._around = around
        self._recorded: dict[Labels, Sample] = {}

    @property
    def plans(self) -> tuple[Plan, ...]:
        return (self.plan,)

    def evaluate(
        self, at: Instant, *, read_at: Instant, limit: int, said: Annotations | None = None
    ) -> None:
        """Replace the result.  Raises EvaluationError; then there is none.

        What the expression warns of is put into *said*.
        """
        del at  # recorded samples carry the time of the evaluation, as the group writes them
        self._recorded = {}
        result = self._around.evaluator.instant(self.plan, read_at, annotations=said)
        elements = _with_histograms(result, elements_in(result))
        if limit and len(elements) > limit:
            raise EvaluationError(
                "exceeded limit of {limit} with {count} series", limit=limit, count=len(elements)
            )
        recorded = {self._labels(labels): value for labels, value in elements}
        if len(recorded) < len(elements):
            raise EvaluationError(
                "vector contains metrics with the same labelset after applying rule labels"
            )
        self._recorded = recorded

    def _labels(self, labels: Labels) -> Labels:
        return labels_of({**dict(labels), **dict(self.rule.labels), METRIC_NAME: self.rule.name})

    def samples(self) -> dict[Labels, Sample]:
        return self._recorded


def _with_histograms(
    result: Result, elements: Sequence[tuple[Labels, float]]
) -> list[tuple[Labels, Sample]]:
    """Return the elements of a result, those that are histograms as such."""
    if not isinstance(result, Vector) or not result.has_histograms:
        return list(elements)
    cells = map(result.histogram, range(len(result)))
    return [
        (labels, value if cell is None else cell)
        for (labels, value), cell in zip(elements, cells, strict=True)
    ]
