"""Store what a foreign writer handed in: a slice at a time, every feed's part at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from collector.intake.write_feeds import ForeignFeed, Home, Sender
from collector.intake.write_pace import Age, Ages
from collector.intake.write_routes import Route, Routes
from collector.intake.write_tapes import Stretch
from collector.intake.written import Key, Reason, Written
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Unavailable
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.histograms import Histogram, Sample
from watchkeeper.storage.series.store import Feed, FeedTick, SeriesStore
from watchkeeper.storage.series.words import FloatArray

_SLICE = 5_000  # samples; as many as can be arranged in a few milliseconds
_STRETCH = 20_000  # the same of stretches
_CELLS = 1 << 17  # of one append, 1 MB: ticks times columns
_REASONS = {Age.TOO_OLD: Reason.TOO_OLD, Age.FROM_FUTURE: Reason.FROM_FUTURE}


@dataclass(slots=True)
class _Part:
    """The samples of one tick of a feed: their columns, and which of the request they are.

    Columns of a layout, not homes: while this waits for the disk, a series may move.
    """

    places: list[int] = field(default_factory=list)
    samples: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Taken:
    """The samples of one tick of a foreign feed: whose they are, and their numbers."""

    homes: list[Home] = field(default_factory=list)
    samples: list[int] = field(default_factory=list)


_Ticks = dict[int, dict[ForeignFeed, _Taken]]  # by time


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a request."""

    samples: int  # floats
    histograms: int
    refused: Counter[Reason]


@dataclass
class _Request:
    """A request under way: its floats, and what of it was refused."""

    written: Written
    refused: Counter[Reason]
    lost: set[int] = field(default_factory=set)  # samples of the request

    @cached_property
    def values(self) -> FloatArray:
        return self.written.values

    def refuse(self, reason: Reason, samples: Sequence[int]) -> None:
        self.refused[reason] += len(samples)
        self.lost.update(samples)

    def stored(self) -> Stored:
        natives = len(self.written.natives.keys() - self.lost)
        return Stored(self.written.count - len(self.lost) - natives, natives, self.refused)


_Loose = tuple[Stretch, int]
"""A stretch whose way is not known, and the number of its first sample."""


@dataclass(frozen=True, slots=True)
class _Routed:
    """A stretch whose way is known, and the number of its first sample."""

    route: Route
    stretch: Stretch
    begin: int

    def ticks(self, values: FloatArray) -> list[FeedTick]:
        mine = values[self.begin : self.begin + len(self.stretch)]
        return self.route.ticks(self.stretch, mine)

    def refused(self) -> Iterator[int]:
        """Give the samples of series for which the store has no room."""
        for place in self.route.refused():
            yield self.begin + place


