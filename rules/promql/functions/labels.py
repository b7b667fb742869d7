"""label_replace and label_join: computed once per distinct value, kept while the labels stay."""

from __future__ import annotations

import re

import numpy as np

from rules.promql.series import CodeArray
from rules.promql.table import Column, LabelTable, column_of, group_rows
from watchkeeper.storage.series.patterns import Pattern, pattern_of

_REFERENCE = re.compile(r"\$(?:\$|\{([^}]*)\}|([A-Za-z0-9_]+))")


def label_replace(
    table: LabelTable, target: str, template: str, source: str, pattern_text: str
) -> LabelTable:
    """Return the table with *target* set where *source* matches; an empty result removes it."""
    pattern = pattern_of(pattern_text)
    column = table.column(source)
    # one more at the end: what a missing label, code -1, gives
    replaced = [_replacement(pattern, template, value) for value in (*column.values, "")]
    if all(new is None for new in replaced):
        return table
    return table.replace(target, _overlay(table.column(target), replaced, column.codes))


def _replacement(pattern: Pattern, template: str, value: str) -> str | None:
    groups = pattern.groups(value)
    if groups is None:
        return None
    found = groups

    def referred(reference: re.Match[str]) -> str:
        if reference.group() == "$$":
            return "$"
        name = reference.group(1) if reference.group(1) is not None else reference.group(2)
        number = int(name) if name.isdecimal() else pattern.group_numbers.get(name, len(found))
        return found[number] if number < len(found) else ""

    return _REFERENCE.sub(referred, template)


def _overlay(old: Column, new: list[str | None], source_codes: CodeArray) -> Column:
    """Return *old* with the new text of each source code; None leaves a row as it is."""
    codes_of = {text: code for code, text in enumerate(old.values)}
    kept = -2
    moved = [
        kept if text is None else codes_of.setdefault(text, len(codes_of)) if text else -1
        for text in new
    ]
    codes = np.array(moved, np.int32)[source_codes]
    return Column(np.where(codes == kept, old.codes, codes).astype(np.int32), tuple(codes_of))


def label_join(
    table: LabelTable, target: str, separator: str, sources: tuple[str, ...]
) -> LabelTable:
    """Return the table with *target* set to the values of *sources*, joined."""
    groups = group_rows(table, sources)
    columns = [table.column(source) for source in sources]
    joined = column_of(
        [separator.join(_text(column, int(row)) for column in columns) for row in groups.first]
    )
    return table.replace(target, _distinct(joined, groups.of_row))


def _distinct(column: Column, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Column:
    return Column(column.codes[rows], column.values)


def _text(column: Column, row: int) -> str:
    code = column.codes[row]
    return column.values[code] if code >= 0 else ""
