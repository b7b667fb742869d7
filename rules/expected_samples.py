"""The samples that a unit test of rules expects of an expression, and those that came out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rules.promql.errors import EvaluationError
from rules.promql.histogram.comparing import are_alike
from rules.promql.histogram.notation import text_of_histogram
from rules.promql.values import Matrix, Result, Scalar, StringValue, Vector
from rules.values_notation import series_from_text, values_from_text
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.labels import Labels, text_from_labels
from watchkeeper.storage.series.histograms import Histogram, Sample

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class ExpectedSample:
    """``histogram`` in the notation of input series, ``{{count:3 ...}}``; then no value counts."""

    labels: str
    value: Node | None = None
    histogram: str = ""
    at: str = ""


def samples_of(result: Result) -> dict[Labels, Sample]:
    """Return each element of a result; a scalar is one without labels.  Raises EvaluationError."""
    match result:
        case Scalar(value=value):
            return {(): value}
        case Vector():
            return {
                labels: value if (found := result.histogram(row)) is None else found
                for row, (labels, value) in enumerate(result)
            }
        case StringValue() | Matrix():
            raise EvaluationError("a rule needs an instant vector or a scalar")


def labelled_sample(expected: ExpectedSample) -> tuple[Labels, Sample]:
    try:
        labels = series_from_text(expected.labels)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=expected.at, **error.facts) from error
    return labels, _sample(expected)


def _sample(expected: ExpectedSample) -> Sample:
    text = expected.histogram or ("0" if expected.value is None else expected.value.text)
    try:
        return values_from_text(text)[0]
    except (InvalidInput, IndexError) as error:
        raise ConfigError("{text!r} is no value", at=expected.at, text=text) from error


def are_as_expected(got: Mapping[Labels, Sample], wanted: Mapping[Labels, Sample]) -> bool:
    return got.keys() == wanted.keys() and all(
        _is_close(got[labels], sample) for labels, sample in wanted.items()
    )


def _is_close(got: Sample, wanted: Sample) -> bool:
    if isinstance(got, Histogram) and isinstance(wanted, Histogram):
        return are_alike(got, wanted, _CLOSE)
    if isinstance(got, Histogram) or isinstance(wanted, Histogram):
        return False
    return math.isclose(got, wanted, rel_tol=_CLOSE) or (math.isnan(got) and math.isnan(wanted))


def shown(samples: Mapping[Labels, Sample]) -> str:
    return (
        "; ".join(
            f"{text_from_labels(labels)} {_text(sample)}" for labels, sample in samples.items()
        )
        or "nothing"
    )


def _text(sample: Sample) -> str:
    return text_of_histogram(sample) if isinstance(sample, Histogram) else repr(sample)
