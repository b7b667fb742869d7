"""Free text never stands in what the chain covers as it is: it could not be erased (D6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboards.ticket_commands import fields_of
from tests.ticketing.logs import Log, at, contract
from tests.ticketing.story import ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.aspects.course import Course
from ticketing.deeds import DEEDS, Deed, event_of
from ticketing.events import Event, EventKind, first_broken_link, record
from ticketing.lifecycle import TicketState
from ticketing.log.redact import RedactionWish, redacted, redaction
from ticketing.types.model import Kind, Position
from ticketing.types.routing import FollowUp
from ticketing.types.table import TYPES, knows
from watchkeeper.access.model import PersonId
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level

SECRET = "Zhang San, 13800138000"
IDENTIFIERS: dict[str, object] = {
    "owner": "engineer-b",
    "to": "engineer-b",
    "person": "engineer-b",
    "metric": "resolve",
    "goal": "respond@level",
    "happened_at": at(0.5),
    "asked_of": "engineer-b",
    "begins_at": at(9),
    "into": Kind.DEFECT,
    "sha256": "0" * 64,
    "hosts": "web-1, web-2",
    "host": "web-1",
}
"""Fields that hold ids and words of ours, which the log must be able to name."""

VALUES: dict[object, object] = {str: SECRET, Level: Level.I, int: 2, Instant: at(99)}
LEFT_OUT = {"backup_at", "occurred_at", "until", "restored_at", "recovery_point"}


def said(deed: Deed[Any]) -> c.Command:
    """Return the deed's command with the secret in every free text."""
    values: dict[str, object] = {}
    for field in fields_of(deed.command):
        if field.name in LEFT_OUT:
            continue
        value = IDENTIFIERS.get(field.name, VALUES.get(field.kind))
        value = 2 if field.kind is int else value
        if value is None and isinstance(field.kind, type) and field.is_required:
            value = next(iter(field.kind))  # type: ignore[call-overload]  # an enum of choices
        if value is not None:
            values[field.name] = value
    command: c.Command = deed.command(number=1, actor=ENGINEER, **values)
    return command


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_what_a_person_writes_can_be_erased(deed: Deed[Any]) -> None:
    """No text that somebody typed into a command stands in the facts of its event."""
    log = Log("II")
    if deed.command is c.EraseFile:
        log.add(EventKind.ATTACHED, 0.4, sha256="1" * 64, size_bytes=1, media="text")
    log.add(EventKind.DUE_AGREED, 0.5, metric="resolve", due_at=at(50))
    if deed.command is c.StartWork:
        log.add(EventKind.BACKUP_CONFIRMED, 0.6)
    if deed.command in {c.AcknowledgeRules, c.StartRemote}:
        log = Log("II", has_rules=True).add(EventKind.RULES_ACKNOWLEDGED, 0.6)
    if deed.command is c.WithdrawAuthorisation:
        log.add(EventKind.AUTHORISED, 0.6, scope="monitor")
    if deed.command is c.EndRemote:
        log.add(EventKind.REMOTE_STARTED, 0.6, scope="remote", host="web-1")
    if deed.command is c.DecideVisit:
        asked = EventKind.VISIT_REQUESTED
        log.add(asked, 0.6, actor="wang", reason="customer", asked_of=ENGINEER)
    if deed.command is c.Unwatch:
        log.add(EventKind.WATCHED, 0.6, person="engineer-b")
    if deed.command is c.Unlink:
        log.add(EventKind.LINKED, 0.6, to=2, link="duplicate")
    state = min(deed.states, key=[TicketState.OPEN, *TicketState].index)
    ticket = log.ticket(1)._replace(state=state, shut_gates=frozenset())
    if deed.command is c.FollowUp:
        course = replace(ticket.course, follow_up=FollowUp(Kind.DEFECT))
        ticket = ticket._replace(aspects=ticket.aspects._replace(course=course))
    elif deed.follows_table and not knows(Kind.INCIDENT, deed.command.__name__):
        ticket = ticket._replace(aspects=ticket.aspects._replace(course=course_with(deed)))
    log.add(EventKind.ACKNOWLEDGED, 0.9)
    event = event_of(said(deed), ticket, contract().policy, at(1), log.events)
    assert event is not None
    assert SECRET not in canonical_json(dict(event.data))
    salts = dict.fromkeys(event.prose, "salt")
    last = record(event, ticket=1, after=log.events[-1], recorded_at=at(1), salts=salts)
    whole = (*log.events, last)
    wish = RedactionWish(actor=ENGINEER, approver=MANAGER, reason="asked", words=(SECRET,))
    if any(SECRET in text for text in event.prose.values()):
        left = redacted(whole, redaction(wish, whole, {}))
        assert first_broken_link(left) is None
        assert not any(SECRET in text for one in left for text in one.prose.values())


def course_with(deed: Deed[Any]) -> Course:
    """The course of the first type that knows the step, in a stage where it may be done."""
    rows = ((each.kind, row) for each in TYPES for row in each.deeds)
    kind, row = next((kind, row) for kind, row in rows if row.command == deed.command.__name__)
    return Course(kind=kind, position=Position(row.stages[0]), opened_by=PersonId("wang"))


def facts_of(events: tuple[Event, ...]) -> Iterator[tuple[EventKind, str]]:
    for event in events:
        yield event.kind, canonical_json(dict(event.data))


async def test_what_an_alert_says_can_be_erased(story: Story) -> None:
    """Titles, annotations, expressions and addresses of alerts stand beside the chain."""
    await story.fire("A", summary=SECRET, description=SECRET)
    await story.fire("A", severity="critical", summary=SECRET, description=SECRET)
    events = await story.events()
    assert events[0].kind is EventKind.OPENED
    assert EventKind.ALERT_ATTACHED in [event.kind for event in events]
    for kind, facts in facts_of(events):
        assert SECRET not in facts, kind
        assert "probe_success" not in facts, kind
    view = await story.view()
    assert view.row.title == SECRET
    assert view.alerts[0].annotations["description"] == SECRET
    assert view.alerts[0].expression == "probe_success == 0"


async def test_what_a_caller_says_can_be_erased(story: Story) -> None:
    """Who called, how to reach them and what they said stand beside the chain."""
    await story.call_in(
        summary=SECRET, description=SECRET, reporter=SECRET, reporter_contact=SECRET
    )
    for kind, facts in facts_of(await story.events()):
        assert SECRET not in facts, kind


async def test_the_log_says_by_which_terms_and_key_a_ticket_opened(story: Story) -> None:
    """The row of a ticket can be made from its log alone: its key, its type and its terms."""
    await story.call_in(key="call-17")
    opened = (await story.events())[0]
    assert opened.data["key"] == "call-17"
    assert opened.data["type"] == "incident"
    assert len(str(opened.data["terms"])) == 64
