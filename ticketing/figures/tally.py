"""Figures of a period, ticket by ticket: what is kept grows with what is counted, not with logs.

Pure: whoever reads the logs calls ``add`` for each and ``view`` at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from ticketing.calendars import ServiceHours
from ticketing.events import Event
from ticketing.figures.compliance import (
    Breach,
    ComplianceRow,
    Dimension,
    PauseEvidence,
    breaches,
    compliance,
    merged,
    pauses,
)
from ticketing.figures.interface import MOST_LISTED, FiguresView, FiguresWish
from ticketing.figures.pages import PageCount, pages_of
from ticketing.figures.times import Lapse, lapses, times
from ticketing.figures.verdicts import GoalKey, Judged, frozen_verdicts, judged
from ticketing.fold import fold
from ticketing.policy import Terms
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

T = TypeVar("T")

_FINEST = frozenset(Dimension)
_MERGED_AT = 2_000  # rows: so many are kept before they are added up
_NO_REASONS: Mapping[GoalKey, str] = {}


class Tally:
    """Counts tickets for one wish."""

    def __init__(
        self,
        wish: FiguresWish,
        *,
        now: Instant,
        working_hours: Callable[[PersonId], ServiceHours],
        zone_of: Callable[[PersonId], str],
    ) -> None:
        self._wish = wish
        self._now = now
        self._tickets = 0
        self._lapses: list[Lapse] = []
        self._rows: list[ComplianceRow] = []
        self._merge_at = _MERGED_AT
        self._breaches = _Cut[Breach]()
        self._pauses = _Cut[PauseEvidence]()
        self._unexplained = self._unevidenced = 0
        self._pages = PageCount(working_hours, zone_of)

    def add(
        self,
        events: Sequence[Event],
        terms: Terms,
        hours: ServiceHours,
        reasons: Mapping[GoalKey, str] = _NO_REASONS,
    ) -> None:
        """Take one ticket's log; *hours* are those by which its times are told beside the wall."""
        ticket = fold(events, terms, self._now)
        if self._wish.customer not in {None, ticket.subject.customer}:
            return
        found = self._counting(judged(ticket, terms, self._now, frozen_verdicts(events)))
        measured = [
            lapse
            for lapse in lapses(ticket, hours)
            if self._wish.holds(lapse.at) and lapse.level in self._wish.levels
        ]
        paged = ticket.level in self._wish.levels and self._count_pages(events)
        paused = ticket.level in self._wish.levels and self._count_pauses(events)
        self._count_breaches(found, reasons)
        self._lapses += measured
        self._count_goals(found)
        self._tickets += 1 if found or measured or paged or paused else 0

    def view(self) -> FiguresView:
        return FiguresView(
            wish=self._wish,
            made_at=self._now,
            tickets=self._tickets,
            times=times(self._lapses),
            compliance=merged(self._rows, _FINEST),
            breaches=tuple(self._breaches.kept),
            breach_count=self._breaches.count,
            unexplained=self._unexplained,
            pauses=tuple(self._pauses.kept),
            pause_count=self._pauses.count,
            unevidenced=self._unevidenced,
            loads=self._pages.loads(),
        )

    def _counting(self, found: Iterable[Judged]) -> list[Judged]:
        return [
            one
            for one in found
            if self._wish.holds(one.decided_at) and one.level in self._wish.levels
        ]

    def _count_goals(self, found: list[Judged]) -> None:
        self._rows += compliance(found)
        if len(self._rows) >= 2 * self._merge_at:
            self._rows = list(merged(self._rows, _FINEST))
            self._merge_at = max(_MERGED_AT, len(self._rows))

    def _count_breaches(self, found: list[Judged], reasons: Mapping[GoalKey, str]) -> None:
        for breach in breaches(found, reasons):
            self._breaches.add(breach)
            self._unexplained += int(breach.reason is None and not breach.by_gross_alone)

    def _count_pauses(self, events: Sequence[Event]) -> bool:
        """Count the pauses that touch the period; tell whether there is one."""
        before = self._pauses.count
        for pause in pauses(events):
            end = self._now if pause.end is None else pause.end
            if pause.start < self._wish.end and end >= self._wish.start:
                self._pauses.add(pause)
                self._unevidenced += int(not pause.is_evidenced)
        return self._pauses.count > before

    def _count_pages(self, events: Iterable[Event]) -> bool:
        """Count the pages of the period; tell whether there is one."""
        found = [page for page in pages_of(events) if self._wish.holds(page.at)]
        for page in found:
            self._pages.add(page)
        return bool(found)


class _Cut(Generic[T]):
    """A list that keeps its beginning and counts the rest."""

    def __init__(self) -> None:
        self.kept: list[T] = []
        self.count = 0

    def add(self, item: T) -> None:
        self.count += 1
        if len(self.kept) < MOST_LISTED:
            self.kept.append(item)
