"""Read files of samples, ``.gz`` ones too, and hand them to a server feed by feed."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text
from watchkeeper.exchange.frames import Ticks
from watchkeeper.exchange.lines import Format, LineReader, Samples
from watchkeeper.exchange.matrices import feed_name, ticks_of
from watchkeeper.exchange.spool import Spool

STANDARD_INPUT = Path("-")

_PIECE_BYTES = 1 << 20
_LONGEST_WITHOUT_END = 16 << 20

Progress = Callable[[int, int, int], None]
"""Takes how much is done, of how much (0: nobody knows), and the samples so far."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A line that could not be read."""

    file: str
    line: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some ticks, in samples."""

    refused: Mapping[str, int]  # by reason
    rolled: int  # stored, but too old to be kept as more than roll-ups


Send = Callable[[Ticks], Outcome]
"""Stores ticks."""


@dataclass(slots=True)
class Tally:
    """What was read of all files, and what became of it."""

    samples: int = 0
    series: int = 0
    first: int | None = None  # ms
    last: int | None = None
    histograms: dict[str, int] = field(default_factory=dict)  # left out, by metric
    faults: list[FileFault] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)  # files without the end that they should have
    stored: int = 0
    rolled: int = 0  # of the stored ones: only their roll-ups are kept
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not (self.faults or self.refused or self.cut_off or self.histograms)


@dataclass(slots=True)
class Import:
    """Reads files into a spool, then stores what is there."""

    wanted: Format | None = None
    tally: Tally = field(default_factory=Tally)
    _reader: LineReader = field(default_factory=LineReader)
    _feeds: dict[str, int] = field(default_factory=dict)

    def read(self, paths: Sequence[Path], progress: Progress, spool: Spool | None = None) -> None:
        """Read all files, into *spool* if there is one.  Raises InvalidInput, TooLarge."""
        for path in paths:
            with _opened(path) as file:
                self._read_file(path, file, progress, spool)

    def run(self, paths: Sequence[Path], send: Send, progress: Sequence[Progress]) -> None:
        """Read all files, then send what is in them; *progress* of reading and of storing."""
        with closing(Spool(self._feed_of)) as spool:
            self.read(paths, progress[0], spool)
            self._store(spool, send, progress[1])

    def _read_file(
        self, path: Path, file: _Opened, progress: Progress, spool: Spool | None
    ) -> None:
        reader, name = self._reader, str(path)
        reader.begin_file(self.wanted)
        tail = b""
        for piece in _pieces(file.content, name):
            tail = (tail + piece)[-16:]
            for samples in reader.read(piece):
                self._note(samples)
                if spool is not None:
                    spool.add(samples)
            progress(file.raw.tell() if file.size else 0, file.size, self.tally.samples)
        self.tally.series = len(reader.labels)
        self.tally.histograms = dict(reader.histograms)
        self.tally.faults += [FileFault(name, one.line, one.reason) for one in reader.faults]
        if reader.format is Format.OPENMETRICS and not tail.rstrip().endswith(b"# EOF"):
            self.tally.cut_off.append(name)

    def _note(self, samples: Samples) -> None:
        if not len(samples):
            return
        tally = self.tally
        first, last = int(samples.times.min()), int(samples.times.max())
        tally.samples += len(samples)
        tally.first = first if tally.first is None else min(tally.first, first)
        tally.last = last if tally.last is None else max(tally.last, last)

    def _store(self, spool: Spool, send: Send, progress: Progress) -> None:
        spool.finish()
        tally, done, names = self.tally, 0, list(self._feeds)
        for feed in spool.by_feed():
            name = names[feed.feed]
            for ticks in ticks_of(name, feed.interval, feed.samples, self._reader.labels):
                outcome = send(ticks)
                tally.rolled += outcome.rolled
                for reason, count in outcome.refused.items():
                    tally.refused[reason] = tally.refused.get(reason, 0) + count
            done += len(feed.samples)
            tally.stored = done - sum(tally.refused.values())
            progress(done, spool.samples, done)

    def _feed_of(self, series: int) -> int:
        name = feed_name(self._reader.labels[series])
        return self._feeds.setdefault(name, len(self._feeds))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that is read: its content, and how far the bytes on the disk are."""

    content: IO[bytes]
    raw: IO[bytes]
    size: int  # 0 where it has none


@contextmanager
def _opened(path: Path) -> Iterator[_Opened]:
    """Open a file; ``-`` is the standard input.  Raises InvalidInput."""
    try:
        if path == STANDARD_INPUT:
            yield _Opened(sys.stdin.buffer, sys.stdin.buffer, 0)
            return
        with path.open("rb") as raw:
            size = path.stat().st_size
            if path.suffix != ".gz":
                yield _Opened(raw, raw, size)
                return
            with gzip.open(raw) as content:
                yield _Opened(cast("IO[bytes]", content), raw, size)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InvalidInput("cannot be read: {reason}", at=str(path), reason=reason) from error


def _pieces(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Yield a file in pieces that end where lines do."""
    rest = b""
    while read := file.read(_PIECE_BYTES):
        whole, newline, tail = (rest + read).rpartition(b"\n")
        rest = tail
        if newline:
            yield whole + newline
        elif len(rest) > _LONGEST_WITHOUT_END:
            raise InvalidInput(
                "no end of a line in {most} bytes: is it text?", at=name, most=len(rest)
            )
    if rest:
        yield rest
