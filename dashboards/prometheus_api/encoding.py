"""Write results in the API's JSON: values as text, times as seconds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import orjson

from rules.promql.values import Matrix, Result, Scalar, StringValue, Vector

_TRUNCATED = "results truncated due to limit"


@dataclass(frozen=True, slots=True)
class Answer:
    data: object
    warnings: tuple[str, ...] = ()


def body_of(answer: Answer) -> bytes:
    """Return the envelope of a success."""
    envelope: dict[str, object] = {"status": "success", "data": answer.data}
    if answer.warnings:
        envelope["warnings"] = answer.warnings
    return orjson.dumps(envelope)


def body_of_error(kind: str, sentence: str) -> bytes:
    return orjson.dumps({"status": "error", "errorType": kind, "error": sentence})


def answer_of(result: Result, limit: int | None = None) -> Answer:
    """Return what ``query`` and ``query_range`` answer, at most *limit* series."""
    match result:
        case Scalar(at=at, value=value):
            return Answer({"resultType": "scalar", "result": point(at, value)})
        case StringValue(at=at, value=text):
            return Answer({"resultType": "string", "result": [seconds(at), text]})
        case Vector():
            rows: list[object] = [
                {"metric": dict(labels), "value": point(result.at, value)}
                for labels, value in result
            ]
            return _limited("vector", rows, limit)
        case Matrix():
            return _limited("matrix", _series(result), limit)


def _series(matrix: Matrix) -> list[object]:
    return [
        {
            "metric": dict(one.labels),
            "values": [
                point(at, value)
                for at, value in zip(one.times.tolist(), one.values.tolist(), strict=True)
            ],
        }
        for one in matrix
    ]


def _limited(kind: str, rows: list[object], limit: int | None) -> Answer:
    is_cut = limit is not None and len(rows) > limit
    kept = rows[:limit] if is_cut else rows
    return Answer({"resultType": kind, "result": kept}, (_TRUNCATED,) if is_cut else ())


def cut(values: list[object], limit: int | None) -> Answer:
    """Return a list of names or label sets, at most *limit* of them."""
    if limit is None or len(values) <= limit:
        return Answer(values)
    return Answer(values[:limit], (_TRUNCATED,))


def point(at: int, value: float) -> list[object]:
    return [seconds(at), text_of(value)]


def seconds(at: int) -> int | float:
    return at // 1000 if at % 1000 == 0 else at / 1000


def text_of(value: float) -> str:
    """Write a float as Prometheus's API does: exponents only below 1e-6 and from 1e21 on."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if text in _SPECIAL:
        return _SPECIAL[text]
    if "e" in text and 1e-6 <= abs(value) < 1e21:
        return format(Decimal(text), "f")
    return text


_SPECIAL = {"nan": "NaN", "inf": "+Inf", "-inf": "-Inf"}
