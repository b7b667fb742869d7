"""A fault that is handled from the engineer's mail program alone, until it is resolved."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path

import aiohttp
import aiosmtplib

from tests.acceptance.harness import REST, TIMEOUT, Watch, build_house, free_port, watching
from tests.eventually import eventually
from tests.fakes.mailserver import FakeMailserver, body_of
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339

NIGHT = instant_from_rfc3339("2026-11-22T18:00:00Z")
FAULT = {"actor": "manager-b", "level": "II", "summary": "shop is down", "customer": "acme"}
IDLE = frozenset({"self metrics", "heartbeats", "expectations"})  # most steps of an hour
SETTINGS = """\
{{duty: {{kind: smtp, host: 127.0.0.1, port: {out}, sender: watch@ops.example, security: none}}}}
mail_in:
  reply_to: duty@ops.example
  smtp: {{listen: 127.0.0.1:{port}, recipients: [duty@ops.example]}}
"""


@asynccontextmanager
async def _house(folder: Path) -> AsyncIterator[tuple[Watch, FakeMailserver, int]]:
    port = free_port()
    async with FakeMailserver() as server:
        house = build_house(folder, channels=SETTINGS.format(out=server.port, port=port))
        async with watching(house, NIGHT, idle=IDLE) as watch:
            room = watch.server.parts.mail
            assert room is not None
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(work) for _, work in room.work()]
                try:
                    yield watch, server, port
                finally:
                    for task in tasks:
                        task.cancel()


async def _told(watch: Watch, server: FakeMailserver, person: str = "a@x.example") -> EmailMessage:
    """Open a fault and return the mail that tells the engineer."""
    await asyncio.to_thread(watch.house.rest.post, f"{REST}/tickets", FAULT)
    await watch.pass_time(MINUTE)
    return next(one for one in server.mails if one["To"] == person)


async def _reply(mail: EmailMessage, text: str, port: int, sender: str = "a@x.example") -> None:
    """Answer as mail programs do: to Reply-To, with References, quoting."""
    answer = EmailMessage()
    answer["From"], answer["To"] = sender, mail["Reply-To"]
    answer["Subject"] = f"Re: {mail['Subject']}"
    answer["Message-ID"] = f"<{abs(hash(text))}@x.example>"
    answer["In-Reply-To"] = mail["Message-ID"]
    answer["References"] = f"{mail['References']} {mail['Message-ID']}"
    quoted = "\n".join(f"> {line}" for line in body_of(mail, "plain").splitlines())
    answer.set_content(f"{text}\n\nOn Sun, Nov 22, 2026 Watchkeeper wrote:\n{quoted}\n")

    async def is_sent() -> bool:
        try:
            await aiosmtplib.send(answer, hostname="127.0.0.1", port=port, start_tls=False)
        except aiosmtplib.SMTPConnectError:
            return False
        return True

    await eventually(is_sent, what="an open door")


async def test_R13_a_fault_is_handled_by_mail_until_it_is_resolved(tmp_path: Path) -> None:
    """Acknowledged, commented, planned and resolved by answers to one mail, each by that person."""
    async with _house(tmp_path) as (watch, server, port):
        mail = await _told(watch, server)
        await _reply(mail, "收到", port)
        await _reply(mail, "The pump is dead, I drive there now.", port)
        await _reply(mail, "plan 1 replace the pump", port)
        await _reply(mail, "Who is it? I am not on duty", port, sender="d@x.example")
        await watch.pass_time(MINUTE)
        await _reply(mail, "resolve 1 pump broken; replaced", port)
        (row, *_) = await watch.tickets()
        events = await watch.server.parts.tickets.events(1)
    by_mail = [(one.kind.value, one.actor) for one in events if one.channel.value == "mail"]
    assert by_mail == [
        ("acknowledged", "engineer-a"),
        ("commented", "engineer-a"),
        ("plan_submitted", "engineer-a"),
        ("commented", "mail:d@x.example"),
        ("resolved", "engineer-a"),
    ]
    assert (row.owner, row.state.value) == ("engineer-a", "resolved")
    assert mail["Reply-To"].startswith("duty+1.")


async def test_R57_a_link_in_a_mail_answers_once_and_scanners_answer_nothing(
    tmp_path: Path,
) -> None:
    """Looking at it any number of times changes nothing; its form acknowledges, once."""
    async with _house(tmp_path) as (watch, server, _):
        mail = await _told(watch, server)
        found = re.search(r"http\S+/answer/\S+", body_of(mail, "plain"))
        assert found is not None
        link = found[0]
        for _ in range(3):
            await _ask(watch.session, "GET", link)
            await _ask(watch.session, "HEAD", link)
        assert (await _ask(watch.session, "POST", link, verb="acknowledge"))[0] == 400
        (before,) = await watch.tickets()
        _, text = await _ask(watch.session, "GET", link)
        proof = re.search(r'name="proof" value="([^"]+)"', text)
        assert proof is not None
        status, text = await _ask(
            watch.session, "POST", link, verb="acknowledge", proof=proof[1], text="on my way"
        )
        again, used = await _ask(watch.session, "POST", link, verb="escalate", proof=proof[1])
        shown, _ = await _ask(watch.session, "GET", link)
        forged, _ = await _ask(watch.session, "GET", _changed(link))
        (row,) = await watch.tickets()
        events = await watch.server.parts.tickets.events(1)
    assert before.acknowledged_by is None
    assert (status, row.acknowledged_by, row.owner) == (200, "engineer-a", "engineer-a")
    assert (again, shown, forged) == (409, 200, 404)
    assert 'name="verb"' not in used
    assert [one.kind.value for one in events].count("acknowledged") == 1


def _changed(link: str) -> str:
    """Return the link with another letter in the middle of its token."""
    at = len(link) - 20
    return f"{link[:at]}{'B' if link[at] == 'A' else 'A'}{link[at + 1 :]}"


async def _ask(
    session: aiohttp.ClientSession, method: str, link: str, **form: str
) -> tuple[int, str]:
    data = form if method == "POST" else None
    async with session.request(method, link, data=data, timeout=TIMEOUT) as answer:
        return answer.status, await answer.text()
