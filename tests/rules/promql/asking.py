"""Load series in the notation of Prometheus's test scripts, and ask for plain answers."""

from __future__ import annotations

from typing import cast

import pytest

from rules.promql import Evaluator, Matrix, Result, Scalar, StringValue, Vector, compile_plan
from tests.conformance.script import series_of
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import text_from_labels

Plain = float | str | dict[str, float] | dict[str, dict[int, float]]


class Ask:
    """``load("15s", 'm{a="b"} 0+1x10')``, then ``ask("rate(m[1m])", "2m")``."""

    def __init__(self, source: MemorySource, evaluator: Evaluator) -> None:
        self.source = source
        self.evaluator = evaluator

    def load(self, step: str, *lines: str, feed: str = "memory") -> None:
        for line in lines:
            one = series_of(line)
            samples = [
                (number * duration_from_text(step), item)
                for number, item in enumerate(one.items)
                if isinstance(item, float)
            ]
            self.source.add(one.labels, samples, feed)

    def __call__(self, expression: str, at: str = "0") -> Plain:
        instant = Instant(duration_from_text(at))
        return plain(self.evaluator.instant(compile_plan(expression), instant))

    def range(self, expression: str, start: str, end: str, step: str) -> Plain:
        first, last = (Instant(duration_from_text(text)) for text in (start, end))
        length = Duration(duration_from_text(step))
        return plain(self.evaluator.range(compile_plan(expression), first, last, length))


def near(wanted: float) -> float:
    """Return a value that equals any close to *wanted*; NaN equals NaN."""
    return cast("float", pytest.approx(wanted, rel=1e-9, nan_ok=True))


def plain(result: Result) -> Plain:
    """Return labels as text and values as floats; a matrix by seconds."""
    match result:
        case Scalar(value=value):
            return value
        case StringValue(value=text):
            return text
        case Vector():
            return {text_from_labels(labels): value for labels, value in result}
        case Matrix():
            return {
                text_from_labels(one.labels): {
                    at // 1000: value
                    for at, value in zip(one.times.tolist(), one.values.tolist(), strict=True)
                }
                for one in result
            }
