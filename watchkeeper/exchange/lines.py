"""Read lines of samples: OpenMetrics, Prometheus's text with times, ``promtool tsdb dump``.

Nearly every line of a large file is plain: a head that was seen before, a number and a time.  Such
lines are read some thousands at once; where one of them is not plain, those are read singly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from watchkeeper.core.errors import TooLarge
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.core.samples import STALE
from watchkeeper.exchange.heads import labels_from_head
from watchkeeper.storage.series.words import CodeArray, FloatArray, TimeArray

MOST_SERIES = 2_000_000
MOST_FAULTS = 1_000
LONGEST_LINE = 1 << 20

_AT_ONCE = 4_000
_SECONDS_END = 1e11  # a smaller time is in seconds, until the year 5138
_LARGEST_MS = 1 << 53
_MOST_NAMED = 1_000  # metrics of native histograms
_OTHERS = "..."

_LINE = re.compile(
    rb'((?:[^\s{"]+)?[ \t]*(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?)[ \t]+(\S+)(?:[ \t]+([^\s#]\S*))?'
    rb"[ \t]*(?:[ \t]#[ \t]*\{.*)?",
)
_HISTOGRAM = re.compile(rb"(.*[}\w])[ \t]+\{count:.*\}[ \t]+-?\d+[ \t]*")
_NUMBER = re.compile(
    rb"[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)", re.I
)


class Format(Enum):
    """How the lines of a file are written."""

    OPENMETRICS = "openmetrics"  # times in seconds
    TEXT = "text"  # Prometheus's exposition format; times in milliseconds
    DUMP = "dump"  # of promtool tsdb; NaN stands for the end of a series

    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read."""

    line: int
    reason: Text


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Samples in the order of their lines."""

    series: CodeArray  # (n,) index into LineReader.labels
    times: TimeArray  # (n,) ms UTC
    values: FloatArray  # (n,)

    def __len__(self) -> int:
        return len(self.times)


@dataclass(slots=True)
class LineReader:
    """Reads one file, piece by piece; knows its series."""

    format: Format | None = None  # None: as the first sample is written
    labels: list[Labels] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    wrong: int = 0  # lines; the first of them are in ``faults``
    histograms: Counter[str] = field(default_factory=Counter)  # left out, by metric
    lines: int = 0
    _codes: dict[bytes, int] = field(default_factory=dict)
    _known: dict[Labels, int] = field(default_factory=dict)

    def begin_file(self, wanted: Format | None = None) -> None:
        """Count lines from one again; series stay known."""
        self.lines, self.faults, self.format = 0, [], wanted

    def read(self, piece: bytes) -> Iterator[Samples]:
        """Yield the samples of whole lines.  Raises TooLarge for too many series or faults."""
        lines = piece.split(b"\n")
        if lines and not lines[-1]:
            lines.pop()
        for first in range(0, len(lines), _AT_ONCE):
            some = lines[first : first + _AT_ONCE]
            if self.format is None:
                self.format = _format_of(some)
            found = self._read_plain(some)
            yield self._read_singly(some) if found is None else found
            self.lines += len(some)

    def _read_plain(self, lines: Sequence[bytes]) -> Samples | None:
        """Return the samples of lines that are all plain; None where one may not be."""
        parts = [line.rsplit(b" ", 2) for line in lines if line and line[0] != _COMMENT]
        if not parts:
            return _NOTHING
        if set(map(len, parts)) != {3}:
            return None
        heads, numbers, moments = zip(*parts, strict=True)
        try:
            series = [self._codes[head] for head in heads]
        except KeyError:
            if not self._learn(heads):
                return None
            series = [self._codes[head] for head in heads]
        try:
            return self._samples(series, _floats(numbers), self._times(moments))
        except (ValueError, OverflowError):
            return None

    def _learn(self, heads: Sequence[bytes]) -> bool:
        """Take up heads that are new; tell whether all of them are sound."""
        try:
            for head in dict.fromkeys(heads):
                self._code(head)
        except ValueError:
            return False
        return True

    def _code(self, head: bytes) -> int:
        code = self._codes.get(head)
        if code is None:
            labels = labels_from_head(_decoded(head))
            code = self._known.setdefault(labels, len(self.labels))
            if code == len(self.labels):
                self.labels.append(labels)
            if len(self._codes) >= MOST_SERIES:
                raise TooLarge("more than {most} series in one import", most=MOST_SERIES)
            self._codes[head] = code
        return code

    def _times(self, moments: Sequence[bytes]) -> TimeArray:
        if self.format is not Format.OPENMETRICS:
            times = np.array(list(map(int, moments)), np.int64)
            if b"_" in b"".join(moments) or (np.abs(times) > _LARGEST_MS).any():
                raise ValueError("no time")
            return times
        return _milliseconds(_floats(moments))

    def _samples(self, series: Sequence[int], values: FloatArray, times: TimeArray) -> Samples:
        if self.format is Format.DUMP:
            values[np.isnan(values)] = STALE
        return Samples(np.array(series, np.int32), times, values)

    def _read_singly(self, lines: Sequence[bytes]) -> Samples:
        found: list[tuple[int, float, int]] = []
        for number, line in enumerate(lines, start=self.lines + 1):
            try:
                sample = self._read_line(line)
            except ValueError as error:
                self._note(Fault(number, text(str(error))))
                continue
            if sample is not None:
                found.append(sample)
        if not found:
            return _NOTHING
        series, values, times = zip(*found, strict=True)
        return self._samples(series, np.array(values, np.float64), np.array(times, np.int64))

    def _read_line(self, line: bytes) -> tuple[int, float, int] | None:
        stripped = line.strip(b" \t\r")
        if not stripped or stripped[0] == _COMMENT:
            return None
        if len(stripped) > LONGEST_LINE:
            raise ValueError(mark("the line is too long"))
        match = _LINE.fullmatch(stripped)
        if match is None or not _NUMBER.fullmatch(match[2]):
            native = _HISTOGRAM.fullmatch(stripped)
            if native is not None:
                self._leave_out(native[1])
                return None
            raise ValueError(mark("it is no name with labels, number and time"))
        if match[3] is None:
            raise ValueError(mark("it has no time; an import needs one on each line"))
        code, value = self._code(match[1].rstrip()), float(match[2])
        return code, value, self._time(match[3])

    def _leave_out(self, head: bytes) -> None:
        """Count a native histogram by its metric's name, and those of too many metrics together."""
        name = label(labels_from_head(_decoded(head)), METRIC_NAME)
        is_known = name in self.histograms or len(self.histograms) < _MOST_NAMED
        self.histograms[name if is_known else _OTHERS] += 1

    def _time(self, word: bytes) -> int:
        try:
            return int(self._times([word])[0])
        except (ValueError, OverflowError):
            raise ValueError(mark("its time cannot be read")) from None

    def _note(self, fault: Fault) -> None:
        self.wrong += 1
        if self.wrong > MOST_FAULTS:
            raise TooLarge(
                "more than {most} lines cannot be read, the last of them {line}: {reason}",
                most=MOST_FAULTS,
                line=fault.line,
                reason=fault.reason,
            )
        self.faults.append(fault)


