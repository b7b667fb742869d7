"""A ticket as it was known at an instant, and as it is known now to have been then (D6).  Pure.

*As known at T* folds what was recorded until T: what a page showed then.  *As corrected* folds
all that is recorded by now and had happened until T: an acknowledgement by phone that was typed
an hour later counts from when it was given.  Both come from one log; neither alters it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from ticketing.events import Event, EventKind, instant_in
from ticketing.fold import TermsOf, fold
from ticketing.goal_state import GoalState, Verdict
from ticketing.policy import Terms
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Instant


class Reading(Enum):
    """How the past is read: as it was known then, or as it is known now to have been."""

    KNOWN = "known"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Revision:
    """A goal that is judged otherwise now than it was known then; None: not among the goals."""

    goal: str
    cycle: int
    known: Verdict | None
    corrected: Verdict | None


def known_at(events: Iterable[Event], terms: Terms | TermsOf, at: Instant) -> Ticket | None:
    """Return the ticket as it was known at that instant; None where nobody knew of it."""
    known = events_known_at(events, at)
    return fold(known, terms, at) if known else None


def corrected_at(events: Iterable[Event], terms: Terms | TermsOf, at: Instant) -> Ticket | None:
    """Return the ticket as it was at that instant, by all that is recorded now.

    None where the fault had not been reported then.
    """
    happened = events_happened_until(events, at)
    return fold(happened, terms, at) if happened else None


def events_known_at(events: Iterable[Event], at: Instant) -> tuple[Event, ...]:
    """Return the log as far as it was written at that instant.

    It ends with the first event that was recorded later, also where the server's clock was set
    back in between: what follows an event was never known without it.
    """
    return tuple(takewhile(lambda event: event.recorded_at <= at, events))


def events_until(events: Iterable[Event], at: Instant, reading: Reading) -> tuple[Event, ...]:
    """Return the log up to *at*, as *reading* has it; nothing where there was no ticket."""
    known = reading is Reading.KNOWN
    return events_known_at(events, at) if known else events_happened_until(events, at)


def events_happened_until(events: Iterable[Event], at: Instant) -> tuple[Event, ...]:
    """Return the events that had happened by then, in the order of the log.

    What was corrected since happened when the correction says it did.
    """
    happened = tuple(event for event in _at_right_times(events) if happened_at(event) <= at)
    return happened if happened and happened[0].kind is EventKind.OPENED else ()


def _at_right_times(events: Iterable[Event]) -> tuple[Event, ...]:
    log = tuple(events)
    right: dict[int, Instant] = {}
    for event in log:
        seq, moved = event.data.get("seq"), instant_in(event.data, "happened_at")
        if event.kind is EventKind.CORRECTED and isinstance(seq, int) and moved is not None:
            right[seq] = moved
    return tuple(
        replace(event, occurred_at=right[event.seq]) if event.seq in right else event
        for event in log
    )


def happened_at(event: Event) -> Instant:
    """Return when it happened; a ticket exists from its report on, whenever it was typed."""
    if event.kind is not EventKind.OPENED:
        return event.occurred_at
    reported_at = instant_in(event.data, "reported_at")
    return event.occurred_at if reported_at is None else min(event.occurred_at, reported_at)


def revisions(known: Ticket | None, corrected: Ticket | None) -> tuple[Revision, ...]:
    """Return the goals whose verdicts differ, in the order of the policy."""
    before = _verdicts(known.goals if known else ())
    after = _verdicts(corrected.goals if corrected else ())
    return tuple(
        Revision(name, cycle, before.get((name, cycle)), after.get((name, cycle)))
        for name, cycle in dict.fromkeys((*after, *before))
        if before.get((name, cycle)) is not after.get((name, cycle))
    )


def _verdicts(goals: Sequence[GoalState]) -> dict[tuple[str, int], Verdict]:
    return {(goal.goal.name, goal.cycle): goal.verdict for goal in goals}
