"""Notices as text for the database: canonical JSON, read again as they were written."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ticketing.workdays.days import DatedDay, DayKind
from ticketing.workdays.years import Arrangement, Notice
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import TimeOfDay

_DAMAGED = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def text_of_notice(notice: Notice) -> str:
    """Return canonical JSON of a notice."""
    return canonical_json(
        {
            "arrangements": [_plain_arrangement(one) for one in notice.arrangements],
            "dated": _iso(notice.dated),
            "listed": [_plain_day(one) for one in notice.listed],
            "number": notice.number,
            "url": notice.url,
            "year": notice.year,
        }
    )


def notice_of_text(text: str) -> Notice:
    """Read what ``text_of_notice`` wrote.  Raises InvalidInput."""
    try:
        values = json.loads(text)
        return Notice(
            year=int(values["year"]),
            arrangements=tuple(_arrangement(one) for one in values["arrangements"]),
            number=str(values["number"]),
            dated=_day(values["dated"]),
            url=str(values["url"]),
            listed=tuple(_dated_day(one) for one in values["listed"]),
        )
    except _DAMAGED as error:
        raise InvalidInput("this is no stored notice: {reason}", reason=error) from error


def _plain_arrangement(one: Arrangement) -> dict[str, object]:
    return {
        "item": one.item,
        "names": one.names,
        "off": [_iso(day) for day in one.off],
        "until": _iso(one.until),
        "worked": [[_iso(day), _iso(made_up)] for day, made_up in one.worked],
    }


def _arrangement(values: Any) -> Arrangement:
    return Arrangement(
        names=tuple(str(name) for name in values["names"]),
        off=tuple(date.fromisoformat(day) for day in values["off"]),
        worked=tuple((date.fromisoformat(day), _day(made)) for day, made in values["worked"]),
        item=int(values["item"]),
        until=_day(values["until"]),
    )


def _plain_day(one: DatedDay) -> dict[str, object]:
    return {
        "day": _iso(one.day),
        "instead_of": _iso(one.instead_of),
        "kind": one.kind.value,
        "name": one.name,
        "source": one.source,
        "spans": one.spans,
    }


def _dated_day(values: Any) -> DatedDay:
    return DatedDay(
        day=date.fromisoformat(values["day"]),
        kind=DayKind(values["kind"]),
        name=str(values["name"]),
        source=str(values["source"]),
        instead_of=_day(values["instead_of"]),
        spans=tuple((TimeOfDay(int(one)), TimeOfDay(int(two))) for one, two in values["spans"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
