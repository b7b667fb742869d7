"""A tree of hashes over a row of digests: one root, and a short path from each leaf to it.  Pure.

Neighbours are joined level by level; one that is left over moves up as it is.  A leaf's digest
and a node's are made from different words, so that none can stand for the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import Enum

EMPTY_ROOT = hashlib.sha256(b"empty").hexdigest()
"""The root where there is no leaf."""


class Side(Enum):
    """On which side of us our neighbour stands."""

    LEFT = "L"
    RIGHT = "R"


Path = tuple[tuple[Side, str], ...]
"""Neighbours from the leaf up to the root."""


class Tree:
    """A tree over digests in their order; made once, asked for many paths."""

    def __init__(self, digests: Sequence[str]) -> None:
        self._rows = [list(digests)]
        while len(self._rows[-1]) > 1:
            self._rows.append(_row_above(self._rows[-1]))

    @property
    def root(self) -> str:
        top = self._rows[-1]
        return top[0] if top else EMPTY_ROOT

    def path(self, index: int) -> Path:
        """Return the way from the leaf at *index* to the root."""
        path = []
        for row in self._rows[:-1]:
            beside = index ^ 1
            if beside < len(row):
                path.append((Side.LEFT if beside < index else Side.RIGHT, row[beside]))
            index //= 2
        return tuple(path)


def root_by(digest: str, path: Path) -> str:
    """Return the root to which *path* leads from a leaf."""
    for side, neighbour in path:
        digest = _node(neighbour, digest) if side is Side.LEFT else _node(digest, neighbour)
    return digest


def _row_above(row: Sequence[str]) -> list[str]:
    above = [_node(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
    return [*above, row[-1]] if len(row) % 2 else above


def _node(left: str, right: str) -> str:
    return hashlib.sha256(f"node\n{left}\n{right}".encode()).hexdigest()
