"""Which feed of the store a foreign writer's series belongs to.

A feed of the store is a stream of ticks whose series share their times.  A foreign writer names
none: so the series of one sender with one job and instance, which come with the same times, are a
feed.  Where times differ there is a feed for each; where an interval turns out to be another than
was thought, its series move to a new feed, and the old one ends when the new one has ticked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from collector.intake.write_pace import (
    FIRST_INTERVAL,
    GAPS_SEEN,
    Pace,
    interval_from,
    pace_of,
)
from collector.intake.write_tapes import EMPTY, MAX_TAPE_BYTES, Tape
from collector.intake.written import Key, Written
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels, label
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.store import Feed, SeriesStore

FEED_PREFIX = "write:"
MAX_COLUMNS = 512
"""Of one feed; a part of a tick costs as much in the log as the whole."""

_MAX_FEEDS = 256  # of one job and instance
_MAX_KEYS = 400_000  # remembered by one sender; then they are learnt again
_TIMES_KNOWN = 32
_STRETCH_WANTED = 20  # series side by side, on average
_LONGEST_PAUSE = 64
_FITS_WANTED = 32  # requests in a row, before a sender counts as one that has an order
_SILENT = Duration(HOUR)
_GRACE = Duration(30 * SECOND)


@dataclass(eq=False, slots=True)
class ForeignFeed:
    """One feed of the store, and what is known of its times."""

    handle: Feed
    last: int = 0
    times: dict[int, None] = field(default_factory=dict)  # the last ones, oldest first
    gaps: deque[int] = field(default_factory=lambda: deque(maxlen=GAPS_SEEN))
    homes: list[Home] = field(default_factory=list)

    @property
    def interval(self) -> Duration:
        return self.handle.interval

    @property
    def has_room(self) -> bool:
        return len(self.handle.layout) < MAX_COLUMNS

    @property
    def is_uneven(self) -> bool:
        """Return whether its ticks come at another pace than thought."""
        return pace_of(self.gaps, self.interval) is not Pace.STEADY

    def expects(self, time: int) -> bool:
        """Return whether a tick at *time* may be this feed's next."""
        return not self.last or time >= self.last + 3 * self.interval // 4

    def note(self, time: int) -> None:
        """Remember the time of a tick."""
        if time in self.times:
            return
        self.times[time] = None
        if len(self.times) > _TIMES_KNOWN:
            del self.times[next(iter(self.times))]
        if time > self.last:
            if self.last:
                self.gaps.append(time - self.last)
            self.last = time


@dataclass(eq=False, slots=True)
class Home:
    """Where the samples of a series go."""

    feed: ForeignFeed
    place: int


@dataclass(eq=False, slots=True)
class Group:
    """The feeds of one sender with one job and instance."""

    base: str
    feeds: list[ForeignFeed] = field(default_factory=list)
    numbers: int = 0


@dataclass(slots=True)
class Recorder:
    """The tape of a sender, and when to record more of what it sends."""

    tape: Tape = EMPTY
    rests: int = 0  # requests that are not recorded, however little of them is on the tape
    pause: int = 1
    fits: int = 0  # requests in a row that were on the tape

    def wants(self, written: Written) -> bool:
        """Return whether a request is to be recorded: much of it was not on the tape.

        Where recording does not help, because a sender has no order or other series each time,
        it is done less and less: it costs as much as the whole tape is long.
        """
        loose = written.singles + len(written.stretches) + len(written.labels)
        if loose * _STRETCH_WANTED <= written.series:
            self.fits += 1
            if self.fits >= _FITS_WANTED:
                self.rests, self.pause = 0, 1
            return False
        self.fits = 0
        if self._is_new(written):
            return True
        self.rests -= 1
        if self.rests > 0:
            return False
        self.rests, self.pause = self.pause, min(2 * self.pause, _LONGEST_PAUSE)
        return True

    def _is_new(self, written: Written) -> bool:
        """Return whether most series were never on the tape; each can be so once."""
        if len(self.tape.wire) + len(written.body) > MAX_TAPE_BYTES:
            return False
        fresh = sum(key not in self.tape.places for key in written.keys)
        return 2 * fresh > written.series


@dataclass(frozen=True, slots=True)
class Retired:
    """A feed whose series moved; it ends at ``due``."""

    feed: ForeignFeed
    due: Instant


