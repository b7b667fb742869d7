"""Routes: where the series of a stretch go, remembered for the next stretch that is like it.

A sender that writes the same series in the same order again and again has its samples cut into
ticks by arrays alone; no series is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from collector.intake.write_feeds import ForeignFeed, Home, Sender
from collector.intake.write_pace import Age, Ages
from collector.intake.write_tapes import EMPTY, Stretch
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.store import FeedTick
from watchkeeper.storage.series.words import FloatArray

_MOST = 1_000  # of one sender; a sender without an order has no use for them


@dataclass(frozen=True, slots=True)
class _Leg:
    """Series of a stretch that follow one another and are of one feed."""

    feed: ForeignFeed
    first: int
    stop: int
    places: npt.NDArray[np.intp] | None  # (series,) columns; None: all from 0 on


@dataclass(frozen=True, slots=True)
class Route:
    """Where the series of a stretch go, as long as none moves."""

    legs: Sequence[_Leg]
    is_within: npt.NDArray[np.bool_]  # (series - 1,) the next series is of the same feed

    def fits(self, stretch: Stretch) -> bool:
        """Return whether the series of each feed have one time."""
        changes = stretch.times[1:] != stretch.times[:-1]
        return not (changes & self.is_within).any()

    def refused(self) -> Iterator[int]:
        """Give the places in the stretch of series for which the store has no room."""
        for leg in self.legs:
            full = set(leg.feed.handle.refused_places())
            for at in range(leg.first, leg.stop) if full else ():
                place = at - leg.first if leg.places is None else int(leg.places[at - leg.first])
                if place in full:
                    yield at

    def ticks(self, stretch: Stretch, values: FloatArray) -> list[FeedTick]:
        """Return the samples of a stretch by feed."""
        times = stretch.times
        return [
            FeedTick(leg.feed.handle, int(times[leg.first]), _vector(leg, values))
            for leg in self.legs
        ]


class Routes:
    """The routes of one sender."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._known: dict[tuple[int, int], Route] = {}
        self._changes = -1
        self._tape = EMPTY

    def of(self, stretch: Stretch, ages: Ages) -> Route | None:
        """Return a way for all samples of a stretch; None where they need a closer look.

        Their feeds know then that they have ticked.
        """
        route = self._route(stretch)
        if route is None or not route.fits(stretch):
            return None
        for leg in route.legs:
            if not _ticks(self._sender, leg, stretch, ages):
                return None
        return route

    def _route(self, stretch: Stretch) -> Route | None:
        is_old = self._changes != self._sender.changes or self._tape is not stretch.tape
        if is_old or len(self._known) >= _MOST:
            self._known.clear()  # they are of another tape, which is let go of
            self._changes, self._tape = self._sender.changes, stretch.tape
        key = stretch.first, len(stretch)
        known = self._known.get(key)
        if known is None:
            found = _route_of(self._sender, stretch)
            if found is None:
                return None
            known = self._known[key] = found
        return known


def _ticks(sender: Sender, leg: _Leg, stretch: Stretch, ages: Ages) -> bool:
    """Tell a feed of a tick; return whether it took place, and no series moved by it."""
    feed, time = leg.feed, int(stretch.times[leg.first])
    if ages.of(time, feed.interval) is not Age.TAKEN:
        return False
    if time in feed.times:
        return True
    feed.note(time)
    changes = sender.changes
    if feed.is_uneven:
        heads = stretch.heads[leg.first : leg.stop]
        sender.adapt(feed, [sender.homes[head] for head in heads], time, ages.now)
    return sender.changes == changes


def _route_of(sender: Sender, stretch: Stretch) -> Route | None:
    """Return the way of a stretch; None where a series is not known or a feed comes twice."""
    homes = [home for head in stretch.heads if (home := sender.homes.get(head))]
    if len(homes) < len(stretch):
        return None
    feeds = np.array([id(home.feed) for home in homes])
    is_within = feeds[1:] == feeds[:-1]
    cuts = (np.flatnonzero(~is_within) + 1).tolist()
    legs = [
        _Leg(homes[first].feed, first, stop, _places(homes[first:stop]))
        for first, stop in pairwise([0, *cuts, len(homes)])
    ]
    if len({id(leg.feed) for leg in legs}) < len(legs):
        return None
    return Route(legs, is_within)


def _places(homes: Sequence[Home]) -> npt.NDArray[np.intp] | None:
    places = np.array([home.place for home in homes])
    return None if np.array_equal(places, np.arange(len(places))) else places


def _vector(leg: _Leg, values: FloatArray) -> FloatArray:
    mine = values[leg.first : leg.stop]
    width = len(leg.feed.handle.layout)
    if leg.places is None:
        return mine
    vector: FloatArray = np.full(width, ABSENT)
    vector[leg.places] = mine
    return vector
