"""Years whose days nobody has confirmed yet: this one and the next, per calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ticketing.workdays.book import HoursBook
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, Duration, Instant, instant_of_local, local_day

WARNED_BEFORE = Duration(31 * DAY)
"""From 1 December a next year without its notice is everybody's business."""


@dataclass(frozen=True, slots=True)
class UnconfirmedYear:
    """A year that a calendar knows only in part, and when it begins."""

    calendar: str
    year: int
    begins_at: Instant

    def is_near(self, now: Instant) -> bool:
        return self.begins_at - now <= WARNED_BEFORE


def unconfirmed_years(book: HoursBook, now: Instant, zone: str) -> tuple[UnconfirmedYear, ...]:
    """Return what the current editions do not know of the year that *zone* shows and the next."""
    this_year = local_day(now, zone).year
    return tuple(
        UnconfirmedYear(name, year, instant_of_local(date(year, 1, 1), 0, zone))
        for year in (this_year, this_year + 1)
        for name in book.unconfirmed(year)
    )


class _HasBook(Protocol):
    @property
    def book(self) -> HoursBook: ...


class UnconfirmedMetric(Collector):
    """The years as a metric; asked whenever the metrics are, so that it knows New Year."""

    def __init__(
        self, calendars: _HasBook, clock: Clock, *, zone: str, registry: CollectorRegistry
    ) -> None:
        self._calendars = calendars
        self._clock = clock
        self._zone = zone
        registry.register(self)

    def describe(self) -> Iterable[Metric]:
        return (_family(),)

    def collect(self) -> Iterator[Metric]:
        family = _family()
        for one in unconfirmed_years(self._calendars.book, self._clock.now(), self._zone):
            family.add_metric((one.calendar, str(one.year)), one.begins_at / 1000)
        yield family


def _family() -> GaugeMetricFamily:
    return GaugeMetricFamily(
        "watchkeeper_calendar_unconfirmed_timestamp_seconds",
        "When a year begins whose days off and make-up days nobody has confirmed; this and the next.",
        labels=("calendar", "year"),
    )
