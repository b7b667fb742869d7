"""Mails become tickets, comments and answers, each once, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import update

from tests.ticketing.inbox.inboxes import post
from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.events import Channel, EventKind
from ticketing.inbox import rows
from ticketing.inbox.tables import mail_in
from ticketing.lifecycle import TicketState
from ticketing.mail.loops import Reason
from ticketing.outbox_rows import outbox
from ticketing.tables import ticket
from watchkeeper.core.instants import DAY, later
from watchkeeper.core.levels import Level
from watchkeeper.core.mails import (
    FailedDelivery,
    MailFile,
    MailOutcome,
    MailSign,
    MailVerdict,
)


async def _waiting(story: Story) -> list[Reason]:
    found = await story.database.read(lambda connection: rows.waiting(connection, most=100))
    return [one.reason for one in found]


async def test_a_contacts_mail_opens_a_ticket_of_their_customer(story: Story) -> None:
    """What stands in it is the ticket's; who wrote it is its reporter; the clock runs from then."""
    desk = await post(story)
    files = (MailFile("log.txt", "text/plain", b"x"),)
    verdict = await desk.inbox.receive(replace(desk.mail(), files=files))
    view = await story.view()
    (opened,) = await story.events(1, EventKind.OPENED)
    assert verdict == MailVerdict(MailOutcome.OPENED, 1)
    assert (view.row.customer, view.row.title, view.row.level) == ("acme", "fault 1", Level.III)
    assert (opened.channel, opened.actor) == (Channel.MAIL, "mail:it@acme.example")
    assert view.reported_at == story.clock.now()
    assert opened.prose["description"] == "no power\n\nFiles with the mail: log.txt"


async def test_a_message_id_opens_one_ticket_however_often_it_comes(story: Story) -> None:
    """Two mailboxes that get it at the same time, and a restart that asks again, change nothing."""
    desk = await post(story)
    verdicts = await asyncio.gather(*(desk.inbox.receive(desk.mail()) for _ in range(4)))
    again = await (await post(story)).inbox.receive(desk.mail())
    outcomes = sorted(one.outcome.value for one in verdicts)
    assert outcomes == ["duplicate", "duplicate", "duplicate", "opened"]
    assert again == MailVerdict(MailOutcome.DUPLICATE, 1)
    assert len(await story.open_tickets()) == 1


async def test_another_mail_under_a_known_id_waits_for_somebody(story: Story) -> None:
    """A program that repeats its ids loses nothing, and what it repeats is known as well."""
    desk = await post(story)
    await desk.inbox.receive(desk.mail())
    other = replace(desk.mail(), digest="f" * 64, text="a different fault")
    first, second = [await desk.inbox.receive(other) for _ in range(2)]
    assert (first.outcome, second.outcome) == (MailOutcome.QUARANTINED, MailOutcome.DUPLICATE)
    assert await _waiting(story) == [Reason.REPEATED_ID]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("确认\n在路上", EventKind.ACKNOWLEDGED),
        ("OK.", EventKind.ACKNOWLEDGED),
        ("ok, but who pays for it?", EventKind.COMMENTED),
        ("resolve this today please", EventKind.COMMENTED),
        ("plan 1 replace the disk", EventKind.PLAN_SUBMITTED),
        ("plan 7 replace the disk", EventKind.COMMENTED),
    ],
    ids=["one word", "a word with a full stop", "a sentence", "a wish", "a command", "another's"],
)
async def test_an_answer_to_a_signed_address_is_the_persons(
    story: Story, text: str, kind: EventKind
) -> None:
    """A word acknowledges, a whole command is carried out, everything else is a comment."""
    await story.call_in(Level.II)
    desk = await post(story)
    quoted = "\n\nOn Mon, Nov 23, 2026 at 9:00 AM, Watchkeeper wrote:\n> shop is down"
    verdict = await desk.inbox.receive(desk.answer(1, text + quoted))
    (event,) = await story.events(1, kind)
    assert verdict == MailVerdict(MailOutcome.ANSWERED, 1)
    assert (event.actor, event.channel) == (ENGINEER, Channel.MAIL)
    assert "shop is down" not in "".join(event.prose.values())


async def test_an_answer_counts_once(story: Story) -> None:
    """A crash after the answer and before the mail was kept repeats nothing."""
    await story.call_in(Level.II)
    desk = await post(story)
    mail = desk.answer(1, "vendor called")
    await desk.inbox.receive(mail)
    await story.database.write(lambda connection: connection.execute(mail_in.delete()))
    assert (await desk.inbox.receive(mail)).outcome is MailOutcome.ANSWERED
    assert len(await story.events(1, EventKind.COMMENTED)) == 1


async def test_a_forwarded_address_is_worth_nothing_to_others(story: Story) -> None:
    await story.call_in(Level.II)
    desk = await post(story)
    verdict = await desk.inbox.receive(desk.answer(1, "ack", sender="it@other.example"))
    assert verdict.outcome is MailOutcome.OPENED  # of their own customer
    assert (await story.view()).row.acknowledged_by is None


