"""Write a measured value for a person: unit, size and digits; the same in every language."""

from __future__ import annotations

import math
from enum import Enum

_BINARY = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")
_DECIMAL = ("", "k", "M", "G", "T", "P")


class Unit(Enum):
    """What a value counts, in the base units of Prometheus's names."""

    NUMBER = "number"
    RATIO = "ratio"
    BYTES = "bytes"
    BYTES_PER_SECOND = "bytes_per_second"
    BITS_PER_SECOND = "bits_per_second"
    PER_SECOND = "per_second"
    SECONDS = "seconds"
    CELSIUS = "celsius"
    STATE = "state"  # 1 is good, 0 is not


def show_value(value: float | None, unit: Unit = Unit.NUMBER) -> str:
    """Return at most four significant digits and the unit; a dash where there is no value."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    match unit:
        case Unit.RATIO:
            return f"{_short(value * 100)} %"
        case Unit.BYTES:
            return _scaled(value, 1024, _BINARY)
        case Unit.BYTES_PER_SECOND:
            return f"{_scaled(value, 1024, _BINARY)}/s"
        case Unit.BITS_PER_SECOND:
            return f"{_scaled(value, 1000, _DECIMAL)}bit/s"
        case Unit.PER_SECOND:
            return f"{_short(value)} /s"
        case Unit.SECONDS:
            return _seconds(value)
        case Unit.CELSIUS:
            return f"{_short(value)} °C"
        case Unit.NUMBER | Unit.STATE:
            return _short(value) if abs(value) < 1e6 else _scaled(value, 1000, _DECIMAL).strip()


def _short(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    if value and float(text) == 0:
        return f"{value:.2g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: float, step: int, names: tuple[str, ...]) -> str:
    size, rest = 0, abs(value)
    while rest >= step and size < len(names) - 1:
        size, rest = size + 1, rest / step
    sign = "-" if value < 0 else ""
    return f"{sign}{_short(rest)} {names[size]}"


def _seconds(value: float) -> str:
    size = abs(value)
    if size < 1:
        return f"{_short(value * 1000)} ms"
    if size < 120:
        return f"{_short(value)} s"
    if size < 2 * 3600:
        return f"{_short(value / 60)} min"
    if size < 2 * 86400:
        return f"{_short(value / 3600)} h"
    return f"{_short(value / 86400)} d"
