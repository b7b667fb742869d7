"""What a message says, before it has a form: the headline, why you are told, how it stands.

The first line names level, what is broken, where; the level is a numeral, never colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboards.render.outside import from_outside
from dashboards.voice import Voice
from ticketing.events import Fact
from ticketing.notices import MessageKind
from ticketing.outbox import MessageFacts
from ticketing.views import Presence, TicketView
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import mark

MAX_EVENTS = 6
"""So many of the latest events stand in a report to a manager."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One message: its level as a numeral, one headline, lines, events so far, a link."""

    level: str
    headline: str
    lines: tuple[str, ...]
    so_far: tuple[str, ...] = ()
    link: str = ""
    link_label: str = ""
    answer_link: str = ""
    answer_label: str = ""
    hint: str = ""


NEWS: Mapping[MessageKind, str] = MappingProxyType(
    {
        MessageKind.OPENED: mark("[{level}] {title} ({where})"),
        MessageKind.STILL_UNANSWERED: mark("[{level}] Still unanswered: {title} ({where})"),
        MessageKind.FORGOTTEN: mark("[{level}] Is anybody on it? {title} ({where})"),
        MessageKind.WORSENED: mark("[{level}] Level raised: {title} ({where})"),
        MessageKind.REOPENED: mark("[{level}] Reopened: {title} ({where})"),
        MessageKind.RELAPSED: mark("[{level}] Failing again: {title} ({where})"),
        MessageKind.RECOVERED: mark("[{level}] Recovered: {title} ({where})"),
        MessageKind.WENT_SILENT: mark("[{level}] No data: {title} ({where})"),
        MessageKind.WARNED: mark("[{level}] Deadline near: {title} ({where})"),
        MessageKind.BREACHED: mark("[{level}] Deadline missed: {title} ({where})"),
        MessageKind.ESCALATED: mark("[{level}] Escalated to you: {title} ({where})"),
        MessageKind.HOURLY_REPORT: mark("[{level}] Hourly report: {title} ({where})"),
        MessageKind.ASSIGNED: mark("[{level}] Assigned to you: {title} ({where})"),
        MessageKind.OFFERED: mark("[{level}] Will you take it over? {title} ({where})"),
        MessageKind.CONFIRM_RECOVERY: mark("[{level}] Confirm the recovery: {title} ({where})"),
        MessageKind.PAUSE_ENDED: mark("[{level}] The pause has ended: {title} ({where})"),
        MessageKind.RESOLVED: mark("[{level}] Resolved: {title} ({where})"),
        MessageKind.YOUR_TURN: mark("[{level}] It is your turn: {title} ({where})"),
        MessageKind.WRITTEN_TICKET_OWED: mark(
            "[{level}] The written ticket has not come: {title} ({where})"
        ),
    }
)
_NOW: Mapping[Presence, str] = MappingProxyType(
    {
        Presence.FAILING: mark("Now: still failing"),
        Presence.RECOVERED: mark("Now: recovered"),
        Presence.NO_DATA: mark("Now: no data"),
        Presence.UNWATCHED: mark("Now: not monitored"),
    }
)
_REPORTS = frozenset({MessageKind.ESCALATED, MessageKind.HOURLY_REPORT})
_OVER = frozenset({MessageKind.RECOVERED, MessageKind.CONFIRM_RECOVERY, MessageKind.RESOLVED})


def ticket_parts(facts: MessageFacts, ticket: TicketView, voice: Voice, url: str) -> Parts:
    """Return what is said about one ticket."""
    row = ticket.row
    lines = [*_why(facts, ticket, voice), *_standing(facts, ticket, voice)]
    lines += [line for item in _also(facts) if (line := _reason(item, facts, ticket, voice))]
    needs_answer = row.acknowledged_at is None and row.state.is_live
    return Parts(
        level=voice.word(row.level),
        headline=headline(facts, ticket, voice),
        lines=tuple(lines),
        so_far=tuple(_so_far(ticket, voice)) if facts.kind in _REPORTS else (),
        link=f"{url}/tickets/{row.number}",
        link_label=voice.say(mark("Ticket {number}"), number=row.number),
        answer_link=facts.answer_url,
        answer_label=voice.say(mark("Answer here")) if facts.answer_url else "",
        hint=_hint(facts, voice) if needs_answer and facts.kind not in _OVER else "",
    )


