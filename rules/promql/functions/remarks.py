"""What functions of samples have to say beside their results: the warnings and infos."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from rules.promql.annotations import (
    FallingBuckets,
    bad_bucket_label,
    forced_monotonicity,
    invalid_quantile,
    possible_non_counter,
)
from rules.promql.errors import Place
from rules.promql.frames import Frame, NameRemoval
from rules.promql.functions.histograms import BUCKET_LABEL, BucketLayout, falls_of
from rules.promql.nodes import Call, Expr
from rules.promql.run import Run
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, LabelTable, group_rows
from watchkeeper.core.labels import METRIC_NAME

_OF_COUNTERS = ("_total", "_sum", "_count", "_bucket")


def remark_non_counters(run: Run, node: Call, frame: Frame) -> None:
    """Say which metrics have no counter's name, of those for which rate or increase gave one."""
    table = frame.table
    doubtful = run.kept.remember(node, "no counters", (table,), lambda: _doubtful_rows(table))
    if doubtful is None:
        return
    column = table.column(METRIC_NAME)
    rows = doubtful & frame.present.any(axis=0)
    for code in np.unique(column.codes[rows]).tolist():
        run.annotations.add(possible_non_counter(column.values[code], node.arguments[0].span.place))


def _doubtful_rows(table: LabelTable) -> BoolArray | None:
    """Return which rows have a name that is no counter's; None: no row has."""
    column = table.column(METRIC_NAME)
    is_doubtful = np.array([*(not one.endswith(_OF_COUNTERS) for one in column.values), False])
    rows: BoolArray = is_doubtful[column.codes]
    return rows if rows.any() else None


def remark_quantiles(run: Run, argument: Expr, quantiles: Iterable[float]) -> None:
    for quantile in dict.fromkeys(quantiles):
        if not 0 <= quantile <= 1:
            run.annotations.add(invalid_quantile(quantile, argument.span.place))


def remark_malformed_buckets(run: Run, argument: Expr, frame: Frame, layout: BucketLayout) -> None:
    """Say which samples have no bound or one that is no number, once per metric and bound."""
    rows = layout.malformed[frame.present[:, layout.malformed].any(axis=0)]
    if not len(rows):
        return
    table = frame.table.take(rows)
    for row in group_rows(table, (METRIC_NAME, BUCKET_LABEL)).first.tolist():
        labels = dict(table.labels(row))
        run.annotations.add(
            bad_bucket_label(
                labels.get(METRIC_NAME, ""), labels.get(BUCKET_LABEL, ""), argument.span.place
            )
        )


@dataclass(slots=True)
class _Seen:
    lowest: float = math.inf
    highest: float = -math.inf
    difference: float = 0.0
    count: int = 0
    first: int = 0
    last: int = 0


class FallingCounts:
    """Collects, over all steps, where buckets held less than those below them."""

    def __init__(self, run: Run, layout: BucketLayout) -> None:
        self._run = run
        self._layout = layout
        self._seen: dict[str, _Seen] = {}

    def look(self, at: int, counts: FloatArray, rising: FloatArray, exists: BoolArray) -> None:
        """Take up one step; *counts* and *rising* are (lines, histograms)."""
        if not (counts < rising).any():
            return
        falls = falls_of(counts, rising, exists)
        falls &= (exists & (self._layout.bounds == np.inf)).any(axis=0)
        for histogram in np.flatnonzero(falls.any(axis=0)).tolist():
            fallen = falls[:, histogram]
            self._add(
                self._seen.setdefault(self._name_of(histogram), _Seen(first=at)),
                at,
                self._layout.bounds[fallen, histogram],
                (rising - counts)[fallen, histogram],
            )

    @staticmethod
    def _add(seen: _Seen, at: int, bounds: FloatArray, differences: FloatArray) -> None:
        seen.lowest = min(seen.lowest, float(bounds.min()))
        seen.highest = max(seen.highest, float(bounds.max()))
        seen.difference = max(seen.difference, float(differences.max()))
        seen.count += 1
        seen.last = at

    def _name_of(self, histogram: int) -> str:
        if self._run.options.name_removal is NameRemoval.IMMEDIATE:
            return ""
        return dict(self._layout.table.labels(histogram)).get(METRIC_NAME, "")

    def remark(self, place: Place) -> None:
        for metric, seen in self._seen.items():
            falling = FallingBuckets(
                seen.lowest,
                seen.highest,
                seen.difference,
                seen.count,
                _date_text(seen.first),
                _date_text(seen.last),
            )
            self._run.annotations.add(forced_monotonicity(metric, falling, place))


def _date_text(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
