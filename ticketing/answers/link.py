"""A link in a message: link, page, POST.

Opening a link changes nothing, however often and by whatever scanner: it shows a page.  The
page's form carries a proof that the page was shown, and posting it answers, once.  The token says
for whom, which ticket and what; the table of tokens only remembers that it was used.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import Enum

from ticketing.answers.given import GivenAnswer
from ticketing.answers.signing import AnswerKeys, is_proved, letters_of, proof
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, SECOND, Duration, Instant

CHANNEL = "link"
USUAL_LIFE = Duration(3 * DAY)
MAX_CHARACTERS = 200
NONCE_BYTES = 9
LONGEST_PERSON_BYTES = 80

_PURPOSE, _FORM_PURPOSE = "answer link 1", "answer form 1"
_VERSION = b"\x01"
_PROOF_BYTES = 16
_HEAD_BYTES = 1 + 5 + 5 + 2 + NONCE_BYTES
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_CHARACTERS}}}")
_BITS = {verb: 1 << position for position, verb in enumerate(Verb)}  # never reorder Verb
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class LinkGrant:
    """What a link allows: *verbs* on one ticket, to one person, until ``ends_at`` (whole seconds)."""

    ticket: int
    person: PersonId
    verbs: frozenset[Verb]
    ends_at: Instant
    nonce: bytes


class LinkRefusal(Enum):
    """Why a token counts for nothing."""

    FORGED = "forged"  # not ours, or changed, or cut by a mail program
    EXPIRED = "expired"


class LinkStep(Enum):
    """What to do with a request that carries a link."""

    SHOW_PAGE = "show_page"
    CARRY_OUT = "carry_out"
    SHOW_DONE = "show_done"  # this very answer was given before: say so again
    REFUSE_USED = "refuse_used"  # used for another answer
    REFUSE_EXPIRED = "refuse_expired"
    REFUSE_FORGED = "refuse_forged"
    REFUSE_VERB = "refuse_verb"  # the link does not allow that
    REFUSE_FORM = "refuse_form"  # posted without the page: show it


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A request as it arrived; ``form_proof`` and ``verb`` come from the form."""

    method: str
    token: str
    form_proof: str = ""
    verb: Verb | None = None


def make_token(grant: LinkGrant, keys: AnswerKeys) -> str:
    """Return the token of *grant* for a URL, at most 158 characters.  Raises InvalidInput."""
    body = _bytes_of(grant)
    return _text_of(body + proof(keys.current, _PURPOSE, body, length=_PROOF_BYTES))


def read_token(token: str, keys: AnswerKeys, now: Instant) -> LinkGrant | LinkRefusal:
    """Return what *token* allows at *now*; whether it was used is the table's to say."""
    data = _data_of(token)
    body, given = data[:-_PROOF_BYTES], data[-_PROOF_BYTES:]
    if len(body) <= _HEAD_BYTES or not is_proved(keys, _PURPOSE, body, given):
        return LinkRefusal.FORGED
    grant = _grant_of(body)
    return LinkRefusal.EXPIRED if grant.ends_at <= now else grant


def token_hash(token: str) -> str:
    """Return what the table of tokens keeps instead of the token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def form_proof(token: str, keys: AnswerKeys) -> str:
    """Return what the page's form carries; it fits this token only."""
    return _form_letters(keys.current, token.encode(errors="replace")).decode()


def next_step(
    request: LinkRequest, keys: AnswerKeys, *, used_for: Verb | None, now: Instant
) -> LinkStep:
    """Return what to do; *used_for* is the verb that the token was used for before, if it was.

    Nothing but a POST with the form's proof is ever carried out.
    """
    grant = read_token(request.token, keys, now)
    if isinstance(grant, LinkRefusal):
        return _REFUSALS[grant]
    if request.method in _READING:
        return LinkStep.SHOW_PAGE if used_for is None else LinkStep.SHOW_DONE
    if request.method != "POST" or not _is_from_page(request, keys):
        return LinkStep.REFUSE_FORM
    if request.verb not in grant.verbs:
        return LinkStep.REFUSE_VERB
    if used_for is None:
        return LinkStep.CARRY_OUT
    return LinkStep.SHOW_DONE if used_for is request.verb else LinkStep.REFUSE_USED


def answer_of(grant: LinkGrant, verb: Verb, text: str = "") -> GivenAnswer:
    """Return the answer that a posted form gives."""
    return GivenAnswer(grant.person, grant.ticket, verb, CHANNEL, grant.nonce.hex(), text)


_REFUSALS = {
    LinkRefusal.FORGED: LinkStep.REFUSE_FORGED,
    LinkRefusal.EXPIRED: LinkStep.REFUSE_EXPIRED,
}


def _is_from_page(request: LinkRequest, keys: AnswerKeys) -> bool:
    words = request.token.encode(errors="replace")
    given = request.form_proof.encode(errors="replace")
    results = [hmac.compare_digest(_form_letters(key, words), given) for key in keys]
    return any(results)


def _form_letters(key: bytes, words: bytes) -> bytes:
    return letters_of(proof(key, _FORM_PURPOSE, words, length=_PROOF_BYTES)).encode()


def _bytes_of(grant: LinkGrant) -> bytes:
    person = grant.person.encode()
    if not 1 <= len(person) <= LONGEST_PERSON_BYTES or len(grant.nonce) != NONCE_BYTES:
        raise InvalidInput("a link needs a person's id and a nonce of {count} bytes", count=9)
    mask = sum(_BITS[verb] for verb in grant.verbs)
    return b"".join(
        (
            _VERSION,
            (grant.ends_at // SECOND).to_bytes(5, "big"),
            grant.ticket.to_bytes(5, "big"),
            mask.to_bytes(2, "big"),
            grant.nonce,
            person,
        )
    )


def _grant_of(body: bytes) -> LinkGrant:
    """Read what we have signed ourselves."""
    mask = int.from_bytes(body[11:13], "big")
    return LinkGrant(
        ticket=int.from_bytes(body[6:11], "big"),
        person=PersonId(body[_HEAD_BYTES:].decode()),
        verbs=frozenset(verb for verb, bit in _BITS.items() if mask & bit),
        ends_at=Instant(int.from_bytes(body[1:6], "big") * SECOND),
        nonce=body[13:_HEAD_BYTES],
    )


def _text_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _data_of(token: str) -> bytes:
    """Return the token's bytes, nothing for what is no token or not written as we write it."""
    if not _TOKEN.fullmatch(token):
        return b""
    try:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return b""
    return data if _text_of(data) == token else b""
