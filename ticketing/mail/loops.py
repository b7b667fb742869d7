"""What no person wrote opens no ticket and is never answered; a mail counts once; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.mails import MailOutcome, MailSign, ReceivedMail


class Reason(Enum):
    """Why a mail became what it became; kept with it, shown in the quarantine."""

    WELCOME = "welcome"
    OURS = "ours"
    LOOP = "loop"
    KNOWN_ID = "known_id"  # that mail came before
    REPEATED_ID = "repeated_id"  # another mail under a Message-ID that came before
    BOUNCE = "bounce"
    BACKSCATTER = "backscatter"  # a report on a mail that we did not send
    AUTO_REPLY = "auto_reply"
    AUTO_GENERATED = "auto_generated"
    BULK = "bulk"
    NO_SENDER = "no_sender"
    UNKNOWN_SENDER = "unknown_sender"
    NOT_THEIR_TICKET = "not_their_ticket"
    BLOCKED_SENDER = "blocked_sender"
    TOO_MANY_MAILS = "too_many_mails"
    TOO_MANY_TICKETS = "too_many_tickets"
    REFUSED = "refused"  # its ticket does not allow it: closed, or not theirs to answer


@dataclass(frozen=True, slots=True)
class Admission:
    """What is to become of a mail, and why."""

    outcome: MailOutcome
    reason: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """A mail that came before under the same Message-ID."""

    digest: str


def repeated(mail: ReceivedMail, known: Known | None) -> Admission | None:
    """Judge a Message-ID that came before; None where it is new.

    The same content, or what a list has passed on with its footer, is the same mail.  Other
    content is another mail by a program that repeats its ids: kept for somebody to look at.
    """
    if known is None:
        return None
    if known.digest == mail.digest or MailSign.LIST in mail.signs:
        return Admission(MailOutcome.DUPLICATE, Reason.KNOWN_ID)
    return Admission(MailOutcome.QUARANTINED, Reason.REPEATED_ID)


def automatic(mail: ReceivedMail, *, is_about_ours: bool, is_tied: bool) -> Admission | None:
    """Judge what no person wrote; None for what may be a person's mail.

    *is_about_ours*: a delivery report names a Message-ID of ours.  A program's mail that belongs to
    a ticket goes there; one that does not is kept for somebody to look at, newsletters too.
    """
    signs = mail.signs
    if MailSign.OURS in signs:
        return Admission(MailOutcome.IGNORED, Reason.OURS)
    if MailSign.LOOP in signs:
        return Admission(MailOutcome.IGNORED, Reason.LOOP)
    if MailSign.BOUNCE in signs:
        if is_about_ours:
            return Admission(MailOutcome.BOUNCED, Reason.BOUNCE)
        return Admission(MailOutcome.IGNORED, Reason.BACKSCATTER)
    if MailSign.AUTO_REPLY in signs:
        return Admission(MailOutcome.IGNORED, Reason.AUTO_REPLY)
    if is_tied:
        return None
    if MailSign.AUTO_GENERATED in signs:
        return Admission(MailOutcome.QUARANTINED, Reason.AUTO_GENERATED)
    if MailSign.BULK in signs:
        return Admission(MailOutcome.QUARANTINED, Reason.BULK)
    return None


def may_be_answered(mail: ReceivedMail) -> bool:
    """Tell whether a program may answer: nobody is there, or everybody of a list would read it."""
    return not mail.signs and mail.envelope.sender != "" and mail.sender is not None
