"""Numbers for people: Prometheus's humanize functions, to the same digits."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from rules.templates.errors import TemplateError
from rules.templates.values import Value, general, number_of

_LARGE = ("k", "M", "G", "T", "P", "E", "Z", "Y")
_SMALL = ("m", "u", "n", "p", "f", "a", "z", "y")
_BINARY = ("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi")
_DIGITS = 4


def humanize(value: Value) -> str:
    """Return the number with a metric prefix: 1234567 is 1.235M."""
    number = number_of(value)
    if number == 0 or not math.isfinite(number):
        return general(number, _DIGITS)
    if abs(number) >= 1:
        return _scaled_down(number, 1000.0, _LARGE)
    return _scaled_up(number)


def humanize_1024(value: Value) -> str:
    """Return the number with a binary prefix: 1048576 is 1Mi."""
    number = number_of(value)
    if abs(number) <= 1 or not math.isfinite(number):
        return general(number, _DIGITS)
    return _scaled_down(number, 1024.0, _BINARY)


def _scaled_down(number: float, base: float, prefixes: tuple[str, ...]) -> str:
    prefix = ""
    for candidate in prefixes:
        if abs(number) < base:
            break
        prefix = candidate
        number /= base
    return general(number, _DIGITS) + prefix


def _scaled_up(number: float) -> str:
    prefix = ""
    for candidate in _SMALL:
        if abs(number) >= 1:
            break
        prefix = candidate
        number *= 1000
    return general(number, _DIGITS) + prefix


def humanize_percentage(value: Value) -> str:
    """Return a ratio as a percentage: 0.15 is 15%."""
    return general(number_of(value) * 100, _DIGITS) + "%"


def humanize_duration(value: Value) -> str:
    """Return seconds as days, hours, minutes and seconds: 3661 is 1h 1m 1s."""
    number = number_of(value)
    if not math.isfinite(number):
        return general(number, _DIGITS)
    if number == 0:
        return "0s"
    if abs(number) < 1:
        return _scaled_up(number) + "s"
    return _long_duration(number)


def _long_duration(number: float) -> str:
    sign, number = ("-", -number) if number < 0 else ("", number)
    minutes, seconds = divmod(int(number), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{sign}{days}d {hours}h {minutes}m {seconds}s"
    if hours:
        return f"{sign}{hours}h {minutes}m {seconds}s"
    if minutes:
        return f"{sign}{minutes}m {seconds}s"
    return f"{sign}{general(number, _DIGITS)}s"


def humanize_timestamp(value: Value) -> str:
    """Return seconds since 1970 as Go prints a time: 2026-11-22 01:14:07.5 +0000 UTC."""
    number = number_of(value)
    if not math.isfinite(number):
        return general(number, _DIGITS)
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(number * 1000))
    except OverflowError as error:
        raise TemplateError("{number} is no time", number=number) from error
    fraction = f".{moment.microsecond // 1000:03d}".rstrip("0").rstrip(".")
    return moment.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0") + fraction + " +0000 UTC"
