"""Pages of a list by the sort key of their last row, so that no row is told twice or passed over.

A list that moves is not cut by counting rows: one that leaves the front would pull the next page
up by one.  A key says where to go on, whatever happened before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, false, literal, or_

from ticketing.views import Place
from watchkeeper.core.errors import InvalidInput


class Direction(Enum):
    """How a key is sorted; what has none comes last."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class SortKey:
    """One of the whole numbers by which a list is sorted; the last one tells all rows apart."""

    column: ColumnElement[Any]
    direction: Direction = Direction.RISING
    may_be_null: bool = False

    def order(self) -> ColumnElement[Any]:
        if self.direction is Direction.FALLING:
            return self.column.desc()
        return self.column.asc().nulls_last()

    def same(self, value: int | None) -> ColumnElement[bool]:
        return self.column.is_(None) if value is None else self.column == _number(value)

    def beyond(self, value: int | None) -> ColumnElement[bool]:
        """Return that a row comes later than *value* by this key alone."""
        if value is None:
            return false()
        if self.direction is Direction.FALLING:
            return self.column < _number(value)
        later = self.column > _number(value)
        return or_(later, self.column.is_(None)) if self.may_be_null else later


def after(keys: Sequence[SortKey], place: Place) -> ColumnElement[bool]:
    """Return that a row comes after *place*.  Raises InvalidInput where that is none of this list."""
    if len(keys) != len(place) or any(
        value is None and not key.may_be_null for key, value in zip(keys, place, strict=True)
    ):
        raise InvalidInput("this is no place in this list; begin again without `after`")
    return _after(keys, place)


def _after(keys: Sequence[SortKey], place: Place) -> ColumnElement[bool]:
    (key, *more), (value, *others) = keys, place
    if not more:
        return key.beyond(value)
    return or_(key.beyond(value), and_(key.same(value), _after(more, tuple(others))))


def _number(value: int) -> ColumnElement[int]:
    """Return a number as the database compares it with columns of any width."""
    return literal(value, BigInteger)