def headline(facts: MessageFacts, ticket: TicketView, voice: Voice) -> str:
    row = ticket.row
    title = from_outside(row.title_in(voice.language.value))
    places = dict.fromkeys(part for part in (row.target, row.customer, row.site) if part)
    where = " / ".join(from_outside(part) for part in places) or "–"
    said = voice.say(
        NEWS.get(facts.kind, NEWS[MessageKind.OPENED]),
        level=voice.word(row.level),
        title=title,
        where=where,
    )
    return voice.say(mark("[repeat] {said}"), said=said) if facts.is_repeat else said


def _hint(facts: MessageFacts, voice: Voice) -> str:
    if facts.is_answered_by_mail:
        return voice.say(
            mark("To acknowledge, answer this mail with the one word ok, or use the button.")
        )
    return voice.say(mark("To acknowledge, open the ticket and press Acknowledge."))


def _why(facts: MessageFacts, ticket: TicketView, voice: Voice) -> Iterator[str]:
    """Yield why this person is told, then since when it has been so."""
    if facts.payload.get("instead_of_name"):
        yield voice.say(
            mark("You are told in place of {person}, who cannot be reached."),
            person=from_outside(str(facts.payload["instead_of_name"])),
        )
    reason = _reason({"kind": facts.kind.value, **facts.payload}, facts, ticket, voice)
    if reason:
        yield reason
    row = ticket.row
    since, ended_at = voice.instant(row.occurred_at), _ended_at(ticket)
    lasted = voice.about((ended_at or facts.now) - row.occurred_at)
    if ended_at is None:
        yield voice.say(mark("Since {since} ({lasted})"), since=since, lasted=lasted)
    else:
        sentence, until = mark("From {since} to {until} ({lasted})"), voice.instant(ended_at)
        yield voice.say(sentence, since=since, until=until, lasted=lasted)


def _ended_at(ticket: TicketView) -> Instant | None:
    """Return when the fault ended, as far as that is known."""
    if ticket.row.presence is Presence.RECOVERED and ticket.restored_at is not None:
        return ticket.restored_at
    return ticket.row.resolved_at


def _reason(item: Mapping[str, Fact], facts: MessageFacts, ticket: TicketView, voice: Voice) -> str:
    """Return the sentence of one decision or event; empty where the headline says it all."""
    try:
        kind = MessageKind(str(item.get("kind")))
    except ValueError:
        return ""
    say = _REASONS.get(kind)
    return say(item, facts, ticket, voice) if say else ""


def _escalated(
    item: Mapping[str, Fact], facts: MessageFacts, ticket: TicketView, voice: Voice
) -> str:
    if item.get("reason"):
        return voice.say(
            mark("You are told because a colleague escalated it: {reason}"),
            reason=from_outside(str(item["reason"])),
        )
    if item.get("by_hand"):
        return voice.say(mark("You are told because a colleague escalated it."))
    lasted = voice.about(facts.created_at - ticket.row.occurred_at)
    step = item.get("step", 1)
    if item.get("repetition"):
        sentence = mark(
            "You are told again because it is still unresolved {lasted} after it occurred "
            "(step {step} of the escalation)."
        )
    else:
        sentence = mark(
            "You are told because it is unresolved {lasted} after it occurred "
            "(step {step} of the escalation)."
        )
    return voice.say(sentence, lasted=lasted, step=step)


def _warned(
    item: Mapping[str, Fact], _facts: MessageFacts, ticket: TicketView, voice: Voice
) -> str:
    return voice.say(
        mark("{share} % of the time for “{goal}” is used up; it is due {due}."),
        share=item.get("share", 0),
        goal=_goal(item, ticket, voice),
        due=voice.instant(_instant(item.get("due_at"))),
    )


def _breached(
    item: Mapping[str, Fact], _facts: MessageFacts, ticket: TicketView, voice: Voice
) -> str:
    return voice.say(
        mark("The deadline for “{goal}” was missed; it was due {due}."),
        goal=_goal(item, ticket, voice),
        due=voice.instant(_instant(item.get("due_at"))),
    )


