"""Which series the blocks hold, in memory.  Changed by the flushing thread, asked by any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from watchkeeper.core.instants import DAY
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.blocks.past_index import PastIndex
from watchkeeper.storage.series.blocks.transactions import KnownSeries, Reading, Writing
from watchkeeper.storage.series.words import Matcher


@dataclass(frozen=True, slots=True)
class Carried:
    """A label set in a feed, and the last day of which blocks may have samples of it."""

    series: int
    feed: int
    day: int


class Catalogue:
    """Feeds and label sets by what they are called in the file.

    Each change is one assignment of a new value: readers need no lock.
    """

    def __init__(self) -> None:
        self._feeds: dict[str, int] = {}
        self._carried: dict[Labels, tuple[Carried, ...]] = {}
        self._series = 0
        self._names: dict[int, str] = {}  # of feeds
        self._index = PastIndex()

    def __len__(self) -> int:
        """Return how many series there are: label sets, in each feed that carried them."""
        return self._series

    def read(self, reading: Reading) -> None:
        """Take up everything that is in the file."""
        for name, number in reading.feeds().items():
            self.note_feed(name, number)
        pairs: dict[tuple[str, str], tuple[str, str]] = {}  # those that are equal are kept once
        self.note(
            [
                replace(one, labels=tuple(pairs.setdefault(pair, pair) for pair in one.labels))
                for one in reading.series()
            ]
        )

    def feed(self, name: str) -> int | None:
        return self._feeds.get(name)

    def carried(self, labels: Labels) -> tuple[Carried, ...]:
        """Return in which feeds a label set was stored; empty where in none."""
        return self._carried.get(labels, ())

    def in_feed(self, feed: int, labels: Labels) -> Carried | None:
        return next((one for one in self.carried(labels) if one.feed == feed), None)

    def by_feed(self, labels: Iterable[Labels]) -> dict[int, dict[int, int]]:
        """Return for each feed which of its series is which of some label sets."""
        found: dict[int, dict[int, int]] = {}
        for place, one in enumerate(labels):
            for carried in self.carried(one):
                found.setdefault(carried.feed, {})[carried.series] = place
        return found

    def has_room(self, labels: Labels, most: int) -> bool:
        """Return whether a series is known, or fewer than *most* are."""
        return self._series < most or labels in self._carried

    def note_feed(self, name: str, number: int) -> None:
        self._feeds[name] = number
        self._names[number] = name

    def feed_name(self, number: int) -> str:
        return self._names.get(number, "")

    @property
    def version(self) -> int:
        """Grows when series come, go or have another day."""
        return self._index.version

    def matching(self, matchers: tuple[Matcher, ...], *, first_day: int) -> list[Labels]:
        """Return the label sets that match and were seen on *first_day* or later."""
        return self._index.matching(matchers, first_day=first_day)

    def note(self, found: Sequence[KnownSeries]) -> None:
        """Take up series, or their new day; call it when they are on the disk."""
        for one in found:
            known = self.carried(one.labels)
            others = [other for other in known if other.feed != one.feed]
            self._series += 1 + len(others) - len(known)
            self._carried[one.labels] = (*others, Carried(one.id, one.feed, one.day))
        if found:
            self._index.see((one.labels, one.day) for one in found)

    def forget(self, found: Sequence[KnownSeries]) -> None:
        """Drop series; call it when they are gone from the disk."""
        for one in found:
            known = self.carried(one.labels)
            others = tuple(other for other in known if other.series != one.id)
            self._series += len(others) - len(known)
            if others:
                self._carried[one.labels] = others
            else:
                self._carried.pop(one.labels, None)
        if found:
            self._index.forget(one.labels for one in found if not self.carried(one.labels))


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbers of a feed and its series, and what the catalogue does not know of them yet."""

    feed: int
    series: list[int]
    news: list[KnownSeries]


def numbered(
    catalogue: Catalogue, writing: Writing, feed: str, labels: Sequence[Labels], *, seen: int
) -> Numbered:
    """Return the numbers of label sets in a feed, given where they are new; *seen* by ms UTC."""
    number, day = catalogue.feed(feed) or writing.feed(feed), seen // DAY
    found = [catalogue.in_feed(number, one) for one in labels]
    missing = [one for one, known in zip(labels, found, strict=True) if known is None]
    made = iter(writing.add_series(number, missing, day))
    series = [next(made) if known is None else known.series for known in found]
    news = [
        KnownSeries(given, number, day, one)
        for given, one, known in zip(series, labels, found, strict=True)
        if known is None or known.day < day
    ]
    older = [known.series for known in found if known is not None and known.day < day]
    writing.see_series(older, day)
    return Numbered(number, series, news)
