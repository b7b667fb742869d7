"""Replies by SMS: what services report, and which answer it is.

``1`` or 确认 acknowledges, ``1 1042`` names the ticket where several were told, ``#1042 on my way``
is a note.  Who answers is who was told by SMS at that number within a day.  As with keys, who
takes a report checks the secret of the call-back's URL first.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ticketing.answers.callback_body import report_of_tencent, reports_of_aliyun, word_of
from ticketing.answers.given import GivenAnswer
from ticketing.notify.phone_numbers import is_same_number
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, Duration, Instant

REPLIES_COUNT_FOR = Duration(DAY)

_ACKNOWLEDGED = re.compile(r"(?:1|ok|ack|确认|收到)(?:\s+#?(\d{1,10}))?", re.IGNORECASE | re.ASCII)
_NOTED = re.compile(r"#(\d{1,10})\s+(\S.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class SmsReply:
    """What somebody wrote; ``nonce`` is the same when it is reported again."""

    number: str
    text: str
    nonce: str


@dataclass(frozen=True, slots=True)
class ToldBySms:
    """An SMS of ours: whom we told about which ticket, and when."""

    number: str
    person: PersonId
    ticket: int
    sent_at: Instant


class SmsRefusal(Enum):
    """Why a reply is no answer."""

    OTHER_WORDS = "other_words"
    UNKNOWN_NUMBER = "unknown_number"  # nobody was told there within a day
    OTHER_TICKET = "other_ticket"  # not one that they were told of
    SEVERAL_TICKETS = "several_tickets"  # they must say which


@dataclass(frozen=True, slots=True)
class _Meaning:
    verb: Verb
    ticket: int | None
    text: str = ""


def aliyun_replies(body: bytes) -> tuple[SmsReply, ...]:
    """Read SmsUp: a list of replies.  Raises InvalidInput."""
    found = []
    for one in reports_of_aliyun(body):
        number, text = word_of(one.get("phone_number")), word_of(one.get("content"))
        sequence = word_of(one.get("sequence_id"))
        if number and text and sequence:
            found.append(SmsReply(number, text, sequence))
    return tuple(found)


def tencent_replies(body: bytes) -> tuple[SmsReply, ...]:
    """Read the one reply of a call-back, which has no name of its own.  Raises InvalidInput."""
    one = report_of_tencent(body)
    country, mobile = word_of(one.get("nationcode")), word_of(one.get("mobile"))
    text, seconds = word_of(one.get("text")), word_of(one.get("time"))
    if not (country and mobile and text and seconds):
        return ()
    number = f"+{country.lstrip('+')}{mobile}"
    words = f"{number}\n{seconds}\n{text}".encode(errors="replace")
    return (SmsReply(number, text, hashlib.sha256(words).hexdigest()[:32]),)


def answer_of(
    reply: SmsReply, told: Sequence[ToldBySms], *, channel: str, now: Instant
) -> GivenAnswer | SmsRefusal:
    """Return the answer that *reply* gives to what was *told* at its number."""
    meaning = _meaning(reply.text)
    if meaning is None:
        return SmsRefusal.OTHER_WORDS
    here = {
        one.ticket: one
        for one in told
        if now < one.sent_at + REPLIES_COUNT_FOR and is_same_number(one.number, reply.number)
    }
    if not here:
        return SmsRefusal.UNKNOWN_NUMBER
    if meaning.ticket is None and len(here) > 1:
        return SmsRefusal.SEVERAL_TICKETS
    meant = here.get(next(iter(here)) if meaning.ticket is None else meaning.ticket)
    if meant is None:
        return SmsRefusal.OTHER_TICKET
    return GivenAnswer(meant.person, meant.ticket, meaning.verb, channel, reply.nonce, meaning.text)


def _meaning(text: str) -> _Meaning | None:
    """Return what is meant, also where it was typed in full-width digits."""
    plain = unicodedata.normalize("NFKC", text).strip()
    acknowledged = _ACKNOWLEDGED.fullmatch(plain)
    if acknowledged:
        named = acknowledged[1]
        return _Meaning(Verb.ACKNOWLEDGE, int(named) if named else None)
    noted = _NOTED.fullmatch(plain)
    return _Meaning(Verb.COMMENT, int(noted[1]), noted[2].strip()) if noted else None
