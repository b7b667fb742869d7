"""The head of a day over the logs of all tickets (D6), and what it finds.  Pure.

A day has one leaf for each ticket whose log grew: the last event that was recorded before the day
ended.  The leaves make a tree with one root; the day's head covers the root and the head of the
day before.  Whoever kept one head can later prove every event that was recorded until then: a
changed or removed event, a cut tail, a removed ticket and a removed day no longer lead to it.

An event that is committed after its day was closed is covered by the next day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from types import MappingProxyType

from ticketing.events import GENESIS, Event, first_broken_link
from ticketing.log.trees import Path, Tree
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import MINUTE, Duration, Instant, instant_of_local, local_day
from watchkeeper.core.messages import Text, mark, text

CLOSES_AFTER = Duration(10 * MINUTE)
"""So long after midnight a day is closed: what began before it has been committed."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The last event of a ticket that a day covers."""

    ticket: int
    seq: int
    hash: str

    @property
    def digest(self) -> str:
        return _sha256(f"leaf\n{self.ticket}\n{self.seq}\n{self.hash}")


@dataclass(frozen=True, slots=True)
class ProvenLeaf:
    """What a day covers of one ticket, with the way from there to the day's root."""

    leaf: Leaf
    path: Path


@dataclass(frozen=True, slots=True)
class DayHead:
    """What is published of a day.  ``previous`` is the head of the day before.

    ``ends_at`` stands in it, since a later change of the zone's rules must not move it.
    """

    day: date
    zone: str
    ends_at: Instant
    tickets: int  # leaves of this day
    events: int  # that the day before did not cover
    last_number: int  # the newest ticket when the day was closed
    root: str
    previous: str
    head: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day's head with its leaves, by number of ticket."""

    head: DayHead
    leaves: tuple[Leaf, ...]

    @property
    def tree(self) -> Tree:
        return Tree([leaf.digest for leaf in self.leaves])

    def proofs(self, tickets: Container[int]) -> Iterator[ProvenLeaf]:
        """Yield the leaves of these tickets, each with its way to the root."""
        tree = self.tree
        for index, leaf in enumerate(self.leaves):
            if leaf.ticket in tickets:
                yield ProvenLeaf(leaf, tree.path(index))


def end_of(day: date, zone: str) -> Instant:
    """Return the instant at which *day* is over in *zone*."""
    return instant_of_local(day + timedelta(days=1), 0, zone)


def days_to_close(last: date | None, first_event: Instant | None, now: Instant, zone: str) -> range:
    """Return the ordinals of the days that are over and have no head yet, without a gap.

    *last* is the newest closed day; where there is none, the first is that of *first_event*.
    """
    if last is None and first_event is None:
        return range(0)
    today = local_day(Instant(now - CLOSES_AFTER), zone).toordinal()
    if last is not None:
        return range(last.toordinal() + 1, today)
    assert first_event is not None
    return range(local_day(first_event, zone).toordinal(), today)


def tails(logs: Iterable[Sequence[Event]], before: Instant) -> Iterator[Leaf]:
    """Yield the last event of each log that was recorded before that instant."""
    for events in logs:
        known = [event for event in events if event.recorded_at < before]
        if known:
            yield Leaf(known[-1].ticket, known[-1].seq, known[-1].hash)


def close_day(
    day: date,
    *,
    zone: str,
    tails: Iterable[Leaf],
    covered: Mapping[int, int],
    last_number: int,
    previous: DayHead | None,
) -> ClosedDay:
    """Return the day with its head.

    *tails* are the ends of the logs as the day ends, those that did not grow may be among them;
    *covered* says by ticket up to which event the days before reach.
    """
    grown = (leaf for leaf in tails if leaf.seq > covered.get(leaf.ticket, 0))
    leaves = tuple(sorted(grown, key=lambda leaf: leaf.ticket))
    events = sum(leaf.seq - covered.get(leaf.ticket, 0) for leaf in leaves)
    root = Tree([leaf.digest for leaf in leaves]).root
    before = previous.head if previous else GENESIS
    ends_at = end_of(day, zone)
    head = DayHead(day, zone, ends_at, len(leaves), events, last_number, root, before, head="")
    return ClosedDay(replace(head, head=head_digest(head)), leaves)


def day_facts(head: DayHead) -> Mapping[str, str | int]:
    """Return the facts that a head is the digest of."""
    return {
        "day": head.day.isoformat(),
        "ends_at": head.ends_at,
        "events": head.events,
        "last_number": head.last_number,
        "previous": head.previous,
        "root": head.root,
        "tickets": head.tickets,
        "zone": head.zone,
    }


