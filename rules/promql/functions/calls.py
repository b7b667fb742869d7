"""Evaluate a call: each family of functions, given what evaluates its arguments."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from rules.promql.annotations import ineffective_sort
from rules.promql.binary import nameless
from rules.promql.errors import EvaluationError
from rules.promql.frames import Frame, Grid, merge_doubles
from rules.promql.functions import counters, over_time, regression, unusual
from rules.promql.functions.arguments import Arguments, Function, is_range, range_argument, range_of
from rules.promql.functions.calendar import CALENDAR, calendar_part
from rules.promql.functions.dense_functions import DENSE, dense_with_parameter
from rules.promql.functions.elementwise import ELEMENTWISE, greater_of, lesser_of, rounded
from rules.promql.functions.extended import over_extended
from rules.promql.functions.info import info
from rules.promql.functions.labels import label_join, label_replace
from rules.promql.functions.ordering import in_order_of_labels
from rules.promql.functions.quantile_calls import (
    histogram_fraction,
    histogram_quantile,
    histogram_quantiles,
)
from rules.promql.functions.remarks import remark_non_counters, remark_quantiles
from rules.promql.functions.smoothing import double_exponential_smoothing
from rules.promql.literals import label_join_texts, label_replace_texts, text_in
from rules.promql.mixed.calls import OF_ONE, of_one, over_histograms
from rules.promql.nodes import (
    Call,
    Expr,
    MatrixSelector,
    VectorSelector,
    bare,
)
from rules.promql.reading import over_range, read_latest
from rules.promql.rolled import over_roll_ups
from rules.promql.run import Run
from rules.promql.series import FloatArray, MatchKind
from rules.promql.summed import over_summary
from rules.promql.table import BoolArray, LabelTable, table_of_labels
from rules.promql.windows import Kernel
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.messages import mark

_KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {
        "rate": counters.rate,
        "increase": counters.increase,
        "delta": counters.delta,
        "irate": counters.irate,
        "idelta": counters.idelta,
        "changes": counters.changes,
        "resets": counters.resets,
        "deriv": regression.deriv,
        "sum_over_time": over_time.sum_over_time,
        "avg_over_time": over_time.avg_over_time,
        "min_over_time": over_time.min_over_time,
        "max_over_time": over_time.max_over_time,
        "count_over_time": over_time.count_over_time,
        "last_over_time": over_time.last_over_time,
        "first_over_time": over_time.first_over_time,
        "present_over_time": over_time.present_over_time,
        "stddev_over_time": over_time.stddev_over_time,
        "stdvar_over_time": over_time.stdvar_over_time,
        "mad_over_time": over_time.mad_over_time,
        "ts_of_first_over_time": over_time.ts_of_first_over_time,
        "ts_of_last_over_time": over_time.ts_of_last_over_time,
        "ts_of_max_over_time": over_time.ts_of_max_over_time,
        "ts_of_min_over_time": over_time.ts_of_min_over_time,
    }
)
_WITH_PARAMETER: Mapping[str, Callable[[float], Kernel]] = MappingProxyType(
    {
        "predict_linear": regression.predict_linear,
        "quantile_over_time": over_time.quantile_over_time,
    }
)
_OF_COUNTERS = frozenset({"rate", "increase"})
_KEEP_NAME = frozenset({"last_over_time", "first_over_time"})


def call(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    """Return what a function that gives a vector gives, at every step."""
    return FUNCTIONS[node.function](arguments, node, grid)


def _over_range(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    selected = range_of(node)
    if isinstance(selected, MatrixSelector) and selected.selector.anchoring is not None:
        frame = over_extended(arguments.run, node, selected, grid)
        if node.function in _OF_COUNTERS:
            remark_non_counters(arguments.run, node, frame)
        return nameless(arguments.run, node, frame)
    summed = over_summary(arguments.run, node.function, selected, grid)
    if summed is not None:
        return nameless(arguments.run, node, summed)
    ranged = range_argument(arguments, node, grid)
    if node.function in _WITH_PARAMETER:
        scalar = next(one for one in node.arguments if not is_range(one))
        given = arguments.scalar(scalar, grid)
        parameters, make = given.tolist(), _WITH_PARAMETER[node.function]
        dense = dense_with_parameter(node.function, given, grid.times)
        frame = over_range(arguments.run, ranged, grid, lambda step: make(parameters[step]), dense)
        if node.function == "quantile_over_time":
            used = np.flatnonzero(frame.present.any(axis=1)).tolist()
            remark_quantiles(arguments.run, scalar, (parameters[step] for step in used))
    else:
        kernel, dense = _KERNELS[node.function], DENSE.get(node.function)
        frame = over_range(arguments.run, ranged, grid, lambda _: kernel, dense)
        frame = over_roll_ups(arguments.run, node.function, ranged, grid, frame)
        if node.function in _OF_COUNTERS:
            remark_non_counters(arguments.run, node, frame)
    frame = over_histograms(arguments.run, node, ranged, grid, frame)
    return frame if node.function in _KEEP_NAME else nameless(arguments.run, node, frame)


def _elementwise(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid).floats
    values = ELEMENTWISE[node.function](frame.values)
    return nameless(arguments.run, node, frame.with_values(values))


def _round(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid).floats
    nearest = np.ones(grid.steps)
    if len(node.arguments) > 1:
        nearest = arguments.scalar(node.arguments[1], grid)
    values = rounded(frame.values, nearest[:, None])
    return nameless(arguments.run, node, frame.with_values(values))


def _clamp(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid).floats
    edges = [arguments.scalar(one, grid)[:, None] for one in node.arguments[1:]]
    match node.function:
        case "clamp_min":
            values, present = greater_of(frame.values, edges[0]), frame.present
        case "clamp_max":
            values, present = lesser_of(frame.values, edges[0]), frame.present
        case _:
            lowest, highest = edges
            values = greater_of(lesser_of(frame.values, highest), lowest)
            present = frame.present & ~(highest < lowest)
    return nameless(arguments.run, node, Frame(frame.table, values, present))


def _calendar(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    if not node.arguments:
        seconds = np.floor_divide(grid.times, 1000).astype(np.float64)
        return _one_row(arguments.run, node, calendar_part(node.function, seconds))
    frame = arguments.frame(node.arguments[0], grid).floats
    values = calendar_part(node.function, frame.values)
    return nameless(arguments.run, node, frame.with_values(values))


def _one_row(run: Run, node: Expr, values: FloatArray, labels: Labels = ()) -> Frame:
    table = run.kept.remember(node, "one row", (), lambda: table_of_labels([labels]))
    return Frame(table, values[:, None], np.ones((len(values), 1), np.bool_))


def _vector(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    return _one_row(arguments.run, node, arguments.scalar(node.arguments[0], grid))


def _timestamp(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    argument = bare(node.arguments[0])
    if isinstance(argument, VectorSelector):
        read = read_latest(arguments.run, argument, grid)
        frame = read.frame.with_values(read.times / 1000)
    else:
        inner = arguments.frame(argument, grid)
        seconds = np.broadcast_to(grid.times[:, None] / 1000, inner.values.shape)
        frame = inner.with_values(seconds)
    return nameless(arguments.run, node, frame)


def _sort(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    """Order the rows of an instant query; a range query is always ordered by labels."""
    frame = arguments.frame(node.arguments[0], grid).floats
    if grid.steps != 1:
        arguments.run.annotations.add(ineffective_sort(node.span.place))
        return frame
    values = frame.values[0]
    distance = -values if node.function == "sort_desc" else values  # NaN sorts last either way
    order = np.argsort(distance, kind="stable")
    return Frame(frame.table, frame.values, frame.present, order)


def _sort_by_label(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid)
    if grid.steps != 1:
        arguments.run.annotations.add(ineffective_sort(node.span.place))
        return frame
    order = in_order_of_labels(
        frame.table,
        [text_in(one) for one in node.arguments[1:]],
        np.flatnonzero(frame.present[0]),
        is_descending=node.function == "sort_by_label_desc",
    )
    return dataclasses.replace(frame, order=order)


def _double_exponential_smoothing(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    run, ranged = arguments.run, range_argument(arguments, node, grid)
    smoothing, trend = (arguments.scalar(one, grid).tolist() for one in node.arguments[1:])
    if ranged.table.length:
        sentence = mark("invalid smoothing factor. Expected: 0 < sf < 1, got: {given}")
        _refuse_factor(node, 1, sentence, smoothing)
        sentence = mark("invalid trend factor. Expected: 0 < tf < 1, got: {given}")
        _refuse_factor(node, 2, sentence, trend)
    frame = over_range(
        run, ranged, grid, lambda step: double_exponential_smoothing(smoothing[step], trend[step])
    )
    return nameless(run, node, over_histograms(run, node, ranged, grid, frame))


def _refuse_factor(node: Call, position: int, sentence: str, factors: Sequence[float]) -> None:
    for factor in factors:
        if factor <= 0 or factor >= 1:
            place = node.arguments[position].span.place
            raise EvaluationError(sentence, place=place, given=f"{factor:f}")


def _absent(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid)
    return _missing(arguments.run, node, frame.present)


def _absent_over_time(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    ranged = range_argument(arguments, node, grid)
    found = over_range(arguments.run, ranged, grid, lambda _: over_time.present_over_time)
    found = over_histograms(arguments.run, node, ranged, grid, found)
    return _missing(arguments.run, node, found.present)


def _missing(run: Run, node: Call, present: BoolArray) -> Frame:
    """Return 1 with the selector's labels at each step at which nothing is there."""
    one_row = _one_row(run, node, np.ones(len(present)), _absent_labels(node))
    is_missing = np.asarray(~present.any(axis=1))[:, None]
    return Frame(one_row.table, one_row.values, is_missing)


