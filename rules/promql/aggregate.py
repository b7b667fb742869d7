"""Aggregation operators: groups are found once per table, then reduced as arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rules.promql.errors import EvaluationError
from rules.promql.frames import Frame
from rules.promql.functions.numbers import exact_sum
from rules.promql.functions.remarks import remark_quantiles
from rules.promql.mixed.aggregation import add_histograms, texts_of_cells, to_aggregate
from rules.promql.nodes import Aggregate, Aggregator, Grouping, GroupKind
from rules.promql.run import Run
from rules.promql.sampling import first_of_groups, share_of_series
from rules.promql.series import FloatArray
from rules.promql.table import (
    METADATA_LABELS,
    Column,
    Groups,
    IndexArray,
    LabelTable,
    column_of,
    group_rows,
)
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.messages import mark

_EXTREMES = frozenset({Aggregator.TOPK, Aggregator.BOTTOMK})

CountArray = npt.NDArray[np.int64]


def aggregate(run: Run, node: Aggregate, frame: Frame, parameter: FloatArray | None) -> Frame:
    """Aggregate all rows of each group; *parameter* (steps,) is that of quantile, topk, bottomk."""
    run.use(frame.values.size)
    groups, table = run.kept.remember(
        node, "groups", (frame.table,), lambda: _grouped(frame.table, node.grouping)
    )
    if node.operator is Aggregator.LIMITK and parameter is not None:
        counts = [_whole(node, wanted) for wanted in parameter.tolist()]
        return first_of_groups(frame, groups, run.each(counts))
    if node.operator is Aggregator.LIMIT_RATIO and parameter is not None:
        return share_of_series(run, node, frame, parameter)
    floats = to_aggregate(run, node, frame)
    if node.operator in _EXTREMES and parameter is not None:
        counts = [_whole(node, wanted) for wanted in parameter.tolist()]
        return _extremes(run, node.operator, floats, groups, counts)
    if node.operator is Aggregator.QUANTILE and parameter is not None:
        assert node.parameter is not None
        remark_quantiles(run, node.parameter, _extremes_of(parameter))
    if not frame.table.length:
        return Frame(
            table, np.zeros((len(frame.values), 0)), np.zeros((len(frame.values), 0), bool)
        )
    match node.operator:
        case Aggregator.QUANTILE:
            assert parameter is not None
            return _quantile(run, floats, groups, table, parameter)
        case _:
            reduced = _reduced(node.operator, floats, groups, table)
            return add_histograms(run, node, frame, groups, reduced)


def _extremes_of(parameter: FloatArray) -> list[float]:
    """Return what is worth a remark: NaN where there is one, the smallest, the largest."""
    numbers = parameter[~np.isnan(parameter)].tolist()
    extremes = [min(numbers), max(numbers)] if numbers else []
    return [np.nan, *extremes] if len(numbers) < len(parameter) else extremes


def grouping_names(table: LabelTable, grouping: Grouping | None) -> frozenset[str]:
    """Return the labels by which rows are grouped, and which the result keeps."""
    if grouping is None:
        return frozenset()
    if grouping.kind is GroupKind.BY:
        return frozenset(grouping.labels) & table.names
    return table.names - frozenset(grouping.labels) - {METRIC_NAME}


def _grouped(table: LabelTable, grouping: Grouping | None) -> tuple[Groups, LabelTable]:
    names = grouping_names(table, grouping)
    groups = group_rows(table, names)
    result = table.take(groups.first).only(names)
    if METADATA_LABELS & names and table.nameless is not None:
        nameless = np.maximum.reduceat(table.nameless[groups.order], groups.starts)
        result = result.with_nameless(nameless)
    return groups, result


class _Sorted:
    """Values of all rows side by side with their group; gathers only where they are not."""

    def __init__(self, frame: Frame, groups: Groups) -> None:
        self.groups = groups
        rows = slice(None) if groups.is_ordered else groups.order
        self.values = frame.values[:, rows]
        self.present = frame.present[:, rows]
        self.counts: CountArray = np.add.reduceat(
            self.present, groups.starts, axis=1, dtype=np.int64
        )

    def filled(self, fill: float) -> FloatArray:
        return np.where(self.present, self.values, fill)

    def sums(self, values: FloatArray) -> FloatArray:
        """Return the sum of each group; where plain addition may lose digits, accurately."""
        totals = np.add.reduceat(values, self.groups.starts, axis=1)
        bound = np.add.reduceat(np.abs(values), self.groups.starts, axis=1)
        doubtful = bound * self.groups.sizes * 2.3e-16 > np.abs(totals) * 1e-12
        for step, group in np.argwhere(doubtful):
            begin = self.groups.starts[group]
            part = values[step, begin : begin + self.groups.sizes[group]]
            totals[step, group] = exact_sum(part)
        return totals

    def over(self, group_values: FloatArray) -> FloatArray:
        """Return one value per row: that of its group."""
        return np.repeat(group_values, self.groups.sizes, axis=1)


def _sum(rows: _Sorted) -> FloatArray:
    return rows.sums(rows.filled(0.0))


def _mean(rows: _Sorted) -> FloatArray:
    filled = rows.filled(0.0)
    mean = rows.sums(filled) / rows.counts
    overflown = np.isinf(mean)
    if overflown.any():
        careful = rows.sums(filled / rows.over(rows.counts.astype(np.float64)))
        mean = np.where(overflown, careful, mean)
    return mean


def _variance(rows: _Sorted) -> FloatArray:
    distance = np.where(rows.present, rows.values - rows.over(_mean(rows)), 0.0)
    # the mean is rounded: of equal values the variance must be 0
    rest = rows.over(rows.sums(distance) / rows.counts)
    distance = np.where(rows.present, distance - rest, 0.0)
    return rows.sums(distance * distance) / rows.counts


_REDUCTIONS: Mapping[Aggregator, Callable[[_Sorted], FloatArray]] = MappingProxyType(
    {
        Aggregator.SUM: _sum,
        Aggregator.AVG: _mean,
        Aggregator.STDVAR: _variance,
        Aggregator.STDDEV: lambda rows: np.sqrt(_variance(rows)),
        Aggregator.COUNT: lambda rows: rows.counts.astype(np.float64),
        Aggregator.GROUP: lambda rows: np.ones(rows.counts.shape),
        Aggregator.MIN: lambda rows: np.fmin.reduceat(
            rows.filled(np.nan), rows.groups.starts, axis=1
        ),
        Aggregator.MAX: lambda rows: np.fmax.reduceat(
            rows.filled(np.nan), rows.groups.starts, axis=1
        ),
    }
)


def _reduced(operator: Aggregator, frame: Frame, groups: Groups, table: LabelTable) -> Frame:
    rows = _Sorted(frame, groups)
    return Frame(table, _REDUCTIONS[operator](rows), rows.counts > 0)


def _quantile(
    run: Run, frame: Frame, groups: Groups, table: LabelTable, parameter: FloatArray
) -> Frame:
    rows = _Sorted(frame, groups)
    result = np.zeros(rows.counts.shape)
    for step, quantile in enumerate(run.each(parameter.tolist())):
        values, present = rows.values[step], rows.present[step]
        # NaN samples are smallest, absent rows largest; then a rank within each group
        rank = np.where(present, np.where(np.isnan(values), 0, 1), 2)
        order = np.lexsort((values, rank, np.repeat(np.arange(groups.count), groups.sizes)))
        result[step] = _quantiles(quantile, values[order], groups.starts, rows.counts[step])
    return Frame(table, result, rows.counts > 0)


def _quantiles(
    quantile: float, ordered: FloatArray, starts: IndexArray, counts: CountArray
) -> FloatArray:
    """Interpolate in each group's ordered values (prometheus promql/quantile.go)."""
    if np.isnan(quantile):
        return np.full(len(counts), np.nan)
    if not 0 <= quantile <= 1:
        return np.full(len(counts), -np.inf if quantile < 0 else np.inf)
    highest = np.maximum(counts - 1, 0)
    rank = quantile * highest
    lower = np.floor(rank).astype(np.intp)
    weight = rank - lower
    upper = np.minimum(highest, lower + 1)
    low, high = ordered[starts + lower], ordered[starts + upper]
    return np.asarray(low * (1 - weight) + high * weight)


