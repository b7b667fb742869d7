"""Messages that did not arrive stay visible, and people send them anew or discard them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, select, update

from tests.fakes.mailserver import FakeMailserver
from tests.fakes.office import START, Office
from tests.ticketing.story import ENGINEER, MANAGER, Story
from ticketing.notices import Way
from ticketing.notify.health import Health
from ticketing.notify.message_desk import MessageDesk
from ticketing.notify.queue import UNKNOWN_FATE
from ticketing.notify.smtp import Security, Smtp
from ticketing.outbox_rows import outbox
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import DAY, HOUR
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database


@dataclass
class Mailroom:
    """An office whose mail server can refuse, and the desk of its messages."""

    office: Office
    mail: FakeMailserver
    desk: MessageDesk

    async def refused(self) -> int:
        """Queue a mail that the server refuses for good."""
        self.mail.refuse = "550 no such user"
        message = await self.office.queue(
            self.office.hire("engineer-a", mail="gone@x.example"), way=Way.MAIL
        )
        await self.office.run()
        return message


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Mailroom]:
    clock = ManualClock(START)
    async with FakeMailserver() as mail:
        sender = "watch@ops.example"
        channel = Smtp("mail", clock, "127.0.0.1", mail.port, sender, security=Security.NONE)
        office = Office(database, clock, [channel])
        yield Mailroom(office, mail, office.worker.desk(lambda _name: None))


def everybody(_customer: str) -> bool:
    return True


async def test_a_refused_message_is_listed_and_sent_again(room: Mailroom) -> None:
    """With the service's own words; when the address is mended, one press delivers it."""
    message = await room.refused()
    (found,) = await room.desk.undelivered(everybody)
    assert (found.id, found.recipient, found.channel) == (message, ENGINEER, "mail")
    assert "550 no such user" in found.said
    assert found.is_given_up
    await room.office.worker.next_due()
    assert room.office.registry.get_sample_value("watchkeeper_outbox_given_up") == 1
    room.mail.refuse = ""
    done = await room.desk.send_anew(None, sees=everybody, actor="admin-x")
    assert (done.queued, done.overtaken) == ((message,), ())
    await room.office.run()
    assert len(room.mail.mails) == 1
    assert await room.desk.undelivered(everybody) == ()
    await room.office.worker.next_due()
    assert room.office.registry.get_sample_value("watchkeeper_outbox_given_up") == 0


async def test_who_sent_anew_and_who_discarded_is_in_the_audit(room: Mailroom) -> None:
    message = await room.refused()
    await room.desk.send_anew((message,), sees=everybody, actor="admin-x")
    await room.office.run()
    assert await room.desk.discard((message,), sees=everybody, actor="engineer-a") == (message,)
    assert (await room.office.row(message)).state == "dropped"
    rows = await room.office.database.read(latest_audit_rows)
    assert [(row.action, row.actor) for row in rows[:2]] == [
        ("messages_discarded", "engineer-a"),
        ("messages_sent_anew", "admin-x"),
    ]


async def test_a_message_of_unknown_fate_is_sent_again_as_a_repeat(room: Mailroom) -> None:
    """It may have arrived before the crash: the second one says so."""
    message = await room.refused()
    await _change(room.office.database, message, error=UNKNOWN_FATE)
    room.mail.refuse = ""
    await room.desk.send_anew((message,), sees=everybody, actor="admin-x")
    assert (await room.office.row(message)).is_repeat
    await room.office.run()
    assert room.office.counted("mail", "repeated") == 1


async def test_what_waits_for_a_service_is_shown_with_its_next_attempt(room: Mailroom) -> None:
    """A service out of order is named; pressing tries the message at once."""
    room.mail.refuse = "451 try later"
    engineer = room.office.hire("engineer-a", mail="a@x.example")
    message = await room.office.queue(engineer, way=Way.MAIL)
    await room.office.pass_time(HOUR)
    (found,) = await room.desk.undelivered(everybody)
    assert not found.is_given_up
    assert found.next_try_at is not None
    (state,) = room.desk.channel_states()
    assert (state.name, state.is_out_of_order) == ("mail", True)
    await room.desk.send_anew((message,), sees=everybody, actor="admin-x")
    assert (await room.office.row(message)).next_try_at == room.office.clock.now()


async def test_a_whole_day_is_given_to_what_is_sent_anew(room: Mailroom) -> None:
    """However old a message is: its service may be slow again when it is sent anew."""
    message = await room.refused()
    await room.office.pass_time(2 * DAY)
    room.mail.refuse = "451 try later"
    await room.desk.send_anew(None, sees=everybody, actor="admin-x")
    await room.office.pass_time(HOUR)
    assert (await room.office.row(message)).state == "queued"


@pytest.fixture
def desk(story: Story) -> MessageDesk:
    return MessageDesk(story.database, story.clock, tuple, Health(()), lambda _name: None)


async def test_nobody_is_told_again_of_what_was_answered(story: Story, desk: MessageDesk) -> None:
    """P19: after the acknowledgement the call for help is dropped, the later breach is not."""
    await story.fire(level=Level.II)
    await _fail_all(story.database)
    opened = [row["id"] for row in await story.messages(kind="opened")]
    await story.pass_time(minutes=1)
    await story.acknowledge()
    await story.pass_time(hours=5)  # the plan is late: its breach is told afterwards
    await _fail_all(story.database)
    later = [row["id"] for row in await story.messages(kind="breached")]
    done = await desk.send_anew(None, sees=everybody, actor="admin-x")
    assert later
    assert set(opened) <= set(done.overtaken)
    assert set(later) <= set(done.queued)
    assert {row["state"] for row in await story.messages(kind="opened")} == {"dropped"}


async def test_a_resolved_ticket_pages_nobody_any_more(story: Story, desk: MessageDesk) -> None:
    await story.fire(level=Level.II)
    await story.pass_time(hours=3)
    await _fail_all(story.database)
    await story.acknowledge(by=MANAGER)
    await story.submit_plan()
    await story.resolve()
    done = await desk.send_anew(None, sees=everybody, actor="admin-x")
    kinds = {row["kind"] for row in await story.messages(state="queued")}
    assert done.overtaken
    assert not kinds & {"opened", "still_unanswered", "breached", "escalated", "warned"}


async def test_messages_of_other_customers_are_not_there(story: Story, desk: MessageDesk) -> None:
    """Neither listed, nor sent, nor discarded by who does not see their ticket."""
    await story.fire(level=Level.II)
    await _fail_all(story.database)

    def sees(customer: str) -> bool:
        return customer == "other"

    first = (await story.messages())[0]["id"]
    assert await desk.undelivered(sees) == ()
    assert (await desk.send_anew((first,), sees=sees, actor="x")).queued == ()
    assert await desk.discard(None, sees=sees, actor="x") == ()
    with pytest.raises(NotFound):
        await desk.one(first, sees)
    assert (await desk.one(first, everybody)).customer == "acme"


async def _fail_all(database: Database) -> None:
    def unit(connection: Connection) -> None:
        waiting = update(outbox).where(outbox.c.state == "queued")
        connection.execute(waiting.values(state="failed", attempts=1, error="550 gone"))

    await database.write(unit)


async def _change(database: Database, message: int, **values: object) -> None:
    def unit(connection: Connection) -> None:
        connection.execute(update(outbox).where(outbox.c.id == message).values(**values))
        assert connection.execute(select(outbox.c.id).where(outbox.c.id == message)).one()

    await database.write(unit)