def _absent_labels(node: Call) -> Labels:
    """Return the labels that the selector fixes by ``=``, each given once."""
    argument = bare(node.arguments[0])
    selector = argument.selector if isinstance(argument, MatrixSelector) else argument
    if not isinstance(selector, VectorSelector):
        return ()
    matchers = [one for one in selector.matchers if one.name != METRIC_NAME]
    names = [one.name for one in matchers]
    return labels_of(
        (one.name, one.value)
        for one in matchers
        if one.kind is MatchKind.EQUAL and names.count(one.name) == 1
    )


def _label_replace(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    texts = label_replace_texts(node)
    return _relabelled(arguments, node, grid, lambda table: label_replace(table, *texts))


def _label_join(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    texts = label_join_texts(node)
    return _relabelled(arguments, node, grid, lambda table: label_join(table, *texts))


def _relabelled(
    arguments: Arguments, node: Call, grid: Grid, make: Callable[[LabelTable], LabelTable]
) -> Frame:
    frame = arguments.frame(node.arguments[0], grid)
    table = arguments.run.kept.remember(node, "labels", (frame.table,), lambda: make(frame.table))
    return merge_doubles(frame.with_table(table), node.span.place)


def _of_one_histogram(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    frame = arguments.frame(node.arguments[0], grid)
    return nameless(arguments.run, node, of_one(arguments.run, node, frame))


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        **dict.fromkeys((*_KERNELS, *_WITH_PARAMETER), _over_range),
        **unusual.FUNCTIONS,
        **dict.fromkeys(ELEMENTWISE, _elementwise),
        **dict.fromkeys(CALENDAR, _calendar),
        **dict.fromkeys(OF_ONE, _of_one_histogram),
        "round": _round,
        "clamp": _clamp,
        "clamp_min": _clamp,
        "clamp_max": _clamp,
        "vector": _vector,
        "timestamp": _timestamp,
        "sort": _sort,
        "sort_desc": _sort,
        "sort_by_label": _sort_by_label,
        "sort_by_label_desc": _sort_by_label,
        "double_exponential_smoothing": _double_exponential_smoothing,
        "absent": _absent,
        "absent_over_time": _absent_over_time,
        "info": info,
        "label_replace": _label_replace,
        "label_join": _label_join,
        "histogram_quantile": histogram_quantile,
        "histogram_quantiles": histogram_quantiles,
        "histogram_fraction": histogram_fraction,
    }
)
