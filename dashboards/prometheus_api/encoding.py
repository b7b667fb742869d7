"""Write answers in the API's JSON, part by part: a large one is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

import orjson

from dashboards.prometheus_api.histograms import histogram_point, histogram_points
from dashboards.prometheus_api.numbers import (
    point,
    point_pattern,
    seconds,
    texts_of,
)
from rules.promql.series import TimeArray
from rules.promql.values import Matrix, Result, Scalar, Series, StringValue, Vector
from watchkeeper.core.labels import Labels

TRUNCATED = "results truncated due to limit"
PART_BYTES = 256 * 1024
_ROWS = 512  # of a vector or a list that are encoded together


@dataclass(frozen=True, slots=True)
class QueryData:
    """What ``query`` and ``query_range`` answer: at most *most* series of a result."""

    result: Result
    most: int | None = None
    stats: Mapping[str, object] | None = None

    @property
    def is_cut(self) -> bool:
        return (
            self.most is not None
            and isinstance(self.result, (Vector, Matrix))
            and len(self.result) > self.most
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The data of a success, and what is to be said about it."""

    data: object
    warnings: tuple[str, ...] = ()
    infos: tuple[str, ...] = ()


def answer_of(
    data: QueryData, warnings: tuple[str, ...] = (), infos: tuple[str, ...] = ()
) -> Answer:
    """Return the answer to a query; that it was cut is said before the other warnings."""
    return Answer(data, (TRUNCATED, *warnings) if data.is_cut else warnings, infos)


def cut(values: list[object], limit: int | None) -> Answer:
    """Return a list of names or label sets, at most *limit* of them."""
    if limit is None or len(values) <= limit:
        return Answer(values)
    return Answer(values[:limit], (TRUNCATED,))


def body_of_error(kind: str, sentence: str) -> bytes:
    return json_of({"status": "error", "errorType": kind, "error": sentence})


def parts_of(answer: Answer) -> Iterator[bytes]:
    """Yield the envelope of a success in parts of about ``PART_BYTES``."""
    return _gathered(_pieces(answer))


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size >= PART_BYTES:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)


def _pieces(answer: Answer) -> Iterator[bytes]:
    yield b'{"status":"success","data":'
    yield from _data(answer.data)
    if answer.warnings:
        yield b',"warnings":' + json_of(answer.warnings)
    if answer.infos:
        yield b',"infos":' + json_of(answer.infos)
    yield b"}"


def _data(data: object) -> Iterator[bytes]:
    match data:
        case QueryData(result=result, most=most, stats=stats):
            yield b'{"resultType":"%b","result":' % _KINDS[type(result)]
            yield from _result(result, most)
            if stats is not None:
                yield b',"stats":' + json_of(stats)
            yield b"}"
        case list():
            yield b"["
            yield from _separated(
                json_of(data[begin : begin + _ROWS])[1:-1] for begin in range(0, len(data), _ROWS)
            )
            yield b"]"
        case _:
            yield json_of(data)


_KINDS: Mapping[type, bytes] = {
    Scalar: b"scalar",
    StringValue: b"string",
    Vector: b"vector",
    Matrix: b"matrix",
}


def _result(result: Result, most: int | None) -> Iterator[bytes]:
    match result:
        case Scalar(at=at, value=value):
            yield json_of(point(at, value))
        case StringValue(at=at, value=text):
            yield json_of([seconds(at), text])
        case Vector():
            yield b"["
            yield from _separated(_rows(result, most))
            yield b"]"
        case Matrix():
            yield b"["
            yield from _separated(_series(result, most))
            yield b"]"
        case _:
            assert_never(result)


def _separated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    comma = b""
    for piece in pieces:
        yield comma
        yield piece
        comma = b","


def _rows(vector: Vector, most: int | None) -> Iterator[bytes]:
    length = len(vector) if most is None else min(most, len(vector))
    for begin in range(0, length, _ROWS):
        end = min(begin + _ROWS, length)
        yield _row_chunk(vector, begin, end)


def _row_chunk(vector: Vector, begin: int, end: int) -> bytes:
    before = b',"value":[%d,"' % (vector.at // 1000)
    if vector.at % 1000:
        before = b',"value":[%b,"' % repr(vector.at / 1000).encode()
    texts = texts_of(vector.values[begin:end])
    if vector.has_histograms:
        rows = zip(range(begin, end), texts, strict=True)
        return b",".join(_mixed_row(vector, row, before, text) for row, text in rows)
    return b",".join(
        b'{"metric":%b%b%b"]}' % (_metric(vector.labels(row)), before, text)
        for row, text in zip(range(begin, end), texts, strict=True)
    )


def _mixed_row(vector: Vector, row: int, before: bytes, text: bytes) -> bytes:
    histogram = vector.histogram(row)
    metric = _metric(vector.labels(row))
    if histogram is None:
        return b'{"metric":%b%b%b"]}' % (metric, before, text)
    return b'{"metric":%b,"histogram":%b}' % (metric, histogram_point(vector.at, histogram))


def _series(matrix: Matrix, most: int | None) -> Iterator[bytes]:
    patterns = _Patterns()
    for row, one in enumerate(matrix):
        if most is not None and row >= most:
            return
        metric = _metric(one.labels)
        if one.histograms:
            yield _mixed_series(one, metric, patterns)
        else:
            yield b'{"metric":%b,"values":[' % metric + _points(one, patterns) + b"]}"


def _mixed_series(one: Series, metric: bytes, patterns: _Patterns) -> bytes:
    """Write floats, if any, and histograms apart."""
    values = b',"values":[' + _points(one, patterns) + b"]" if len(one.times) else b""
    return b'{"metric":%b%b,"histograms":[%b]}' % (
        metric,
        values,
        histogram_points(one.histograms),
    )


def _points(one: Series, patterns: _Patterns) -> bytes:
    return patterns.of(one.times) % tuple(texts_of(one.values))


class _Patterns:
    """Points without their values, ``[12,"%b"],[27,"%b"]``; series of a query share their times."""

    def __init__(self) -> None:
        self._times = b""
        self._pattern = b""

    def of(self, times: TimeArray) -> bytes:
        key = times.tobytes()
        if key != self._times:
            self._times = key
            self._pattern = point_pattern(times)
        return self._pattern


def _metric(labels: Labels) -> bytes:
    return json_of(dict(labels))


def json_of(value: object) -> bytes:
    """Write JSON; bytes that were no UTF-8 where they came from become U+FFFD, as in Go."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return orjson.dumps(_mended(value))


def _mended(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        case Mapping():
            return {_mended(name): _mended(item) for name, item in value.items()}
        case list() | tuple():
            return [_mended(item) for item in value]
        case _:
            return value
