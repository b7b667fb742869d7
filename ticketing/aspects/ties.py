"""To which other tickets a ticket is tied, as its own log says.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind
from ticketing.links.model import NO_LINKS, Link, LinkKind, Links


@dataclass(frozen=True, slots=True)
class Ties:
    """``links`` lead from this ticket to others; those that lead here stand in their logs."""

    links: Links = NO_LINKS


EMPTY = Ties()


def link_in(event: Event) -> Link | None:
    """Return the link that *event* makes or takes back, None where it names none."""
    if event.kind is EventKind.OPENED:
        earlier = event.data.get("recurrence_of")
        if not isinstance(earlier, int):
            return None
        return Link(event.ticket, earlier, LinkKind.RECURRENCE)
    to = event.data["to"]
    assert isinstance(to, int)
    return Link(event.ticket, to, LinkKind(event.data["link"]))


def _linked(state: Ties, event: Event) -> Ties:
    link = link_in(event)
    if link is None or link in state.links:
        return state
    return replace(state, links=(*state.links, link))


def _unlinked(state: Ties, event: Event) -> Ties:
    gone = link_in(event)
    return replace(state, links=tuple(link for link in state.links if link != gone))


HANDLES: Mapping[EventKind, Callable[[Ties, Event], Ties]] = MappingProxyType(
    {
        EventKind.OPENED: _linked,
        EventKind.LINKED: _linked,
        EventKind.UNLINKED: _unlinked,
    }
)
