"""Label names, label values, series and their newest samples, as the source of series knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rules.lanes import checkpoint
from rules.promql import PromqlError, compile_plan
from rules.promql.nodes import VectorSelector, bare
from rules.promql.series import (
    Matcher,
    MatchKind,
    RollUpSource,
    Selection,
    SeriesSource,
    select_since,
)
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.messages import mark
from watchkeeper.storage.series.reading import living_rows

LONGEST_NARROWING = DAY
"""A longer stretch of time, or one whose samples are gone, is not looked through.

What matches, and was seen on its first day or later, is taken to have lived in it.
"""

_ROWS_BETWEEN_CHECKPOINTS = 4_096

EVERYTHING = (Matcher(METRIC_NAME, MatchKind.MATCHES, ".+"),)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when series must have had a sample; open where None."""

    start: Instant | None = None
    end: Instant | None = None


ALWAYS = Stretch()


@dataclass(frozen=True, slots=True)
class Found:
    """A selection, and which of its rows lived in the stretch that was asked for."""

    selection: Selection
    rows: np.ndarray[tuple[int], np.dtype[np.intp]]


def found_of(
    source: SeriesSource, match: Iterable[str], stretch: Stretch, now: Instant
) -> list[Found]:
    """Return what each selector of ``match[]`` selects; all series where there is none."""
    matchers = [matchers_of(text) for text in match] or [EVERYTHING]
    return [_living(source, one, stretch, now) for one in matchers]


def _living(
    source: SeriesSource, matchers: tuple[Matcher, ...], stretch: Stretch, now: Instant
) -> Found:
    start = Instant(0) if stretch.start is None else stretch.start
    end = now if stretch.end is None else min(stretch.end, now)
    selection = select_since(source, matchers, Instant(start - 1))
    is_rolled_up = isinstance(source, RollUpSource) and start < source.raw_since()
    if is_rolled_up or end - start > LONGEST_NARROWING:
        return Found(selection, np.arange(len(selection), dtype=np.intp))
    blocks = source.window(selection, Instant(start - 1), end)
    alive = living_rows(blocks, start - 1, end)
    return Found(selection, np.array(sorted(alive), np.intp))


def matchers_of(text: str) -> tuple[Matcher, ...]:
    """Read a selector such as ``up{job="node"}``.  Raises PromqlError."""
    node = bare(compile_plan(text).tree)
    if not isinstance(node, VectorSelector):
        raise PromqlError(mark("match[] takes a plain selector"), place=node.span.place)
    return node.matchers


def label_names(found: Iterable[Found]) -> list[str]:
    names: set[str] = set()
    for one in found:
        names.update(
            name
            for name in one.selection.label_names() - names
            if (one.selection.column(name)[0][one.rows] >= 0).any()
        )
    return sorted(names)


def label_values(found: Iterable[Found], name: str) -> list[str]:
    kept: set[str] = set()
    for one in found:
        codes, values = one.selection.column(name)
        kept.update(values[code] for code in np.unique(codes[one.rows]).tolist() if code >= 0)
    return sorted(kept)


def series(found: Iterable[Found], most: int | None) -> list[Labels]:
    """Return the label sets, one more than *most* where there are more."""
    kept: dict[Labels, None] = {}
    for one in found:
        for number, row in enumerate(one.rows.tolist()):
            if number % _ROWS_BETWEEN_CHECKPOINTS == 0:
                checkpoint()
            kept[one.selection.labels(row)] = None
            if most is not None and len(kept) > most:
                return list(kept)
    return sorted(kept)
