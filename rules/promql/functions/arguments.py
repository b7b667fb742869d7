"""What a function is given: its call, and what evaluates its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rules.promql.frames import Frame, Grid
from rules.promql.nodes import Call, Expr, MatrixSelector, Subquery, bare
from rules.promql.reading import Ranged
from rules.promql.run import Run
from rules.promql.series import FloatArray


class Arguments(Protocol):
    """What evaluates the arguments of a call."""

    @property
    def run(self) -> Run: ...

    def frame(self, node: Expr, grid: Grid) -> Frame: ...

    def scalar(self, node: Expr, grid: Grid) -> FloatArray: ...  # (steps,)

    def ranged(self, node: MatrixSelector | Subquery, grid: Grid) -> Ranged: ...


Function = Callable[[Arguments, Call, Grid], Frame]


def is_range(node: Expr) -> bool:
    return isinstance(bare(node), MatrixSelector | Subquery)


def range_of(node: Call) -> MatrixSelector | Subquery:
    found = next(bare(one) for one in node.arguments if is_range(one))
    assert isinstance(found, MatrixSelector | Subquery)
    return found


def range_argument(arguments: Arguments, node: Call, grid: Grid) -> Ranged:
    return arguments.ranged(range_of(node), grid)
