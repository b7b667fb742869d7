"""To which ticket a mail belongs, by what it answers; never by its subject; pure.

The tie says how much that proves: a thread id can be written by anybody, the Message-ID of a mail
of ours by whoever has got it, a reply address by the one it was given to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.mails import ReceivedMail

MOST_LOOKED_UP = 50

_OURS = re.compile(r"<ticket-([1-9]\d{0,8})@([^<>@\s]{1,255})>", re.ASCII)


class Tie(Enum):
    """What ties a mail to its ticket, the strongest first."""

    SIGNED = "signed"  # it went to a reply address that was given to its sender
    OUR_MAIL = "our_mail"  # it answers a mail that we sent
    THEIR_MAIL = "their_mail"  # it answers or follows a mail that came in before
    NUMBER = "number"  # it names the thread of a ticket, which can be guessed


@dataclass(frozen=True, slots=True)
class Thread:
    ticket: int
    tie: Tie


def answered_ids(mail: ReceivedMail) -> tuple[str, ...]:
    """Return the Message-IDs that a mail answers, the nearest first; to be looked up."""
    ordered = (*mail.in_reply_to, *reversed(mail.references))
    return tuple(dict.fromkeys(ordered))[:MOST_LOOKED_UP]


def thread_of(
    mail: ReceivedMail,
    *,
    signed: int | None,
    sent: Mapping[str, int],
    seen: Mapping[str, int],
    domains: Collection[str],
) -> Thread | None:
    """Return the ticket of a mail by its strongest tie; None for a mail that answers nothing.

    *signed* is the ticket of a reply address that was given to this sender.  *sent* and *seen* are
    the tickets of those ``answered_ids`` that are of our mails and of mails that came in before.
    *domains* are those of our Message-IDs, in small letters.
    """
    if signed is not None:
        return Thread(signed, Tie.SIGNED)
    answered = answered_ids(mail)
    for known, tie in ((sent, Tie.OUR_MAIL), (seen, Tie.THEIR_MAIL)):
        ticket = next((known[one] for one in answered if one in known), None)
        if ticket is not None:
            return Thread(ticket, tie)
    number = next(filter(None, (number_in(one, domains) for one in answered)), None)
    return None if number is None else Thread(number, Tie.NUMBER)


def number_in(message_id: str, domains: Collection[str]) -> int | None:
    """Return the ticket of a thread id of ours, ``<ticket-7@watch.example>``."""
    match = _OURS.fullmatch(message_id)
    return int(match[1]) if match and match[2].lower() in domains else None
