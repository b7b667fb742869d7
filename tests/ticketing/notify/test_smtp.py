from __future__ import annotations

import ssl
from dataclasses import replace

import pytest
import trustme

from tests.fakes.mailserver import PASSWORD, USER, FakeMailserver, body_of
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.smtp import Security, Smtp
from watchkeeper.server.clock import ManualClock

AUTHORITY = trustme.CA()
SENDER = "watch@ops.example"


def _server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("127.0.0.1").configure_cert(context)
    return context


def _client_side() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def _channel(clock: ManualClock, server: FakeMailserver, security: Security) -> Smtp:
    return Smtp(
        "mail", clock, "127.0.0.1", server.port, SENDER, security=security, tls=_client_side()
    )


@pytest.mark.parametrize("security", list(Security), ids=[item.value for item in Security])
async def test_mail_arrives_whole(
    clock: ManualClock, message: OutgoingMessage, security: Security
) -> None:
    """Subject, text, HTML, Message-ID, thread and date arrive over each kind of connection."""
    tls = _server_side() if security is Security.TLS else None
    starttls = _server_side() if security is Security.STARTTLS else None
    async with FakeMailserver(tls=tls, starttls=starttls) as server:
        channel = _channel(clock, server, security)
        if starttls:
            channel = replace(channel, user=USER, password=PASSWORD)
        receipt = await channel.send(message, "a@x.example")
    (mail,) = server.mails
    assert mail["To"] == "a@x.example"
    assert mail["Subject"] == message.subject
    assert mail["Message-ID"] == receipt.provider_id == "<f00d@ops.example>"
    assert mail["References"] == "<ticket-7@ops.example>"
    assert mail["Date"] == "Sun, 22 Nov 2026 01:14:07 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert body_of(mail, "plain").strip() == message.text
    assert body_of(mail, "html").strip() == message.html
    assert "queued as 1" in receipt.answer


async def test_a_subject_cannot_begin_another_header(
    clock: ManualClock, message: OutgoingMessage
) -> None:
    """Line ends in a subject become blanks."""
    forged = replace(message, subject="down\r\nBcc: everybody@x.example")
    async with FakeMailserver() as server:
        await _channel(clock, server, Security.NONE).send(forged, "a@x.example")
    assert server.mails[0]["Subject"] == "down Bcc: everybody@x.example"
    assert server.mails[0]["Bcc"] is None


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        ("550 no such user", PermanentTransportError),
        ("552 mailbox full", PermanentTransportError),
        ("451 greylisted, come again", TemporaryTransportError),
    ],
    ids=["unknown recipient", "full mailbox", "greylisting"],
)
async def test_a_refusal_is_final_or_not_by_its_code(
    clock: ManualClock, message: OutgoingMessage, refusal: str, error: type[Exception]
) -> None:
    """5xx is permanent, 4xx temporary; the server's words are kept."""
    async with FakeMailserver() as server:
        server.refuse = refusal
        with pytest.raises(error) as failure:
            await _channel(clock, server, Security.NONE).send(message, "a@x.example")
    assert isinstance(failure.value, (PermanentTransportError, TemporaryTransportError))
    assert failure.value.answer == refusal


async def test_a_wrong_password_is_permanent_and_stays_secret(
    clock: ManualClock, message: OutgoingMessage
) -> None:
    """The server's answer is shown, the password is not."""
    async with FakeMailserver(starttls=_server_side()) as server:
        channel = replace(
            _channel(clock, server, Security.STARTTLS), user=USER, password="battery staple"
        )
        with pytest.raises(PermanentTransportError) as failure:
            await channel.send(message, "a@x.example")
    assert "535" in failure.value.answer
    assert "battery" not in f"{failure.value!r} {failure.value.answer} {channel!r}"


async def test_an_untrusted_certificate_sends_nothing(
    clock: ManualClock, message: OutgoingMessage
) -> None:
    """A mail server that cannot prove who it is gets neither password nor mail."""
    async with FakeMailserver(tls=_server_side()) as server:
        channel = replace(_channel(clock, server, Security.TLS), tls=ssl.create_default_context())
        with pytest.raises(TemporaryTransportError, match="cannot connect"):
            await channel.send(message, "a@x.example")
    assert server.mails == []


async def test_nobody_listening_is_temporary(clock: ManualClock, message: OutgoingMessage) -> None:
    """A server that is down is tried again."""
    channel = Smtp("mail", clock, "127.0.0.1", 1, SENDER, security=Security.NONE)
    with pytest.raises(TemporaryTransportError, match="cannot connect"):
        await channel.send(message, "a@x.example")


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "a@x.example\r\nBcc: b@x.example"])
async def test_what_is_no_mail_address_is_permanent(
    clock: ManualClock, message: OutgoingMessage, address: str
) -> None:
    """An address that cannot be right is not tried."""
    channel = Smtp("mail", clock, "127.0.0.1", 1, SENDER, security=Security.NONE)
    with pytest.raises(PermanentTransportError, match="no mail address"):
        await channel.send(message, address)
