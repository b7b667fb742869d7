"""What somebody wants who answers a mail of ours: an acknowledgement, a command, a note; pure.

A sentence that happens to begin with a command's word must not carry it out.  So a first line
acknowledges only where it says nothing else, and other commands name the ticket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ticketing.answers.words import read_words
from ticketing.verbs import Verb

_ACKNOWLEDGED = frozenset({"ack", "acknowledge", "acknowledged", "ok", "1"}) | frozenset(
    {"确认", "收到", "已收到", "响应", "知悉"}
)
_SIGNS_AROUND = re.compile(r"^[\s/]+|[\s.!,。！，、~]+$")


@dataclass(frozen=True, slots=True)
class Wish:
    """A verb, and what is said with it."""

    verb: Verb
    text: str


def wish_of(written: str, ticket: int) -> Wish:
    """Return what *written*, an answer about *ticket* without what it quotes, asks for."""
    first, _, rest = written.strip().partition("\n")
    if _SIGNS_AROUND.sub("", first).lower() in _ACKNOWLEDGED:
        return Wish(Verb.ACKNOWLEDGE, rest.strip())
    said = read_words(written)
    if said is not None and said.ticket == ticket:
        return Wish(said.verb, said.text)
    return Wish(Verb.COMMENT, written.strip())
