"""Evaluate the functions of ours that tell how unusual the newest value of a series is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from rules.anomaly.band import HIGHEST, LOWEST
from rules.anomaly.season import DEFAULTS, GRAIN
from rules.promql.binary import nameless
from rules.promql.errors import EvaluationError
from rules.promql.frames import Frame, Grid
from rules.promql.functions import anomaly
from rules.promql.functions.arguments import Arguments, Function, range_argument, range_of
from rules.promql.functions.rolling import rolling_band_score
from rules.promql.nodes import Call, MatrixSelector
from rules.promql.reading import over_range, read_latest
from rules.promql.series import TimeArray
from rules.promql.table import IndexArray, LabelTable
from rules.promql.windows import Kernel
from watchkeeper.core.messages import mark

_KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {
        "zscore_over_time": anomaly.zscore_over_time,
        "robust_zscore_over_time": anomaly.robust_zscore_over_time,
        "flap_ratio": anomaly.flap_ratio,
    }
)
_FEWEST_EARLIER = 3
_MOST_SEASONS = 60


def _of_window(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    kernel = _KERNELS[node.function]
    frame = over_range(arguments.run, range_argument(arguments, node, grid), grid, lambda _: kernel)
    return _of_living(arguments, node, grid, frame)


def _time_to_threshold(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    limits = arguments.scalar(node.arguments[1], grid).tolist()
    ranged = range_argument(arguments, node, grid)
    frame = over_range(
        arguments.run, ranged, grid, lambda step: anomaly.time_to_threshold(limits[step])
    )
    return _of_living(arguments, node, grid, frame)


def _band_score(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    edges = (LOWEST, HIGHEST)
    low, high = (
        arguments.scalar(one, grid) if one is not None else np.full(grid.steps, edge)
        for one, edge in zip((*node.arguments[1:], None, None), edges, strict=False)
    )
    if not ((low >= 0) & (low <= high) & (high <= 1)).all():
        raise EvaluationError(
            mark("{function}() needs edges from 0 to 1, the lower one first"),
            place=node.span.place,
            function=node.function,
        )
    shares = list(zip(low.tolist(), high.tolist(), strict=True))
    selected = range_of(node)
    if isinstance(selected, MatrixSelector) and selected.selector.at is None:
        frame = rolling_band_score(arguments.run, selected, grid, shares)
        return nameless(arguments.run, node, frame)
    ranged = range_argument(arguments, node, grid)
    frame = over_range(
        arguments.run, ranged, grid, lambda step: anomaly.band_score_over_time(*shares[step])
    )
    return _of_living(arguments, node, grid, frame)


def _of_living(arguments: Arguments, node: Call, grid: Grid, frame: Frame) -> Frame:
    """Return the frame without names, and without the series that have ended."""
    selected = range_of(node)
    if isinstance(selected, MatrixSelector):
        living = read_latest(arguments.run, selected.selector, grid).frame.present
        frame = Frame(frame.table, frame.values, frame.present & living)
    return nameless(arguments.run, node, frame)


def _seasonal_score(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    """Score each value against those of the same time in earlier seasons, half an hour around.

    The past is read at multiples of five minutes, so that it is computed once for all the
    evaluations between two of them.
    """
    frame = arguments.frame(node.arguments[0], grid)
    earlier = grid.times[:, None] // GRAIN * GRAIN - _ages(arguments, node, grid)
    times = np.unique(earlier)
    first, last = (int(times.min(initial=0)), int(times.max(initial=0)))
    past = arguments.run.kept.remember(
        node,
        "seasons",
        (frame.table, first, last, len(times)),
        lambda: arguments.frame(node.arguments[0], Grid(times, grid.start, grid.end)),
    )
    values, rows = np.where(past.present, past.values, np.nan), _rows_of(past.table, frame.table)
    scores, present = np.zeros(frame.values.shape), frame.present.copy()
    for step, places in enumerate(np.searchsorted(times, earlier)):
        arguments.run.check_time()
        seasons = np.where(rows >= 0, values[places][:, rows], np.nan)
        scores[step], counts = anomaly.score_against(frame.values[step], seasons)
        present[step] &= counts >= _FEWEST_EARLIER
    return nameless(arguments.run, node, Frame(frame.table, scores, present))


def _ages(arguments: Arguments, node: Call, grid: Grid) -> TimeArray:
    """Return how long ago, in ms, the values lie that a value is compared with."""
    given = [float(arguments.scalar(one, grid)[0]) for one in node.arguments[1:]]
    period, seasons, half = (*given, *DEFAULTS[len(given) :])
    if not (period > 0 and 1 <= seasons <= _MOST_SEASONS and 0 <= half <= period / 2):
        raise EvaluationError(
            mark(
                "seasonal_score() needs a period above 0, 1 to {most} seasons and a half width of "
                "at most half a period"
            ),
            place=node.span.place,
            most=_MOST_SEASONS,
        )
    steps = int(half * 1000 // GRAIN)
    around = np.arange(-steps, steps + 1) * GRAIN
    arguments.run.use(grid.steps * int(seasons) * len(around))
    ages = np.arange(1, int(seasons) + 1)[:, None] * int(period * 1000) + around
    return np.asarray(ages.ravel(), np.int64)


def _rows_of(table: LabelTable, wanted: LabelTable) -> IndexArray:
    """Return for each row of *wanted* the row of *table* with its labels, or -1."""
    if table is wanted:
        return np.arange(wanted.length)
    places = {table.labels(row): row for row in range(table.length)}
    return np.array([places.get(wanted.labels(row), -1) for row in range(wanted.length)], np.intp)


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        **dict.fromkeys(_KERNELS, _of_window),
        "band_score_over_time": _band_score,
        "time_to_threshold": _time_to_threshold,
        "seasonal_score": _seasonal_score,
    }
)
