"""label_replace and label_join: computed once per distinct value, kept while the labels stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rules.promql.errors import QueryLimitExceeded
from rules.promql.series import CodeArray
from rules.promql.table import Column, LabelTable, column_of, group_rows
from watchkeeper.core.messages import mark
from watchkeeper.storage.series.patterns import Pattern, pattern_of

LONGEST_TEXT = 16 * 1024  # characters of one label
MOST_CHARACTERS = 32 * 1024 * 1024  # of all different labels that one call makes

_REFERENCE = re.compile(r"\$(?:\$|\{([^}]*)\}|([A-Za-z0-9_]+))")


def label_replace(
    table: LabelTable, target: str, template: str, source: str, pattern_text: str
) -> LabelTable:
    """Return the table with *target* set where *source* matches; an empty result removes it."""
    pattern = pattern_of(pattern_text)
    column = table.column(source)
    # one more at the end: what a missing label, code -1, gives
    room = _Room()
    groups = [pattern.groups(value) for value in (*column.values, "")]
    replaced = [
        None if one is None else room.text(_replacement(pattern, template, one)) for one in groups
    ]
    if all(new is None for new in replaced):
        return table
    return table.replace(target, _overlay(table.column(target), replaced, column.codes))


class _Room:
    """How many characters a call may still make: labels made of labels double at each call."""

    def __init__(self) -> None:
        self._left = MOST_CHARACTERS

    def text(self, parts: Iterable[str]) -> str:
        """Join *parts*, looking at their length first.  Raises QueryLimitExceeded."""
        taken, left = [], min(LONGEST_TEXT, self._left)
        for part in parts:
            left -= len(part)
            if left < 0:
                raise QueryLimitExceeded(
                    mark(
                        "labels would be made of more than {longest} characters, or of more "
                        "than {most} together; make shorter ones or select fewer series"
                    ),
                    longest=LONGEST_TEXT,
                    most=MOST_CHARACTERS,
                )
            taken.append(part)
        text = "".join(taken)
        self._left -= len(text)
        return text


def _replacement(pattern: Pattern, template: str, groups: Sequence[str]) -> Iterator[str]:
    """Give the pieces of a template, references to groups replaced."""
    position = 0
    for reference in _REFERENCE.finditer(template):
        yield template[position : reference.start()]
        position = reference.end()
        yield _referred(pattern, reference, groups)
    yield template[position:]


def _referred(pattern: Pattern, reference: re.Match[str], groups: Sequence[str]) -> str:
    if reference.group() == "$$":
        return "$"
    name = reference.group(1) if reference.group(1) is not None else reference.group(2)
    number = int(name) if name.isdecimal() else pattern.group_numbers.get(name, len(groups))
    return groups[number] if number < len(groups) else ""


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
    room = _Room()
    joined = column_of(
        [
            room.text(_between(separator, [_text(column, int(row)) for column in columns]))
            for row in groups.first
        ]
    )
    return table.replace(target, _distinct(joined, groups.of_row))


def _between(separator: str, texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield separator if number else ""
        yield text


def _distinct(column: Column, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Column:
    return Column(column.codes[rows], column.values)


def _text(column: Column, row: int) -> str:
    code = column.codes[row]
    return column.values[code] if code >= 0 else ""
