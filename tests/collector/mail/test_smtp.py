"""The SMTP door on a real socket: for whom, from whom, how large, and only what the desk has."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email.message import EmailMessage
from ipaddress import ip_network

import aiosmtplib
import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from collector.intake.mail.desk import MailMetrics
from collector.intake.mail.smtp import MOST_CONNECTIONS, SmtpDoor, SmtpReceiver
from tests.collector.mail.desks import SECONDS, RecordingDesk
from tests.collector.mail.letters import HOUSE, NOW, letter
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.mails import MailOutcome, MailSign
from watchkeeper.server.clock import ManualClock

DOOR = SmtpDoor("door", "127.0.0.1", 0, frozenset({"duty@watch.example"}))
FROM, TO = "a@customer.example", "duty@watch.example"
_COMMANDS = [
    b"EHLO x",
    b"HELO",
    b"MAIL FROM:<>",
    b"MAIL FROM:<\xff@x> SIZE=99999999999",
    b"RCPT TO:<duty@watch.example>",
    b"RCPT TO:<<>>",
    b"DATA",
    b".",
    b"STARTTLS",
    b"AUTH PLAIN AAAA",
    b"VRFY \xff",
    b"x" * 20_000,
]


@asynccontextmanager
async def receiving(
    desk: RecordingDesk, door: SmtpDoor = DOOR, registry: CollectorRegistry | None = None
) -> AsyncIterator[SmtpReceiver]:
    receiver = SmtpReceiver(
        door,
        desk,
        clock=ManualClock(NOW),
        metrics=MailMetrics(registry or CollectorRegistry()),
        house=HOUSE,
    )
    async with receiver.listening():
        yield receiver


@asynccontextmanager
async def sending(
    receiver: SmtpReceiver, tls: ssl.SSLContext | None = None
) -> AsyncIterator[aiosmtplib.SMTP]:
    client = aiosmtplib.SMTP(
        hostname="127.0.0.1",
        port=receiver.port,
        timeout=SECONDS,
        start_tls=tls is not None,
        tls_context=tls,
    )
    async with client:
        yield client


async def test_a_mail_reaches_the_desk_before_its_sender_is_told() -> None:
    """The desk gets envelope and content; only then the sender hears that it is taken."""
    desk = RecordingDesk()
    async with receiving(desk) as receiver, sending(receiver) as client:
        refused, answer = await client.sendmail(FROM, [TO], letter("Subject: 漏水"))
        mail = await desk.next()
    assert (refused, answer) == ({}, "2.0.0 taken")
    assert (mail.subject, mail.text) == ("漏水", "hello")
    envelope = mail.envelope
    assert (envelope.mailbox, envelope.sender, envelope.recipients) == ("door", FROM, (TO,))
    assert envelope.received_at == NOW


async def test_the_null_sender_is_taken() -> None:
    """Delivery reports come from nobody; they are told apart by that."""
    desk = RecordingDesk(lambda _mail: MailOutcome.BOUNCED)
    async with receiving(desk) as receiver, sending(receiver) as client:
        await client.sendmail("", [TO], letter())
        mail = await desk.next()
    assert mail.envelope.sender == ""
    assert MailSign.NO_ANSWER in mail.signs


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (TO, 250),
        ("Duty@WATCH.example", 250),
        ("duty+t7-abc-def@watch.example", 250),
        ("other@watch.example", 550),
        ("duty@else.example", 550),
        ("duty@watch.example@else.example", 553),
    ],
    ids=["ours", "capitals", "a reply address", "another name", "another domain", "a route"],
)
async def test_only_our_addresses_are_taken(address: str, code: int) -> None:
    """It passes nothing on: what is not for us is refused while its sender still has it."""
    async with receiving(RecordingDesk()) as receiver, sending(receiver) as client:
        await client.ehlo()
        await client.execute_command(b"MAIL", b"FROM:<a@customer.example>")
        answer = await client.execute_command(b"RCPT", f"TO:<{address}>".encode())
    assert answer.code == code


async def test_a_mail_server_may_write_sub_addresses_in_another_way() -> None:
    """Some servers separate them by a minus: then a plus is part of a name like any sign."""
    door = replace(DOOR, separator="-")
    assert door.takes("duty-7.abc@watch.example")
    assert not door.takes("duty+7.abc@watch.example")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=60), st.sampled_from(_COMMANDS)), max_size=12))
def test_no_bytes_break_the_door(said: list[bytes]) -> None:
    """Whatever a client says: the desk gets whole mails only, and the next client is served."""
    asyncio.run(_say(said))


async def _say(said: list[bytes]) -> None:
    desk = RecordingDesk()
    async with receiving(desk) as receiver:
        reader, writer = await asyncio.open_connection("127.0.0.1", receiver.port)
        writer.write(b"\r\n".join([*said, b".", b"QUIT", b""]))
        writer.write_eof()
        async with asyncio.timeout(SECONDS):
            with contextlib.suppress(OSError):
                await reader.read()
        with contextlib.suppress(OSError):
            await _closed(writer)
        while desk.has_more():
            assert (await desk.next()).envelope.recipients == (TO,)
        async with sending(receiver) as client:
            await client.sendmail(FROM, [TO], letter("Subject: next"))
        assert (await desk.next()).subject == "next"


async def test_only_known_peers_are_let_in() -> None:
    """Where relays are named, others get an answer that says so."""
    strangers = replace(DOOR, peers=(ip_network("192.0.2.0/24"),))
    async with receiving(RecordingDesk(), strangers) as receiver, sending(receiver) as client:
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as raised:
            await client.sendmail(FROM, [TO], letter())
    assert raised.value.code == 554
    friends = replace(DOOR, peers=(ip_network("127.0.0.0/8"),))
    async with receiving(RecordingDesk(), friends) as receiver, sending(receiver) as client:
        await client.sendmail(FROM, [TO], letter())


async def test_a_mail_that_is_too_large_is_refused() -> None:
    """By what its sender announces, and by what really comes."""
    door = replace(DOOR, largest_bytes=2000)
    async with receiving(RecordingDesk(), door) as receiver:
        async with sending(receiver) as client:
            with pytest.raises(aiosmtplib.SMTPResponseException) as announced:
                await client.sendmail(FROM, [TO], letter(body=b"x\r\n" * 1000))
        async with sending(receiver) as client:
            await client.ehlo()
            await client.execute_command(b"MAIL", b"FROM:<a@customer.example>")
            await client.execute_command(b"RCPT", b"TO:<duty@watch.example>")
            with pytest.raises(aiosmtplib.SMTPResponseException) as came:
                await client.data(letter(body=b"x\r\n" * 1000))
    assert (announced.value.code, came.value.code) == (552, 552)


async def test_long_lines_are_taken() -> None:
    """Many senders write HTML in lines longer than the thousand bytes of the RFC."""
    desk = RecordingDesk()
    async with receiving(desk) as receiver, sending(receiver) as client:
        await client.sendmail(FROM, [TO], letter(body=b"x" * 9000))
        assert len((await desk.next()).text) == 9000


@pytest.mark.parametrize(
    "answer",
    [Unavailable("the database is away"), MailOutcome.POSTPONED, ValueError("defect")],
    ids=["desk away", "desk asks to wait", "desk fails"],
)
async def test_what_the_desk_has_not_its_sender_keeps(answer: MailOutcome | Exception) -> None:
    """Without a verdict the sender is asked to come again, and hears nothing of our inside."""
    async with receiving(RecordingDesk(lambda _: answer)) as receiver, sending(receiver) as client:
        with pytest.raises(aiosmtplib.SMTPResponseException) as raised:
            await client.sendmail(FROM, [TO], letter())
    assert (raised.value.code, raised.value.message) == (451, "4.3.0 not now, try again later")


async def test_tls_is_offered_and_may_be_required(authority: trustme.CA) -> None:
    """With a certificate STARTTLS works; where it is required nothing goes without."""
    server, trust = (
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        ssl.create_default_context(),
    )
    authority.issue_cert("127.0.0.1").configure_cert(server)
    authority.configure_trust(trust)
    desk = RecordingDesk()
    door = replace(DOOR, tls=server, requires_tls=True)
    async with receiving(desk, door) as receiver:
        async with sending(receiver, trust) as client:
            await client.sendmail(FROM, [TO], letter("Subject: sealed"))
        assert (await desk.next()).subject == "sealed"
        async with sending(receiver) as client:
            with pytest.raises(aiosmtplib.SMTPResponseException) as raised:
                await client.sendmail(FROM, [TO], letter())
    assert raised.value.code == 530


async def test_connections_are_bounded() -> None:
    """One too many is told so and closed; when one ends there is room again."""
    registry = CollectorRegistry()
    async with receiving(RecordingDesk(), registry=registry) as receiver:
        held = [await _greeted(receiver.port) for _ in range(MOST_CONNECTIONS)]
        assert {greeting[:3] for _, greeting in held} == {b"220"}
        extra, greeting = await _greeted(receiver.port)
        assert greeting[:3] == b"421"
        await _closed(extra)
        for writer, _ in held:
            await _closed(writer)
    labels = {"reason": "connections"}
    assert registry.get_sample_value("watchkeeper_mail_refused_total", labels) == 1


async def _greeted(port: int) -> tuple[asyncio.StreamWriter, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(SECONDS):
        return writer, await reader.readline()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await writer.wait_closed()


async def test_a_plain_mail_program_gets_through() -> None:
    """What the standard library's mail classes write arrives with its file."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = FROM, TO, "空调漏水"
    mail.set_content("请立即处理")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="报告.pdf")
    desk = RecordingDesk()
    async with receiving(desk) as receiver, sending(receiver) as client:
        await client.send_message(mail)
        read = await desk.next()
    assert (read.subject, read.text) == ("空调漏水", "请立即处理")
    assert [(file.name, file.content) for file in read.files] == [("报告.pdf", b"%PDF")]