class Sender:
    """The series of one foreign writer."""

    def __init__(self, name: str, store: SeriesStore) -> None:
        self.homes: dict[Key, Home] = {}
        self.retired: list[Retired] = []
        self.moves = 0  # goes up when series move from one feed to another
        self.changes = 0  # goes up when any series may have another home than before
        self.recorder = Recorder()
        self._store = store
        self._base = f"{FEED_PREFIX}{name}/"
        self._groups: dict[str, Group] = {}
        self._most_keys = _MAX_KEYS
        self._adopt()

    def home(self, key: Key, labels: Labels, time: int) -> Home | None:
        """Return where a series goes that comes at *time*; None where there is no room."""
        if len(self.homes) > self._most_keys:
            self._remember_all()
        home = self.homes.get(labels)
        if home is None:
            feed = self._feed_for(self._group_of(labels), time)
            if feed is None:
                return None
            home = Home(feed, feed.handle.places_of([labels])[0])
            feed.homes.append(home)
            self.homes[labels] = home
        self.homes[key] = home
        return home

    def adapt(self, feed: ForeignFeed, moved: Iterable[Home], time: int, now: Instant) -> None:
        """Give series another feed where the gaps between a feed's ticks ask for it."""
        match pace_of(feed.gaps, feed.interval):
            case Pace.STEADY:
                return
            case Pace.OTHER:
                interval = interval_from(feed.gaps)
                if self._move(feed, list(feed.homes), interval, time):
                    due = Instant(now + 2 * max(interval, feed.interval) + _GRACE)
                    self.retired.append(Retired(feed, due))
            case Pace.MIXED:
                distinct = {id(home): home for home in moved}
                self._move(feed, list(distinct.values()), feed.interval, time)

    def silent(self, now: Instant) -> list[ForeignFeed]:
        """Forget feeds that have brought nothing for an hour, and return them."""
        gone = [
            feed
            for group in self._groups.values()
            for feed in group.feeds
            if feed.last < now - _SILENT
        ]
        for base, group in list(self._groups.items()):
            group.feeds = [feed for feed in group.feeds if feed.last >= now - _SILENT]
            if not group.feeds:
                del self._groups[base]
        if gone:
            self._remember_all()
        return gone

    def renew(self) -> None:
        """Free the columns of series that left the store."""
        renewed = [self._renewed(feed) for feed in list(self._feeds())]
        if any(renewed):
            self._remember_all()

    def _renewed(self, feed: ForeignFeed) -> bool:
        newer = self._store.without_dead(feed.handle)
        if newer is feed.handle:
            return False
        places = {labels: place for place, labels in enumerate(newer.layout)}
        living = [home for home in feed.homes if feed.handle.layout[home.place] in places]
        for home in living:
            home.place = places[feed.handle.layout[home.place]]
        feed.handle, feed.homes = newer, living
        return True

    def _group_of(self, labels: Labels) -> Group:
        base = f"{self._base}{label(labels, 'job')}/{label(labels, 'instance')}"
        return self._groups.setdefault(base, Group(base))

    def _feed_for(self, group: Group, time: int) -> ForeignFeed | None:
        """Return the feed that ticks at *time*, else one whose next tick it may be."""
        roomy = [feed for feed in group.feeds if feed.has_room]
        found = next((feed for feed in roomy if time in feed.times), None)
        found = found or next((feed for feed in roomy if feed.expects(time)), None)
        if found is None:
            interval = group.feeds[0].interval if group.feeds else FIRST_INTERVAL
            found = self._new_feed(group, interval) or next(iter(roomy), None)
        if found is not None and not found.last:
            found.note(time)
        return found

    def _new_feed(self, group: Group, interval: Duration) -> ForeignFeed | None:
        if len(group.feeds) >= _MAX_FEEDS:
            return None
        name = f"{group.base}@{text_from_duration(interval)}.{group.numbers}"
        group.numbers += 1
        feed = ForeignFeed(self._store.feed(name, interval=interval, layout=SPARSE))
        group.feeds.append(feed)
        return feed

    def _move(self, feed: ForeignFeed, homes: list[Home], interval: Duration, time: int) -> bool:
        """Move series to another feed; return whether there is one."""
        group = next(one for one in self._groups.values() if feed in one.feeds)
        target = self._target(group, feed, len(homes), interval, time)
        if target is None:
            feed.gaps.clear()
            return False
        self.moves += 1
        self.changes += 1
        wanted = [feed.handle.layout[home.place] for home in homes]
        places = target.handle.places_of(wanted)
        for home, place in zip(homes, places, strict=True):
            home.feed, home.place = target, place
        target.homes += homes
        moved = set(map(id, homes))
        feed.homes = [home for home in feed.homes if id(home) not in moved]
        feed.gaps.clear()
        target.note(time)
        if not feed.homes:
            group.feeds.remove(feed)
        return True

    def _target(
        self, group: Group, source: ForeignFeed, series: int, interval: Duration, time: int
    ) -> ForeignFeed | None:
        """Return the feed to which series move: one that ticks at *time* already, else a new."""
        for feed in group.feeds:
            fits = len(feed.handle.layout) + series <= MAX_COLUMNS
            if feed is not source and fits and feed.interval == interval and time in feed.times:
                return feed
        return self._new_feed(group, interval)

    def _adopt(self) -> None:
        """Take up the feeds that the store has from before a restart."""
        for name in self._store.feed_names():
            handle = self._store.known_feed(name, layout=SPARSE)
            status = self._store.feed_status(name)
            if not name.startswith(self._base) or handle is None or status is None:
                continue
            base, _, number = name.rpartition("@")
            group = self._groups.setdefault(base, Group(base))
            group.numbers = max(group.numbers, int(number.rpartition(".")[2]) + 1)
            feed = ForeignFeed(handle)
            feed.note(status.last_tick or 0)
            feed.homes = [Home(feed, place) for place in range(len(handle.layout))]
            group.feeds.append(feed)
        self._remember_all()

    def _remember_all(self) -> None:
        """Know every series by its labels only; of two homes the one that ticked last counts."""
        self.homes = {}
        self.changes += 1
        self.recorder = Recorder()  # what is on its tape is not known by its bytes any more
        for feed in sorted(self._feeds(), key=lambda feed: feed.last):
            for home in feed.homes:
                self.homes[feed.handle.layout[home.place]] = home
        self._most_keys = max(_MAX_KEYS, 3 * len(self.homes))

    def _feeds(self) -> Iterator[ForeignFeed]:
        for group in self._groups.values():
            yield from group.feeds