def head_digest(head: DayHead) -> str:
    """Return what the head must be, by the facts that stand beside it."""
    return _sha256("day\n" + canonical_json(day_facts(head)))


class DayFaultKind(Enum):
    """What is wrong with a day or with a log that it covers."""

    HEAD_CHANGED = "head_changed"
    DAY_REMOVED = "day_removed"
    LEAVES_CHANGED = "leaves_changed"
    LEAF_GOES_BACK = "leaf_goes_back"
    LOG_CHANGED = "log_changed"
    LOG_CUT = "log_cut"
    TICKET_REMOVED = "ticket_removed"


@dataclass(frozen=True, slots=True)
class DayFault:
    """A finding.  ``ticket`` and ``seq`` where it is about one log."""

    kind: DayFaultKind
    day: date
    ticket: int | None = None
    seq: int | None = None

    @property
    def sentence(self) -> Text:
        facts = {"day": self.day.isoformat(), "ticket": self.ticket, "seq": self.seq}
        return text(_SENTENCES[self.kind], **facts)


_SENTENCES: Mapping[DayFaultKind, str] = MappingProxyType(
    {
        DayFaultKind.HEAD_CHANGED: mark("the head of {day} does not follow from its facts"),
        DayFaultKind.DAY_REMOVED: mark("{day} does not follow from the day before it"),
        DayFaultKind.LEAVES_CHANGED: mark("the logs that {day} lists are not those of its head"),
        DayFaultKind.LEAF_GOES_BACK: mark(
            "{day} covers less of ticket {ticket} than a day before it"
        ),
        DayFaultKind.LOG_CHANGED: mark(
            "event {seq} of ticket {ticket} is not the one that {day} covers"
        ),
        DayFaultKind.LOG_CUT: mark(
            "the log of ticket {ticket} ends before event {seq}, which {day} covers"
        ),
        DayFaultKind.TICKET_REMOVED: mark("ticket {ticket}, which {day} covers, is gone"),
    }
)


def day_faults(
    days: Iterable[ClosedDay], *, before: DayHead | None = None, newest: str | None = None
) -> Iterator[DayFault]:
    """Yield what is wrong with a row of days; *before* is the day ahead of them, None: no such.

    *newest* is the head of the last day as it was published: a day cut off at the end is found.
    """
    for closed in days:
        head = closed.head
        if not _follows(head, before):
            yield DayFault(DayFaultKind.DAY_REMOVED, head.day)
        if head_digest(head) != head.head:
            yield DayFault(DayFaultKind.HEAD_CHANGED, head.day)
        if not _are_covered(closed):
            yield DayFault(DayFaultKind.LEAVES_CHANGED, head.day)
        before = head
    if newest is not None and before is not None and before.head != newest:
        yield DayFault(DayFaultKind.DAY_REMOVED, before.day + timedelta(days=1))


def _follows(head: DayHead, before: DayHead | None) -> bool:
    if before is None:
        return head.previous == GENESIS
    return head.previous == before.head and head.day == before.day + timedelta(days=1)


def _are_covered(closed: ClosedDay) -> bool:
    numbers = [leaf.ticket for leaf in closed.leaves]
    is_sorted = all(one < other for one, other in pairwise(numbers))
    root = closed.tree.root
    return is_sorted and len(numbers) == closed.head.tickets and root == closed.head.root


def log_faults(
    ticket: int, events: Sequence[Event], leaves: Iterable[tuple[date, Leaf]]
) -> Iterator[DayFault]:
    """Yield where a ticket's log is not what the days cover; *leaves* are its own, by day.

    The log's own chain is checked, too, as far as a day covers it.
    """
    broken = first_broken_link(events)
    reached = 0
    for day, leaf in leaves:
        if leaf.seq <= reached:
            yield DayFault(DayFaultKind.LEAF_GOES_BACK, day, ticket)
        elif not events:
            yield DayFault(DayFaultKind.TICKET_REMOVED, day, ticket)
            return
        elif broken is not None and broken <= leaf.seq and broken > reached:
            yield DayFault(DayFaultKind.LOG_CHANGED, day, ticket, broken)
        elif leaf.seq > len(events):
            yield DayFault(DayFaultKind.LOG_CUT, day, ticket, len(events) + 1)
            return
        elif events[leaf.seq - 1].hash != leaf.hash:
            yield DayFault(DayFaultKind.LOG_CHANGED, day, ticket, leaf.seq)
        reached = max(reached, leaf.seq)


def _sha256(covered: str) -> str:
    return hashlib.sha256(covered.encode("utf-8", "surrogatepass")).hexdigest()
