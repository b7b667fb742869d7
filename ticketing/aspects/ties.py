"""To which other tickets a ticket is tied, as its own log says.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind, Fact, instant_in
from ticketing.links.merging import NOTHING_HELD, Held, let_go, taken_in
from ticketing.links.model import NO_LINKS, Anchors, Link, LinkKind, Links
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class Ties:
    """``links`` lead from this ticket to others; those that lead here stand in their logs.

    ``held`` are the anchors of the tickets merged into this one; ``review_of`` are the earlier
    tickets of the same fault, where it came so often that a review is proposed.
    """

    links: Links = NO_LINKS
    merged_into: int | None = None
    review_of: tuple[int, ...] = ()
    held: Held = field(default_factory=lambda: NOTHING_HELD)


EMPTY = Ties()


def link_in(event: Event) -> Link | None:
    """Return the link that *event* makes or takes back, None where it names none."""
    if event.kind is EventKind.OPENED:
        earlier = event.data.get("recurrence_of")
        if not isinstance(earlier, int):
            return None
        return Link(event.ticket, earlier, LinkKind.RECURRENCE)
    return Link(event.ticket, _other(event, "to"), LinkKind(event.data["link"]))


def _linked(state: Ties, event: Event) -> Ties:
    link = link_in(event)
    if link is None or link in state.links:
        return state
    return replace(state, links=(*state.links, link))


def _unlinked(state: Ties, event: Event) -> Ties:
    gone = link_in(event)
    return replace(state, links=tuple(link for link in state.links if link != gone))


def anchor_facts(anchors: Anchors) -> dict[str, Fact]:
    """Return anchors as facts of the event by which a ticket takes another in."""
    return {
        "reported_at": anchors.reported_at,
        "detected_at": anchors.detected_at,
        "occurred_at": anchors.occurred_at,
        "level": str(anchors.level),
    }


def _merged(state: Ties, event: Event) -> Ties:
    return replace(state, merged_into=_other(event, "into"))


def _unmerged(state: Ties, _event: Event) -> Ties:
    return replace(state, merged_into=None)


def _took_in(state: Ties, event: Event) -> Ties:
    reported_at = instant_in(event.data, "reported_at")
    occurred_at = instant_in(event.data, "occurred_at")
    assert reported_at is not None
    assert occurred_at is not None
    anchors = Anchors(
        reported_at=reported_at,
        detected_at=instant_in(event.data, "detected_at"),
        occurred_at=occurred_at,
        level=Level(event.data["level"]),
    )
    return replace(state, held=taken_in(state.held, _other(event, "from"), anchors))


def _let_go(state: Ties, event: Event) -> Ties:
    return replace(state, held=let_go(state.held, _other(event, "from")))


def _proposed(state: Ties, event: Event) -> Ties:
    tickets = event.data["tickets"]
    earlier = tickets if isinstance(tickets, list) else []
    return replace(state, review_of=tuple(one for one in earlier if isinstance(one, int)))


def _other(event: Event, name: str) -> int:
    number = event.data[name]
    assert isinstance(number, int)
    return number


HANDLES: Mapping[EventKind, Callable[[Ties, Event], Ties]] = MappingProxyType(
    {
        EventKind.OPENED: _linked,
        EventKind.LINKED: _linked,
        EventKind.UNLINKED: _unlinked,
        EventKind.MERGED: _merged,
        EventKind.UNMERGED: _unmerged,
        EventKind.TOOK_IN: _took_in,
        EventKind.LET_GO: _let_go,
        EventKind.REVIEW_PROPOSED: _proposed,
    }
)
