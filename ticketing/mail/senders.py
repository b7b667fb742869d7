"""Who may do what by mail, and how often; the rest waits in quarantine and is not lost; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from ticketing.mail.loops import Admission, Known, Reason, automatic, repeated
from ticketing.mail.thread import Thread, Tie
from watchkeeper.core.instants import DAY, HOUR, Duration, Instant, later
from watchkeeper.core.mails import MailOutcome, ReceivedMail


class Standing(Enum):
    """What is known of a sender's address; From can be forged, so none of it is a proof."""

    PERSON = "person"  # of this house
    CONTACT = "contact"  # of a customer
    STRANGER = "stranger"
    BLOCKED = "blocked"  # somebody said so in the quarantine


@dataclass(frozen=True, slots=True)
class Sender:
    """A sender and the tickets that are theirs to write to, of those the mail is tied to."""

    standing: Standing
    tickets: Collection[int] = ()

    @property
    def is_known(self) -> bool:
        return self.standing in {Standing.PERSON, Standing.CONTACT}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A mail of the same sender that was taken before."""

    at: Instant
    has_opened: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How many mails and new tickets one sender may have within an hour and a day."""

    mails_per_hour: int = 30
    mails_per_day: int = 150
    tickets_per_hour: int = 6
    tickets_per_day: int = 30


def sender_key(address: str) -> str:
    """Return what a sender's mails are counted by: small letters, without what follows a plus."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def over_rate(earlier: Collection[Earlier], now: Instant, limits: Limits) -> Reason | None:
    """Return which limit a mail that comes *now* exceeds; mails of the future do not count."""
    tickets = [one for one in earlier if one.has_opened]
    if _is_over(earlier, now, limits.mails_per_hour, limits.mails_per_day):
        return Reason.TOO_MANY_MAILS
    if _is_over(tickets, now, limits.tickets_per_hour, limits.tickets_per_day):
        return Reason.TOO_MANY_TICKETS
    return None


def _is_over(mails: Collection[Earlier], now: Instant, per_hour: int, per_day: int) -> bool:
    return _since(mails, now, HOUR) >= per_hour or _since(mails, now, DAY) >= per_day


def _since(mails: Collection[Earlier], now: Instant, span: Duration) -> int:
    return sum(later(now, -span) < one.at <= now for one in mails)


def admission(
    mail: ReceivedMail,
    *,
    known: Known | None,
    thread: Thread | None,
    sender: Sender,
    earlier: Collection[Earlier],
    is_about_ours: bool,
    now: Instant,
    limits: Limits | None = None,
) -> Admission:
    """Return what is to become of a mail.

    *known* is the mail that came before under its Message-ID, *earlier* what this sender
    (``sender_key``) sent within the last day, *thread* its ticket with ``merged_into`` followed.
    """
    again = repeated(mail, known)
    if again is not None:
        return again
    is_theirs = thread is not None and is_tied(thread, sender)
    machine = automatic(mail, is_about_ours=is_about_ours, is_tied=is_theirs)
    if machine is not None:
        return machine
    if mail.sender is None:
        return _kept(Reason.NO_SENDER)
    if sender.standing is Standing.BLOCKED:
        return Admission(MailOutcome.IGNORED, Reason.BLOCKED_SENDER)
    rate = over_rate(earlier, now, limits or Limits())
    if rate is Reason.TOO_MANY_MAILS or (rate is not None and not is_theirs):
        return _kept(rate)
    if is_theirs:
        return Admission(MailOutcome.APPENDED, Reason.WELCOME)
    if thread is not None:
        return _kept(Reason.NOT_THEIR_TICKET)
    if not sender.is_known:
        return _kept(Reason.UNKNOWN_SENDER)
    return Admission(MailOutcome.OPENED, Reason.WELCOME)


def is_tied(thread: Thread, sender: Sender) -> bool:
    """Tell whether a mail may join its ticket.

    A reply address was given to its sender.  Everything else is written by whoever got a mail
    forwarded, or guesses: it counts for those whose ticket it is.
    """
    return thread.tie is Tie.SIGNED or thread.ticket in sender.tickets


def _kept(reason: Reason) -> Admission:
    return Admission(MailOutcome.QUARANTINED, reason)
