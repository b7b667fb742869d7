"""What the rules of a group have in common is computed once for each of its evaluations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rules.promql.frames import Frame, Grid
from rules.promql.nodes import (
    Aggregate,
    Binary,
    Call,
    Expr,
    Unary,
    VectorSelector,
    children,
)
from rules.promql.plan import Plan

_SHARED = Aggregate | Binary | Call | Unary | VectorSelector  # what a frame is computed for

GridKey = tuple[int, int, int, int, int]


class Memo:
    """Frames of sub-expressions that several plans share, for the instant that is evaluated.

    Used by one evaluation at a time.  Sub-expressions are the same where their trees are.
    """

    def __init__(self) -> None:
        self._plans: tuple[Plan, ...] = ()
        self._shared: dict[int, int] = {}  # by the id of a node: which sub-expression it is
        self._frames: dict[tuple[int, GridKey], Frame] = {}

    def share(self, plans: Iterable[Plan]) -> None:
        """Find what occurs more than once in *plans*, and let them share it."""
        self._plans = tuple(plan for plan in plans if not plan.stats_only)
        found = [node for plan in self._plans for node in _nodes(plan.tree)]
        counts = Counter(found)
        numbers = {node: number for number, node in enumerate(counts)}
        self._shared = {id(node): numbers[node] for node in found if counts[node] > 1}

    def forget(self) -> None:
        """Begin anew: the series may have changed."""
        self._frames.clear()

    def key(self, node: Expr, grid: Grid) -> tuple[int, GridKey] | None:
        """Return under what the frame of a node is kept; None where nothing shares it."""
        number = self._shared.get(id(node))
        if number is None or not grid.steps:
            return None
        times = grid.times  # always evenly spaced
        return number, (int(times[0]), int(times[-1]), grid.steps, grid.start, grid.end)

    def get(self, key: tuple[int, GridKey]) -> Frame | None:
        return self._frames.get(key)

    def put(self, key: tuple[int, GridKey], frame: Frame) -> None:
        self._frames[key] = frame


def _nodes(node: Expr) -> Iterator[Expr]:
    if isinstance(node, _SHARED):
        yield node
    for child in children(node):
        yield from _nodes(child)
