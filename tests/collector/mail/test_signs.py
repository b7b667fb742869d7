"""What no person wrote is known by its fields; delivery reports are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.collector.mail.letters import ENVELOPE, HEAD, letter, multipart, part, read
from watchkeeper.core.mails import FailedDelivery, MailSign

S = MailSign


@pytest.mark.parametrize(
    ("fields", "signs"),
    [
        ((), set()),
        (("Auto-Submitted: no",), set()),
        (("Auto-Submitted: auto-replied (vacation)",), {S.AUTO_REPLY}),
        (("Auto-Submitted: auto-replied; owner-email=a@x",), {S.AUTO_REPLY}),
        (("Auto-Submitted: auto-generated",), {S.AUTO_GENERATED}),
        (("Auto-Submitted: auto-notified",), {S.AUTO_GENERATED}),
        (("X-Autoreply: yes",), {S.AUTO_REPLY}),
        (("X-Autoreply: no",), set()),
        (("Precedence: auto_reply",), {S.AUTO_REPLY}),
        (("Precedence: bulk",), {S.BULK}),
        (("Precedence: Junk",), {S.BULK}),
        (("Precedence: list",), {S.LIST}),
        (("List-Id: duty <duty.lists.example>",), {S.LIST}),
        (("List-Unsubscribe: <mailto:x@x.example>",), {S.BULK}),
        (("X-Auto-Response-Suppress: OOF, AutoReply",), {S.NO_ANSWER}),
        (("X-Auto-Response-Suppress: None",), set()),
        (("Return-Path: <>",), {S.AUTO_REPLY, S.NO_ANSWER}),
        (("X-Failed-Recipients: b@x.example",), {S.BOUNCE, S.NO_ANSWER}),
        (("Received: by a",) * 31, {S.LOOP}),
        (("Received: by a",) * 30, set()),
    ],
    ids=[
        "a person",
        "says that a person wrote it",
        "vacation",
        "vacation with parameters",
        "a program",
        "a notice",
        "auto-reply of old",
        "no auto-reply",
        "auto-reply by precedence",
        "bulk",
        "junk",
        "list by precedence",
        "list by id",
        "newsletter",
        "no answer wanted",
        "answers welcome",
        "null return path",
        "failed recipients",
        "passed on 31 times",
        "passed on 30 times",
    ],
)
def test_a_mail_says_what_it_is(fields: tuple[str, ...], signs: set[MailSign]) -> None:
    """Each field that programs set is understood, and none where it denies."""
    assert read(letter(*fields)).signs == signs


def test_the_null_sender_of_the_envelope_counts() -> None:
    """What came from nobody must not be answered, whatever its fields say."""
    mail = read(letter(), replace(ENVELOPE, sender=""))
    assert mail.signs == {S.AUTO_REPLY, S.NO_ANSWER}


@pytest.mark.parametrize(
    ("sender", "signs"),
    [
        ("MAILER-DAEMON@mx.example", {S.BOUNCE, S.NO_ANSWER}),
        ("no-reply@shop.example", {S.NO_ANSWER}),
        ("Watch@watch.example", {S.OURS}),
        ("engineer@watch.example", set()),
    ],
    ids=["mailer daemon", "nobody reads it", "our own address", "a colleague of our domain"],
)
def test_the_sender_tells(sender: str, signs: set[MailSign]) -> None:
    """Some addresses are no people's; ours is known without regard to capitals."""
    assert read(letter(head=(f"From: {sender}", *HEAD[1:]))).signs == signs


def test_our_own_mail_is_known_by_its_id_when_the_sender_was_changed() -> None:
    """A forwarder may rewrite From; an automatic mail with our Message-ID is still ours."""
    head = (*HEAD[:3], "Message-ID: <0123@Watch.example>")
    assert S.OURS in read(letter("Auto-Submitted: auto-generated", head=head)).signs
    assert S.OURS not in read(letter(head=head)).signs


def test_a_delivery_report_names_recipient_reason_and_mail() -> None:
    """RFC 3464: who failed for good, who is late, and the Message-ID of what was sent."""
    status = (
        b"Reporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; b@x.example\r\nAction: failed\r\nStatus: 5.1.1 (no such user)\r\n"
        b"Diagnostic-Code: smtp; 550 5.1.1\r\n  no such user\r\n\r\n"
        b"Original-Recipient: rfc822;c@x.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n"
    )
    body = multipart(
        part("text/plain", b"could not be delivered", encoding="7bit"),
        part("message/delivery-status", status, encoding="7bit"),
        part("text/rfc822-headers", b"Message-ID: <0123@watch.example>\r\n", encoding="7bit"),
    )
    field = "Content-Type: multipart/report; report-type=delivery-status; boundary==_b"
    mail = read(letter(field, body=body), replace(ENVELOPE, sender=""))
    assert mail.signs == {S.BOUNCE, S.NO_ANSWER}
    assert mail.failed == (
        FailedDelivery("b@x.example", "failed", "5.1.1", "550 5.1.1 no such user"),
        FailedDelivery("c@x.example", "delayed", "4.4.1"),
    )
    assert [one.is_final for one in mail.failed] == [True, False]
    assert mail.about == ("<0123@watch.example>",)
    assert mail.text == "could not be delivered"
