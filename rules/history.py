"""``min_history``: an alert does not begin on series that have not been there that long."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from rules.companions import Companions
from rules.engines.engine import Engine
from rules.promql.nodes import Call, Expr, MatrixSelector, VectorSelector, operands
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Vector
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels

_ABOUT_ABSENCE = frozenset({"absent", "absent_over_time"})


class HistoryCheck:
    """Tells whether the series of a result had a sample in the first tenth of the history.

    So ``min_history: 6h`` asks for a sample taken between 6 h and 5 h 24 min ago, as
    ``present_over_time(series[36m] offset 5h24m)`` does.
    """

    def __init__(self, plan: Plan, length: Duration) -> None:
        edge = Duration(max(1, length // 10))
        self._plans = tuple(
            compile_plan(_presence(selector, window=edge, ago=Duration(length - edge)))
            for selector in plan_selectors(plan.tree)
        )

    def at(self, evaluator: Engine, instant: Instant) -> Callable[[Labels], bool]:
        """Return the check at an instant; the past is read once for all alerts of a rule."""
        there: list[tuple[Labels, bool]] = []
        for plan in self._plans:
            result = evaluator.instant(plan, instant)
            assert isinstance(result, Vector)
            there.extend((labels, True) for labels, _ in result)
        known = Companions(there)
        return lambda labels: any(known.of_relatives(labels))


def plan_selectors(node: Expr) -> tuple[VectorSelector, ...]:
    """Return the selectors of an expression but those whose absence it asks for."""
    if isinstance(node, VectorSelector):
        return (node,)
    if isinstance(node, Call) and node.function in _ABOUT_ABSENCE:
        return ()
    return tuple(found for child in operands(node) for found in plan_selectors(child))


def _presence(selector: VectorSelector, *, window: Duration, ago: Duration) -> Expr:
    earlier = dataclasses.replace(selector, offset=Duration(selector.offset + ago))
    matrix = MatrixSelector(earlier, window, span=selector.span)
    return Call("present_over_time", (matrix,), span=selector.span)
