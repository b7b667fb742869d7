"""Merge, unmerge, split: who may, and from when the clocks then count.  Pure.

A target does not overwrite its own anchors: it holds those of each ticket merged into it beside
them, and counts from the earliest.  To unmerge is to let go of one of them, so that the clocks
are what they would be had the two never been one (P14).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from ticketing.lifecycle import TicketState
from ticketing.links.model import Anchors, Party
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text

Held = Mapping[int, Anchors]
"""What a target holds of the tickets merged into it, by their numbers."""

NOTHING_HELD: Held = MappingProxyType({})
MOST_MERGED = 500


class IntoClosed(Enum):
    """Whether the person was told that the target is settled, and wants it all the same."""

    ASK = "ask"
    YES = "yes"


def why_not_merged(
    source: Party, target: Party, held: Held, *, into_closed: IntoClosed = IntoClosed.ASK
) -> Text | None:
    """Return why *source* cannot be merged into *target*, or None where it can.

    *held* is what the target holds.  No circle can arise: a merged ticket takes no other in.
    """
    if source.number == target.number:
        return text("a ticket is not merged into itself")
    if source.state.is_final:
        return text("ticket {number} is settled for good", number=source.number)
    if target.state is TicketState.MERGED:
        return text(
            "ticket {number} was merged into {target}; take that one",
            number=target.number,
            target=target.merged_into,
        )
    if target.state is TicketState.CANCELLED:
        return text(
            "ticket {number} was cancelled; nothing is merged into it", number=target.number
        )
    if source.customer != target.customer:
        return text("the tickets are of two customers, who must not see each other's")
    if len(held) >= MOST_MERGED:
        return text("{most} tickets at most are merged into one", most=MOST_MERGED)
    return _asked(target, into_closed)


def _asked(target: Party, into_closed: IntoClosed) -> Text | None:
    is_done = target.state in {TicketState.RESOLVED, TicketState.CLOSED}
    if is_done and into_closed is IntoClosed.ASK:
        return text(
            "ticket {number} is resolved or closed: what is merged into it counts as done; "
            "say so if that is meant",
            number=target.number,
        )
    return None


def why_not_unmerged(source: Party, target: Party, held: Held) -> Text | None:
    """Return why *source* cannot leave *target* again, or None where it can."""
    is_there = source.state is TicketState.MERGED and source.merged_into == target.number
    if not is_there or source.number not in held:
        return text(
            "ticket {number} is not merged into {target}",
            number=source.number,
            target=target.number,
        )
    if target.state is TicketState.MERGED:
        return text(
            "ticket {number} was itself merged into {target}; undo that first",
            number=target.number,
            target=target.merged_into,
        )
    return None


def taken_in(held: Held, source: int, anchors: Anchors) -> Held:
    """Return what a target holds once *source* with these (effective) anchors is merged."""
    return MappingProxyType({**held, source: anchors})


def let_go(held: Held, source: int) -> Held:
    return MappingProxyType({number: each for number, each in held.items() if number != source})


def effective(own: Anchors, held: Held) -> Anchors:
    """Return from when a target's clocks count: the earliest of all, at the worst level."""
    every = (own, *held.values())
    return Anchors(
        reported_at=min(each.reported_at for each in every),
        detected_at=min(
            (it.detected_at for it in every if it.detected_at is not None), default=None
        ),
        occurred_at=min(each.occurred_at for each in every),
        level=min((each.level for each in every), key=lambda level: level.rank),
    )


def goes_to(number: int, merged_into: Mapping[int, int]) -> int:
    """Return the ticket that stands for *number* now: answers to a merged one go there."""
    seen = {number}
    while (target := merged_into.get(number)) is not None and target not in seen:
        seen.add(target)
        number = target
    return number


def why_not_split(
    ticket: Party, attached: Mapping[str, Instant], taken: frozenset[str]
) -> Text | None:
    """Return why *taken* (fingerprints) cannot become a ticket of their own, or None."""
    if ticket.state.is_final:
        return text("ticket {number} is settled for good", number=ticket.number)
    if not taken:
        return text("say which alerts are to become a ticket of their own")
    if not taken <= attached.keys():
        return text("not all of these alerts belong to ticket {number}", number=ticket.number)
    if taken == attached.keys():
        return text("at least one alert stays with the ticket")
    return None


def split_since(attached: Mapping[str, Instant], taken: frozenset[str]) -> Instant:
    """Return when the fault of the new ticket began: its clocks are not younger than it."""
    return min(attached[fingerprint] for fingerprint in taken)