_COMMENT = ord("#")
_NOTHING = Samples(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.float64))


def _floats(words: Sequence[bytes]) -> FloatArray:
    """Read numbers.  Raises ValueError, also for what only Python takes for one: 1_000."""
    if b"_" in b"".join(words):
        raise ValueError("no number")
    return np.array(list(map(float, words)), np.float64)


def _milliseconds(seconds: FloatArray) -> TimeArray:
    milliseconds = np.rint(seconds * 1_000)
    if not (np.abs(milliseconds) <= _LARGEST_MS).all():
        raise ValueError("no time")
    return milliseconds.astype(np.int64)


def _decoded(head: bytes) -> str:
    try:
        return head.decode()
    except UnicodeDecodeError:
        raise ValueError(mark("it is no UTF-8")) from None


def _format_of(lines: Sequence[bytes]) -> Format | None:
    """Tell by the first sample how a file is written."""
    for line in lines:
        match = _LINE.fullmatch(line.strip(b" \t\r"))
        if match is None or line.lstrip()[:1] == b"#" or match[3] is None:
            continue
        if match[1].startswith(b"{") and b"__name__=" in match[1]:
            return Format.DUMP
        try:
            is_seconds = b"." in match[3] or abs(float(match[3])) < _SECONDS_END
        except ValueError:
            continue
        return Format.OPENMETRICS if is_seconds else Format.TEXT
    return None
