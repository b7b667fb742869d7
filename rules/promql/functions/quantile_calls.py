"""Calls that ask for quantiles or fractions of histograms, classic ones and native ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from rules.promql.binary import nameless
from rules.promql.format import text_from_number
from rules.promql.frames import Frame, Grid, merge_doubles
from rules.promql.functions.arguments import Arguments
from rules.promql.functions.histograms import (
    BucketLayout,
    counts_of,
    fraction_of_buckets,
    layout_of,
    quantile_of_buckets,
    rising_counts,
)
from rules.promql.functions.remarks import (
    FallingCounts,
    remark_malformed_buckets,
    remark_quantiles,
)
from rules.promql.histogram.quantiles import Found, fraction, quantile
from rules.promql.mixed.calls import with_native
from rules.promql.nodes import Call, Expr, StringLiteral, bare
from rules.promql.run import Run
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, Column, LabelTable, stack
from watchkeeper.storage.series.histograms import Histogram


def histogram_quantile(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    quantiles = arguments.scalar(node.arguments[0], grid).tolist()
    remark_quantiles(arguments.run, node.arguments[0], quantiles)
    buckets = _read(arguments, node, node.arguments[1], grid)
    _remark_falls(arguments.run, buckets, grid, [quantiles])
    found = _quantile_of(arguments.run, node, buckets, quantiles)
    return nameless(arguments.run, node, found)


def histogram_quantiles(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    """Return several quantiles of each histogram, told apart by a label."""
    run, (vector, name, *wanted) = arguments.run, node.arguments
    buckets = _read(arguments, node, vector, grid)
    asked = [arguments.scalar(one, grid).tolist() for one in wanted]
    for argument, quantiles in zip(wanted, asked, strict=True):
        remark_quantiles(run, argument, quantiles)
    _remark_falls(run, buckets, grid, asked)
    label = bare(name)
    assert isinstance(label, StringLiteral)
    frames = [
        _labelled(_quantile_of(run, node, buckets, quantiles), label.value, quantiles)
        for quantiles in asked
    ]
    return merge_doubles(nameless(run, node, reduce(_stacked, frames)), node.span.place)


def histogram_fraction(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    lower, upper = (arguments.scalar(one, grid).tolist() for one in node.arguments[:2])
    found = _computed(
        arguments.run,
        node,
        _read(arguments, node, node.arguments[2], grid),
        lambda step, *classic: fraction_of_buckets(lower[step], upper[step], *classic),
        lambda step, histogram: fraction(lower[step], upper[step], histogram),
    )
    return nameless(arguments.run, node, found)


@dataclass(frozen=True, slots=True)
class _Buckets:
    """A vector of which quantiles are asked, its classic histograms laid out."""

    argument: Expr
    frame: Frame
    layout: BucketLayout
    counts: list[tuple[FloatArray, BoolArray]]  # of each step, (lines, histograms)
    rising: list[FloatArray]


def _read(arguments: Arguments, node: Call, argument: Expr, grid: Grid) -> _Buckets:
    run, frame = arguments.run, arguments.frame(argument, grid)
    floats = frame.floats
    layout: BucketLayout = run.kept.remember(
        node, "buckets", (frame.table,), lambda: layout_of(frame.table)
    )
    remark_malformed_buckets(run, argument, floats, layout)
    run.use(grid.steps * layout.bounds.size)
    counts = [
        counts_of(layout, values, present)
        for values, present in run.each(zip(floats.values, floats.present, strict=True))
    ]
    return _Buckets(argument, frame, layout, counts, [rising_counts(*one) for one in counts])


def _remark_falls(run: Run, buckets: _Buckets, grid: Grid, asked: list[list[float]]) -> None:
    falling = FallingCounts(run, buckets.layout)
    for step, at in enumerate(run.each(grid.times.tolist())):
        if any(0 <= quantiles[step] <= 1 for quantiles in asked):
            counts, exists = buckets.counts[step]
            falling.look(at, counts, buckets.rising[step], exists)
    falling.remark(buckets.argument.span.place)


def _quantile_of(run: Run, node: Call, buckets: _Buckets, quantiles: list[float]) -> Frame:
    return _computed(
        run,
        node,
        buckets,
        lambda step, *classic: quantile_of_buckets(quantiles[step], *classic),
        lambda step, histogram: quantile(quantiles[step], histogram),
        quantiles,
    )


def _computed(
    run: Run,
    node: Call,
    buckets: _Buckets,
    compute: Callable[..., FloatArray],
    compute_native: Callable[[int, Histogram], Found],
    shares: Sequence[float] | None = None,
) -> Frame:
    layout = buckets.layout
    shape = (len(buckets.counts), layout.table.length)
    values, present = np.zeros(shape), np.zeros(shape, np.bool_)
    for step, (_, exists) in enumerate(run.each(buckets.counts)):
        values[step] = compute(step, layout.bounds, buckets.rising[step], exists)
        present[step] = exists.any(axis=0)
    classic = Frame(layout.table, values, present)
    return with_native(run, node, classic, buckets.frame, compute_native, shares)


def _labelled(frame: Frame, name: str, quantiles: list[float]) -> Frame:
    """Add the label that says which quantile it is; where that changes, a row for each."""
    texts = [_text_of(quantile) for quantile in quantiles]
    parts = [
        Frame(
            _with_constant(frame.table, name, text),
            frame.values,
            frame.present & np.array([one == text for one in texts])[:, None],
        )
        for text in dict.fromkeys(texts)
    ]
    return reduce(_stacked, parts)


def _with_constant(table: LabelTable, name: str, text: str) -> LabelTable:
    return table.replace(name, Column(np.zeros(table.length, np.int32), (text,)))


def _stacked(upper: Frame, lower: Frame) -> Frame:
    return Frame(
        stack(upper.table, lower.table),
        np.concatenate([upper.values, lower.values], axis=1),
        np.concatenate([upper.present, lower.present], axis=1),
    )


def _text_of(quantile: float) -> str:
    """Write a quantile as OpenMetrics does: 1.0, 0.25."""
    text = text_from_number(quantile)
    return text if any(mark in text for mark in ".eINa") else f"{text}.0"
