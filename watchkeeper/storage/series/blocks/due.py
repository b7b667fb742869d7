"""Which spans of the head are written to blocks now.  Pure but for what it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.blocks.spans import span_of
from watchkeeper.storage.series.grid import Stream

_QUIET_SHARE = 12  # of a span that changed late is waited for quiet: 10 minutes of two hours
_LONGEST_SHARE = 4


class Patience(Enum):
    """Whether spans that changed late may wait."""

    SOME = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """A span of a stream to be flushed, and how often it had changed when that was decided."""

    stream: Stream
    start: int
    changes: int

    @property
    def length(self) -> int:
        return span_of(self.stream.grid.interval)

    @property
    def stop(self) -> int:
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A span that changed after it was flushed."""

    changes: int
    since: Instant
    changed_at: Instant


class LateSpans:
    """Lets spans that changed after their flush wait until nothing more comes.

    Else one late tick a minute would have a whole span written each minute.  Meanwhile memory and
    the WAL have the change.
    """

    def __init__(self) -> None:
        self._waiting: dict[tuple[Stream, int], _Waiting] = {}

    def due(self, noted: Sequence[Due], now: Instant) -> list[Due]:
        """Return those to be written now: what was never written, and what waited enough."""
        late = {(one.stream, one.start): one for one in noted if not _is_unwritten(one)}
        self._waiting = {key: self._waited(key, one, now) for key, one in late.items()}
        return [
            one
            for one in noted
            if _is_unwritten(one) or _is_enough(self._waiting[one.stream, one.start], one, now)
        ]

    def _waited(self, key: tuple[Stream, int], due: Due, now: Instant) -> _Waiting:
        known = self._waiting.get(key)
        if known is None or due.changes < known.changes:  # it was written meanwhile
            return _Waiting(due.changes, now, now)
        if due.changes == known.changes:
            return known
        return _Waiting(due.changes, known.since, now)


def _is_unwritten(due: Due) -> bool:
    return due.start in due.stream.unwritten


def _is_enough(waiting: _Waiting, due: Due, now: Instant) -> bool:
    quiet, longest = due.length // _QUIET_SHARE, due.length // _LONGEST_SHARE
    return now - waiting.changed_at >= quiet or now - waiting.since >= longest
