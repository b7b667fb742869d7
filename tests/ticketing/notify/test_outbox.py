from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import update

from tests.fakes.mailserver import FakeMailserver, body_of
from tests.fakes.office import START, Office
from tests.fakes.service import Mood
from tests.fakes.webhook import SECRET, FakeReceiver
from tests.fakes.wecom import KEY, FakeWecom
from ticketing.notices import MessageKind, Way
from ticketing.notify.channel import Channel
from ticketing.notify.queue import LEASE, claim, due
from ticketing.notify.smtp import Security, Smtp
from ticketing.notify.webhook import Webhook
from ticketing.notify.wecom import WecomRobot
from ticketing.outbox_rows import outbox
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.storage.open_database import open_database


@dataclass
class House:
    """An office with a mail server, a WeCom group and a webhook receiver."""

    office: Office
    mail: FakeMailserver
    wecom: FakeWecom
    receiver: FakeReceiver


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    clock = ManualClock(START)
    async with (
        FakeMailserver() as mail,
        FakeWecom(clock) as wecom,
        FakeReceiver(clock) as receiver,
        aiohttp.ClientSession() as session,
    ):
        sender = "watch@ops.example"
        channels: list[Channel] = [
            Smtp("mail", clock, "127.0.0.1", mail.port, sender, security=Security.NONE),
            WecomRobot("duty", session, KEY, service=wecom.url),
            Webhook("hook", session, clock, secret=SECRET),
        ]
        yield House(Office(database, clock, channels), mail, wecom, receiver)


async def test_a_queued_message_is_sent_once(house: House) -> None:
    """A page goes to the chat the person has, is settled with time and channel, and is not sent again."""
    office = house.office
    engineer = office.hire("engineer-a", mail="a@x.example", wecom="a.eng")
    page = await office.queue(engineer)
    await office.run()
    await office.pass_time(HOUR)
    row = await office.row(page)
    assert house.wecom.messages == ["opened 7\n<@a.eng>"]
    assert (row.state, row.channel, row.attempts, row.sent_at) == ("sent", "duty", 1, START)
    assert office.counted("duty", "sent") == 1


async def test_mail_goes_to_an_address_without_a_person(house: House) -> None:
    """A customer's address gets a mail in the house's language, with the Message-ID kept."""
    office = house.office
    mail = await office.queue(None, way=Way.MAIL, address="mail:it@acme.example")
    await office.run()
    (received,) = house.mail.mails
    assert received["To"] == "it@acme.example"
    assert body_of(received, "plain").strip() == "opened 7"
    assert (await office.row(mail)).provider_id == received["Message-ID"]


async def test_the_group_wait_holds_a_message(house: House) -> None:
    """A message is not sent before its time, and at its time it is."""
    office = house.office
    engineer = office.hire("engineer-a", wecom="a")
    await office.queue(engineer, after=20 * SECOND)
    await office.pass_time(19 * SECOND)
    assert house.wecom.messages == []
    await office.pass_time(1 * SECOND)
    assert len(house.wecom.messages) == 1


async def test_many_messages_for_one_person_go_out_as_one(house: House) -> None:
    """Four tickets at once are one message; somebody else's single message stays alone."""
    office = house.office
    engineer, other = office.hire("a", wecom="a"), office.hire("b", wecom="b")
    rows = [await office.queue(engineer, ticket=number) for number in range(1, 5)]
    await office.queue(other, ticket=9)
    await office.run()
    bundle = "opened 1 + opened 2 + opened 3 + opened 4\n<@a>"
    assert house.wecom.messages == [bundle, "opened 9\n<@b>"]
    assert {(await office.row(row)).state for row in rows} == {"sent"}


async def test_a_page_and_a_call_that_end_in_one_chat_are_one_message(house: House) -> None:
    """Without a phone channel the call takes the page's route: the person is not told twice."""
    office = house.office
    manager = office.hire("manager-b", phone="+86 1", wecom="b")
    page = await office.queue(manager, kind=MessageKind.ESCALATED)
    call = await office.queue(manager, kind=MessageKind.ESCALATED, way=Way.CALL)
    await office.run()
    assert house.wecom.messages == ["escalated 7\n<@b>"]
    assert (await office.row(page)).state == (await office.row(call)).state == "sent"


