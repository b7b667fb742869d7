"""Mail at any hour: what the customer writes is a ticket, and the engineer answers by mail."""

from __future__ import annotations

import asyncio
import imaplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import trustme

from tests.acceptance.harness import CUSTOMER, Watch, build_house, free_port, watching
from tests.collector.probes.mail_daemons import dovecot_daemon
from tests.eventually import eventually
from watchkeeper.core.instants import instant_from_rfc3339

HOLIDAY_NIGHT = instant_from_rfc3339("2026-10-01T19:00:00Z")  # 03:00 on a national holiday
THEIRS = f"{CUSTOMER}mail_from: [it@acme.example]\n"
SMTP_DOOR = """\
{{duty: {{kind: smtp, host: 127.0.0.1, port: {out}, sender: watch@ops.example, security: none}}}}
mail_in:
  reply_to: duty@ops.example
  smtp: {{listen: 127.0.0.1:{port}, recipients: [duty@ops.example]}}
"""
IMAP_BOX = """\
{{}}
mail_in:
  mailboxes:
    duty: {{host: 127.0.0.1, port: {port}, user: duty, password: any, security: none}}
"""


def _letter(
    text: str, *, message_id: str = "<1@acme.example>", sender: str = "it@acme.example"
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = sender, "duty@ops.example", message_id
    mail["Subject"] = "商城打不开"
    mail.set_content(text, charset="gb18030", cte="base64")
    return mail


@asynccontextmanager
async def _receiving(watch: Watch) -> AsyncIterator[None]:
    """Run what takes mail, which a watch under a clock leaves to its test."""
    room = watch.server.parts.mail
    assert room is not None
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for _, work in room.work()]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


async def _send(mail: EmailMessage, port: int, to: str = "duty@ops.example") -> None:
    async def sent() -> bool:
        try:
            await aiosmtplib.send(
                mail, hostname="127.0.0.1", port=port, recipients=[to], start_tls=False
            )
        except aiosmtplib.SMTPConnectError:
            return False
        return True

    await eventually(sent, what="an open door")


async def test_R13_a_mail_on_a_holiday_night_is_one_ticket(tmp_path: Path) -> None:
    """Any time, once for each Message-ID also over a restart; a stranger's waits, ours is none."""
    port = free_port()
    house = build_house(tmp_path, channels=SMTP_DOOR.format(out=9, port=port), customer=THEIRS)
    for _ in range(2):
        async with watching(house, HOLIDAY_NIGHT) as watch, _receiving(watch):
            await _send(_letter("整个商城无法访问"), port)
            await _send(_letter("hi", message_id="<2@x.example>", sender="who@x.example"), port)
            await _send(
                _letter("hi", message_id="<3@ops.example>", sender="watch@ops.example"), port
            )
            (row,) = await watch.tickets()
            view = await watch.server.parts.tickets.view(row.number)
    assert (row.customer, row.title) == ("acme", "商城打不开")
    assert view.reported_at == HOLIDAY_NIGHT
    assert next(goal for goal in view.goals if goal.goal == "respond@level").due_at is not None


async def test_R13_a_mailbox_is_watched_and_what_lay_in_it_stays(tmp_path: Path) -> None:
    """By IMAP: a mail is taken as it comes, marked once it is kept; yesterday's is not touched."""
    with dovecot_daemon(trustme.CA()) as dovecot:
        client = imaplib.IMAP4("127.0.0.1", dovecot.imap, timeout=20)
        client.login("sender", "any")
        house = build_house(tmp_path, channels=IMAP_BOX.format(port=dovecot.imap), customer=THEIRS)
        async with watching(house, HOLIDAY_NIGHT) as watch, _receiving(watch):
            old, new = _letter("old", message_id="<0@acme.example>"), _letter("new")
            client.append("INBOX", "", '"30-Sep-2026 09:00:00 +0800"', bytes(old))
            client.append("INBOX", "", '"02-Oct-2026 03:00:10 +0800"', bytes(new))

            async def is_opened() -> bool:
                return len(await watch.tickets()) == 1

            await eventually(is_opened, what="a ticket")

            def is_marked() -> bool:
                client.select("INBOX", readonly=True)
                return client.search(None, "UNSEEN")[1] == [b"1"]

            await eventually(is_marked, what="a mark")
        client.logout()
