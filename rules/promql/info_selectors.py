"""Which series a call of info() takes labels from: written as its second argument, or implied."""

from __future__ import annotations

from collections.abc import Iterator

from rules.promql.nodes import INFO, Call, Expr, VectorSelector, bare, children
from rules.promql.series import Matcher, MatchKind
from watchkeeper.core.instants import Duration
from watchkeeper.core.labels import METRIC_NAME

_POSITIVE = frozenset({MatchKind.EQUAL, MatchKind.MATCHES})
_TARGET_INFO = Matcher(METRIC_NAME, MatchKind.EQUAL, "target_info")
_ANY_INFO = Matcher(METRIC_NAME, MatchKind.MATCHES, ".+_info")


def info_selectors(tree: Expr) -> dict[int, VectorSelector]:
    """Return what each info() of a tree reads beside its argument, by the id of the call."""
    return {id(call): _selector(call) for call in _calls(tree)}


def _calls(node: Expr) -> Iterator[Call]:
    if isinstance(node, Call) and node.function == INFO:
        yield node
    for child in children(node):
        yield from _calls(child)


def _selector(call: Call) -> VectorSelector:
    matchers = _written_matchers(call)
    return VectorSelector(None, (*_implied(matchers), *matchers), Duration(0), span=call.span)


def _written_matchers(call: Call) -> tuple[Matcher, ...]:
    if len(call.arguments) == 1:
        return ()
    selector = bare(call.arguments[1])
    assert isinstance(selector, VectorSelector)
    return selector.matchers


def _implied(matchers: tuple[Matcher, ...]) -> tuple[Matcher, ...]:
    """Return what a call leaves open: target_info, or every info metric but those unwanted."""
    names = [one for one in matchers if one.name == METRIC_NAME]
    if any(one.kind in _POSITIVE for one in names):
        return ()
    return (_ANY_INFO,) if names else (_TARGET_INFO,)


def name_matchers(selector: VectorSelector) -> tuple[Matcher, ...]:
    """Return the matchers of names; a series that fulfils them is an info series itself."""
    return tuple(one for one in selector.matchers if one.name == METRIC_NAME)


def data_matchers(selector: VectorSelector) -> tuple[Matcher, ...]:
    """Return the matchers of the labels that are wanted; none: all labels are."""
    return tuple(one for one in selector.matchers if one.name != METRIC_NAME)
