"""Figures as faces, metrics and reports ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ticketing.figures.compliance import Breach, ComplianceRow, PauseEvidence
from ticketing.figures.pages import PersonLoad
from ticketing.figures.times import TimesRow
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.levels import LEVELS, Level

LONGEST_PERIOD = 800 * DAY
MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresWish:
    """Which figures: of one customer or of all, from *start* up to but not at *end*.

    A goal counts where its verdict fell, a time where its milestone was reached, a page when it
    was sent: months add up to their year.
    """

    start: Instant
    end: Instant
    customer: str | None = None
    levels: frozenset[Level] = frozenset(LEVELS)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidInput("the period ends before it begins")
        if self.end - self.start > LONGEST_PERIOD:
            raise InvalidInput("a period has {days} days at most", days=LONGEST_PERIOD // DAY)

    def holds(self, at: Instant | None) -> bool:
        return at is not None and self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures of a period.  Lists are cut at 1,000; the counts beside them are whole.

    ``unexplained``: net breaches without a reason.  ``unevidenced``: pauses of which nothing
    shows who asked and who answered.
    """

    wish: FiguresWish
    made_at: Instant
    tickets: int  # of which something counts in the period
    times: tuple[TimesRow, ...]
    compliance: tuple[ComplianceRow, ...]
    breaches: tuple[Breach, ...]
    breach_count: int
    unexplained: int
    pauses: tuple[PauseEvidence, ...]
    pause_count: int
    unevidenced: int
    loads: tuple[PersonLoad, ...]


class Figures(Protocol):
    """Who can compute them."""

    async def of(self, wish: FiguresWish) -> FiguresView:
        """Return the figures of *wish*.  Raises Unavailable where too many are asked at once."""
        ...
