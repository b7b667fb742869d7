"""``mail_in:`` of watchkeeper.yml: the mailboxes and the door by which mail becomes tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.levels import Level


class MailSecurity(Enum):
    """How the connection to the mail server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """A folder that is watched by IMAP; ``customer``: whose tickets people of this house open."""

    host: str
    user: str
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    port: int | None = None
    folder: str = "INBOX"
    security: MailSecurity = MailSecurity.TLS
    ca_file: Path | None = None
    customer: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class MailDoorSettings:
    """Where mail is taken by SMTP, for which addresses, from which relays."""

    listen: str
    recipients: tuple[str, ...]
    relays: tuple[str, ...] = ()
    starttls: bool = False  # with the server's own certificate
    customer: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        self.host_and_port()
        self.networks()
        if not self.recipients or not all("@" in one for one in self.recipients):
            raise InvalidInput("mail_in: smtp needs recipients: addresses such as duty@ops.example")

    def host_and_port(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) < 65_536:
            raise InvalidInput("mail_in: listen must be HOST:PORT, not {text!r}", text=self.listen)
        return host.strip("[]"), int(port)

    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        try:
            return tuple(ip_network(one) for one in self.relays)
        except ValueError as error:
            raise InvalidInput("mail_in: {reason}", reason=error) from error


_NO_BOXES: Mapping[str, MailboxSettings] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MailInSettings:
    """``reply_to`` is the address that signed reply addresses are made of, with ``separator``."""

    mailboxes: Mapping[str, MailboxSettings] = field(default_factory=lambda: _NO_BOXES)
    smtp: MailDoorSettings | None = None
    reply_to: str = ""
    separator: str = "+"
    level: Level = Level.III
    mails_per_hour: int = 30  # of one sender
    mails_per_day: int = 150
    tickets_per_hour: int = 6
    tickets_per_day: int = 30

    def __post_init__(self) -> None:
        if not self.mailboxes and self.smtp is None:
            raise InvalidInput("mail_in: name a mailbox or smtp")
        if not self.level.opens_ticket:
            raise InvalidInput("mail_in: level is I, II, III or IV")
        bounds = (
            self.mails_per_hour,
            self.mails_per_day,
            self.tickets_per_hour,
            self.tickets_per_day,
        )
        if min(bounds) < 1:
            raise InvalidInput("mail_in: the bounds of one sender are 1 or more")
