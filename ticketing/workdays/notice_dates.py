"""Dates as notices write them: ``2018年12月30日至2019年1月1日``, ``2月2日（星期六）、3日``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ticketing.workdays.days import days_through
from ticketing.workdays.years import MAX_BLOCK_DAYS
from watchkeeper.core.errors import InvalidInput

_WEEKDAYS = "一二三四五六日"
_DATE = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:\([^()]{0,40}\))?"
_TO = r"(?:至|到|-|—{1,2}|–|~)"
DATES = rf"{_DATE}(?:{_TO}{_DATE}|(?:(?:[、,]|和|及){_DATE})*)"
"""A range, or one or several dates; as a pattern without groups."""

_PARTS = re.compile(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日(?:\(([^()]{0,40})\))?")
_RANGE = re.compile(rf"({_DATE}){_TO}({_DATE})")
_WEEKDAY = re.compile("(?:星期|周)([一二三四五六日天])")


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates of one item, whose years are mostly left unsaid.

    ``begins_before``: the item is about New Year's Day, so November and December are those
    before it.
    """

    year: int
    begins_before: bool = False

    def dates(self, words: str) -> tuple[date, ...]:
        """Return the days of a range, or of a list.  Raises InvalidInput."""
        whole = _RANGE.fullmatch(words)
        if whole is not None:
            return self._range(whole[1], whole[2])
        found: list[date] = []
        for part in _PARTS.finditer(words):
            found.append(self._date(part, after=found[-1] if found else None))
        return tuple(found)

    def _range(self, first: str, last: str) -> tuple[date, ...]:
        begin, end = _PARTS.fullmatch(first), _PARTS.fullmatch(last)
        assert begin is not None
        assert end is not None
        start = self._date(begin, after=None)
        finish = self._date(end, after=start)
        if not 0 < (finish - start).days < MAX_BLOCK_DAYS:
            raise InvalidInput("{last} does not follow {first} closely", first=start, last=finish)
        return days_through(start, finish)

    def _date(self, parts: re.Match[str], *, after: date | None) -> date:
        year_text, month_text, day_text, note = parts.groups()
        if month_text is None and after is None:
            raise InvalidInput("{text!r} has no month", text=parts[0])
        month = int(month_text) if month_text else (after.month if after else 0)
        year = int(year_text) if year_text else self._year_of(month, after)
        try:
            day = date(year, month, int(day_text))
        except ValueError as error:
            raise InvalidInput("there is no {text}", text=parts[0]) from error
        if abs(day.year - self.year) > 1:
            raise InvalidInput("{day} is far from the year {year}", day=day, year=self.year)
        _check_weekday(day, note or "")
        return day

    def _year_of(self, month: int, after: date | None) -> int:
        if after is not None:
            return after.year + (month < after.month)
        return self.year - (self.begins_before and month >= 11)


def _check_weekday(day: date, note: str) -> None:
    said = _WEEKDAY.search(note)
    if said is None:
        return
    weekday = _WEEKDAYS.index(said[1].replace("天", "日"))
    if weekday != day.weekday():
        raise InvalidInput("{day} is no {said}", day=day, said=said[0])
