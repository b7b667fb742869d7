from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.link import (
    NONCE_BYTES,
    LinkGrant,
    LinkRefusal,
    LinkRequest,
    LinkStep,
    answer_of,
    form_proof,
    make_token,
    next_step,
    read_token,
    token_hash,
)
from ticketing.answers.signing import AnswerKeys
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, SECOND, Instant, later

NOW = Instant(1_763_773_200_000)
KEYS = AnswerKeys(b"k" * 32)
RENEWED = AnswerKeys(b"n" * 32, (b"k" * 32,))
OTHER = AnswerKeys(b"o" * 32)
GRANT = LinkGrant(
    1042,
    PersonId("engineer-a"),
    frozenset({Verb.ACKNOWLEDGE, Verb.COMMENT}),
    later(NOW, HOUR),
    b"n" * NONCE_BYTES,
)
TOKEN = make_token(GRANT, KEYS)

GRANTS = st.builds(
    LinkGrant,
    ticket=st.integers(1, 2**40 - 1),
    person=st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable()).map(PersonId),
    verbs=st.frozensets(st.sampled_from(Verb)),
    ends_at=st.integers(1, 10**9).map(lambda seconds: Instant(NOW + seconds * SECOND)),
    nonce=st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES),
)


@given(grant=GRANTS)
def test_a_token_is_read_as_it_was_made(grant: LinkGrant) -> None:
    """Making and reading are inverse, and the token fits into a URL."""
    token = make_token(grant, KEYS)
    assert read_token(token, KEYS, NOW) == grant
    assert read_token(token, RENEWED, NOW) == grant
    assert read_token(token, OTHER, NOW) is LinkRefusal.FORGED
    assert len(token) <= 158


@given(grant=GRANTS, position=st.integers(0, 200), letter=st.sampled_from("AaZz09-_"))
def test_a_changed_token_is_forged(grant: LinkGrant, position: int, letter: str) -> None:
    """No single letter can be another, not even where base64 would read the same bytes."""
    token = make_token(grant, KEYS)
    place = position % len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        assert read_token(changed, KEYS, NOW) is LinkRefusal.FORGED


@given(token=st.text(max_size=250) | st.binary(max_size=150).map(lambda data: data.hex()))
def test_any_text_is_refused(token: str) -> None:
    """What we did not sign is forged, whatever it is; reading never fails."""
    assert read_token(token, KEYS, NOW) is LinkRefusal.FORGED
    assert len(token_hash(token)) == 64


def test_a_token_of_another_version_is_forged() -> None:
    """A token that begins with another byte was not signed so."""
    data = base64.urlsafe_b64decode(TOKEN + "=" * (-len(TOKEN) % 4))
    other = base64.urlsafe_b64encode(b"\x02" + data[1:]).decode().rstrip("=")
    assert read_token(other, KEYS, NOW) is LinkRefusal.FORGED


def test_a_token_expires() -> None:
    """From the instant on at which it ends it counts for nothing."""
    assert read_token(TOKEN, KEYS, Instant(GRANT.ends_at - 1)) == GRANT
    assert read_token(TOKEN, KEYS, GRANT.ends_at) is LinkRefusal.EXPIRED


def _posted(verb: Verb | None = Verb.ACKNOWLEDGE, proof: str | None = None) -> LinkRequest:
    shown = form_proof(TOKEN, KEYS) if proof is None else proof
    return LinkRequest("POST", TOKEN, shown, verb)


@pytest.mark.parametrize(
    ("request_", "used_for", "now", "step"),
    [
        (LinkRequest("GET", TOKEN), None, NOW, LinkStep.SHOW_PAGE),
        (LinkRequest("HEAD", TOKEN), None, NOW, LinkStep.SHOW_PAGE),
        (LinkRequest("GET", TOKEN), Verb.COMMENT, NOW, LinkStep.SHOW_DONE),
        (_posted(), None, NOW, LinkStep.CARRY_OUT),
        (_posted(), Verb.ACKNOWLEDGE, NOW, LinkStep.SHOW_DONE),
        (_posted(Verb.COMMENT), Verb.ACKNOWLEDGE, NOW, LinkStep.REFUSE_USED),
        (_posted(Verb.RESOLVE), None, NOW, LinkStep.REFUSE_VERB),
        (_posted(None), None, NOW, LinkStep.REFUSE_VERB),
        (_posted(proof=""), None, NOW, LinkStep.REFUSE_FORM),
        (_posted(proof="值"), None, NOW, LinkStep.REFUSE_FORM),
        (replace(_posted(), method="PUT"), None, NOW, LinkStep.REFUSE_FORM),
        (replace(_posted(), token=TOKEN[:-1]), None, NOW, LinkStep.REFUSE_FORGED),
        (_posted(), None, GRANT.ends_at, LinkStep.REFUSE_EXPIRED),
    ],
    ids=[
        "opened",
        "looked at by a scanner",
        "opened after it was used",
        "posted",
        "posted twice",
        "posted for something else",
        "not allowed",
        "no verb",
        "posted without the page",
        "nonsense for a proof",
        "another method",
        "cut by a mail program",
        "too late",
    ],
)
def test_only_the_posted_page_answers(
    request_: LinkRequest, used_for: Verb | None, now: Instant, step: LinkStep
) -> None:
    """Link, page, POST: nothing else is carried out, and that once."""
    assert next_step(request_, KEYS, used_for=used_for, now=now) is step


@given(
    method=st.sampled_from(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND", "post", ""]),
    proof=st.just(form_proof(TOKEN, KEYS)) | st.text(max_size=40),
    verb=st.none() | st.sampled_from(Verb),
    used_for=st.none() | st.sampled_from(Verb),
)
def test_nothing_but_a_post_changes_anything(
    method: str, proof: str, verb: Verb | None, used_for: Verb | None
) -> None:
    """Whatever a scanner sends along, a method other than POST is never carried out."""
    request = LinkRequest(method, TOKEN, proof, verb)
    assert next_step(request, KEYS, used_for=used_for, now=NOW) is not LinkStep.CARRY_OUT


def test_the_proof_of_a_form_fits_one_token() -> None:
    """A page shown for one link answers no other; after a change of keys it still counts."""
    other = make_token(replace(GRANT, ticket=7), KEYS)
    assert form_proof(other, KEYS) != form_proof(TOKEN, KEYS)
    assert next_step(_posted(), RENEWED, used_for=None, now=NOW) is LinkStep.CARRY_OUT


def test_the_answer_names_person_ticket_and_link() -> None:
    """The nonce is the link's: posted twice it is the same answer."""
    answer = answer_of(GRANT, Verb.COMMENT, "on my way")
    assert (answer.person, answer.ticket, answer.channel) == (GRANT.person, 1042, "link")
    assert answer.nonce == GRANT.nonce.hex()


@pytest.mark.parametrize(
    "grant",
    [
        replace(GRANT, person=PersonId("")),
        replace(GRANT, person=PersonId("值" * 30)),
        replace(GRANT, nonce=b"short"),
    ],
    ids=["nobody", "long id", "short nonce"],
)
def test_what_cannot_be_written_is_refused(grant: LinkGrant) -> None:
    """Before a message is made, not when the link is opened."""
    with pytest.raises(InvalidInput):
        make_token(grant, KEYS)


def test_a_key_that_could_be_guessed_is_refused() -> None:
    """Keys have 32 bytes at least, also the older ones; none is shown."""
    with pytest.raises(InvalidInput, match="32"):
        AnswerKeys(b"k" * 32, (b"short",))
    assert "kkk" not in repr(KEYS)