async def test_the_rate_limit_holds_back_and_loses_nothing(house: House) -> None:
    """Fifty people at once over a robot that takes 20 a minute: all arrive, never more than 20."""
    office = house.office
    for number in range(50):
        await office.queue(office.hire(f"p{number}", wecom=f"p{number}"))
    await office.run()
    assert len(house.wecom.messages) == 20
    await office.pass_time(MINUTE)
    assert len(house.wecom.messages) == 40
    await office.pass_time(MINUTE)
    assert len(house.wecom.messages) == 50
    assert house.wecom.calls == 50


async def test_a_permanent_error_without_another_way_is_failed_and_visible(house: House) -> None:
    """The row says failed and why in the service's words; it is not tried again."""
    office = house.office
    house.mail.refuse = "550 no such user"
    engineer = office.hire("engineer-a", mail="gone@x.example")
    mail = await office.queue(engineer, way=Way.MAIL)
    await office.run()
    await office.pass_time(HOUR)
    row = await office.row(mail)
    assert (row.state, row.attempts) == ("failed", 1)
    assert "550 no such user" in row.error
    assert office.counted("mail", "failed") == 1


async def test_a_refused_mail_goes_to_the_next_contact(house: House) -> None:
    """What one channel refuses for good, the person's next contact gets at once."""
    office = house.office
    house.mail.refuse = "550 no such user"
    engineer = office.hire("engineer-a", mail="gone@x.example", wecom="a")
    mail = await office.queue(engineer, way=Way.MAIL)
    await office.run()
    assert house.wecom.messages == ["opened 7\n<@a>"]
    assert (await office.row(mail)).channel == "duty"
    assert office.counted("mail", "refused") == 1


async def test_a_person_whom_no_channel_reaches_is_visible(house: House) -> None:
    """Nobody is silently not told: the row fails with what to do."""
    office = house.office
    lonely = await office.queue(office.hire("lonely", phone="+86 1"))
    gone = await office.queue(PersonId("left-last-year"))
    await office.run()
    for message in (lonely, gone):
        row = await office.row(message)
        assert row.state == "failed"
        assert "add a contact or a channel" in row.error
    assert office.counted("none", "failed") == 2


async def test_a_provider_that_is_down_for_hours_gets_all_when_it_is_back(house: House) -> None:
    """The channel is suspended, tried now and then, and delivers everything within minutes after."""
    office = house.office
    house.wecom.mood = Mood.DOWN
    engineer = office.hire("engineer-a", wecom="a")
    messages = [await office.queue(engineer, ticket=number) for number in (1, 2, 3)]
    await office.pass_time(6 * HOUR)
    await office.worker.next_due()
    suspended = {"channel": "duty"}
    value = office.registry.get_sample_value
    assert house.wecom.messages == []
    assert value("watchkeeper_channel_suspended", suspended) == 1
    assert house.wecom.calls < 100, "a service that is down is spared"
    assert {(await office.row(message)).state for message in messages} == {"queued"}
    assert value("watchkeeper_outbox_waiting") == 3
    assert value("watchkeeper_outbox_oldest_seconds") == 6 * 3600
    house.wecom.mood = Mood.WELL
    await office.pass_time(6 * MINUTE)
    await office.worker.next_due()
    assert {(await office.row(message)).state for message in messages} == {"sent"}
    assert value("watchkeeper_channel_suspended", suspended) == 0
    assert value("watchkeeper_outbox_waiting") == 0


async def test_a_page_takes_the_next_contact_while_its_service_is_down(house: House) -> None:
    """While the chat is suspended, pages go by mail; when it works again, by chat."""
    office = house.office
    engineer = office.hire("engineer-a", wecom="a", mail="a@x.example")
    house.wecom.mood = Mood.DOWN
    await office.queue(engineer, ticket=1)
    await office.pass_time(2 * MINUTE)
    assert [body_of(mail, "plain").strip() for mail in house.mail.mails] == ["opened 1"]
    house.wecom.mood = Mood.WELL
    await office.pass_time(10 * MINUTE)
    await office.queue(engineer, ticket=2)
    await office.run()
    assert house.wecom.messages == ["opened 2\n<@a>"]


