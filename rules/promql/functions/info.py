"""info(): puts the labels of info series (target_info, build_info ...) onto other series.

Semantics as in prometheus promql/info.go: a series finds the info series that agree with it on
``instance`` and ``job``, one of each metric name, as of the time its own samples are from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.promql.binary import braced
from rules.promql.errors import EvaluationError
from rules.promql.frames import Frame, Grid, merge_doubles
from rules.promql.functions.arguments import Arguments
from rules.promql.info_selectors import data_matchers, name_matchers
from rules.promql.matchers import does_match
from rules.promql.mixed.cells import histogram_mask
from rules.promql.nodes import Call, Expr, Subquery, VectorSelector, children
from rules.promql.reading import Latest, ends_of, read_latest, spread
from rules.promql.run import Run
from rules.promql.series import CodeArray, Matcher, TimeArray
from rules.promql.table import BoolArray, Column, IndexArray, LabelTable, group_rows, stack
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.messages import mark

_IDENTIFYING = ("instance", "job")
_NO_ROW = -1


def info(arguments: Arguments, node: Call, grid: Grid) -> Frame:
    """Return the vector with the labels of the info series that belong to it at each step."""
    run, argument = arguments.run, node.arguments[0]
    base = arguments.frame(argument, grid)
    times = Grid(_read_times(argument, grid), grid.start, grid.end)
    selector = run.info_selectors[id(node)]
    is_enriched = ~_are_info(base.table, name_matchers(selector))
    series = _info_series(run, node, base, is_enriched, read_latest(run, selector, times))
    enriched = _Enriched(run, node, base, is_enriched, series, data_matchers(selector))
    return merge_doubles(enriched.frame(), node.span.place)


def _read_times(node: Expr, grid: Grid) -> TimeArray:
    """Return for each step the time of which the first selector below *node* tells."""
    moved = _moved(node, grid)
    return grid.times if moved is None else moved


def _moved(node: Expr, grid: Grid) -> TimeArray | None:
    if isinstance(node, VectorSelector):
        return spread(ends_of(grid, node.at, node.offset), grid.steps)
    if isinstance(node, Subquery):
        ends = spread(ends_of(grid, node.at, node.offset), grid.steps)
        return _moved(node.inner, Grid(ends, grid.start, grid.end))
    below = (_moved(child, grid) for child in children(node))
    return next((times for times in below if times is not None), None)


@dataclass(frozen=True, slots=True)
class _InfoSeries:
    """Info series and, at each step, the newest of each group: one metric of one target."""

    table: LabelTable
    newest: IndexArray  # (steps, groups) row, _NO_ROW where the group has no sample
    of_base: tuple[IndexArray, ...]  # for each metric name: (base rows,) group, or _NO_ROW


@dataclass(frozen=True, slots=True)
class _Join:
    of_info: IndexArray  # (info rows,) group
    count: int
    of_base: tuple[IndexArray, ...]


def _info_series(
    run: Run, node: Call, base: Frame, is_enriched: BoolArray, read: Latest
) -> _InfoSeries:
    info_table = read.frame.table
    join = run.kept.remember(
        node, "info", (base.table, info_table), lambda: _joined(base.table, info_table)
    )
    used = base.present.any(axis=0) & is_enriched
    is_asked = np.asarray(base.present.any(axis=1))[:, None]
    matters = is_asked & _of_known_targets(base.table, info_table, used)
    newest = _newest(node, read, read.frame.present & matters, join)
    of_base = tuple(np.where(is_enriched, groups, _NO_ROW) for groups in join.of_base)
    return _InfoSeries(info_table, newest, of_base)


def _are_info(table: LabelTable, matchers: tuple[Matcher, ...]) -> BoolArray:
    """Return which rows are info series themselves: they stay as they are."""
    names = table.column(METRIC_NAME)
    holds = [all(does_match(one, name) for one in matchers) for name in (*names.values, "")]
    return np.array(holds, np.bool_)[names.codes]


def _joined(base: LabelTable, info_table: LabelTable) -> _Join:
    targets = group_rows(stack(base, info_table), _IDENTIFYING)
    of_base, of_info = targets.of_row[: base.length], targets.of_row[base.length :]
    metrics = group_rows(info_table, (METRIC_NAME,))
    keys, groups = np.unique(metrics.of_row * targets.count + of_info, return_inverse=True)
    found = tuple(
        _places(keys, metric * targets.count + of_base) for metric in range(metrics.count)
    )
    return _Join(groups.astype(np.intp), len(keys), found)


def _places(keys: IndexArray, wanted: IndexArray) -> IndexArray:
    """Return where in the sorted *keys* each wanted one is; _NO_ROW: nowhere."""
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, places, _NO_ROW).astype(np.intp)


def _of_known_targets(base: LabelTable, info_table: LabelTable, used: BoolArray) -> BoolArray:
    """Return which info series have an instance and a job that some base series has."""
    known = np.full(info_table.length, True)
    has_any = False
    for name in _IDENTIFYING:
        column, info_column = base.column(name), info_table.column(name)
        codes = np.unique(column.codes[used & (column.codes >= 0)]).tolist()
        if not codes:
            continue
        has_any = True
        values = {column.values[code] for code in codes}
        is_known = np.array([*(value in values for value in info_column.values), False])
        known &= is_known[info_column.codes]
    return known if has_any else np.zeros(info_table.length, np.bool_)


def _newest(node: Call, read: Latest, present: BoolArray, join: _Join) -> IndexArray:
    """Return the row with the latest sample of each group at each step.  Raises EvaluationError."""
    if (histogram_mask(read.frame) & present).any():
        raise EvaluationError(
            mark("info() takes labels of series of numbers; one it found holds histograms"),
            place=node.span.place,
        )
    newest = np.full((len(present), join.count), _NO_ROW, np.intp)
    latest = np.full((len(present), join.count), np.iinfo(np.int64).min)
    steps, rows = np.nonzero(present)
    groups, times = join.of_info[rows], read.times[steps, rows]
    np.maximum.at(latest, (steps, groups), times)
    is_latest = times == latest[steps, groups]
    steps, rows, groups = steps[is_latest], rows[is_latest], groups[is_latest]
    newest[steps, groups] = rows
    for other, row in zip(newest[steps, groups], rows, strict=True):
        if other != row:
            raise _is_double(node, read.frame.table, int(row), int(other))
    return newest


def _is_double(node: Call, table: LabelTable, row: int, other: int) -> EvaluationError:
    first, second = sorted((table.labels(row), table.labels(other)))
    return EvaluationError(
        mark("found duplicate series for info metric: {first} and {second} at one time"),
        place=node.span.place,
        first=braced(first),
        second=braced(second),
    )


@dataclass(frozen=True, slots=True)
class _Enriched:
    """Base rows split by the info series that belong to them: one row for each combination."""

    run: Run
    node: Call
    base: Frame
    is_enriched: BoolArray  # (base rows,)
    series: _InfoSeries
    wanted: tuple[Matcher, ...]  # of labels; none: all are

    def frame(self) -> Frame:
        steps, rows = np.nonzero(self.base.present)
        keys, is_kept = rows.astype(np.int64), ~self.is_enriched[rows]
        width = self.series.table.length + 1
        for found in self._found(steps, rows):
            _, keys = np.unique(keys * width + (found - _NO_ROW), return_inverse=True)
            is_kept |= found != _NO_ROW
        if not all(does_match(one, "") for one in self.wanted):
            steps, rows, keys = steps[is_kept], rows[is_kept], keys[is_kept]
        _, first, of_cell = np.unique(keys, return_index=True, return_inverse=True)
        present = np.zeros((len(self.base.present), len(first)), np.bool_)
        present[steps, of_cell] = True
        return self._frame(steps[first], rows[first], present)

    def _found(self, steps: IndexArray, rows: IndexArray) -> Iterator[IndexArray]:
        """Yield for each info metric the row that belongs to each cell, or _NO_ROW."""
        for of_base in self.series.of_base:
            self.run.touch(len(rows))
            groups = of_base[rows]
            if (groups != _NO_ROW).any():
                found = self.series.newest[steps, groups]
                yield np.where(groups == _NO_ROW, _NO_ROW, found)

    def _frame(self, steps: IndexArray, rows: IndexArray, present: BoolArray) -> Frame:
        """Return the rows whose first cells are at *steps*, *rows* of the base."""
        base = self.base
        self.run.use(present.size)
        cells = None if base.histograms is None else base.histograms[:, rows]
        table = self._labelled(base.table.take(rows), list(self._found(steps, rows)))
        return Frame(table, base.values[:, rows], present, None, cells)

    def _labelled(self, table: LabelTable, found: list[IndexArray]) -> LabelTable:
        wanted = {one.name for one in self.wanted}
        for name in sorted(self.series.table.names - {METRIC_NAME}):
            if wanted and name not in wanted:
                continue
            own, other = table.column(name), self.series.table.column(name)
            codes = np.full(table.length, -1, np.int32)
            for rows in found:
                theirs = np.where(rows == _NO_ROW, np.int32(-1), other.codes[rows])
                theirs = np.where(own.codes >= 0, np.int32(-1), theirs)
                self._refuse_conflict(name, codes, theirs)
                codes = np.where(codes >= 0, codes, theirs).astype(np.int32)
            if (codes >= 0).any():
                table = table.replace(name, _filled(own, codes, other))
        return table

    def _refuse_conflict(self, name: str, codes: CodeArray, theirs: CodeArray) -> None:
        if ((codes >= 0) & (theirs >= 0) & (codes != theirs)).any():
            raise EvaluationError(
                mark("conflicting label: {name} differs between info metrics of one target"),
                place=self.node.span.place,
                name=name,
            )


def _filled(own: Column, codes: CodeArray, other: Column) -> Column:
    """Return a column with the values of *other* at *codes* where it has none itself."""
    codes_of = {text: code for code, text in enumerate(own.values)}
    moved = [codes_of.setdefault(text, len(codes_of)) for text in other.values]
    theirs = np.array([*moved, -1], np.int32)[codes]
    return Column(np.where(own.codes >= 0, own.codes, theirs).astype(np.int32), tuple(codes_of))
