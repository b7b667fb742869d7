"""A mail address that answers one ticket for one person: ``watch+1042.k7f3q2mzt5xa@ops.example``.

The address holds the ticket and a proof over ticket and person.  Whose answer it is, the sender
of the mail says, and the proof fits no other person: an address that was forwarded, quoted or
guessed is worth nothing to others.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from ticketing.answers.signing import AnswerKeys, letters_of, proof
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import ConfigError

MAX_RECIPIENTS = 50
MAX_ADDRESS_CHARACTERS = 254

_PURPOSE = "answer by mail 1"
_PROOF_LETTERS = 12  # 60 bits; each guess is a mail
_PROOF_BYTES = 8
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_TAG = re.compile(r"([1-9]\d{0,9})\.([a-z2-7]{12})", re.ASCII)
_SEPARATORS = "+-="


@dataclass(frozen=True, slots=True)
class ReplyMailbox:
    """The mailbox that answers come to, with the sign that its server takes for sub-addresses.

    Raises ConfigError where addresses could not be made of it.
    """

    local: str
    domain: str
    separator: str = "+"

    def __post_init__(self) -> None:
        is_sound = _LOCAL.fullmatch(self.local) and _DOMAIN.fullmatch(self.domain)
        if not is_sound or len(self.separator) != 1 or self.separator not in _SEPARATORS:
            raise ConfigError(
                "{local}{separator}...@{domain} is no mailbox for answers; write it in small letters",
                local=self.local[:60],
                separator=self.separator[:5],
                domain=self.domain[:60],
            )


@dataclass(frozen=True, slots=True)
class Reply:
    """Whose answer a mail is, and to which ticket."""

    ticket: int
    person: PersonId


class ReplyRefusal(Enum):
    """Why a mail is no answer."""

    NO_REPLY_ADDRESS = "no_reply_address"  # a mail like any other
    UNKNOWN_SENDER = "unknown_sender"  # its sender is nobody's mail address
    NOT_THEIRS = "not_theirs"  # the address was given to another person, or to nobody


def mailbox_from_address(address: str, *, separator: str = "+") -> ReplyMailbox:
    """Read ``watch@ops.example``.  Raises ConfigError."""
    local, _, domain = address.strip().lower().rpartition("@")
    return ReplyMailbox(local, domain, separator)


def reply_address(mailbox: ReplyMailbox, reply: Reply, keys: AnswerKeys) -> str:
    """Return the address by which that person answers that ticket."""
    tag = f"{reply.ticket}.{_proof(keys.current, reply)}"
    return f"{mailbox.local}{mailbox.separator}{tag}@{mailbox.domain}"


def read_reply(
    mailbox: ReplyMailbox,
    recipients: Sequence[str],
    senders: Collection[PersonId],
    keys: AnswerKeys,
) -> Reply | ReplyRefusal:
    """Return whose answer it is that went to *recipients*.

    *senders* are the people who own the mail address that it came from.
    """
    tags = [tag for tag in (_tag(mailbox, one) for one in recipients[:MAX_RECIPIENTS]) if tag]
    if not tags:
        return ReplyRefusal.NO_REPLY_ADDRESS
    if not senders:
        return ReplyRefusal.UNKNOWN_SENDER
    for ticket, given in tags:
        for person in senders:
            reply = Reply(ticket, person)
            if _is_given_to(reply, given, keys):
                return reply
    return ReplyRefusal.NOT_THEIRS


def _tag(mailbox: ReplyMailbox, address: str) -> tuple[int, str] | None:
    """Return ticket and proof of an address of ours, in whatever case it was written."""
    if len(address) > MAX_ADDRESS_CHARACTERS:
        return None
    local, _, domain = address.strip().lower().rpartition("@")
    start = mailbox.local + mailbox.separator
    if domain != mailbox.domain or not local.startswith(start):
        return None
    match = _TAG.fullmatch(local.removeprefix(start))
    return (int(match[1]), match[2]) if match else None


def _is_given_to(reply: Reply, given: str, keys: AnswerKeys) -> bool:
    results = [hmac.compare_digest(_proof(key, reply), given) for key in keys]
    return any(results)


def _proof(key: bytes, reply: Reply) -> str:
    words = f"{reply.ticket}\n{reply.person}".encode()
    return letters_of(proof(key, _PURPOSE, words, length=_PROOF_BYTES))[:_PROOF_LETTERS]
