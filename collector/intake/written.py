"""What a foreign writer handed in, whatever the format: samples by series, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from collector.intake.write_tapes import Stretch
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.messages import mark
from watchkeeper.core.samples import STALE_BITS
from watchkeeper.storage.series.histograms import Histogram, Sample
from watchkeeper.storage.series.ticks import is_absent
from watchkeeper.storage.series.words import FloatArray

MAX_SAMPLES = 200_000
MAX_SERIES = 100_000
MAX_HISTOGRAM_BYTES = 8 << 20
MAX_FAMILIES = 20_000
MAX_LABELS = 64
MAX_NAME_CHARACTERS = 512
MAX_VALUE_CHARACTERS = 4_096
_MAX_HELP_CHARACTERS = 1_024

_ZERO, _STALE = bytes(8), STALE_BITS.to_bytes(8, "little")

Key = bytes | Labels
"""What a series is known by: the bytes of its labels as its sender writes them, or its labels."""


class Reason(Enum):
    """Why a sample was not stored; sending it again does not help."""

    HISTOGRAM = mark("native histograms that make no sense")
    BAD_LABELS = mark("with labels that make no sense")
    TOO_OLD = mark("older than samples are kept")
    FROM_FUTURE = mark("from the future")
    TOO_MANY_SERIES = mark("of series beyond the store's limit")


@dataclass(frozen=True, slots=True)
class Family:
    """What a sender tells of a metric."""

    kind: str
    help: str


@dataclass(slots=True)
class Written:
    """A request as it was read; ``labels`` are those of keys that were not known before.

    Samples are numbered: those of ``keys`` first, then those of each stretch.
    """

    keys: list[Key] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  # values as 8 bytes each, little endian
    labels: dict[Key, Labels] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    refused: Counter[Reason] = field(default_factory=Counter)
    natives: dict[int, Sample] = field(default_factory=dict)  # by place: histogram, or STALE
    stretches: list[Stretch] = field(default_factory=list)
    exemplars: int = 0
    series: int = 0
    body: bytes = b""  # as it came, where the next may look like it
    singles: int = 0  # series read one by one that a tape could have had
    stretched: int = 0  # samples of stretches
    histogram_bytes: int = 0

    @property
    def values(self) -> FloatArray:
        """Return the floats; ABSENT, which is a mark of ours, as a plain NaN."""
        alone = np.frombuffer(b"".join(self.raw), "<f8")
        found = np.concatenate([alone, *(one.values for one in self.stretches)])
        marks = is_absent(found)
        return np.where(marks, np.nan, found) if marks.any() else found

    @property
    def count(self) -> int:
        """Return how many samples there are."""
        return len(self.keys) + self.stretched

    def add_stretch(self, stretch: Stretch, stop: int) -> int:
        """Add a stretch; return where it stops."""
        self.count_series(len(stretch))
        self.stretches.append(stretch)
        self.stretched += len(stretch)
        return stop

    def add(self, key: Key, time: int, raw: bytes) -> None:
        self.keys.append(key)
        self.times.append(time)
        self.raw.append(raw)

    def add_native(self, key: Key, time: int, sample: Sample) -> None:
        """Add a histogram, or the stale mark that a sender puts in the place of one."""
        self.natives[len(self.keys)] = sample
        is_histogram = isinstance(sample, Histogram)
        self.add(key, time, _ZERO if is_histogram else _STALE)

    def add_family(self, name: str, kind: str, help_text: str) -> None:
        if name and len(name) <= MAX_NAME_CHARACTERS and len(self.families) < MAX_FAMILIES:
            self.families[name] = Family(kind, help_text[:_MAX_HELP_CHARACTERS])

    def count_series(self, more: int = 1) -> None:
        """Count series before they are taken.  Raises TooLarge beyond the bounds."""
        self.series += more
        if self.series > MAX_SERIES:
            raise TooLarge("a request has at most {most} series", most=MAX_SERIES)
        if self.count > MAX_SAMPLES:
            raise too_many_samples()

    def count_histogram(self, size_bytes: int) -> None:
        """Count a histogram before it is read.  Raises TooLarge beyond the bound."""
        self.histogram_bytes += size_bytes
        if self.histogram_bytes > MAX_HISTOGRAM_BYTES:
            raise TooLarge(
                "a request has at most {most} bytes of histograms", most=MAX_HISTOGRAM_BYTES
            )


def too_many_samples() -> TooLarge:
    return TooLarge("a request has at most {most} samples", most=MAX_SAMPLES)


def sound_labels(pairs: Iterable[tuple[str, str]]) -> Labels | None:
    """Return the label set of a series; None where it makes no sense."""
    found = list(pairs)
    names = {name for name, _ in found}
    labels = labels_of(found)
    is_sound = (
        len(names) == len(found) <= MAX_LABELS
        and all(0 < len(name) <= MAX_NAME_CHARACTERS for name in names)
        and all(len(value) <= MAX_VALUE_CHARACTERS for _, value in found)
        and any(name == METRIC_NAME for name, _ in labels)
    )
    return labels if is_sound else None
