"""An expression that was read and checked once, ready to be evaluated many times."""

from __future__ import annotations

from dataclasses import dataclass

from rules.promql.check import check
from rules.promql.format import format_expression
from rules.promql.nodes import Expr, ValueType, VectorSelector, selectors_of
from rules.promql.parser import parse


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Plan:
    """Keep one per rule or panel: an Evaluator's caches live as long as the plan."""

    text: str
    tree: Expr
    type: ValueType
    selectors: tuple[VectorSelector, ...]


def compile_plan(expression: str | Expr) -> Plan:
    """Read (where it is a text) and check an expression.  Raises PromqlError."""
    tree = parse(expression) if isinstance(expression, str) else expression
    text = expression if isinstance(expression, str) else format_expression(expression)
    return Plan(text, tree, check(tree), selectors_of(tree))
