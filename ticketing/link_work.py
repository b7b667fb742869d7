"""Ties between tickets within one unit of work: what a command does to the other tickets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ticketing import alert_store, alert_words, store
from ticketing import commands as c
from ticketing.aspects.ties import anchor_facts
from ticketing.correlate import presence_of
from ticketing.events import Event, EventKind, Fact, NewEvent
from ticketing.held_anchors import anchors_of
from ticketing.lifecycle import Presence
from ticketing.link_rows import links_about
from ticketing.links.linking import why_not_linked
from ticketing.links.merging import IntoClosed, why_not_merged, why_not_unmerged
from ticketing.links.model import Party
from ticketing.ticket import Ticket
from ticketing.work import Work
from watchkeeper.core.errors import Conflict
from watchkeeper.core.messages import Text


def party_of(ticket: Ticket) -> Party:
    """Return a ticket as the rules of links see it."""
    return Party(ticket.number, ticket.subject.customer, ticket.state, ticket.ties.merged_into)


def load_around(work: Work, command: c.Command, others: tuple[int, ...]) -> None:
    """Load the ticket of *command* and those that it touches, in one go: nobody waits crosswise."""
    target = None
    if isinstance(command, c.Unmerge):
        target = store.merged_into(work.connection, command.number)
    work.load([command.number, *others, *([] if target is None else [target])])


def check_among_others(work: Work, command: c.Command) -> None:
    """Refuse what contradicts other tickets, which are loaded.  Raises Conflict, NotFound."""
    check = _CHECKS.get(type(command))
    why_not = check(work, command) if check is not None else None
    if why_not is not None:
        raise Conflict(why_not.sentence, at=None, **why_not.facts)


def follow_among_others(work: Work, command: c.Command, event: Event) -> None:
    """Let the other tickets follow what was just done to the one of *command*."""
    follow = _FOLLOWS.get(type(command))
    if follow is not None:
        follow(work, event)


def _check_link(work: Work, command: c.Link) -> Text | None:
    a, b = (party_of(work.ticket(number)) for number in (command.number, command.to))
    links = links_about(work.connection, command.number, command.to, command.kind)
    return why_not_linked(a, b, command.kind, links)


def _check_merge(work: Work, command: c.Merge) -> Text | None:
    source, target = work.ticket(command.number), work.ticket(command.into)
    return why_not_merged(
        party_of(source),
        party_of(target),
        target.ties.held,
        into_closed=IntoClosed.YES if command.into_closed else IntoClosed.ASK,
    )


def _check_unmerge(work: Work, command: c.Unmerge) -> Text | None:
    source = work.ticket(command.number)
    assert source.ties.merged_into is not None
    target = work.ticket(source.ties.merged_into)
    fingerprint = source.subject.fingerprint
    other = store.live_ticket(work.connection, fingerprint) if fingerprint else None
    if other is not None:
        raise Conflict("the same fault has the open ticket {number} by now", number=other)
    return why_not_unmerged(party_of(source), party_of(target), target.ties.held)


def _merged(work: Work, event: Event) -> None:
    """The other counts from the earliest report, and hears the alerts of this one."""
    source, into = work.ticket(event.ticket), int(str(event.data["into"]))
    is_worse = source.level.is_worse_than(work.ticket(into).level)
    rows = alert_store.alerts_of_ticket(work.connection, event.ticket)
    active = [row for row in rows if row.is_active]
    data: dict[str, Fact] = {"from": event.ticket, "is_worse": is_worse}
    data.update(anchor_facts(anchors_of(source.cycle)))
    prose = {}
    if active:
        data["alerts"] = [alert_words.facts_of(row.heard) for row in active]
        prose = {alert_words.PROSE: alert_words.words_of(row.heard for row in active)}
    alert_store.pass_on(work.connection, active, into)
    _append(work, into, EventKind.TOOK_IN, event, data, prose)


def _unmerged(work: Work, event: Event) -> None:
    """The other lets go of it, and its alerts are its own again, as they are by now."""
    source, out_of = work.ticket(event.ticket), int(str(event.data["out_of"]))
    _append(work, out_of, EventKind.LET_GO, event, {"from": event.ticket}, {})
    fingerprint = source.subject.fingerprint
    if fingerprint is None:
        return
    rows = alert_store.alerts_of_problems(work.connection, [fingerprint])[fingerprint].values()
    alert_store.pass_on(work.connection, (row for row in rows if row.is_active), event.ticket)
    is_gone = presence_of(rows) is Presence.RECOVERED
    if is_gone and source.presence is Presence.FAILING and source.state.is_live:
        _append(work, event.ticket, EventKind.RECOVERED, event, {}, {})


def _append(
    work: Work,
    number: int,
    kind: EventKind,
    cause: Event,
    data: Mapping[str, Fact],
    prose: Mapping[str, str],
) -> None:
    new = NewEvent(
        kind,
        work.now,
        actor=cause.actor,
        channel=cause.channel,
        data=MappingProxyType(dict(data)),
        prose=MappingProxyType(dict(prose)),
    )
    work.append(number, new)
    work.settle(number)


_CHECKS: Mapping[type[c.Command], Callable[[Work, Any], Text | None]] = MappingProxyType(
    {c.Link: _check_link, c.Merge: _check_merge, c.Unmerge: _check_unmerge}
)
_FOLLOWS: Mapping[type[c.Command], Callable[[Work, Event], None]] = MappingProxyType(
    {c.Merge: _merged, c.Unmerge: _unmerged}
)
