"""Enrolment tokens and messages."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.wire.enrolment import (
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    answer_from_bytes,
    bytes_from_answer,
    bytes_from_request,
    request_from_bytes,
    text_from_token,
    token_from_text,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
TOKEN = EnrolmentToken(url="https://watch.example:8420", ca_sha256="ab" * 32, secret="s3cret")


def test_a_token_is_read_as_it_was_written() -> None:
    """A token is one word, without white space, that is read back whole."""
    word = text_from_token(TOKEN)
    assert word.split() == [word]
    assert token_from_text(f"  {word}\n") == TOKEN


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_messages_are_read_as_they_were_written(a: str, b: str, c: str, d: str) -> None:
    """Request and answer survive the way, whatever the host is called."""
    request = EnrolmentRequest(secret=a, hostname=b, machine_id=c, version=d)
    assert request_from_bytes(bytes_from_request(request)) == request
    answer = EnrolmentAnswer(agent=a, target=b, token=c)
    assert answer_from_bytes(bytes_from_answer(answer)) == answer


def test_what_no_database_takes_is_replaced() -> None:
    """A host may be called anything, and is kept all the same."""
    said = b'"machine_id": "\\ud800", "version": "", "labels": {"role": "\\u0000"}'
    found = request_from_bytes(b'{"secret": "s", "hostname": "a\\u0000b", %s}' % said)
    assert (found.hostname, found.machine_id) == ("a\ufffdb", "?")
    assert found.labels == {"role": "\ufffd"}


def packed(content: bytes) -> str:
    return "wk1." + base64.urlsafe_b64encode(content).decode()


WRONG = {
    "empty": "",
    "another word": "hello",
    "cut": text_from_token(TOKEN)[:-9],
    "no base64": "wk1.\u00e4\u00f6",
    "no JSON": packed(b"hello"),
    "a list": packed(b"[]"),
    "a number for a text": packed(b'{"u":"https://x","c":"","s":1}'),
    "an address with a path": packed(b'{"u":"https://x/y","c":"","s":"1"}'),
    "an address of another kind": packed(b'{"u":"ftp://x","c":"","s":"1"}'),
    "a hash too short": packed(b'{"u":"https://x","c":"abc","s":"1"}'),
    "no secret": packed(b'{"u":"https://x","c":"","s":""}'),
    "too long": "wk1." + "a" * 5000,
}


@pytest.mark.parametrize("word", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_token_is_refused(word: str) -> None:
    with pytest.raises(InvalidInput):
        token_from_text(word)


@given(st.binary(max_size=80))
def test_any_message_raises_only_invalid_input(noise: bytes) -> None:
    """No bytes from outside raise anything but InvalidInput."""
    with pytest.raises(InvalidInput):
        request_from_bytes(noise)
