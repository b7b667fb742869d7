"""Alerts that come and go: from so many edges in a window on, one long trouble, not many short."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant

MAX_EDGES = 20


@dataclass(frozen=True, slots=True)
class FlappingManners:
    """``edges`` changes within ``window`` are flapping; it ends when ``calm`` passes without one.

    Meanwhile a person is told at most every ``tells_every``.
    """

    edges: int = 6
    window: Duration = HOUR
    calm: Duration = Duration(30 * MINUTE)
    tells_every: Duration = HOUR


@dataclass(frozen=True, slots=True)
class Edges:
    """When an alert last began or ended, oldest first; and since when it flaps.

    ``count`` is for reports: all edges since ``since``.
    """

    newest: tuple[Instant, ...] = ()
    since: Instant | None = None
    count: int = 0

    @property
    def is_flapping(self) -> bool:
        return self.since is not None


class Turn(Enum):
    """What a look at the edges changes."""

    NONE = "none"
    BEGINS = "begins"
    ENDS = "ends"


def after_edge(edges: Edges, at: Instant, manners: FlappingManners) -> tuple[Edges, Turn]:
    """Return the edges with one more, and whether flapping begins; heard twice counts once.

    Edges may be heard out of order: whether they flap in the end does not depend on it.
    """
    if at in edges.newest or (len(edges.newest) == MAX_EDGES and at < edges.newest[0]):
        return edges, Turn.NONE
    newest = tuple(sorted((*edges.newest, at)))[-MAX_EDGES:]
    heard = replace(edges, newest=newest, count=edges.count + 1 if edges.is_flapping else 0)
    if edges.is_flapping:
        return heard, Turn.NONE
    begun = _densest(newest, manners)
    if begun is None:
        return heard, Turn.NONE
    counted = sum(1 for edge in newest if edge >= begun)
    return replace(heard, since=begun, count=counted), Turn.BEGINS


def review(edges: Edges, now: Instant, manners: FlappingManners) -> tuple[Edges, Turn]:
    """Return the edges at *now*, and whether flapping ends; they are counted anew afterwards."""
    if not edges.is_flapping or now < ends_at(edges, manners):
        return edges, Turn.NONE
    return Edges(), Turn.ENDS


def ends_at(edges: Edges, manners: FlappingManners) -> Instant:
    """Return when it has been calm for long enough, if no other edge comes."""
    return Instant(edges.newest[-1] + manners.calm)


def may_tell(
    edges: Edges, last_told_at: Instant | None, now: Instant, manners: FlappingManners
) -> bool:
    """Tell whether a person may be told of another edge now."""
    if not edges.is_flapping or last_told_at is None:
        return True
    return last_told_at + manners.tells_every <= now


def _densest(newest: tuple[Instant, ...], manners: FlappingManners) -> Instant | None:
    """Return the first edge of so many within a window; None where there are none."""
    most = min(manners.edges, MAX_EDGES)
    for first, last in zip(newest, newest[most - 1 :], strict=False):
        if last - first <= manners.window:
            return first
    return None
