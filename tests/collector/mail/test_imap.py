"""Mailboxes on a real dovecot: nothing lost, nothing marked too early, broken lines mended."""

from __future__ import annotations

import asyncio
import imaplib
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count

import pytest
import trustme
from prometheus_client import CollectorRegistry

from collector.intake.mail.desk import MailMetrics
from collector.intake.mail.imap import MailboxWatcher, Pace
from collector.intake.mail.imap_session import Mailbox, Security, opened
from tests.collector.mail.desks import SECONDS, RecordingDesk
from tests.collector.mail.letters import HOUSE, NOW, letter
from tests.collector.probes.mail_daemons import MailDaemons, dovecot_daemon
from tests.eventually import eventually
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant, datetime_from_instant, later
from watchkeeper.core.mails import MailOutcome, MailTrouble, ReceivedMail
from watchkeeper.server.clock import SystemClock

PACE = Pace(idle=60.0, first_pause=0.05, longest_pause=0.2, postponed=0.05, call=10.0)
_FOLDERS = count(1)


@pytest.fixture(scope="module")
def dovecot(authority: trustme.CA) -> Iterator[MailDaemons]:
    with dovecot_daemon(authority) as daemons:
        yield daemons


class Sender:
    """Puts mails into a folder of its own and looks at their flags, as another client would."""

    def __init__(self, port: int) -> None:
        self._client = imaplib.IMAP4("127.0.0.1", port, timeout=SECONDS)
        self._client.login("sender", "any")
        self.folder = f"case{next(_FOLDERS)}"
        assert self._client.create(self.folder)[0] == "OK"

    def put(self, raw: bytes, flags: str = "", *, at: Instant | None = None) -> None:
        date = None if at is None else datetime_from_instant(at)
        assert self._client.append(self.folder, flags, date, raw)[0] == "OK"

    def with_flag(self, criterion: str) -> int:
        self._client.select(self.folder, readonly=True)
        _, found = self._client.search(None, criterion)
        self._client.unselect()
        return len(found[0].split())

    def close(self) -> None:
        self._client.logout()


@pytest.fixture
def sender(dovecot: MailDaemons) -> Iterator[Sender]:
    client = Sender(dovecot.imap)
    yield client
    client.close()


@pytest.fixture
def mailbox(dovecot: MailDaemons, sender: Sender) -> Mailbox:
    return Mailbox("duty", "127.0.0.1", "duty", "秘密", dovecot.imap, sender.folder, Security.NONE)


@asynccontextmanager
async def watching(
    mailbox: Mailbox, desk: RecordingDesk, registry: CollectorRegistry | None = None
) -> AsyncIterator[None]:
    watcher = MailboxWatcher(
        mailbox,
        desk,
        clock=SystemClock(),
        metrics=MailMetrics(registry or CollectorRegistry()),
        house=HOUSE,
        pace=PACE,
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watcher.run())
        try:
            yield
        finally:
            task.cancel()


def numbered(number: int) -> bytes:
    return letter(f"Subject: number {number}")


