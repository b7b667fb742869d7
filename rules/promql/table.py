"""The labels of many rows as dictionary-encoded columns, built when asked for and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rules.promql.series import CodeArray, Selection
from watchkeeper.core.labels import METRIC_NAME, Labels

IndexArray = npt.NDArray[np.intp]
BoolArray = npt.NDArray[np.bool_]

_LARGEST_KEY = 2**62

METADATA_LABELS = frozenset({METRIC_NAME, "__type__", "__unit__"})
"""What tells what a sample means: it goes where a function changes that (PROM-39)."""


@dataclass(frozen=True, slots=True)
class Column:
    codes: CodeArray  # (rows,), index into values, -1: the row lacks the label
    values: Sequence[str]  # distinct, none empty


class LabelTable:
    """Rows of labels.  ``nameless`` marks rows whose METADATA_LABELS go when the query ends.

    Tables are compared by identity: an unchanged input is the same table, so that what was
    derived from it can be kept.
    """

    def __init__(
        self,
        length: int,
        names: frozenset[str],
        make_column: Callable[[str], Column],
        nameless: BoolArray | None = None,  # (rows,)
    ) -> None:
        self.length = length
        self.names = names
        self.nameless = nameless
        self._make_column = make_column
        self._columns: dict[str, Column] = {}
        self._labels: dict[int, Labels] = {}  # of rows that were asked for

    def column(self, name: str) -> Column:
        known = self._columns.get(name)
        if known is None:
            known = self._make_column(name) if name in self.names else self._missing()
            self._columns[name] = known
        return known

    def _missing(self) -> Column:
        return Column(np.full(self.length, -1, np.int32), ())

    def labels(self, row: int) -> Labels:
        known = self._labels.get(row)
        if known is None:
            known = self._labels[row] = self._make_labels(row)
        return known

    def _make_labels(self, row: int) -> Labels:
        pairs = []
        for name in self._sorted_names:
            column = self.column(name)
            code = column.codes[row]
            if code >= 0:
                pairs.append((name, column.values[code]))
        return tuple(pairs)

    @cached_property
    def _sorted_names(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    @cached_property
    def identity(self) -> Groups:
        """Return the rows grouped by all labels: as many groups as rows where none is double."""
        return group_rows(self, self.names)

    def take(self, rows: IndexArray) -> LabelTable:
        def make(name: str) -> Column:
            column = self.column(name)
            return Column(column.codes[rows], column.values)

        nameless = None if self.nameless is None else self.nameless[rows]
        return LabelTable(len(rows), self.names, make, nameless)

    def only(self, names: Iterable[str]) -> LabelTable:
        kept = self.names & frozenset(names)
        nameless = self.nameless if METADATA_LABELS & kept else None
        return LabelTable(self.length, kept, self.column, nameless)

    def without(self, names: Iterable[str]) -> LabelTable:
        return self.only(self.names - frozenset(names))

    def replace(self, name: str, column: Column) -> LabelTable:
        """Return the table with one column put in; a written metric name stays (label_replace)."""
        nameless = None if name == METRIC_NAME else self.nameless
        return LabelTable(
            self.length,
            self.names | {name},
            lambda wanted: column if wanted == name else self.column(wanted),
            nameless,
        )

    def with_nameless(self, nameless: BoolArray | None) -> LabelTable:
        return LabelTable(self.length, self.names, self.column, nameless)

    @cached_property
    def shown(self) -> LabelTable:
        """Return the table without the names, types and units that go when the query ends."""
        going = METADATA_LABELS & self.names
        if self.nameless is None or not going or not self.nameless.any():
            return self
        shown = self
        for name in going:
            column = self.column(name)
            codes = np.where(self.nameless, np.int32(-1), column.codes)
            shown = shown.replace(name, Column(codes, column.values))
        return shown.with_nameless(None)


def table_of_selection(selection: Selection) -> LabelTable:
    return LabelTable(
        len(selection), selection.label_names(), lambda name: Column(*selection.column(name))
    )


def table_of_labels(rows: Sequence[Labels]) -> LabelTable:
    """Return the table of a few label sets that were made by the query itself."""
    names = frozenset(name for labels in rows for name, _ in labels)

    def make(name: str) -> Column:
        return column_of([dict(labels).get(name, "") for labels in rows])

    return LabelTable(len(rows), names, make)


def column_of(texts: Sequence[str]) -> Column:
    """Encode one text per row; the empty one is no label."""
    codes_of: dict[str, int] = {}
    codes = [codes_of.setdefault(text, len(codes_of)) if text else -1 for text in texts]
    return Column(np.array(codes, np.int32), tuple(codes_of))


def stack(upper: LabelTable, lower: LabelTable) -> LabelTable:
    """Return the rows of one table followed by those of another."""

    def make(name: str) -> Column:
        return _stack_columns(upper.column(name), lower.column(name))

    nameless = None
    if upper.nameless is not None or lower.nameless is not None:
        nameless = np.concatenate([_flags(upper), _flags(lower)])
    return LabelTable(upper.length + lower.length, upper.names | lower.names, make, nameless)


def _flags(table: LabelTable) -> BoolArray:
    return np.zeros(table.length, np.bool_) if table.nameless is None else table.nameless


def _stack_columns(upper: Column, lower: Column) -> Column:
    if upper.values is lower.values:
        return Column(np.concatenate([upper.codes, lower.codes]), upper.values)
    codes_of = {text: code for code, text in enumerate(upper.values)}
    moved = [codes_of.setdefault(text, len(codes_of)) for text in lower.values]
    moved_codes = np.array([*moved, -1], np.int32)[lower.codes]
    return Column(np.concatenate([upper.codes, moved_codes]), tuple(codes_of))


@dataclass(frozen=True)
class Groups:
    """Rows put into groups 0 .. count-1."""

    of_row: IndexArray  # (rows,) group of each row
    first: IndexArray  # (count,) one row of each group: the first

    @property
    def count(self) -> int:
        return len(self.first)

    @property
    def are_single(self) -> bool:
        return self.count == len(self.of_row)

    @cached_property
    def order(self) -> IndexArray:
        """Return the rows sorted by group, in their own order within one."""
        return np.argsort(self.of_row, kind="stable")

    @cached_property
    def starts(self) -> IndexArray:
        """Return where in ``order`` each group begins."""
        return np.searchsorted(self.of_row[self.order], np.arange(self.count)).astype(np.intp)

    @cached_property
    def sizes(self) -> IndexArray:
        return np.bincount(self.of_row, minlength=self.count).astype(np.intp)

    @cached_property
    def is_ordered(self) -> bool:
        """Return whether the rows of each group already lie side by side, in order."""
        return bool((np.diff(self.of_row) >= 0).all())


def group_rows(table: LabelTable, names: Iterable[str]) -> Groups:
    """Group the rows that agree on all of *names*; a missing label is a value of its own."""
    key = np.zeros(table.length, np.int64)
    size = 1
    for name in sorted(frozenset(names) & table.names):
        column = table.column(name)
        width = len(column.values) + 1
        if size * width > _LARGEST_KEY:
            distinct, key = np.unique(key, return_inverse=True)
            size = len(distinct)
        key = key * width + (column.codes + 1)
        size *= width
    _, first, of_row = np.unique(key, return_index=True, return_inverse=True)
    return Groups(of_row.astype(np.intp), first.astype(np.intp))
