"""Mailboxes watched by IMAP: each mail goes to the desk and is marked seen once the desk has it.

A mail stays unseen until its verdict is durable: after a crash in between it comes again, and the
desk knows its Message-ID.  Connections that break are made again, ever more slowly.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from collector.intake.mail.desk import MailDesk, MailMetrics
from collector.intake.mail.imap_session import Fetched, ImapSession, Mailbox, opened
from collector.intake.mail.parse import mail_from_bytes
from collector.intake.mail.signs import House
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.core.mails import Envelope, MailOutcome, ReceivedMail

log = get_log("collector.mail")

MOST_AT_ONCE = 200
MOST_ASIDE = 1000
_FAILED = "failed"
_CLOSING_SECONDS = 2.0

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long watching waits, in seconds."""

    idle: float = 60.0
    without_idle: float = 20.0
    first_pause: float = 1.0
    longest_pause: float = 300.0
    postponed: float = 30.0
    aside: float = 600.0
    broken: float = 20.0  # a mail whose fetching broke the line
    call: float = 120.0  # any one step; a large mail over a slow line is the longest
    desk: float = 60.0

    def pause(self, failures: int) -> float:
        return min(self.longest_pause, self.first_pause * 2.0 ** min(failures - 1, 20))


class MailboxWatcher:
    """Watches one mailbox until cancelled."""

    def __init__(
        self,
        mailbox: Mailbox,
        desk: MailDesk,
        *,
        clock: Clock,
        metrics: MailMetrics,
        house: House,
        pace: Pace | None = None,
    ) -> None:
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._metrics = metrics
        self._house = house
        self._pace = pace or Pace()
        self._aside: dict[str, float] = {}
        self._failures = 0
        self._connected = metrics.connected.labels(mailbox.name)
        self._connected.set(0)

    async def run(self) -> None:
        """Watch until cancelled; a mailbox that cannot be reached is tried for ever."""
        while True:
            try:
                await self._watch()
            except Exception as error:  # noqa: BLE001 the edge: one mailbox; tried again
                self._tell(error)
            finally:
                self._connected.set(0)
            await asyncio.sleep(self._pace.pause(self._failures))

    def _tell(self, error: Exception) -> None:
        self._failures += 1
        self._metrics.failures.labels(self._mailbox.name).inc()
        if self._failures == 1:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            log.warning("the mailbox cannot be read", mailbox=self._mailbox.name, reason=reason)

    def _is_reached(self) -> None:
        self._connected.set(1)
        if self._failures:
            log.info("the mailbox can be read again", mailbox=self._mailbox.name)
        self._failures = 0

    async def _watch(self) -> None:
        async with _thread(self._mailbox, self._pace) as thread:
            while True:
                uids = await thread.call(thread.session.unseen)
                self._is_reached()
                is_postponed = await self._take(thread, self._due(uids))
                if is_postponed:
                    await asyncio.sleep(self._pace.postponed)
                elif not self._due(uids):
                    await self._rest(thread)

    async def _rest(self, thread: _Thread) -> None:
        """Wait for the next mail."""
        if thread.session.can_idle:
            await thread.call(partial(thread.session.idle, self._pace.idle))
        else:
            await asyncio.sleep(self._pace.without_idle)

    def _due(self, uids: list[str]) -> list[str]:
        now = self._clock.monotonic()
        return [uid for uid in uids if self._aside.get(uid, now) <= now][:MOST_AT_ONCE]

    async def _take(self, thread: _Thread, uids: list[str]) -> bool:
        """Hand in these mails; tell whether the desk asked to wait."""
        for uid in uids:
            # Where fetching it breaks the line, the others come first next time.
            self._set_aside(uid, self._pace.broken)
            fetched = await thread.call(partial(thread.session.fetch, uid))
            outcome = None
            if fetched is not None and self._is_wanted(fetched):
                outcome = await self._offer(thread, uid, fetched)
            if outcome is MailOutcome.POSTPONED:
                del self._aside[uid]
                return True
            if outcome is not None:
                await thread.call(partial(thread.session.mark_seen, uid))
            self._set_aside(
                uid, self._pace.aside
            )  # also where the server goes on to call it unseen
        return False

    def _is_wanted(self, fetched: Fetched) -> bool:
        since, arrived_at = self._mailbox.since, fetched.arrived_at
        return since is None or arrived_at is None or arrived_at >= since

    async def _offer(self, thread: _Thread, uid: str, fetched: Fetched) -> MailOutcome | None:
        """Return the desk's verdict; None for a mail on which it failed, which is set aside."""
        mail: ReceivedMail | None = None
        try:
            mail = await thread.call(partial(self._read, fetched))
            async with asyncio.timeout(self._pace.desk):
                outcome = (await self._desk.receive(mail)).outcome
        except (Unavailable, TimeoutError) as error:
            log.warning("mail is postponed", mailbox=self._mailbox.name, reason=error)
            outcome = MailOutcome.POSTPONED
        except Exception:  # the edge: one mail; the others go on
            log.exception("a mail was set aside", mailbox=self._mailbox.name, uid=uid)
            self._metrics.mails.labels(self._mailbox.name, _FAILED).inc()
            return None
        if mail is not None:
            self._metrics.count(mail, outcome.value)
        return outcome

    def _set_aside(self, uid: str, seconds: float) -> None:
        if len(self._aside) >= MOST_ASIDE:
            self._aside.clear()
        self._aside[uid] = self._clock.monotonic() + seconds

    def _read(self, fetched: Fetched) -> ReceivedMail:
        """Read a mail; it came when the server got it, also where we were away at that time."""
        now = self._clock.now()
        arrived_at = min(now, fetched.arrived_at or now)
        envelope = Envelope(self._mailbox.name, arrived_at)
        return mail_from_bytes(
            fetched.raw, envelope, house=self._house, largest_bytes=self._mailbox.largest_bytes
        )


class _Thread:
    """The thread of one connection; a step that takes too long costs the connection."""

    def __init__(self, executor: ThreadPoolExecutor, seconds: float) -> None:
        self._executor = executor
        self._seconds = seconds
        self._has_ended = False
        self._session: ImapSession | None = None

    @property
    def session(self) -> ImapSession:
        assert self._session is not None
        return self._session

    async def open(self, mailbox: Mailbox) -> None:
        await self.call(partial(self._open, mailbox))

    def _open(self, mailbox: Mailbox) -> None:
        session = opened(mailbox)
        self._session = session
        if self._has_ended:  # nobody waits for it any more
            session.close()

    async def call(self, step: Callable[[], _Answer]) -> _Answer:
        async with asyncio.timeout(self._seconds):
            return await asyncio.get_running_loop().run_in_executor(self._executor, step)

    async def end(self) -> None:
        """Break what the thread waits for and let it go; it closes what it has opened."""
        self._has_ended = True
        try:
            if self._session is not None:
                self._session.hang_up()
                await self._closed(self._session)
        finally:
            self._executor.shutdown(wait=False)

    async def _closed(self, session: ImapSession) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSING_SECONDS):
                await asyncio.get_running_loop().run_in_executor(self._executor, session.close)


@contextlib.asynccontextmanager
async def _thread(mailbox: Mailbox, pace: Pace) -> AsyncIterator[_Thread]:
    executor = ThreadPoolExecutor(1, thread_name_prefix=f"mailbox-{mailbox.name}")
    thread = _Thread(executor, pace.call + pace.idle)
    try:
        await thread.open(mailbox)
        yield thread
    finally:
        await thread.end()
