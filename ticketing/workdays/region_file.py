"""Read a region's notices from YAML.  The shipped one is ``china.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from ticketing.workdays.days import days_through
from ticketing.workdays.years import MAX_BLOCK_DAYS, Arrangement, Notice, Region, StatutoryDays
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError, Conflict, InvalidInput
from watchkeeper.core.instants import date_from_text

MAX_NOTICES = 500
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class _Item:
    item: int
    name: str
    off: str | None = None
    until: date | None = None
    worked: Mapping[str, date] | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _NoticeEntry:
    year: int
    number: str
    dated: date
    days: tuple[_Item, ...]
    url: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class _StatutoryEntry:
    since: int
    days: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _RegionEntry:
    region: str
    notices: tuple[_NoticeEntry, ...]
    statutory: tuple[_StatutoryEntry, ...] = ()
    at: str = ""


def region_from_text(source: str, name: str) -> Region:
    """Read a region; *name* stands for the file in errors.  Raises ConfigError."""
    entry = bind(parse_yaml(source, name=name), _RegionEntry)
    if len(entry.notices) > MAX_NOTICES:
        raise ConfigError("more than {most} notices", at=entry.at, most=MAX_NOTICES)
    try:
        return _region(entry)
    except (InvalidInput, Conflict) as error:
        if error.at:
            raise
        raise ConfigError(error.sentence, at=entry.at, **error.facts) from error


@lru_cache(maxsize=1)
def shipped_region() -> Region:
    """Return mainland China as it is shipped."""
    text = resources.files("ticketing").joinpath("workdays", "china.yml").read_text("utf-8")
    return region_from_text(text, "workdays/china.yml")


def _region(entry: _RegionEntry) -> Region:
    region = Region(entry.region, (), tuple(_statutory(one) for one in entry.statutory))
    for notice in entry.notices:
        region = region.with_notice(_notice(notice))
    return region


def _notice(entry: _NoticeEntry) -> Notice:
    items = tuple(_arrangement(item) for item in entry.days)
    return Notice(entry.year, items, number=entry.number, dated=entry.dated, url=entry.url)


def _arrangement(item: _Item) -> Arrangement:
    try:
        worked = tuple(
            (date_from_text(day), made_up) for day, made_up in (item.worked or {}).items()
        )
        names = tuple(name.strip() for name in item.name.split("、"))
        return Arrangement(names, _block(item.off), worked, item.item, item.until)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=item.at, **error.facts) from error


def _block(text: str | None) -> tuple[date, ...]:
    """Read ``2026-10-01`` or ``2026-10-01..2026-10-07``."""
    if text is None:
        return ()
    first, dots, last = text.partition("..")
    start = date_from_text(first)
    end = date_from_text(last) if dots else start
    if not 0 <= (end - start).days < MAX_BLOCK_DAYS:
        raise InvalidInput(
            "{text!r} is no holiday of at most {most} days", text=text[:40], most=MAX_BLOCK_DAYS
        )
    return days_through(start, end)


def _statutory(entry: _StatutoryEntry) -> StatutoryDays:
    days = tuple(_month_day(text) for text in entry.days)
    return StatutoryDays(entry.since, days, entry.source)


def _month_day(text: str) -> tuple[int, int]:
    day = date_from_text(f"{_LEAP_YEAR}-{text}")
    if (day.month, day.day) == (2, 29):
        raise InvalidInput("29 February does not come every year")
    return day.month, day.day
