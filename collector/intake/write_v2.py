"""Read a request of Prometheus remote write 2.0 (io.prometheus.write.v2.Request).  Pure."""

from __future__ import annotations

from collections.abc import Sequence

from collector.intake.protobuf import BLOCK, VARINT, broken, fields, text_at, varint
from collector.intake.write_histograms import histogram_at
from collector.intake.write_v1 import add_samples, kind_of, sample_at
from collector.intake.written import (
    MAX_LABELS,
    MAX_SAMPLES,
    Reason,
    Written,
    sound_labels,
    too_many_samples,
)
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.storage.series.histograms import Sample

MAX_SYMBOLS = 500_000

_SYMBOLS, _SERIES = 4, 5


def read_v2(body: bytes) -> Written:
    """Return what a request holds.  Raises InvalidInput, TooLarge."""
    written = Written()
    symbols: list[str] = []
    series: list[tuple[int, int]] = []
    for number, kind, at, end in fields(body, 0, len(body)):
        if kind == BLOCK and number == _SYMBOLS:
            symbols.append(text_at(body, at, end))
        elif kind == BLOCK and number == _SERIES:
            written.count_series()
            series.append((at, end))
        if len(symbols) > MAX_SYMBOLS:
            raise TooLarge("a request has at most {most} symbols", most=MAX_SYMBOLS)
    for at, end in series:  # symbols may stand behind them
        _take_series(body, at, end, symbols, written)
    return written


def _take_series(
    body: bytes, start: int, stop: int, symbols: Sequence[str], written: Written
) -> None:
    references: list[int] = []
    samples: list[tuple[int, bytes]] = []
    natives: list[tuple[int, Sample | None]] = []
    family: tuple[int, int] | None = None
    for number, kind, at, end in fields(body, start, stop):
        if number == 1:
            references = (references + _references(body, kind, at, end))[: 2 * MAX_LABELS + 1]
        elif number == 2 and kind == BLOCK:
            samples.append(sample_at(body, at, end))
        elif number == 3 and kind == BLOCK:
            written.count_histogram(end - at)
            natives.append(histogram_at(body, at, end))
        elif number == 4:
            written.exemplars += 1
        elif number == 5 and kind == BLOCK:
            family = at, end
        if written.count + len(samples) + len(natives) > MAX_SAMPLES:
            raise too_many_samples()
    labels = _labels(references, symbols)
    if labels is None:
        written.refused[Reason.BAD_LABELS] += len(samples) + len(natives)
        return
    written.labels[labels] = labels
    add_samples(labels, samples, natives, written)
    if family:
        _take_family(body, *family, symbols, label(labels, METRIC_NAME), written)


def _references(body: bytes, kind: int, at: int, end: int) -> list[int]:
    if kind == VARINT:
        return [varint(body, at, end)[0]]
    if kind != BLOCK:
        raise broken()
    found: list[int] = []
    while at < end and len(found) <= 2 * MAX_LABELS:
        value, at = varint(body, at, end)
        found.append(value)
    return found


def _labels(references: Sequence[int], symbols: Sequence[str]) -> Labels | None:
    is_sound = len(references) % 2 == 0 and len(references) <= 2 * MAX_LABELS
    if not is_sound or any(one >= len(symbols) for one in references):
        return None
    texts = [symbols[one] for one in references]
    return sound_labels(zip(texts[::2], texts[1::2], strict=True))


def _take_family(
    body: bytes, start: int, stop: int, symbols: Sequence[str], name: str, written: Written
) -> None:
    found = {1: 0, 3: 0}
    for number, kind, at, end in fields(body, start, stop):
        if number in found and kind == VARINT:
            found[number] = varint(body, at, end)[0]
    help_text = symbols[found[3]] if found[3] < len(symbols) else ""
    if found[1] or help_text:
        written.add_family(name, kind_of(found[1]), help_text)
