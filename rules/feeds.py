"""Which feeds carry what an expression reads: to tell silence from recovery (D7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rules.companions import Companions
from rules.promql.evaluate import feeds_of
from rules.promql.plan import Plan
from rules.promql.series import Selection, SeriesSource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels

MAX_FEEDS_OF_AN_ALERT = 100
OVERDUE_INTERVALS = 2
_ONE_BY_ONE = 20


class KnownFeed(Protocol):
    @property
    def interval(self) -> Duration: ...

    @property
    def last_tick(self) -> Instant | None: ...


class FeedHearing(Protocol):
    """What a group must know of a feed before its first evaluation; the series store knows it."""

    def feed_status(self, name: str) -> KnownFeed | None:
        """Return a feed's interval and newest tick; None for an unknown feed."""
        ...


class FeedIndex:
    """Remembers the feeds of each alert until a series comes or goes.

    A few alerts are looked up one by one; for many an index over all series pays.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._generations: tuple[int, ...] = ()
        self._known: dict[Labels, tuple[str, ...]] = {}
        self._index: Companions[str] | None = None

    def feeds_of(self, labels: Labels, source: SeriesSource) -> tuple[str, ...]:
        """Return the feeds of the series that share the labels of a result, at most 100."""
        generations = tuple(selection.generation for selection in selections_of(self._plan, source))
        if generations != self._generations:
            self._generations, self._known, self._index = generations, {}, None
        if labels not in self._known:
            feeds = sorted(self._look_up(labels, source))
            self._known[labels] = tuple(feeds[:MAX_FEEDS_OF_AN_ALERT])
        return self._known[labels]

    def _look_up(self, labels: Labels, source: SeriesSource) -> Iterable[str]:
        if len(self._known) < _ONE_BY_ONE:
            return feeds_of(self._plan, source, labels)
        if self._index is None:
            self._index = Companions(
                (selection.labels(row), selection.feed(row))
                for selection in selections_of(self._plan, source)
                for row in range(len(selection))
            )
        return set(self._index.of(labels))


def selections_of(plan: Plan, source: SeriesSource) -> list[Selection]:
    return [source.select(selector.matchers) for selector in plan.selectors]


def all_feeds(plans: Iterable[Plan], source: SeriesSource) -> frozenset[str]:
    """Return the feeds of everything that some expressions read."""
    return frozenset(
        selection.feed(row)
        for plan in plans
        for selection in selections_of(plan, source)
        for row in range(len(selection))
    )


def awaited(
    feeds: Iterable[str], hearing: FeedHearing, *, started_at: Instant, now: Instant
) -> tuple[str, ...]:
    """Return the feeds that have not reported since the start and are not yet given up.

    A feed is given up two intervals after the start.  One that was silent long before the start
    is not waited for longer than that either.
    """
    return tuple(
        feed for feed in feeds if _is_awaited(feed, hearing, started_at=started_at, now=now)
    )


def _is_awaited(feed: str, hearing: FeedHearing, *, started_at: Instant, now: Instant) -> bool:
    status = hearing.feed_status(feed)
    if status is None or status.last_tick is None or status.last_tick >= started_at:
        return False
    return now < started_at + OVERDUE_INTERVALS * status.interval
