"""Mail by SMTP: HTML and text, one Message-ID per message, threads by ticket.

A mail that is sent again carries the same Message-ID, by which mailboxes recognise it.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from enum import Enum

import aiosmtplib

from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.wording import AS_MAIL, Wording
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import datetime_from_instant

SECONDS_PER_CALL = 20.0
MAX_SUBJECT_CHARACTERS = 200
LIMIT = RateLimit(120)


class Security(Enum):
    """How the connection to the mail server is protected."""

    TLS = "tls"  # from the first byte, usually port 465
    STARTTLS = "starttls"  # usually port 587
    NONE = "none"  # a relay on this machine


@dataclass(frozen=True, slots=True)
class Smtp:
    """One mail server and the sender's address."""

    name: str
    clock: Clock
    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    limit: RateLimit = LIMIT
    kind: str = "mail"
    knows_repeats: bool = False
    wording: Wording = AS_MAIL

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        mail = self._mail(message, address)
        try:
            _refusals, answer = await aiosmtplib.send(
                mail,
                hostname=self.host,
                port=self.port,
                username=self.user or None,
                password=self.password or None,
                use_tls=self.security is Security.TLS,
                start_tls=self.security is Security.STARTTLS,
                tls_context=self.tls,
                timeout=SECONDS_PER_CALL,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise _explained(error) from error
        return Receipt(str(mail["Message-ID"]), answer)

    def _mail(self, message: OutgoingMessage, address: str) -> EmailMessage:
        mail = EmailMessage()
        try:
            mail["From"] = Address(display_name="Watchkeeper", addr_spec=self.sender)
            mail["To"] = Address(addr_spec=address)
        except (MessageError, ValueError, IndexError) as error:
            raise PermanentTransportError(
                "{address!r} is no mail address", address=address
            ) from error
        domain = self.sender.rpartition("@")[2]
        mail["Subject"] = _one_line(message.subject)
        mail["Date"] = datetime_from_instant(self.clock.now())
        mail["Message-ID"] = f"<{message.key}@{domain}>"
        if message.thread:
            mail["References"] = f"<{message.thread}@{domain}>"
        if message.reply_to:
            mail["Reply-To"] = Address(addr_spec=message.reply_to)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        mail.add_alternative(message.html, subtype="html")
        return mail


def _one_line(subject: str) -> str:
    """Return the subject without line ends, which would begin another header."""
    return " ".join(subject.split())[:MAX_SUBJECT_CHARACTERS]


def _explained(error: Exception) -> TransportError:
    """Return whether to try again: an answer of 5xx is final, everything else may pass."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return PermanentTransportError("the mail server cannot do that: {reason}", reason=error)
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return TemporaryTransportError("cannot connect: {reason}", reason=_reason(error))
    answer = f"{error.code} {error.message}"
    if error.code >= 500:
        return PermanentTransportError("the mail server refused it", answer=answer)
    return TemporaryTransportError("the mail server will take it later", answer=answer)


def _reason(error: Exception) -> str:
    if isinstance(error, (TimeoutError, aiosmtplib.SMTPTimeoutError)):
        return "no answer in time"
    return " ".join(str(error).split())[:200] or type(error).__name__
