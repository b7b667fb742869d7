"""Links between tickets, and what their rules need to know of a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.lifecycle import TicketState
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word


class LinkKind(Word):
    """What *a* is to *b*: read "a is a duplicate of b", "a is a child of b"."""

    DUPLICATE = "duplicate"
    PARENT = "parent"  # b is the parent
    RECURRENCE = "recurrence"  # b is the earlier one
    CAUSED_BY = "caused_by"
    SPLIT = "split"  # a was split from b
    CHANGE = "change"  # b is the change that a led to, or the one that caused it
    FOLLOW_UP = "follow_up"  # b goes on where a ended: a replacement, a defect (R36)
    INSPECTION_ROW = "inspection_row"  # b is the inspection whose row found a (R53)


ORDERED = frozenset(LinkKind) - {LinkKind.CHANGE}
"""Kinds that have a direction: going along them never leads back."""

BY_HAND = tuple(kind for kind in LinkKind if kind is not LinkKind.SPLIT)
"""Kinds that a person may say; a split leaves its own."""

SINGLE = frozenset({LinkKind.PARENT, LinkKind.DUPLICATE, LinkKind.SPLIT, LinkKind.INSPECTION_ROW})
"""Kinds of which a ticket has one at most."""


@dataclass(frozen=True, slots=True)
class Link:
    a: int
    b: int
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Anchors:
    """From when a ticket's clocks count, and at which level."""

    reported_at: Instant
    detected_at: Instant | None
    occurred_at: Instant
    level: Level


@dataclass(frozen=True, slots=True)
class Party:
    """A ticket as the rules see it; *customer* is empty where it is our own affair."""

    number: int
    customer: str
    state: TicketState
    merged_into: int | None = None


Links = tuple[Link, ...]
NO_LINKS: Links = ()


def linked_from(links: Iterable[Link], kind: LinkKind) -> Mapping[int, tuple[int, ...]]:
    """Return the b of each a, of one kind, in the order of the links."""
    found: dict[int, tuple[int, ...]] = {}
    for link in links:
        if link.kind is kind:
            found[link.a] = (*found.get(link.a, ()), link.b)
    return MappingProxyType(found)
