"""A mail as it arrived, in words that receiving and threading share.

Whoever receives (IMAP, SMTP) hands a ``ReceivedMail`` to a desk, which answers by a
``MailVerdict``.  Its texts are decoded and bounded, but nobody vouches for the sender.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from watchkeeper.core.instants import Instant


class MailSign(Enum):
    """What a mail says of itself: that no person wrote it, or that it must not be answered."""

    AUTO_REPLY = "auto_reply"  # out of office, "we have got your mail"
    AUTO_GENERATED = "auto_generated"  # a program's mail: a backup's report, a monitor
    BOUNCE = "bounce"  # a delivery failed, is late, or was confirmed
    LIST = "list"  # it came over a mailing list or a group's address
    BULK = "bulk"  # a newsletter, a mailing
    OURS = "ours"  # this house wrote it
    LOOP = "loop"  # it has been passed on too often
    NO_ANSWER = "no_answer"  # the sender asks that no program answers


class MailTrouble(Enum):
    """What of a mail could not be read as it was meant."""

    CUT = "cut"  # longer than is read: the end is missing
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MANY_FILES = "too_many_files"
    NO_MESSAGE_ID = "no_message_id"  # one was made from what stands in the mail
    MANY_MESSAGE_IDS = "many_message_ids"  # the first one counts
    NO_SENDER = "no_sender"  # none, several, or no address
    GUESSED_CHARSET = "guessed_charset"
    BAD_TRANSFER = "bad_transfer"  # base64 or the like with errors in it
    BAD_DATE = "bad_date"
    BROKEN_MULTIPART = "broken_multipart"
    TNEF = "tnef"  # Outlook's winmail.dat: kept as a file, not read
    ENCRYPTED = "encrypted"


@dataclass(frozen=True)
class MailAddress:
    """``address`` has its domain in small letters; ``name`` is decoded, may be empty or a lie."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class MailFile:
    """A file that came with a mail; ``name`` is one name without folders, never empty."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True)
class FailedDelivery:
    """One recipient of a delivery report; ``status`` such as 5.1.1, ``action`` such as failed."""

    recipient: str
    action: str
    status: str = ""
    reason: str = ""

    @property
    def is_final(self) -> bool:
        return self.action == "failed"


@dataclass(frozen=True)
class Envelope:
    """How a mail came: by which mailbox or door, and what the server said of it.

    ``sender`` is None where it is not known, empty where it is the null sender of reports.
    """

    mailbox: str
    received_at: Instant
    sender: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReceivedMail:
    r"""One mail; texts have ``\n`` as line end and no control characters.

    ``message_id`` is with its angle brackets and never empty.  ``text`` is what the sender wrote,
    from the HTML where there is nothing else; ``html`` is safe to show.  ``digest`` is that of the
    content without what servers add on the way.  ``about`` are Message-IDs that a delivery report
    speaks of.
    """

    envelope: Envelope
    message_id: str
    digest: str
    sender: MailAddress | None
    subject: str = ""
    text: str = ""
    html: str = ""
    reply_to: tuple[MailAddress, ...] = ()
    to: tuple[MailAddress, ...] = ()
    cc: tuple[MailAddress, ...] = ()
    written_at: Instant | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    files: tuple[MailFile, ...] = ()
    signs: frozenset[MailSign] = frozenset()
    failed: tuple[FailedDelivery, ...] = ()
    about: tuple[str, ...] = ()
    troubles: frozenset[MailTrouble] = frozenset()
    raw: bytes = field(default=b"", repr=False)


class MailOutcome(Enum):
    """What became of a mail; the value is the label of metrics and logs."""

    OPENED = "opened"  # a new ticket
    APPENDED = "appended"  # a comment on its ticket
    ANSWERED = "answered"  # a command by reply: acknowledged, resolved
    BOUNCED = "bounced"  # told to the message that was not delivered
    DUPLICATE = "duplicate"  # that Message-ID is known
    IGNORED = "ignored"  # no person wrote it
    QUARANTINED = "quarantined"  # waits until somebody looks at it
    POSTPONED = "postponed"  # not taken: offer it again later


@dataclass(frozen=True)
class MailVerdict:
    """What became of a mail; durable when it is returned, except POSTPONED."""

    outcome: MailOutcome
    ticket: int | None = None