def _extremes(
    run: Run, operator: Aggregator, frame: Frame, groups: Groups, counts: Sequence[int]
) -> Frame:
    """Keep the k largest or smallest samples of each group; NaN is the farthest from both."""
    kept = np.zeros_like(frame.present)
    order: IndexArray = np.zeros(0, np.intp)
    for step, count in enumerate(run.each(counts)):
        values = frame.values[step]
        distance = -values if operator is Aggregator.TOPK else values  # NaN sorts last
        order = np.lexsort((distance, ~frame.present[step], groups.of_row))
        place = np.arange(len(order)) - np.repeat(groups.starts, groups.sizes)
        chosen = order[place < count]
        kept[step, chosen] = frame.present[step, chosen]
    return Frame(frame.table, frame.values, kept, order if len(counts) == 1 else None)


def _whole(node: Aggregate, wanted: float) -> int:
    assert node.parameter is not None
    if np.isnan(wanted):
        raise EvaluationError(mark("Parameter value is NaN"), place=node.parameter.span.place)
    if abs(wanted) >= 2**63:
        raise EvaluationError(
            mark("Scalar value {value} overflows int64"),
            place=node.parameter.span.place,
            value=wanted,
        )
    return int(wanted)


def count_values(
    run: Run,
    label: str,
    frame: Frame,
    grouping: Grouping | None,
    text_of: Callable[[float], str],
) -> Frame:
    """Count equal values in each group; the value becomes the label *label*."""
    names = grouping_names(frame.table, grouping) - {label}
    steps, rows = np.nonzero(frame.present)
    table, least = frame.table.take(rows).only(names), 0  # groups, as far as is known
    if frame.histograms is None:
        distinct, code = _distinct(frame.values[steps, rows])
        least = len(distinct)
        run.use(len(frame.values) * least)
        texts = tuple(text_of(value) for value in run.each(distinct.tolist()))
        column = Column(code.astype(np.int32), texts)
    else:
        column = column_of([*run.each(texts_of_cells(frame, steps, rows, text_of))])
    table = table.replace(label, column)
    groups = group_rows(table, table.names)
    run.use(len(frame.values) * (groups.count - least))
    counts = np.zeros((len(frame.values), groups.count))
    np.add.at(counts, (steps, groups.of_row), 1.0)
    return Frame(table.take(groups.first), counts, counts > 0)


def _distinct(values: FloatArray) -> tuple[FloatArray, IndexArray]:
    """Return the values that are written differently (0 and -0 are), and the place of each."""
    bits = np.where(np.isnan(values), np.nan, values).view(np.int64)
    distinct, place = np.unique(bits, return_inverse=True)
    return distinct.view(np.float64), place
