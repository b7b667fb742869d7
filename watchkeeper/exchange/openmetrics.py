"""Write samples as OpenMetrics text, so that ``promtool tsdb create-blocks-from`` takes them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

import numpy as np

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, escape_value, label
from watchkeeper.exchange.classic import classic_series
from watchkeeper.storage.series.reading import SeriesReader
from watchkeeper.storage.series.ticks import is_live
from watchkeeper.storage.series.words import (
    Block,
    FloatArray,
    Matcher,
    MatchKind,
    Selection,
    TimeArray,
)

OPENMETRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
END = b"# EOF\n"
CLASSIC = "# HELP "
"""Begins the one line before the classic histograms of a metric whose native ones they are."""

_SAYS_SO = "native histograms as classic ones"

_CELLS = 1 << 17  # decoded at once
_PLAIN_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_PLAIN_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


Selectors = Sequence[tuple[Matcher, ...]]


def metric_names(store: SeriesReader, selectors: Selectors, start: Instant) -> list[str]:
    """Return the names of all metrics that one of *selectors* matches, after *start*."""
    found: set[str] = set()
    for selector in selectors:
        codes, names = store.select_since(selector, start).column(METRIC_NAME)
        found.update(names[code] for code in np.unique(codes).tolist() if code >= 0)
    return sorted(found)


def text_of_metric(
    store: SeriesReader, name: str, selectors: Selectors, start: Instant, end: Instant
) -> Iterator[bytes]:
    """Yield the samples of a metric with start < time <= end, one series after the other.

    What says that a series ended is no sample.  Native histograms, which this format cannot hold,
    come behind the others as classic ones, after a line of HELP that says so.
    """
    yield f"# TYPE {_metric(name)} unknown\n".encode("utf-8", "replace")
    given: set[Labels] = set()
    natives: list[tuple[Selection, Block]] = []
    for selector in selectors:
        selection = store.select_since(
            (*selector, Matcher(METRIC_NAME, MatchKind.EQUAL, name)), start
        )
        for block in store.window(selection, start, end):
            yield from _text_of_block(selection, block, start, end, given)
            natives += [(selection, block)] if block.histograms is not None else []
        given.update(selection.labels(row) for row in range(len(selection)))
    yield from _text_of_natives(name, natives, start, end)


def _text_of_natives(
    name: str, blocks: Sequence[tuple[Selection, Block]], start: Instant, end: Instant
) -> Iterator[bytes]:
    """Yield classic histograms in the place of native ones; each series once."""
    given: set[Labels] = set()
    for selection, block in blocks:
        assert block.histograms is not None
        for at, row in enumerate(block.rows.tolist()):
            labels, times = selection.labels(int(row)), block.times[:, block.feed[at]]
            cells = block.histograms[0 : len(times), at : at + 1][:, 0]
            kept = (
                np.not_equal(cells, np.array(None, np.object_)) & (times > start) & (times <= end)
            )
            if labels in given or not kept.any():
                continue
            if not given:
                yield f"{CLASSIC}{_metric(name + '_bucket')} {_SAYS_SO}\n".encode(
                    "utf-8", "replace"
                )
            given.add(labels)
            for one, values in classic_series(labels, list(cells[kept])):
                yield _lines(head_of(one), times[kept], values).encode("utf-8", "replace")


def _text_of_block(
    selection: Selection, block: Block, start: Instant, end: Instant, given: Container[Labels]
) -> Iterator[bytes]:
    slots = len(block.times)
    width = max(_CELLS // max(slots, 1), 1)
    for first in range(0, len(block.rows) if slots else 0, width):
        some = slice(first, first + width)
        values = block.values[:, some]
        times = block.times[:, block.feed[some]]
        kept = is_live(values) & (times > start) & (times <= end)
        lines = "".join(
            _lines(
                head_of(selection.labels(int(row))), times[kept[:, at], at], values[kept[:, at], at]
            )
            for at, row in enumerate(block.rows[some].tolist())
            if selection.labels(int(row)) not in given
        )
        if lines:
            yield lines.encode("utf-8", "replace")


def head_of(labels: Labels) -> str:
    """Return a series as it stands at the begin of its lines."""
    name = label(labels, METRIC_NAME)
    pairs = [
        f'{_label(key)}="{escape_value(value)}"' for key, value in labels if key != METRIC_NAME
    ]
    if not _PLAIN_METRIC.fullmatch(name):
        return f"{{{','.join((_metric(name), *pairs))}}}"
    return f"{name}{{{','.join(pairs)}}}" if pairs else name


def _lines(head: str, times: TimeArray, values: FloatArray) -> str:
    numbers = list(map(repr, values.tolist()))
    for at in np.flatnonzero(~np.isfinite(values)).tolist():
        numbers[at] = _not_finite(float(values[at]))
    moments = times.tolist()
    return "".join(
        [
            f"{head} {number} {time // 1000}.{time % 1000:03}\n"
            for number, time in zip(numbers, moments, strict=True)
        ]
    )


def _not_finite(value: float) -> str:
    if np.isnan(value):
        return "NaN"
    return "+Inf" if value > 0 else "-Inf"


def _metric(name: str) -> str:
    return name if _PLAIN_METRIC.fullmatch(name) else f'"{escape_value(name)}"'


def _label(name: str) -> str:
    return name if _PLAIN_LABEL.fullmatch(name) else f'"{escape_value(name)}"'
