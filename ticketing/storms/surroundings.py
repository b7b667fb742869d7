"""What lies around a target: on what its being reachable hangs, and who looks at it."""

from __future__ import annotations

from typing import Protocol


class Surroundings(Protocol):
    """Topology of the inventory and of seen links.  Synchronous: from memory.

    All lists are in an order that does not change from call to call; unknown targets have none.
    """

    def parents(self, target: str) -> tuple[str, ...]:
        """Return through what *target* is reached; several are ways that replace each other."""
        ...

    def children(self, target: str) -> tuple[str, ...]:
        """Return what is reached through *target*."""
        ...

    def neighbours(self, target: str) -> tuple[str, ...]:
        """Return what *target* was seen linked to, whichever way round."""
        ...

    def site_of(self, target: str) -> str:
        """Return the site; empty where nobody said it."""
        ...

    def prober_of(self, target: str) -> str:
        """Return who measures *target* from outside; empty: this server."""
        ...


class NoSurroundings:
    """Nothing is known; fulfils Surroundings."""

    def parents(self, target: str) -> tuple[str, ...]:
        return ()

    def children(self, target: str) -> tuple[str, ...]:
        return ()

    def neighbours(self, target: str) -> tuple[str, ...]:
        return ()

    def site_of(self, target: str) -> str:
        return ""

    def prober_of(self, target: str) -> str:
        return ""


def ways_to(target: str, around: Surroundings) -> tuple[str, ...]:
    """Return by which targets *target* is reached: its parents, else what it hangs on.

    A link that was seen has no direction.  A target without parents hangs on its neighbours if
    each of them has more neighbours than it has: a host hangs on its switch, never the reverse.
    """
    parents = around.parents(target)
    if parents:
        return parents
    neighbours = around.neighbours(target)
    if all(len(around.neighbours(one)) > len(neighbours) for one in neighbours):
        return neighbours
    return ()
