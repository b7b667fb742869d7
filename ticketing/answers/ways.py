"""Give out the addresses by which a mail is answered: signed, for one ticket and one person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from ticketing.answers.link import NONCE_BYTES, USUAL_LIFE, LinkGrant, make_token
from ticketing.answers.reply_address import Reply, ReplyMailbox, reply_address
from ticketing.answers.signing import AnswerKeys
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

PATH = "/answer/"
LINKED_VERBS = frozenset({Verb.ACKNOWLEDGE, Verb.COMMENT, Verb.ESCALATE})


@dataclass(frozen=True, slots=True)
class SignedWays:
    """Fulfils ``ticketing.notify.ways.AnswerWays``; *url* is the server's own."""

    keys: AnswerKeys = field(repr=False)
    url: str
    mailbox: ReplyMailbox | None = None

    def reply_address(self, ticket: int, person: PersonId) -> str:
        """Return the address that answers *ticket* for *person*, where answers come by mail."""
        if self.mailbox is None:
            return ""
        return reply_address(self.mailbox, Reply(ticket, person), self.keys)

    def link(self, ticket: int, person: PersonId, now: Instant) -> str:
        """Return an address of its own for each message: it counts once."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        grant = LinkGrant(ticket, person, LINKED_VERBS, Instant(now + USUAL_LIFE), nonce)
        return f"{self.url}{PATH}{make_token(grant, self.keys)}"
