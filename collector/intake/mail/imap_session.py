"""One connection to a mailbox: blocking, for one thread of its own; every wait has a bound.

imap-tools logs in, searches and idles.  Mails are fetched and marked by plain commands, because the
library's ``flag`` expunges what others have marked for deletion, and its ``fetch`` has no bound.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
from dataclasses import dataclass, field
from enum import Enum
from imaplib import IMAP4

from imap_tools import (
    BaseMailBox,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)
from imap_tools.errors import ImapToolsError
from imap_tools.idle import IdleManager

from collector.intake.mail.parse import LARGEST_MAIL_BYTES, instant_of_date
from watchkeeper.core.instants import DAY, Instant, datetime_from_instant, later

_MOST_LINES = 1000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ARRIVED = re.compile(rb'INTERNALDATE "([^"]{1,40})"')


class Security(Enum):
    """How the connection to the mail server is protected."""

    TLS = "tls"  # from the first byte, usually port 993
    STARTTLS = "starttls"  # usually port 143
    NONE = "none"  # a server on this machine


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder on a mail server that is read for tickets.

    What came before ``since`` stays as it is: a mailbox may hold years of unread mail.
    """

    name: str
    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    folder: str = "INBOX"
    security: Security = Security.TLS
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    largest_bytes: int = LARGEST_MAIL_BYTES
    step_seconds: float = 30.0  # without a byte from the server
    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail's bytes, one more than the bound where it is longer; and when the server got it."""

    raw: bytes = field(repr=False)
    arrived_at: Instant | None = None


class ImapSession:
    """A mailbox that is open; made by ``opened`` in the thread that uses it."""

    def __init__(self, box: BaseMailBox, mailbox: Mailbox) -> None:
        self._box = box
        self._wanted = _criteria(mailbox.since)
        self._largest_bytes = mailbox.largest_bytes
        self._socket = box.client.socket()
        self._idle = _Idle(box)
        self.can_idle = "IDLE" in box.client.capabilities

    def unseen(self) -> list[str]:
        """Return the numbers of the mails that nobody has taken yet, oldest first."""
        self._has_news()
        return sorted(self._box.uids(self._wanted, charset=None), key=int)

    def fetch(self, uid: str) -> Fetched | None:
        """Return a mail without marking it; None where it is gone."""
        wanted = f"(INTERNALDATE BODY.PEEK[]<0.{self._largest_bytes + 1}>)"
        _, answer = self._box.client.uid("FETCH", uid, wanted)
        pieces = [piece for piece in answer if isinstance(piece, tuple)]
        if not pieces:
            return None
        head, raw = pieces[0]
        around = head + b"".join(piece for piece in answer if isinstance(piece, bytes))
        arrived = _ARRIVED.search(around)
        date = arrived[1].decode("ascii", "replace").replace("-", " ") if arrived else ""
        return Fetched(raw[: self._largest_bytes + 1], instant_of_date(date))

    def mark_seen(self, uid: str) -> None:
        status, answer = self._box.client.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
        if status != "OK":
            raise ImapToolsError(f"the server does not mark mails: {answer!r:.200}")

    def idle(self, seconds: float) -> bool:
        """Wait until the server tells something, not longer than *seconds*; tell whether it did."""
        if self._has_news():
            return True
        has_news = bool(self._idle.start())
        try:
            return has_news or bool(self._idle.poll(timeout=seconds))
        finally:
            self._idle.stop()  # type: ignore[no-untyped-call]  # upstream gives no types

    def _has_news(self) -> bool:
        """Tell, once, of a new mail that the server told of while it answered something else."""
        _, told = self._box.client.response("EXISTS")
        return told != [None]

    def hang_up(self) -> None:
        """End the connection from another thread: whatever waits for it fails at once."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with contextlib.suppress(ImapToolsError, IMAP4.error, OSError):
            self._box.logout()
        with contextlib.suppress(OSError):  # where the line was broken before, it is still open
            self._box.client.shutdown()


def _criteria(since: Instant | None) -> str:
    """Return what to search for; servers compare days, each in a zone of its own."""
    if since is None:
        return "UNSEEN UNDELETED"
    day = datetime_from_instant(later(since, -DAY))
    return f"UNSEEN UNDELETED SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}"


def opened(mailbox: Mailbox) -> ImapSession:
    """Connect, sign in and choose the folder."""
    box = _box(mailbox)
    try:
        is_plain = mailbox.password.isascii() and mailbox.user.isascii()
        (box.login if is_plain else box.login_utf8)(mailbox.user, mailbox.password, None)
        _introduce(box.client)
        box.folder.set(mailbox.folder)
    except BaseException:
        box.client.shutdown()
        raise
    return ImapSession(box, mailbox)


def _box(mailbox: Mailbox) -> BaseMailBox:
    host, port = mailbox.host, mailbox.port
    if mailbox.security is Security.NONE:
        return MailBoxUnencrypted(host, port, timeout=mailbox.step_seconds)
    context = mailbox.tls or ssl.create_default_context()
    kind = MailBox if mailbox.security is Security.TLS else MailBoxStartTls
    return kind(host, port, timeout=mailbox.step_seconds, ssl_context=context)


def _introduce(client: IMAP4) -> None:
    """Say who we are (RFC 2971): NetEase's servers open no folder for those who do not."""
    _, told = client.capability()  # after the login a server may do more than before
    client.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())
    if "ID" in client.capabilities:
        client.xatom("ID", '("name" "watchkeeper")')


class _Idle(IdleManager):
    """Idles also where the server tells of a new mail just before or just after it agrees."""

    def start(self) -> list[bytes]:
        client = self.mailbox.client
        self._idle_tag = client._command("IDLE")
        told: list[bytes] = []
        while (line := client._get_response()) is not None:
            if client.tagged_commands.get(self._idle_tag) or len(told) == _MOST_LINES:
                raise ImapToolsError(f"the server does not idle: {line!r:.200}")
            told.append(line)
        return told

    def poll(self, timeout: float | None) -> list[bytes]:
        return self._at_hand() or super().poll(timeout)

    def _at_hand(self) -> list[bytes]:
        """Return what came in one packet with the consent: it is read, so no socket tells of it."""
        client = self.mailbox.client
        before = client.sock.gettimeout()
        client.sock.settimeout(0)
        try:
            return [client._get_line()]
        except (OSError, IMAP4.abort):  # nothing yet, or the end, which waiting finds as well
            return []
        finally:
            client.sock.settimeout(before)
