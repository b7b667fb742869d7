"""Selections that reach behind the head: its series, then those that only blocks have."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.blocks.catalogue import Carried, Catalogue
from watchkeeper.storage.series.selection import Numbers, SeriesSelection
from watchkeeper.storage.series.words import CodeArray, Matcher

_SELECTIONS = 1_024  # kept; the least recently used goes


@dataclass(frozen=True, slots=True)
class Ended:
    """Rows whose series the same feeds carried: which series of a feed is which of them."""

    positions: Numbers  # (n,) rows of the selection
    wanted: dict[int, dict[int, int]]  # feed -> series -> 0 .. n-1


class LongSelection:
    """Fulfils rules.promql.series.Selection."""

    def __init__(
        self,
        head: SeriesSelection,
        ended: Sequence[tuple[Labels, tuple[Carried, ...]]],
        feeds: Sequence[str],
    ) -> None:
        """Give the series that ended with who carried them, and the name of the last feed."""
        self.head = head
        self.carried = tuple(ended)
        self.generation = head.next_generation()
        self.ended = _by_feeds(self.carried, len(head))
        self._labels = [labels for labels, _ in ended]
        self._feeds = feeds
        self._columns: dict[str, tuple[CodeArray, Sequence[str]]] = {}
        self._names: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self.head) + len(self._labels)

    def labels(self, row: int) -> Labels:
        behind = row - len(self.head)
        return self.head.labels(row) if behind < 0 else self._labels[behind]

    def feed(self, row: int) -> str:
        behind = row - len(self.head)
        return self.head.feed(row) if behind < 0 else self._feeds[behind]

    def label_names(self) -> frozenset[str]:
        if self._names is None:
            more = (name for labels in self._labels for name, _ in labels)
            self._names = self.head.label_names().union(more)
        return self._names

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        """Return codes (rows,), -1 where a row lacks the label, and the values they point to."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self._encode(name)
        return column

    def _encode(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        codes, values = self.head.column(name)
        code_of = {value: code for code, value in enumerate(list(values))}
        found = (dict(labels).get(name) for labels in self._labels)
        more = [-1 if value is None else code_of.setdefault(value, len(code_of)) for value in found]
        return np.concatenate([codes, np.array(more, np.int32)]), list(code_of)


class LongSelections:
    """Makes them, and keeps them until something in them comes or goes.  From any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[tuple[Matcher, ...], int], _Kept] = OrderedDict()

    def select(
        self, head: SeriesSelection, matchers: tuple[Matcher, ...], first_day: int
    ) -> SeriesSelection | LongSelection:
        """Return *head* with those that match and were seen on *first_day* or later.

        It was selected before: what leaves the head meanwhile is in both, and counted once.
        """
        version, key = self._catalogue.version, (matchers, first_day)
        with self._lock:
            known = self._kept.get(key)
            if known is not None and known.head is head and known.version == version:
                self._kept.move_to_end(key)
                return known.selection
        found = self._made(head, matchers, first_day)
        if known is not None and known.head is head and _is_same(known.selection, found):
            found = known.selection
        with self._lock:
            self._kept[key] = _Kept(head, version, found)
            self._kept.move_to_end(key)
            while len(self._kept) > _SELECTIONS:
                self._kept.popitem(last=False)
        return found

    def _made(
        self, head: SeriesSelection, matchers: tuple[Matcher, ...], first_day: int
    ) -> SeriesSelection | LongSelection:
        catalogue, living = self._catalogue, head.label_sets()
        gone = (
            (labels, catalogue.carried(labels))
            for labels in catalogue.matching(matchers, first_day=first_day)
            if labels not in living
        )
        ended = sorted(one for one in gone if one[1])
        if not ended:
            return head
        feeds = [catalogue.feed_name(carried[-1].feed) for _, carried in ended]
        return LongSelection(head, ended, feeds)


@dataclass(frozen=True, slots=True)
class _Kept:
    head: SeriesSelection
    version: int
    selection: SeriesSelection | LongSelection


def _is_same(
    known: SeriesSelection | LongSelection, found: SeriesSelection | LongSelection
) -> bool:
    if isinstance(known, LongSelection) and isinstance(found, LongSelection):
        return known.carried == found.carried
    return known is found


def _by_feeds(ended: Sequence[tuple[Labels, tuple[Carried, ...]]], first: int) -> tuple[Ended, ...]:
    """Group rows, which begin with *first*, by the feeds that carried them."""
    together: dict[tuple[int, ...], list[int]] = {}
    for place, (_, carried) in enumerate(ended):
        together.setdefault(tuple(one.feed for one in carried), []).append(place)
    return tuple(
        Ended(
            np.array(places, np.intp) + first,
            {
                feed: {ended[place][1][at].series: row for row, place in enumerate(places)}
                for at, feed in enumerate(feeds)
            },
        )
        for feeds, places in together.items()
    )
