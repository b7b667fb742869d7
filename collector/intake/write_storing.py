"""Store what a foreign writer handed in: a slice at a time, every feed's part at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from collector.intake.write_feeds import ForeignFeed, Home, Sender
from collector.intake.write_pace import Age, age_of
from collector.intake.written import Key, Reason, Written
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Unavailable
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.histograms import Histogram, Sample
from watchkeeper.storage.series.store import Feed, SeriesStore
from watchkeeper.storage.series.words import FloatArray

_SLICE = 5_000  # samples; as many as can be arranged in a few milliseconds
_CELLS = 1 << 17  # of one append, 1 MB: ticks times columns
_REASONS = {Age.TOO_OLD: Reason.TOO_OLD, Age.FROM_FUTURE: Reason.FROM_FUTURE}


@dataclass(slots=True)
class _Part:
    """The samples of one tick of a feed: their columns, and which of the request they are.

    Columns of a layout, not homes: while this waits for the disk, a series may move.
    """

    places: list[int] = field(default_factory=list)
    samples: list[int] = field(default_factory=list)


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
        return Stored(len(self.written.keys) - len(self.lost) - natives, natives, self.refused)


class WriteStore:
    """The series store, as foreign writers see it."""

    def __init__(self, store: SeriesStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._senders: dict[str, Sender] = {}
        self._next_sweep = Instant(0)

    def sender(self, name: str) -> Sender:
        if name not in self._senders:
            self._senders[name] = Sender(name, self._store)
        return self._senders[name]

    async def store(self, name: str, written: Written) -> Stored:
        """Store a request; return when it is durable.  Raises Unavailable: it must come again."""
        request = _Request(written, Counter(written.refused))
        for first in range(0, len(written.keys), _SLICE):
            places = range(first, min(first + _SLICE, len(written.keys)))
            await self._append(self._arranged(self.sender(name), request, places), request)
        await self._sweep()
        return request.stored()

    def _arranged(
        self, sender: Sender, request: _Request, places: Iterable[int]
    ) -> dict[Feed, dict[int, _Part]]:
        """Return the samples by feed and time; those that cannot be stored are counted."""
        now, written = self._clock.now(), request.written
        ticks: dict[int, list[tuple[Home, int]]] = {}
        for place in places:
            key, time = written.keys[place], written.times[place]
            home = sender.homes.get(key) or _new_home(sender, written.labels, key, time, now)
            if isinstance(home, Reason):
                request.refuse(home, [place])
            elif time in ticks:
                ticks[time].append((home, place))
            else:
                ticks[time] = [(home, place)]
        found: dict[Feed, dict[int, _Part]] = {}
        for time, samples in sorted(ticks.items()):
            _note(sender, [home for home, _ in samples], time, now)
            _add(found, time, samples)
        return _young(found, now, request)

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
    sender: Sender, labels: dict[Key, Labels], key: Key, time: int, now: Instant
) -> Home | Reason:
    age = age_of(time, now, MINUTE)
    if age in _REASONS:
        return _REASONS[age]
    if key not in labels:  # it was forgotten since the request was read
        raise Unavailable("the series were forgotten meanwhile; send it again")
    return sender.home(key, labels[key], time) or Reason.TOO_MANY_SERIES


def _note(sender: Sender, homes: list[Home], time: int, now: Instant) -> None:
    """Tell the feeds of a tick; those that tick at another pace than thought are changed."""
    if age_of(time, now, MINUTE) is not Age.TAKEN:
        return
    by_feed: dict[ForeignFeed, list[Home]] = {}
    for home in homes:
        by_feed.setdefault(home.feed, []).append(home)
    for feed, mine in by_feed.items():
        if time not in feed.times:
            feed.note(time)
            sender.adapt(feed, {id(home): home for home in mine}.values(), time, now)


def _add(found: dict[Feed, dict[int, _Part]], time: int, samples: list[tuple[Home, int]]) -> None:
    feed, part = None, _Part()
    for home, sample in samples:
        if home.feed.handle is not feed:  # seldom: the series of a feed come together
            feed = home.feed.handle
            part = found.setdefault(feed, {}).setdefault(time, _Part())
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
    found: dict[Feed, dict[int, _Part]], now: Instant, request: _Request
) -> dict[Feed, dict[int, _Part]]:
    """Leave out ticks that the store does not take; count their samples."""
    taken: dict[Feed, dict[int, _Part]] = {}
    for feed, parts in found.items():
        for time, part in parts.items():
            age = age_of(time, now, feed.interval)
            if age in _REASONS:
                request.refuse(_REASONS[age], part.samples)
            else:
                taken.setdefault(feed, {})[time] = part
    return taken
