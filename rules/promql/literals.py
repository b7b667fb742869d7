"""Texts written into an expression that only an evaluation needs: patterns and label names.

Prometheus finds out when it evaluates, and so do we; who checks rules wants to know before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.promql.errors import EvaluationError, PromqlError
from rules.promql.format import quoted
from rules.promql.nodes import (
    Aggregate,
    Aggregator,
    Call,
    Expr,
    StringLiteral,
    bare,
    children,
)
from rules.promql.selector_reader import is_valid_name
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import mark
from watchkeeper.storage.series.patterns import pattern_of


def wrong_literals(node: Expr) -> Iterator[PromqlError]:
    """Yield what an evaluation would refuse of the texts in a tree, each with its place."""
    try:
        match node:
            case Call(function="label_replace"):
                label_replace_texts(node)
            case Call(function="label_join"):
                label_join_texts(node)
            case Aggregate(operator=Aggregator.COUNT_VALUES, parameter=parameter) if parameter:
                counted_label(parameter)
            case _:
                pass
    except PromqlError as error:
        yield error
    for child in children(node):
        yield from wrong_literals(child)


def label_replace_texts(node: Call) -> tuple[str, str, str, str]:
    """Return target, template, source and pattern of a label_replace.  Raises EvaluationError."""
    target, template, source, pattern = (text_in(one) for one in node.arguments[1:])
    _refuse_bad_names(node, [target])
    try:
        pattern_of(pattern)
    except InvalidInput as error:
        place = node.arguments[4].span.place
        raise EvaluationError(error.sentence, place=place, **error.facts) from error
    return target, template, source, pattern


def label_join_texts(node: Call) -> tuple[str, str, tuple[str, ...]]:
    """Return target, separator and sources of a label_join.  Raises EvaluationError."""
    target, separator, *sources = (text_in(one) for one in node.arguments[1:])
    _refuse_bad_names(node, [target, *sources])
    return target, separator, tuple(sources)


def counted_label(node: Expr) -> str:
    """Return the label that count_values writes.  Raises EvaluationError."""
    name = text_in(node)
    if not is_valid_name(name):
        raise EvaluationError(
            mark("invalid label name {name}"), place=node.span.place, name=quoted(name)
        )
    return name


def text_in(node: Expr) -> str:
    literal = bare(node)
    assert isinstance(literal, StringLiteral)
    return literal.value


def _refuse_bad_names(node: Call, names: Sequence[str]) -> None:
    for name in names:
        if not name or any(0xD800 <= ord(character) <= 0xDFFF for character in name):
            raise EvaluationError(
                mark("invalid label name {name!r} in {function}()"),
                place=node.span.place,
                name=name,
                function=node.function,
            )