def _unanswered(
    _item: Mapping[str, Fact], facts: MessageFacts, ticket: TicketView, voice: Voice
) -> str:
    lasted = voice.about(facts.created_at - ticket.row.opened_at)
    return voice.say(mark("Nobody has acknowledged it for {lasted}."), lasted=lasted)


def _resolved(
    _item: Mapping[str, Fact], _facts: MessageFacts, ticket: TicketView, voice: Voice
) -> str:
    if ticket.resolution is None:
        return ""
    return voice.say(
        mark("Cause: {cause}. Method: {method}."),
        cause=from_outside(ticket.resolution.cause),
        method=from_outside(ticket.resolution.method),
    )


def _sentence(sentence: str) -> Callable[..., str]:
    return lambda _item, _facts, _ticket, voice: voice.say(sentence)


_REASONS: Mapping[MessageKind, Callable[..., str]] = MappingProxyType(
    {
        MessageKind.ESCALATED: _escalated,
        MessageKind.WARNED: _warned,
        MessageKind.BREACHED: _breached,
        MessageKind.STILL_UNANSWERED: _unanswered,
        MessageKind.CONFIRM_RECOVERY: _sentence(
            mark("The fault is gone; nobody has resolved the ticket yet.")
        ),
        MessageKind.RESOLVED: _resolved,
        MessageKind.WENT_SILENT: _sentence(
            mark("Nothing is measured any more: it has neither recovered nor is it known to fail.")
        ),
        MessageKind.FORGOTTEN: _sentence(
            mark("It was acknowledged, and then nothing was heard. A comment or a plan is enough.")
        ),
        MessageKind.RELAPSED: _sentence(mark("The fault is back.")),
        MessageKind.PAUSE_ENDED: _sentence(mark("The clocks that rested run again.")),
    }
)


def _goal(item: Mapping[str, Fact], ticket: TicketView, voice: Voice) -> str:
    name = str(item.get("goal", ""))
    view = ticket.goal(name)
    return voice.say(view.title) if view else name


def _instant(found: Fact) -> int | None:
    return int(found) if isinstance(found, (int, float)) else None


def _also(facts: MessageFacts) -> Iterator[Mapping[str, Fact]]:
    """Yield what else was decided at the same moment for the same person."""
    also = facts.payload.get("also")
    for item in also if isinstance(also, list) else ():
        if isinstance(item, dict):
            yield item


def _standing(facts: MessageFacts, ticket: TicketView, voice: Voice) -> Iterator[str]:
    """Yield how it stands now: failing or not, with the value; the next clock."""
    row = ticket.row
    now = voice.say(_NOW[row.presence])
    alert = next((alert for alert in ticket.alerts if alert.value is not None), None)
    if alert is not None and alert.value_at is not None and row.presence is Presence.FAILING:
        yield voice.say(
            mark("{now}, value {value} ({age} ago)"),
            now=now,
            value=f"{alert.value:.4g}",
            age=voice.about(facts.now - alert.value_at),
        )
    else:
        yield now
    goal = row.next_goal
    if goal is None:
        return
    title, due = voice.say(goal.title), voice.instant(goal.due_at)
    if goal.due_at is None:
        yield voice.say(mark("Next clock: {goal}, paused"), goal=title)
    elif goal.due_at <= facts.now:
        late = voice.about(facts.now - goal.due_at)
        sentence = mark("Next clock: {goal}, was due {due}, {late} overdue")
        yield voice.say(sentence, goal=title, due=due, late=late)
    else:
        left = voice.about(goal.due_at - facts.now)
        sentence = mark("Next clock: {goal}, due {due}, {left} left")
        yield voice.say(sentence, goal=title, due=due, left=left)


def _so_far(ticket: TicketView, voice: Voice) -> Iterator[str]:
    """Yield what has been done, for the report upwards (R23)."""
    row = ticket.row
    if row.owner is not None:
        yield voice.say(mark("Owner: {owner}"), owner=from_outside(row.owner))
    elif row.acknowledged_at is None:
        yield voice.say(mark("Nobody has acknowledged it."))
    for entry in ticket.timeline[-MAX_EVENTS:]:
        yield f"{voice.instant(entry.occurred_at)} {from_outside(voice.say(entry.text))}"