async def test_what_follows_a_mail_is_written_to_its_ticket(story: Story) -> None:
    """By References of theirs, by a thread id of ours; a stranger to that ticket waits."""
    desk = await post(story)
    await desk.inbox.receive(desk.mail())
    follows = replace(desk.mail(2, text="still no power"), references=("<1@client.example>",))
    ours = replace(desk.mail(3, text="any news?"), in_reply_to=("<ticket-1@ops.example>",))
    foreign = replace(
        desk.mail(4, sender="it@other.example"), in_reply_to=("<ticket-1@ops.example>",)
    )
    verdicts = [await desk.inbox.receive(one) for one in (follows, ours, foreign)]
    comments = await story.events(1, EventKind.COMMENTED)
    assert [one.outcome.value for one in verdicts] == ["appended", "appended", "quarantined"]
    assert [one.prose["text"] for one in comments] == ["still no power", "any news?"]
    assert await _waiting(story) == [Reason.NOT_THEIR_TICKET]


async def test_what_is_about_a_merged_ticket_goes_where_it_was_merged(story: Story) -> None:
    """Its customer's mail is a comment there, and its engineer's word acknowledges there."""
    desk = await post(story)
    for number in (1, 2):
        await desk.inbox.receive(desk.mail(number))
    await story.do(c.Merge(number=2, actor=ENGINEER, into=1))
    follows = replace(desk.mail(3), references=("<2@client.example>",))
    verdicts = [await desk.inbox.receive(one) for one in (follows, desk.answer(2, "ack"))]
    assert [one.ticket for one in verdicts] == [1, 1]
    assert (await story.view()).row.acknowledged_by == ENGINEER


async def test_a_mail_about_a_settled_ticket_opens_a_new_one(story: Story) -> None:
    """A closed ticket takes nothing that nobody would read; the new one names it."""
    desk = await post(story)
    await desk.inbox.receive(desk.mail())
    await story.database.write(
        lambda connection: connection.execute(
            update(ticket).values(state=TicketState.CANCELLED.value)
        )
    )
    again = replace(desk.mail(2), references=("<1@client.example>",))
    assert await desk.inbox.receive(again) == MailVerdict(MailOutcome.OPENED, 2)
    (opened,) = await story.events(2, EventKind.OPENED)
    assert opened.prose["description"].startswith("It answers ticket 1, which is settled.")


@pytest.mark.parametrize(
    ("sign", "outcome"),
    [
        (MailSign.OURS, MailOutcome.IGNORED),
        (MailSign.LOOP, MailOutcome.IGNORED),
        (MailSign.AUTO_REPLY, MailOutcome.IGNORED),
        (MailSign.AUTO_GENERATED, MailOutcome.QUARANTINED),
        (MailSign.BULK, MailOutcome.QUARANTINED),
    ],
    ids=lambda one: one.value,
)
async def test_what_no_person_wrote_opens_nothing(
    story: Story, sign: MailSign, outcome: MailOutcome
) -> None:
    desk = await post(story)
    verdict = await desk.inbox.receive(replace(desk.mail(), signs=frozenset({sign})))
    assert verdict.outcome is outcome
    assert await story.open_tickets() == ()


async def test_a_stranger_and_a_flood_wait(story: Story) -> None:
    """Who is unknown, and who writes too often, is kept for somebody to look at."""
    desk = await post(story)
    await desk.inbox.receive(desk.mail(1, sender="x@stranger.example"))
    for number in range(2, 6):
        await desk.inbox.receive(desk.mail(number))
    assert len(await story.open_tickets()) == 2
    assert set(await _waiting(story)) == {Reason.UNKNOWN_SENDER, Reason.TOO_MANY_TICKETS}


async def test_a_message_of_ours_that_came_back_is_failed(story: Story) -> None:
    """The outbox tells what the other side said; a report on a foreign mail is ignored."""
    await story.call_in(Level.II)
    await story.database.write(
        lambda connection: connection.execute(
            update(outbox).values(state="sent", provider_id="<k@ops.example>")
        )
    )
    desk = await post(story)
    report = replace(
        desk.mail(),
        signs=frozenset({MailSign.BOUNCE}),
        about=("<k@ops.example>",),
        failed=(FailedDelivery("b@x.example", "failed", "5.1.1", "no such user"),),
    )
    foreign = replace(report, message_id="<2@x>", about=("<z@elsewhere>",))
    verdicts = [(await desk.inbox.receive(one)).outcome for one in (report, foreign)]
    failed = await story.messages(state="failed")
    assert verdicts == [MailOutcome.BOUNCED, MailOutcome.IGNORED]
    assert failed[0]["error"] == "b@x.example: 5.1.1 no such user"


async def test_a_mailbox_keeps_since_when_it_is_watched(story: Story) -> None:
    """What lay in it before stays as it is, also after a restart."""
    now = story.clock.now()
    for at in (now, later(now, DAY)):
        found = await story.database.write(partial(rows.watched_since, mailbox="duty", now=at))
        assert found == now
