"""How far back an expression reads: which series that ended a query must know of."""

from __future__ import annotations

from dataclasses import dataclass

from rules.promql.nodes import (
    AtEdge,
    Expr,
    MatrixSelector,
    Subquery,
    VectorSelector,
    children,
)
from watchkeeper.core.instants import Duration, Instant


@dataclass(frozen=True, slots=True)
class Reach:
    """The oldest sample that may matter: relative to the query's start, and of ``@`` times."""

    before: int = 0  # ms before the start of the query
    fixed: int | None = None  # ms UTC

    def since(self, start: Instant) -> Instant:
        """Return the instant after which samples may matter to a query that begins at *start*."""
        relative = start - self.before
        return Instant(relative if self.fixed is None else min(relative, self.fixed))

    def __or__(self, other: Reach) -> Reach:
        fixed = [one.fixed for one in (self, other) if one.fixed is not None]
        return Reach(max(self.before, other.before), min(fixed, default=None))


def reach_of(tree: Expr, lookback: Duration) -> Reach:
    """Return how far back any selector of a tree reads, with room for the lookback."""
    return _reach(tree, _From(0, None), lookback)


@dataclass(frozen=True, slots=True)
class _From:
    """The earliest instant at which a node is evaluated."""

    before: int  # ms before the start of the query
    fixed: int | None  # ms UTC: then that, and not the start, is what counts

    def moved(self, node: VectorSelector | Subquery, length: int) -> _From:
        back = node.offset + length
        if isinstance(node.at, AtEdge):  # the end of the query is not before its start
            return _From(back, None)
        fixed = self.fixed if node.at is None else node.at
        return _From(self.before + back, None) if fixed is None else _From(0, fixed - back)

    @property
    def reach(self) -> Reach:
        return Reach(self.before) if self.fixed is None else Reach(0, self.fixed)


def _reach(node: Expr, begin: _From, lookback: int) -> Reach:
    match node:
        case VectorSelector():
            around = 2 * lookback if node.anchoring else lookback
            return begin.moved(node, around).reach
        case MatrixSelector(selector=selector):
            return begin.moved(selector, node.range + lookback).reach
        case Subquery():
            return _reach(node.inner, begin.moved(node, node.range), lookback)
        case _:
            found = Reach(lookback)  # of info(), which reads at the times of its argument
            for child in children(node):
                found |= _reach(child, begin, lookback)
            return found
