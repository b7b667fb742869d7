"""What ``mail_in:`` stands for: mailboxes, the door, whose addresses are ours; nothing is opened."""

from __future__ import annotations

import ssl

from collector.intake.mail.imap_session import Mailbox, Security
from collector.intake.mail.signs import House
from collector.intake.mail.smtp import SmtpDoor
from ticketing.answers.reply_address import ReplyMailbox, mailbox_from_address
from ticketing.inbox.facts import MailTerms
from ticketing.mail.senders import Limits
from ticketing.notify.settings.entry import optional_secret
from watchkeeper.config.mail_settings import MailboxSettings, MailDoorSettings, MailInSettings
from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import Instant
from watchkeeper.server.listen import tls_context

SMTP = "smtp"
_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


def check_mail_in(settings: Settings) -> None:
    """Raise ConfigError where ``mail_in:`` cannot be used; opens nothing."""
    wanted = settings.mail_in
    if wanted is None:
        return
    reply_mailbox(settings)
    for name, box in wanted.mailboxes.items():
        mailbox_of(name, box, None)


def reply_mailbox(settings: Settings) -> ReplyMailbox | None:
    """Return the mailbox of signed reply addresses, where there is one.  Raises ConfigError."""
    wanted = settings.mail_in
    if wanted is None or not wanted.reply_to:
        return None
    return mailbox_from_address(wanted.reply_to, separator=wanted.separator)


def terms_of(settings: Settings, wanted: MailInSettings) -> MailTerms:
    customers = {name: box.customer for name, box in wanted.mailboxes.items() if box.customer}
    if wanted.smtp is not None and wanted.smtp.customer:
        customers[SMTP] = wanted.smtp.customer
    return MailTerms(
        level=wanted.level,
        reply=reply_mailbox(settings),
        domains=house_of(settings).domains,
        limits=Limits(
            mails_per_hour=wanted.mails_per_hour,
            mails_per_day=wanted.mails_per_day,
            tickets_per_hour=wanted.tickets_per_hour,
            tickets_per_day=wanted.tickets_per_day,
        ),
        customers=customers,
    )


def mailbox_of(name: str, box: MailboxSettings, since: Instant | None) -> Mailbox:
    security = Security(box.security.value)
    return Mailbox(
        name,
        box.host,
        box.user,
        optional_secret(box.password, box.password_file, at=box.at),
        box.port or _PORTS[security],
        box.folder,
        security,
        None if security is Security.NONE else _trust(box),
        since=since,
    )


def _trust(box: MailboxSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=box.ca_file)
    except OSError as error:
        raise ConfigError(
            "ca_file {path} cannot be read: {reason}", at=box.at, path=box.ca_file, reason=error
        ) from error


def door_of(settings: Settings, door: MailDoorSettings, separator: str) -> SmtpDoor:
    host, port = door.host_and_port()
    return SmtpDoor(
        SMTP,
        host,
        port,
        frozenset(one.lower() for one in door.recipients),
        door.networks(),
        tls_context(settings.tls) if settings.tls and door.starttls else None,
        requires_tls=door.starttls,
        hostname=door.recipients[0].rpartition("@")[2],
        separator=separator,
    )


def house_of(settings: Settings) -> House:
    """Return how mail of ours is known: by the senders of the channels of mail."""
    senders = set()
    for node in settings.channels.values():
        keys = node.value if isinstance(node.value, dict) else {}
        if "sender" in keys:
            senders.add(keys["sender"].text.strip().lower())
    domains = frozenset(one.rpartition("@")[2] for one in senders if "@" in one)
    return House(frozenset(senders), domains)
