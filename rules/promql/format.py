"""Write a tree as an expression on one line; reading it back gives the same tree."""

from __future__ import annotations

import re
import struct
from math import isnan
from typing import assert_never

from rules.promql.durations import DurationExpr, text_of
from rules.promql.nodes import (
    Aggregate,
    AtEdge,
    Binary,
    Call,
    Cardinality,
    Comparison,
    Expr,
    Fill,
    Matching,
    MatrixSelector,
    NumberLiteral,
    Paren,
    StringLiteral,
    Subquery,
    Unary,
    VectorSelector,
)
from rules.promql.series import Matcher, MatchKind
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.labels import METRIC_NAME

_PLAIN_METRIC = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")
_PLAIN_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset(
    {"bool", "on", "ignoring", "group_left", "group_right", "atan2", "inf", "nan"}
    | {"and", "or", "unless", "offset", "by", "without", "anchored", "smoothed"}
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def format_expression(node: Expr) -> str:
    """Return the expression in Prometheus's notation."""
    match node:
        case NumberLiteral(bits=bits):
            return text_from_number(number_of(bits)).lstrip("+")
        case StringLiteral(value=value):
            return quoted(value)
        case Paren(inner=inner):
            return f"({format_expression(inner)})"
        case Unary(operator=operator, operand=operand):
            return f"{operator.value}{format_expression(operand)}"
        case Binary():
            return _binary(node)
        case Aggregate():
            return _aggregate(node)
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(format_expression, arguments))})"
        case VectorSelector():
            return _selector(node) + _moved(node)
        case MatrixSelector(selector=selector):
            length = _length(node.range, node.range_expression)
            return f"{_selector(selector)}[{length}]{_moved(selector)}"
        case Subquery():
            return _subquery(node)
        case _:
            assert_never(node)


def number_of(bits: int) -> float:
    """Return the float whose IEEE 754 bits a NumberLiteral holds."""
    value: float = struct.unpack("<d", struct.pack("<Q", bits))[0]
    return value


def text_from_number(value: float) -> str:
    """Write a float as Prometheus does: shortest form that reads back, ``+Inf``, ``NaN``."""
    if isnan(value):
        return "NaN"
    if value in {float("inf"), float("-inf")}:
        return "+Inf" if value > 0 else "-Inf"
    if value == int(value) and abs(value) < 1e15:
        return f"{'-' if str(value)[0] == '-' and value == 0 else ''}{int(value)}"
    return repr(value)


def quoted(value: str) -> str:
    """Write a string literal, also where its bytes are no valid UTF-8."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x20 or code == 0x7F:
        return f"\\x{code:02x}"
    return character


def _binary(node: Binary) -> str:
    parts = [format_expression(node.left), node.operator.value]
    if node.comparison is Comparison.BOOL:
        parts.append("bool")
    if node.matching is not None:
        parts.append(_matching(node.matching))
    if node.fill is not None:
        parts.append(_fill(node.fill))
    parts.append(format_expression(node.right))
    return " ".join(parts)


def _matching(matching: Matching) -> str:
    text = f"{matching.on.value} ({_names(matching.labels)})"
    if matching.cardinality in {Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_MANY}:
        text += f" {matching.cardinality.value} ({_names(matching.include)})"
    return text


def _fill(fill: Fill) -> str:
    left, right = (
        None if bits is None else text_from_number(number_of(bits)).lstrip("+")
        for bits in (fill.left_bits, fill.right_bits)
    )
    if left is not None and fill.left_bits == fill.right_bits:
        return f"fill ({left})"
    parts = [] if left is None else [f"fill_left ({left})"]
    return " ".join(parts if right is None else [*parts, f"fill_right ({right})"])


def _aggregate(node: Aggregate) -> str:
    text = node.operator.value
    if node.grouping is not None:
        text += f" {node.grouping.kind.value} ({_names(node.grouping.labels)}) "
    arguments = [argument for argument in (node.parameter, node.operand) if argument is not None]
    return f"{text}({', '.join(map(format_expression, arguments))})"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return name if _PLAIN_LABEL.fullmatch(name) else quoted(name)


def _selector(node: VectorSelector) -> str:
    name, matchers = node.name, list(node.matchers)
    if name is not None:
        matchers.remove(Matcher(METRIC_NAME, MatchKind.EQUAL, name))
    parts = [f"{_name(m.name)}{m.kind.value}{quoted(m.value)}" for m in matchers]
    if name is None:
        return f"{{{', '.join(parts)}}}"
    if _PLAIN_METRIC.fullmatch(name) and name.lower() not in _RESERVED:
        return f"{name}{{{', '.join(parts)}}}" if parts else name
    return f"{{{', '.join([quoted(name), *parts])}}}"


def _moved(node: VectorSelector | Subquery) -> str:
    text = ""
    if isinstance(node, VectorSelector) and node.anchoring is not None:
        text += f" {node.anchoring.value}"
    if isinstance(node.at, AtEdge):
        text += f" @ {node.at.value}"
    elif node.at is not None:
        sign, milliseconds = ("-" if node.at < 0 else ""), abs(node.at)
        text += f" @ {sign}{milliseconds // 1000}.{milliseconds % 1000:03d}"
    if node.offset or node.offset_expression is not None:
        text += f" offset {_length(node.offset, node.offset_expression)}"
    return text


def _length(duration: int, expression: DurationExpr | None) -> str:
    return text_from_duration(duration) if expression is None else text_of(expression)


def _subquery(node: Subquery) -> str:
    step = "" if node.step is None else _length(node.step, node.step_expression)
    length = _length(node.range, node.range_expression)
    return f"{format_expression(node.inner)}[{length}:{step}]{_moved(node)}"
