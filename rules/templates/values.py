"""Values of templates, and how Go prints them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rules.templates.errors import TemplateError

MAX_WIDTH = 1000
_EXPONENT_FROM = 6


@dataclass(frozen=True, slots=True)
class TemplateSample:
    """One sample of a query inside a template."""

    labels: Mapping[str, str]
    value: float


Value: TypeAlias = (
    "str | int | float | bool | TemplateSample | Mapping[str, Value] | Sequence[Value] | None"
)


def type_name(value: Value) -> str:
    match value:
        case None:
            return "nil"
        case bool():
            return "bool"
        case int():
            return "int"
        case float():
            return "float64"
        case str():
            return "string"
        case TemplateSample():
            return "sample"
        case Mapping():
            return "map"
        case _:
            return "list"


def is_true(value: Value) -> bool:
    """Return whether ``if`` takes the value for true: Go's rule, NaN is."""
    if isinstance(value, TemplateSample):
        return True
    return bool(value)


def number_of(value: Value) -> float:
    """Return the number a humanize function takes: a number or text that holds one."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise TemplateError("{text!r} is no number", text=value[:40]) from error
    raise TemplateError("can't convert {kind} to float", kind=type_name(value))


def float_text(number: float) -> str:
    """Write a float as Go's ``%v``: shortest digits, an exponent below 1e-4 and from 1e+6 on."""
    if not math.isfinite(number):
        return special_text(number)
    sign = "-" if math.copysign(1.0, number) < 0 else ""
    digits, point = _shortest(abs(number))
    exponent = point - 1
    if number != 0 and (exponent < -4 or exponent >= _EXPONENT_FROM):
        mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
        return f"{sign}{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


def special_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    return "+Inf" if number > 0 else "-Inf"


def _shortest(number: float) -> tuple[str, int]:
    """Return the shortest digits that identify a number >= 0, and where its point stands."""
    if number == 0:
        return "0", 1
    mantissa, _, exponent = f"{number!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    return stripped.rstrip("0"), point - (len(digits) - len(stripped))


def general(number: float, precision: int) -> str:
    """Write a float as Go's ``%.{precision}g``."""
    return f"{number:.{precision}g}" if math.isfinite(number) else special_text(number)


def value_text(value: Value) -> str:
    """Write a value as Go's ``%v``."""
    match value:
        case None:
            return "<no value>"
        case bool():
            return "true" if value else "false"
        case float():
            return float_text(value)
        case int() | str():
            return str(value)
        case TemplateSample():
            return f"{{{value_text(value.labels)} {float_text(value.value)}}}"
        case Mapping():
            inner = " ".join(f"{name}:{value_text(value[name])}" for name in sorted(value))
            return f"map[{inner}]"
        case _:
            return "[" + " ".join(value_text(item) for item in value) + "]"


_DIRECTIVE = re.compile(
    r"%(?P<flags>[-+# 0]*)(?P<width>\d+|\*)?(?:\.(?P<precision>\d+|\*)?)?(?P<verb>.)?", re.DOTALL
)


def printf(template: str, arguments: Sequence[Value]) -> str:
    """Format as Go's ``fmt.Sprintf``, wrong verbs and missing arguments told in its words."""
    waiting = list(arguments)
    parts: list[str] = []
    position = 0
    for directive in _DIRECTIVE.finditer(template):
        parts.append(template[position : directive.start()])
        parts.append(_directive(directive, waiting))
        position = directive.end()
    parts.append(template[position:])
    if waiting:
        extra = ", ".join(f"{type_name(item)}={value_text(item)}" for item in waiting)
        parts.append(f"%!(EXTRA {extra})")
    return "".join(parts)


def _directive(directive: re.Match[str], waiting: list[Value]) -> str:
    verb = directive["verb"]
    if verb is None:
        return "%!(NOVERB)"
    if verb == "%":
        return "%"
    flags = directive["flags"]
    has_precision = "." in directive[0][: len(directive[0]) - 1]
    width = _size(directive["width"], waiting)
    precision = (_size(directive["precision"], waiting) or 0) if has_precision else None
    if not waiting:
        return f"%!{verb}(MISSING)"
    text = formatted(waiting.pop(0), verb, flags=flags, precision=precision)
    return _padded(text, flags, width or 0, is_number=verb in "dfFgGeExXob")


def _size(text: str | None, waiting: list[Value]) -> int | None:
    if text is None:
        return None
    if text == "*":
        value = waiting.pop(0) if waiting else None
        if not isinstance(value, int) or isinstance(value, bool):
            raise TemplateError("a width of printf must be a whole number")
        size = value
    else:
        size = int(text) if len(text) < 5 else MAX_WIDTH + 1
    if not 0 <= size <= MAX_WIDTH:
        raise TemplateError("a width of printf is larger than {limit}", limit=MAX_WIDTH)
    return size


def formatted(value: Value, verb: str, *, flags: str = "", precision: int | None = None) -> str:
    if verb == "v":
        return value_text(value)
    if verb == "T":
        return type_name(value)
    text = _formatted(value, verb, flags, precision)
    return f"%!{verb}({type_name(value)}={value_text(value)})" if text is None else text


def _formatted(value: Value, verb: str, flags: str, precision: int | None) -> str | None:
    match value:
        case bool():
            return value_text(value) if verb == "t" else None
        case float():
            return _float(value, verb, flags, precision)
        case int():
            return _int(value, verb, flags)
        case str():
            return _string(value, verb, precision)
        case _:
            return value_text(value) if verb == "s" else None


def _float(number: float, verb: str, flags: str, precision: int | None) -> str | None:
    if verb not in "feEgGF":
        return None
    plus = "+" if "+" in flags and not math.copysign(1.0, number) < 0 else ""
    if not math.isfinite(number):
        return special_text(number)
    if verb in "gG" and precision is None:
        text = float_text(number)
    else:
        text = f"{number:.{6 if precision is None else precision}{verb}}"
    return plus + (text.upper() if verb in "EG" else text)


def _int(number: int, verb: str, flags: str) -> str | None:
    plus = "+" if "+" in flags and number >= 0 else ""
    match verb:
        case "d":
            return f"{plus}{number}"
        case "x" | "X" | "o" | "b":
            return f"{plus}{number:{verb}}"
        case "c" | "q" if 0 <= number <= 0x10FFFF and not 0xD800 <= number < 0xE000:
            return chr(number) if verb == "c" else f"'{chr(number)}'"
        case _:
            return None


def _string(text: str, verb: str, precision: int | None) -> str | None:
    shown = text if precision is None else text[:precision]
    match verb:
        case "s":
            return shown
        case "q":
            return quoted(shown)
        case "x" | "X":
            return f"{shown.encode('utf-8', 'replace').hex()}"
        case _:
            return None


def quoted(text: str) -> str:
    """Write text as a Go string literal."""
    simple = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(simple.get(char, char) for char in text) + '"'


def _padded(text: str, flags: str, width: int, *, is_number: bool) -> str:
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags and is_number and text[-1:].isalnum() and text.lstrip("+-")[:1].isdigit():
        return text.zfill(width)
    return text.rjust(width)
