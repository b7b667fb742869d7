"""An expression that was read and checked once, ready to be evaluated many times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rules.promql.check import check
from rules.promql.durations import QuerySpan
from rules.promql.experimental import Use, first_use
from rules.promql.format import format_expression
from rules.promql.info_selectors import info_selectors
from rules.promql.nodes import (
    Call,
    Expr,
    Subquery,
    ValueType,
    VectorSelector,
    children,
    selectors_of,
)
from rules.promql.parser import parse
from rules.promql.resolving import does_vary, resolved


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Plan:
    """Keep one per rule or panel: an Evaluator's caches live as long as the plan."""

    text: str
    tree: Expr
    type: ValueType
    selectors: tuple[VectorSelector, ...]
    stats_only: frozenset[int]  # ids of the selectors of which no histogram's buckets matter
    experimental: Use | None  # the first use of what is evaluated only where a setting allows it
    varies: bool = False  # with the query: its durations are to be computed first
    info_selectors: Mapping[int, VectorSelector] = field(default_factory=dict)  # by id of the call


def compile_plan(expression: str | Expr) -> Plan:
    """Read (where it is a text) and check an expression.  Raises PromqlError."""
    tree = parse(expression) if isinstance(expression, str) else expression
    text = expression if isinstance(expression, str) else format_expression(expression)
    return _plan_of(text, tree, check(tree), varies=does_vary(tree))


def plan_in(plan: Plan, span: QuerySpan) -> Plan:
    """Return the plan with the durations that it has in a query; mostly *plan* itself."""
    if not plan.varies:
        return plan
    return _plan_of(plan.text, resolved(plan.tree, span), plan.type, varies=False)


def _plan_of(text: str, tree: Expr, type_: ValueType, *, varies: bool) -> Plan:
    info = info_selectors(tree)
    return Plan(
        text,
        tree,
        type_,
        (*selectors_of(tree), *info.values()),
        frozenset(_stats_only(tree)),
        first_use(tree),
        varies,
        info,
    )


_OF_STATS = frozenset({"histogram_count", "histogram_sum", "histogram_avg"})
_OF_BUCKETS = frozenset({"histogram_quantile", "histogram_fraction"})
_OF_DIFFERENCES = frozenset({"rate", "increase", "delta", "irate", "idelta"})


def _stats_only(node: Expr, *, is_stats: bool = False) -> Iterator[int]:
    """Yield the ids of selectors under a count, sum or mean, and under nothing that forbids.

    As prometheus promql/engine.go, detectHistogramStatsDecoding.
    """
    if isinstance(node, VectorSelector) and is_stats:
        yield id(node)
    if isinstance(node, Subquery) or (isinstance(node, Call) and node.function in _OF_BUCKETS):
        return
    if isinstance(node, Call) and node.function in _OF_DIFFERENCES:
        return  # these look for resets themselves, and what they give is no counter any more
    is_stats = is_stats or (isinstance(node, Call) and node.function in _OF_STATS)
    for child in children(node):
        yield from _stats_only(child, is_stats=is_stats)