class WriteStore:
    """The series store, as foreign writers see it."""

    def __init__(self, store: SeriesStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._senders: dict[str, Sender] = {}
        self._routes: dict[Sender, Routes] = {}
        self._next_sweep = Instant(0)

    def sender(self, name: str) -> Sender:
        if name not in self._senders:
            self._senders[name] = Sender(name, self._store)
        return self._senders[name]

    async def store(self, sender: Sender, written: Written) -> Stored:
        """Store a request; return when it is durable.  Raises Unavailable: it must come again."""
        request = _Request(written, Counter(written.refused))
        loose = await self._store_routed(sender, request)
        for some in self._slices(sender, request, loose):
            await self._append(self._arranged(sender, request, some), request)
        await self._sweep()
        return request.stored()

    async def _store_routed(self, sender: Sender, request: _Request) -> list[_Loose]:
        """Store the stretches whose way is known; return the others."""
        routes, begin = self._routes_of(sender), len(request.written.keys)
        loose: list[_Loose] = []
        routed: list[_Routed] = []
        for stretch in request.written.stretches:
            for part in stretch.parts(_STRETCH):
                route = routes.of(part, self._ages())
                if route is None:
                    loose.append((part, begin))
                else:
                    routed.append(_Routed(route, part, begin))
                begin += len(part)
                if sum(len(one.stretch) for one in routed) >= _STRETCH:
                    await self._append_routed(routed, request)
                    routed = []
        await self._append_routed(routed, request)
        return loose

    async def _append_routed(self, routed: Sequence[_Routed], request: _Request) -> None:
        ticks = [tick for one in routed for tick in one.ticks(request.values)]
        try:
            await self._store.append_all(ticks)
        except NotFound:
            raise Unavailable("the feed ended meanwhile; send it again") from None
        for one in routed:
            request.refuse(Reason.TOO_MANY_SERIES, list(one.refused()))

    def _routes_of(self, sender: Sender) -> Routes:
        if sender not in self._routes:
            self._routes[sender] = Routes(sender)
        return self._routes[sender]

    def _slices(
        self, sender: Sender, request: _Request, loose: Sequence[_Loose]
    ) -> Iterator[_Ticks]:
        """Give the samples by time and feed, as many at once as the loop can spare."""
        count = len(request.written.keys)
        ticks: _Ticks = {}
        for first in range(0, count, _SLICE):
            places = range(first, min(first + _SLICE, count))
            self._take_places(sender, request, places, ticks)
            if places.stop < count:
                yield ticks
                ticks = {}
        taken = 0
        for part, begin in loose:
            if taken + len(part) > _STRETCH:
                yield ticks
                ticks, taken = {}, 0
            _take_stretch(sender, part, begin, ticks)
            taken += len(part)
        if ticks:
            yield ticks

    def _take_places(
        self, sender: Sender, request: _Request, places: Iterable[int], ticks: _Ticks
    ) -> None:
        ages, written = self._ages(), request.written
        for place in places:
            key, time = written.keys[place], written.times[place]
            home = sender.homes.get(key) or _new_home(sender, written.labels, key, time, ages)
            if isinstance(home, Reason):
                request.refuse(home, [place])
                continue
            feeds = ticks.get(time)
            if feeds is None:
                feeds = ticks[time] = {}
            taken = feeds.get(home.feed)
            if taken is None:
                taken = feeds[home.feed] = _Taken()
            taken.homes.append(home)
            taken.samples.append(place)

    def _arranged(
        self, sender: Sender, request: _Request, ticks: _Ticks
    ) -> dict[Feed, dict[int, _Part]]:
        """Return the samples by feed of the store and time; those that it does not take are counted."""
        ages, begun = self._ages(), sender.moves
        found: dict[Feed, dict[int, _Part]] = {}
        for time in sorted(ticks):
            moves = sender.moves
            feeds = ticks[time] if moves == begun else _by_feed(ticks[time].values())
            for feed, taken in feeds.items():
                _note(sender, feed, taken.homes, time, ages)
            for taken in feeds.values():
                _add(found, time, taken, is_whole=moves == sender.moves)
        return _young(found, ages, request)

    def _ages(self) -> Ages:
        return Ages(self._clock.now(), self._store.limits)

    async def _append(self, arranged: dict[Feed, dict[int, _Part]], request: _Request) -> None:
        """Append to all feeds at once, so that they wait for the disk together."""
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._outcome(feed, parts, request))
                for feed, parts in arranged.items()
            ]
        for task in tasks:
            failure = task.result()
            if failure is not None:
                raise failure

    async def _outcome(
        self, feed: Feed, parts: dict[int, _Part], request: _Request
    ) -> Unavailable | None:
        """Append to a feed, and let what fails there not keep the others from being stored."""
        try:
            await self._append_to(feed, parts, request)
        except Unavailable as failure:
            return failure
        except NotFound:
            return Unavailable("the feed ended meanwhile; send it again")
        return None

    async def _append_to(self, feed: Feed, parts: dict[int, _Part], request: _Request) -> None:
        """Append ticks to a feed; what the store has no room for is refused."""
        times, width = sorted(parts), len(feed.layout)
        rows = max(_CELLS // width, 1)
        for first in range(0, len(times), rows):
            some = times[first : first + rows]
            vectors: FloatArray = np.full((len(some), width), ABSENT)
            for row, time in enumerate(some):
                vectors[row, parts[time].places] = request.values[parts[time].samples]
            histograms = _histograms_of([parts[time] for time in some], request.written.natives)
            await self._store.append(feed, some, vectors, histograms=histograms)
        full = set(feed.refused_places())
        for part in parts.values() if full else ():
            placed = zip(part.places, part.samples, strict=True)
            lost = [sample for place, sample in placed if place in full]
            request.refuse(Reason.TOO_MANY_SERIES, lost)

    async def _sweep(self) -> None:
        """End feeds whose series moved, and those that are silent for long; once a minute."""
        now = self._clock.now()
        if now < self._next_sweep:
            return
        self._next_sweep = Instant(now + MINUTE)
        for sender in self._senders.values():
            sender.renew()
            due = [retired.feed for retired in sender.retired if retired.due <= now]
            sender.retired = [retired for retired in sender.retired if retired.due > now]
            for feed in due:
                await self._store.end_feed(feed.handle.name, at=Instant(feed.last + 1))
            for feed in sender.silent(now):
                await self._store.end_feed(feed.handle.name)


def _new_home(
    sender: Sender, labels: dict[Key, Labels], key: Key, time: int, ages: Ages
) -> Home | Reason:
    age = ages.of(time, MINUTE)
    if age in _REASONS:
        return _REASONS[age]
    if key not in labels:  # it was forgotten since the request was read
        raise Unavailable("the series were forgotten meanwhile; send it again")
    return sender.home(key, labels[key], time) or Reason.TOO_MANY_SERIES


def _take_stretch(sender: Sender, stretch: Stretch, begin: int, ticks: _Ticks) -> None:
    """Take the samples of a stretch, which are numbered from *begin* on."""
    homes = [home for head in stretch.heads if (home := sender.homes.get(head))]
    if len(homes) < len(stretch):
        raise Unavailable("the series were forgotten meanwhile; send it again")
    feeds = np.array([id(home.feed) for home in homes])
    cuts = np.flatnonzero((np.diff(feeds) != 0) | (np.diff(stretch.times) != 0)) + 1
    for first, stop in pairwise([0, *cuts.tolist(), len(homes)]):
        by_feed = ticks.setdefault(int(stretch.times[first]), {})
        taken = by_feed.setdefault(homes[first].feed, _Taken())
        taken.homes += homes[first:stop]
        taken.samples += range(begin + first, begin + stop)


def _by_feed(taken: Iterable[_Taken]) -> dict[ForeignFeed, _Taken]:
    """Return samples by the feeds to which they belong now."""
    found: dict[ForeignFeed, _Taken] = {}
    for one in taken:
        for home, sample in zip(one.homes, one.samples, strict=True):
            mine = found.setdefault(home.feed, _Taken())
            mine.homes.append(home)
            mine.samples.append(sample)
    return found


def _note(sender: Sender, feed: ForeignFeed, homes: Sequence[Home], time: int, ages: Ages) -> None:
    """Tell a feed of a tick; one that ticks at another pace than thought is changed."""
    if time not in feed.times and ages.of(time, MINUTE) is Age.TAKEN:
        feed.note(time)
        sender.adapt(feed, homes, time, ages.now)


def _add(found: dict[Feed, dict[int, _Part]], time: int, taken: _Taken, *, is_whole: bool) -> None:
    """Add what one feed had at a time; some of it may have moved elsewhere since."""
    if is_whole:
        part = found.setdefault(taken.homes[0].feed.handle, {}).setdefault(time, _Part())
        part.places += [home.place for home in taken.homes]
        part.samples += taken.samples
        return
    for home, sample in zip(taken.homes, taken.samples, strict=True):
        part = found.setdefault(home.feed.handle, {}).setdefault(time, _Part())
        part.places.append(home.place)
        part.samples.append(sample)


def _histograms_of(
    parts: Iterable[_Part], natives: Mapping[int, Sample]
) -> dict[tuple[int, int], Histogram]:
    """Return the histograms of some ticks by tick and column."""
    found: dict[tuple[int, int], Histogram] = {}
    for row, part in enumerate(parts if natives else ()):
        for place, sample in zip(part.places, part.samples, strict=True):
            native = natives.get(sample)
            if isinstance(native, Histogram):
                found[row, place] = native
    return found


def _young(
    found: dict[Feed, dict[int, _Part]], ages: Ages, request: _Request
) -> dict[Feed, dict[int, _Part]]:
    """Leave out ticks that the store does not take; count their samples."""
    taken: dict[Feed, dict[int, _Part]] = {}
    for feed, parts in found.items():
        for time, part in parts.items():
            age = ages.of(time, feed.interval)
            if age in _REASONS:
                request.refuse(_REASONS[age], part.samples)
            else:
                taken.setdefault(feed, {})[time] = part
    return taken
