"""What may be linked: not to itself, not in a circle, not across customers.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ticketing.lifecycle import TicketState
from ticketing.links.model import ORDERED, SINGLE, Link, LinkKind, Party, linked_from
from watchkeeper.core.messages import Text, text

MOST_LINKS = 200
"""Of one ticket: a storm is one ticket with many alerts, not many tickets with many links."""


def why_not_linked(a: Party, b: Party, kind: LinkKind, links: Iterable[Link]) -> Text | None:
    """Return why *a* cannot be linked to *b*, or None where it can.

    *links* are those of the tickets within reach of *a* and *b*, of any kind.
    """
    known = tuple(links)
    return (
        _why_not_together(a, b)
        or _why_not_once_more(Link(a.number, b.number, kind), known)
        or _why_not_around(Link(a.number, b.number, kind), known)
    )


def _why_not_together(a: Party, b: Party) -> Text | None:
    if a.number == b.number:
        return text("a ticket is not linked to itself")
    for party in (a, b):
        if party.state is TicketState.MERGED:
            return text(
                "ticket {number} was merged into {target}; link that one",
                number=party.number,
                target=party.merged_into,
            )
    if a.customer and b.customer and a.customer != b.customer:
        return text("the tickets are of two customers, who must not see each other's")
    return None


def _why_not_once_more(link: Link, links: tuple[Link, ...]) -> Text | None:
    if link in links:
        return text("the two are linked so already")
    if link.kind not in ORDERED and Link(link.b, link.a, link.kind) in links:
        return text("the two are linked so already")
    mine = [each for each in links if each.a == link.a]
    if link.kind in SINGLE and any(each.kind is link.kind for each in mine):
        return text("ticket {number} has such a link already; end that first", number=link.a)
    if max(_degree(links, link.a), _degree(links, link.b)) >= MOST_LINKS:
        return text("a ticket has {most} links at most", most=MOST_LINKS)
    return None


def _degree(links: tuple[Link, ...], number: int) -> int:
    return sum(number in {link.a, link.b} for link in links)


def _why_not_around(link: Link, links: tuple[Link, ...]) -> Text | None:
    if link.kind not in ORDERED:
        return None
    if link.a in reachable(link.b, linked_from(links, link.kind)):
        return text("that would be a circle: {b} leads to {a} already", a=link.a, b=link.b)
    return None


def reachable(start: int, leads: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Return all tickets that one comes to from *start*, itself included; circles are no harm."""
    seen, ahead = {start}, [start]
    while ahead:
        for number in leads.get(ahead.pop(), ()):
            if number not in seen:
                seen.add(number)
                ahead.append(number)
    return frozenset(seen)


def live_children(
    parent: int, links: Iterable[Link], states: Mapping[int, TicketState]
) -> tuple[int, ...]:
    """Return the children of *parent* that are not settled: its close says so and asks."""
    children = (link.a for link in links if link.kind is LinkKind.PARENT and link.b == parent)
    return tuple(sorted(number for number in children if states[number].is_live))