async def test_what_cannot_be_delivered_for_a_day_is_given_up(house: House) -> None:
    """After 24 hours of trouble the message is failed and says what the trouble was."""
    office = house.office
    house.wecom.mood = Mood.NONSENSE
    message = await office.queue(office.hire("engineer-a", wecom="a"))
    await office.pass_time(25 * HOUR)
    row = await office.row(message)
    assert row.state == "failed"
    assert "no JSON" in row.error


async def test_a_message_that_cannot_be_made_stops_no_other(house: House) -> None:
    """A message about a ticket that is gone fails alone."""
    office = house.office
    engineer = office.hire("engineer-a", wecom="a")
    poison = await office.queue(engineer, ticket=999)
    await office.queue(engineer, ticket=1)
    await office.run()
    assert house.wecom.messages == ["opened 1\n<@a>"]
    row = await office.row(poison)
    assert row.state == "failed"
    assert "there is no ticket 999" in row.error


async def test_what_ticketing_dropped_is_not_sent(house: House) -> None:
    """A message overtaken by an acknowledgement stays unsent."""
    office = house.office
    message = await office.queue(office.hire("engineer-a", wecom="a"), after=MINUTE)
    await office.database.write(
        lambda c: c.execute(update(outbox).values(state="dropped").where(outbox.c.id == message))
    )
    await office.pass_time(HOUR)
    assert house.wecom.calls == 0


async def test_two_senders_take_each_message_once(house: House) -> None:
    """A message that one sender has claimed is not to be had for another."""
    office = house.office
    await office.queue(office.hire("engineer-a", wecom="a"))
    now = office.clock.now()
    found = await office.database.read(lambda connection: due(connection, now))
    claims = await asyncio.gather(
        *(
            office.database.write(lambda c: claim(c, found, channel="duty", now=now))
            for _ in range(8)
        )
    )
    assert sorted(len(ids) for ids in claims) == [0] * 7 + [1]


class DeadlyReceiver(FakeReceiver):
    """Kills the sender after the message has arrived and before it is answered."""

    victim: asyncio.subprocess.Process | None = None

    async def take(self, request: web.Request) -> web.StreamResponse:
        answer = await super().take(request)
        if self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            await self.victim.wait()
        return answer


@pytest.mark.parametrize(
    ("recipient", "address", "state", "received"),
    [
        ("engineer-a", None, "sent", 1),
        (None, "mail:it@acme.example", "failed", 0),
    ],
    ids=["a page is repeated, marked", "a customer's mail is not sent twice"],
)
async def test_a_sender_killed_between_sending_and_settling(
    database_url: str, recipient: str | None, address: str | None, state: str, received: int
) -> None:
    """A killed process leaves a message of unknown fate; people are told again, customers never."""
    clock = ManualClock(START)
    async with DeadlyReceiver(clock) as receiver, aiohttp.ClientSession() as session:
        message = await _queue_and_leave(database_url, recipient, address)
        if recipient:
            await _send_and_die(receiver, database_url)
        database = await open_database(database_url)
        office = Office(database, clock, [Webhook("hook", session, clock, secret=SECRET)])
        office.hire("engineer-a", webhook=receiver.address)
        before = await office.row(message)
        await office.pass_time(LEASE + MINUTE)
        row = await office.row(message)
        await database.close()
    assert before.state == "sending"
    assert row.state == state
    assert len(receiver.documents) == received
    if recipient:
        assert row.is_repeat
        assert row.attempts == 2
        assert receiver.calls == 2
    else:
        assert "may have arrived" in row.error


async def _queue_and_leave(database_url: str, recipient: str | None, address: str | None) -> int:
    """Queue one message; a mail to a customer is left as a killed sender leaves it."""
    database = await open_database(database_url)
    office = Office(database, ManualClock(START), [])
    person = PersonId(recipient) if recipient else None
    message = await office.queue(person, way=Way.MAIL, address=address)
    if person is None:
        lost = update(outbox).values(state="sending", claimed_at=START, channel="mail")
        await database.write(lambda connection: connection.execute(lost))
    await database.close()
    return message


async def _send_and_die(receiver: DeadlyReceiver, database_url: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.ticketing.notify.crash_child",
        database_url,
        receiver.address,
        SECRET,
        str(int(Instant(START))),
        cwd=Path(__file__).parents[3],
    )
    receiver.victim = child
    async with asyncio.timeout(60):
        assert await child.wait() == -signal.SIGKILL
    receiver.victim = None
