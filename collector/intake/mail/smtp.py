"""Mail taken directly by SMTP: for a relay that passes on what is for the duty desk.

A mail is accepted when the desk's verdict is durable; otherwise its sender keeps it, comes again.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final

from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope as SmtpEnvelope
from aiosmtpd.smtp import Session as SmtpSession

from collector.intake.datagrams import plain_address
from collector.intake.mail.charsets import one_line
from collector.intake.mail.desk import MailDesk, MailMetrics
from collector.intake.mail.headers import canonical
from collector.intake.mail.parse import mail_from_bytes
from collector.intake.mail.signs import House
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.core.mails import Envelope, MailOutcome, ReceivedMail

log = get_log("collector.mail")

LARGEST_BYTES = 10 * 1024 * 1024
MOST_CONNECTIONS = 16  # each may hold a mail of the largest size
MOST_RECIPIENTS = 20
_MOST_AT_DESK = 4
_SESSION_SECONDS = 120.0  # between two commands, and for the whole of one mail
_DESK_SECONDS = 60.0
_COMMANDS = {"*": 20, "MAIL": 50, "RCPT": 200, "DATA": 50, "RSET": 50}

_NULL_SENDER: Final = "<>"
_TAKEN: Final = "250 2.0.0 taken"
_LATER: Final = "451 4.3.0 not now, try again later"
_NOT_HERE: Final = "550 5.1.1 no such mailbox here"
_STRANGER: Final = "554 5.7.1 mail is not taken from your address"
_TOO_MANY: Final = "452 4.5.3 too many recipients"
_BUSY: Final = b"421 4.3.2 too many connections, try again later\r\n"

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class SmtpDoor:
    """Where mail is taken, for which addresses and from whom.

    ``recipients``, in small letters, also stand for their sub-addresses: ``duty@x`` takes
    ``duty+7.abc@x``, or with another ``separator``.
    ``peers`` are the networks of the relays; none given means everybody who can connect.
    """

    name: str
    host: str
    port: int
    recipients: frozenset[str]
    peers: tuple[Network, ...] = ()
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    requires_tls: bool = False
    largest_bytes: int = LARGEST_BYTES
    hostname: str = "localhost"
    separator: str = "+"

    def takes(self, address: str) -> bool:
        local, _, domain = canonical(address).lower().rpartition("@")
        plain = f"{local.partition(self.separator)[0]}@{domain}"
        return bool({plain, f"{local}@{domain}"} & self.recipients)

    def lets_in(self, peer: str) -> bool:
        return not self.peers or any(ip_address(peer) in network for network in self.peers)


class SmtpReceiver:
    """Takes mail by SMTP until cancelled; ``port`` is set once it listens."""

    def __init__(
        self,
        door: SmtpDoor,
        desk: MailDesk,
        *,
        clock: Clock,
        metrics: MailMetrics,
        house: House,
    ) -> None:
        self._door = door
        self._desk = desk
        self._clock = clock
        self._metrics = metrics
        self._house = house
        self._open: set[_Connection] = set()
        self._at_desk = asyncio.Semaphore(_MOST_AT_DESK)
        self.port = 0

    async def run(self) -> None:
        """Listen until cancelled.  Raises OSError where the address cannot be had."""
        async with self.listening():
            log.info("mail is taken by SMTP", address=f"{self._door.host}:{self.port}")
            await asyncio.Event().wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every command
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._protocol, self._door.host, self._door.port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            for connection in tuple(self._open):
                connection.abort()
            await server.wait_closed()

    def _protocol(self) -> asyncio.Protocol:
        if len(self._open) >= MOST_CONNECTIONS:
            self._metrics.refused.labels("connections").inc()
            return _Busy()
        return _Connection(self, self._door, self._open)

    async def handle_MAIL(  # noqa: N802 aiosmtpd calls it so
        self,
        _server: SMTP,
        session: SmtpSession,
        envelope: SmtpEnvelope,
        address: str | None,
        _options: object,
    ) -> str:
        peer = plain_address(session.peer[0]) if session.peer else ""
        if not self._door.lets_in(peer):
            return self._refuse("peer", _STRANGER)
        envelope.mail_from = address or _NULL_SENDER
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 aiosmtpd calls it so
        self,
        _server: SMTP,
        _session: SmtpSession,
        envelope: SmtpEnvelope,
        address: str,
        _options: object,
    ) -> str:
        if not self._door.takes(address):
            return self._refuse("recipient", _NOT_HERE)
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return self._refuse("recipient", _TOO_MANY)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 aiosmtpd calls it so
        self, _server: SMTP, _session: SmtpSession, envelope: SmtpEnvelope
    ) -> str:
        if self._at_desk.locked():
            return self._refuse("busy", _LATER)
        async with self._at_desk:
            return await self._take(envelope)

    async def handle_exception(self, error: Exception) -> str:
        """Answer where aiosmtpd failed on a command; without telling the sender why."""
        log.warning("a command of SMTP failed", reason=type(error).__name__)
        return _LATER

    async def _take(self, envelope: SmtpEnvelope) -> str:
        try:
            mail = await asyncio.to_thread(self._read, envelope)
            async with asyncio.timeout(_DESK_SECONDS):
                verdict = await self._desk.receive(mail)
        except (Unavailable, TimeoutError) as error:
            log.warning("mail is postponed", mailbox=self._door.name, reason=error)
            return self._refuse("desk", _LATER)
        except Exception:  # the edge: one mail; its sender keeps it
            log.exception("a mail was not taken", mailbox=self._door.name)
            self._metrics.mails.labels(self._door.name, "failed").inc()
            return _LATER
        self._metrics.count(mail, verdict.outcome.value)
        return _LATER if verdict.outcome is MailOutcome.POSTPONED else _TAKEN

    def _read(self, envelope: SmtpEnvelope) -> ReceivedMail:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        return mail_from_bytes(
            raw,
            Envelope(
                self._door.name,
                self._clock.now(),
                one_line(envelope.mail_from or "", 320).removeprefix(_NULL_SENDER),
                tuple(one_line(address, 320) for address in envelope.rcpt_tos),
            ),
            house=self._house,
            largest_bytes=self._door.largest_bytes,
        )

    def _refuse(self, reason: str, answer: str) -> str:
        self._metrics.refused.labels(reason).inc()
        return answer


class _Connection(SMTP):
    """One connection; lines may be longer than the 1,000 bytes of the RFC, as many write them."""

    line_length_limit = 16 * 1024

    def __init__(self, receiver: SmtpReceiver, door: SmtpDoor, held: set[_Connection]) -> None:
        super().__init__(
            receiver,
            data_size_limit=door.largest_bytes,
            enable_SMTPUTF8=True,
            hostname=door.hostname,
            ident="ESMTP",
            tls_context=door.tls,
            require_starttls=door.requires_tls,
            timeout=_SESSION_SECONDS,
            command_call_limit=_COMMANDS,
            loop=asyncio.get_running_loop(),
        )
        self._held = held

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._held.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._held.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


class _Busy(asyncio.Protocol):
    """Says that there are too many and closes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(_BUSY)
        transport.close()
