"""Write values and times as Prometheus's API does: values as text, times as seconds."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import orjson

from rules.promql.series import FloatArray, TimeArray

_SPECIAL = {"nan": "NaN", "inf": "+Inf", "-inf": "-Inf"}
_PLAIN_FROM, _PLAIN_BELOW = 1e-4, 1e15  # between them nobody writes an exponent


def text_of(value: float) -> str:
    """Write a float with an exponent only below 1e-6 and from 1e21 on."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if text in _SPECIAL:
        return _SPECIAL[text]
    if "e" in text and 1e-6 <= abs(value) < 1e21:
        return format(Decimal(text), "f")
    return text


def texts_of(values: FloatArray) -> list[bytes]:
    """Write many floats; orjson writes those that have no exponent, four times as fast."""
    if not len(values):
        return []
    sizes = np.abs(values)
    if not ((sizes == 0) | ((sizes >= _PLAIN_FROM) & (sizes < _PLAIN_BELOW))).all():
        return [text_of(value).encode() for value in values.tolist()]
    return _written(values).split(b",")


def _written(values: FloatArray) -> bytes:
    """Write floats without an exponent, at least one, with commas between them."""
    written = orjson.dumps(np.ascontiguousarray(values), option=orjson.OPT_SERIALIZE_NUMPY)
    return written[1:-1].replace(b".0,", b",").removesuffix(b".0")


def seconds(at: int) -> int | float:
    return at // 1000 if at % 1000 == 0 else at / 1000


def point_pattern(times: TimeArray) -> bytes:
    """Write points without their values: ``[12,"%b"],[27.5,"%b"]``."""
    if not len(times):
        return b""
    return b'[%b,"%%b"]' % _written(times / 1000).replace(b",", b',"%b"],[')


def point(at: int, value: float) -> list[object]:
    return [seconds(at), text_of(value)]
