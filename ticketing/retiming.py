"""Time open tickets anew where somebody confirmed or changed days of a calendar (P20: no closed one).

What a ticket pinned stays what it was; that it runs by another edition now is an event of its
own, which says what moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection, select

from ticketing.clocks import goal_states
from ticketing.cycles import TermsCause
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.lifecycle import FINAL, Milestone
from ticketing.policy import Terms
from ticketing.tables import ticket, ticket_terms
from ticketing.ticket import Ticket, facts_of
from ticketing.work import Work
from ticketing.workdays.book import HoursBook
from watchkeeper.core.instants import Instant


def tickets_to_retime(connection: Connection, book: HoursBook) -> tuple[int, ...]:
    """Return the tickets that are not over and run by other editions than the current ones."""
    row, terms = ticket.c, ticket_terms.c
    unfinished = row.state.not_in([state.value for state in FINAL])
    used = select(terms.id, terms.source).where(terms.id.in_(select(row.terms).where(unfinished)))
    outdated = [one.id for one in connection.execute(used) if _is_outdated(one.source, book)]
    theirs = select(row.number).where(unfinished, row.terms.in_(outdated))
    return tuple(connection.scalars(theirs.order_by(row.number)))


def _is_outdated(source: str, book: HoursBook) -> bool:
    values = json.loads(source)
    pinned: dict[str, str] = values["calendars"]
    return any(book.current(name, values["zone"]) != digest for name, digest in pinned.items())


def retime(work: Work, numbers: Iterable[int], book: HoursBook) -> None:
    """Let these tickets run by the current editions, and set their timers."""
    wanted = tuple(numbers)
    work.load(wanted)
    for number in wanted:
        if not work.ticket(number).state.is_final:
            _retime(work, number, book)


def _retime(work: Work, number: int, book: HoursBook) -> None:
    source = work.source(number)
    current = tuple((name, book.current(name, source.zone)) for name, _ in source.calendars)
    if current == source.calendars:
        return
    pinned = work.pin(replace(source, calendars=current))
    data: dict[str, Fact] = {
        "terms": pinned.source.digest,
        "cause": TermsCause.CALENDAR.value,
        "policy": pinned.terms.label,
        "moved": _moved(work.ticket(number), pinned.terms, work.now),
    }
    work.append(number, NewEvent(EventKind.TERMS_CHANGED, work.now, data=MappingProxyType(data)))
    work.settle(number)


def _moved(ticket: Ticket, later: Terms, now: Instant) -> list[Fact]:
    """Return the goals that become due at another time, with both times."""
    facts = facts_of(
        ticket.subject,
        acknowledged=Milestone.ACKED in ticket.cycle.milestones,
        self_recovered=ticket.self_recovered,
        kind=ticket.course.kind,
    )
    before = {goal.goal.name: goal.due_at for goal in ticket.goals}
    after = goal_states(ticket.cycle, later, facts, now)
    return [
        {"goal": goal.goal.name, "from": before[goal.goal.name], "to": goal.due_at}
        for goal in after
        if goal.stopped_at is None and before.get(goal.goal.name, goal.due_at) != goal.due_at
    ]
