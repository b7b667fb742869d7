"""The order that a query asks for: by value, or by labels as people count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cmp_to_key

import numpy as np

from rules.promql.table import IndexArray, LabelTable

_CHUNKS = re.compile(r"[0-9]+|[^0-9]+")
_LONGEST_NUMBER = 18  # digits that fit 64 bits


def in_order_of_labels(
    table: LabelTable, names: Sequence[str], rows: IndexArray, *, is_descending: bool
) -> IndexArray:
    """Return *rows* sorted by the values of *names*, then by all labels."""
    ranks = [_ranks(table, name) for name in names]
    ordered = sorted(
        rows.tolist(), key=lambda row: ([rank[row] for rank in ranks], table.labels(row))
    )
    return np.array(ordered[::-1] if is_descending else ordered, np.intp)


def _ranks(table: LabelTable, name: str) -> list[int]:
    """Return the rank of each row's value among all; a missing label has the empty value."""
    column = table.column(name)
    texts = [*column.values, ""]
    order = sorted(range(len(texts)), key=lambda code: _natural_key(texts[code]))
    rank_of = np.empty(len(texts), np.int64)
    rank_of[order] = np.arange(len(texts))
    ranks: list[int] = rank_of[column.codes].tolist()
    return ranks


def _compared(left: str, right: str) -> int:
    """Compare as natural sorting does: runs of digits by what they count, "2" before "10"."""
    one, other = _CHUNKS.findall(left), _CHUNKS.findall(right)
    for a, b in zip(one, other, strict=False):
        if _is_number(a) and _is_number(b):
            if int(a) != int(b):
                return -1 if int(a) < int(b) else 1
        elif a != b:
            return -1 if a < b else 1
    return (len(one) > len(other)) - (len(one) < len(other))


_natural_key = cmp_to_key(_compared)


def _is_number(chunk: str) -> bool:
    return chunk[0].isdecimal() and len(chunk) <= _LONGEST_NUMBER