@pytest.mark.parametrize("security", list(Security), ids=lambda one: one.value)
async def test_mails_there_and_mails_to_come_are_handed_in(
    dovecot: MailDaemons,
    sender: Sender,
    mailbox: Mailbox,
    authority: trustme.CA,
    security: Security,
) -> None:
    """What lies in the folder comes first, then each mail as it arrives, told by the server."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    context.check_hostname = False  # its certificate is for mail.shop.example
    port = dovecot.imaps if security is Security.TLS else dovecot.imap
    watched = replace(mailbox, security=security, port=port, tls=context)
    desk = RecordingDesk()
    sender.put(numbered(1))
    async with watching(watched, desk):
        assert (await desk.next()).subject == "number 1"
        await eventually(lambda: sender.with_flag("UNSEEN") == 0)
        sender.put(numbered(2))
        mail = await desk.next()
        assert (mail.subject, mail.envelope.mailbox) == ("number 2", "duty")
        assert abs(mail.envelope.received_at - SystemClock().now()) < 60_000
        assert mail.envelope.received_at > NOW


async def test_a_mail_is_unseen_until_the_desk_has_it(sender: Sender, mailbox: Mailbox) -> None:
    """A crash before the verdict is durable loses nothing: the mail is still unseen."""
    desk = RecordingDesk()
    desk.held.clear()
    sender.put(numbered(1))
    async with watching(mailbox, desk):
        await desk.next()
        assert sender.with_flag("UNSEEN") == 1
        desk.held.set()
        await eventually(lambda: sender.with_flag("SEEN") == 1)
    async with watching(mailbox, desk):
        sender.put(numbered(2))
        assert (await desk.next()).subject == "number 2"


@pytest.mark.parametrize(
    "first",
    [MailOutcome.POSTPONED, Unavailable("the database is away")],
    ids=["the desk asks to wait", "the desk is away"],
)
async def test_a_postponed_mail_comes_again(
    sender: Sender, mailbox: Mailbox, first: MailOutcome | Exception
) -> None:
    """What the desk could not take is offered again, in its order."""
    answers = iter([first, MailOutcome.OPENED, MailOutcome.OPENED])
    desk = RecordingDesk(lambda _mail: next(answers))
    sender.put(numbered(1))
    sender.put(numbered(2))
    async with watching(mailbox, desk):
        subjects = [(await desk.next()).subject for _ in range(3)]
    assert subjects == ["number 1", "number 1", "number 2"]


async def test_a_mail_the_desk_fails_on_does_not_hold_up_the_others(
    sender: Sender, mailbox: Mailbox
) -> None:
    """A defect of ours costs one mail its time, which stays unseen; it is counted."""

    def answer(mail: ReceivedMail) -> MailOutcome | Exception:
        return ValueError("defect") if mail.subject == "number 1" else MailOutcome.OPENED

    desk, registry = RecordingDesk(answer), CollectorRegistry()
    sender.put(numbered(1))
    sender.put(numbered(2))
    async with watching(mailbox, desk, registry):
        assert [(await desk.next()).subject for _ in range(2)] == ["number 1", "number 2"]
        await eventually(lambda: sender.with_flag("SEEN") == 1)
        sender.put(numbered(3))
        assert (await desk.next()).subject == "number 3"
    labels = {"mailbox": "duty", "outcome": "failed"}
    assert registry.get_sample_value("watchkeeper_mail_received_total", labels) == 1


async def test_a_broken_line_is_mended(sender: Sender, mailbox: Mailbox) -> None:
    """A connection that breaks while it waits is made again; what came meanwhile is found."""
    desk, registry = RecordingDesk(), CollectorRegistry()
    async with (
        relay(mailbox.port) as (port, cut),
        watching(replace(mailbox, port=port), desk, registry),
    ):
        sender.put(numbered(1))
        await desk.next()
        await eventually(lambda: sender.with_flag("UNSEEN") == 0)
        cut()
        sender.put(numbered(2))
        assert (await desk.next()).subject == "number 2"
        labels = {"mailbox": "duty"}
        failures = registry.get_sample_value("watchkeeper_mail_mailbox_failures_total", labels)
        assert failures is not None
        assert failures >= 1
        assert registry.get_sample_value("watchkeeper_mail_mailbox_connected", labels) == 1
    assert registry.get_sample_value("watchkeeper_mail_mailbox_connected", labels) == 0


async def test_a_mail_that_breaks_the_line_does_not_hold_up_the_others(
    sender: Sender, mailbox: Mailbox
) -> None:
    """A mail that cannot be fetched costs a connection; after it the others have their turn."""
    sender.put(numbered(1))
    sender.put(numbered(2))
    desk = RecordingDesk()
    async with (
        relay(mailbox.port, breaks_on=b"UID FETCH 1 ") as (port, _),
        watching(replace(mailbox, port=port), desk),
    ):
        assert (await desk.next()).subject == "number 2"
        await eventually(lambda: sender.with_flag("SEEN") == 1)
    assert not desk.has_more()


async def test_a_server_that_says_nothing_is_given_up(mailbox: Mailbox) -> None:
    """A server that takes the connection and is silent costs a deadline, not the watcher."""
    connected = asyncio.Semaphore(0)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.release()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    registry = CollectorRegistry()
    watcher = MailboxWatcher(
        replace(mailbox, port=port, step_seconds=0.2),
        RecordingDesk(),
        clock=SystemClock(),
        metrics=MailMetrics(registry),
        house=HOUSE,
        pace=replace(PACE, call=0.2, idle=0.1),
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watcher.run())
        async with asyncio.timeout(SECONDS):
            for _ in range(3):
                await connected.acquire()
        task.cancel()
    server.close()
    await server.wait_closed()


async def test_other_peoples_deleted_mails_are_left_alone(sender: Sender, mailbox: Mailbox) -> None:
    """Marking a mail removes nothing: a mail somebody marked for deletion is still there."""
    sender.put(numbered(1), r"(\Deleted \Seen)")
    sender.put(numbered(2))
    desk = RecordingDesk()
    async with watching(mailbox, desk):
        assert (await desk.next()).subject == "number 2"
        await eventually(lambda: sender.with_flag("UNSEEN") == 0)
    assert sender.with_flag("ALL") == 2


async def test_mail_from_before_is_left_as_it_is(sender: Sender, mailbox: Mailbox) -> None:
    """A mailbox with years of unread mail opens no tickets of old; the time of arrival counts."""
    since = Instant(SystemClock().now() // 1000 * 1000 - HOUR)
    for number, age in enumerate([400 * DAY, 12 * HOUR, 2 * HOUR, HOUR, MINUTE], 1):
        sender.put(numbered(number), at=later(since, HOUR - age))
    desk = RecordingDesk()
    async with watching(replace(mailbox, since=since), desk):
        mails = [await desk.next() for _ in range(2)]
        await eventually(lambda: sender.with_flag("SEEN") == 2)
    assert [mail.subject for mail in mails] == ["number 4", "number 5"]
    assert mails[0].envelope.received_at == since
    assert not desk.has_more()


async def test_a_large_mail_is_read_to_its_bound(sender: Sender, mailbox: Mailbox) -> None:
    """No more than the bound is fetched; the mail arrives and says that it is cut."""
    sender.put(letter("Subject: large", body=b"a line\r\n" * 20_000))
    desk = RecordingDesk()
    async with watching(replace(mailbox, largest_bytes=10_000), desk):
        mail = await desk.next()
    assert (mail.subject, len(mail.raw)) == ("large", 10_000)
    assert MailTrouble.CUT in mail.troubles


def test_the_password_is_not_shown(mailbox: Mailbox) -> None:
    """Neither the mailbox nor what a refused login says tells the password."""
    assert "秘密" not in repr(mailbox)
    with pytest.raises(Exception, match=r"nofolder|select|SELECT|exist") as raised:
        opened(replace(mailbox, folder="nofolder"))
    assert "秘密" not in str(raised.value)


@asynccontextmanager
async def relay(
    port: int, *, breaks_on: bytes = b"\0"
) -> AsyncIterator[tuple[int, Callable[[], None]]]:
    """Pass bytes on to *port*; gives its own port and a way to cut all lines.

    It cuts them itself where a client says *breaks_on*.
    """
    writers: set[asyncio.StreamWriter] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                if breaks_on in data:
                    cut()
                    return
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writers.update({writer, far_writer})
        async with asyncio.TaskGroup() as group:
            group.create_task(pump(reader, far_writer))
            group.create_task(pump(far_reader, writer))

    def cut() -> None:
        for writer in writers:
            writer.transport.abort()
        writers.clear()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], cut
    finally:
        server.close()
        cut()
        await server.wait_closed()
