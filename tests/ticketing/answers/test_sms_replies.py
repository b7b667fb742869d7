from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.given import GivenAnswer
from ticketing.answers.sms_replies import (
    SmsRefusal,
    SmsReply,
    ToldBySms,
    aliyun_replies,
    answer_of,
    tencent_replies,
)
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, Instant, later

NOW = Instant(1_763_773_200_000)
NUMBER = "+8613800138000"
ENGINEER = PersonId("engineer-a")
TOLD = ToldBySms("138 0013 8000", ENGINEER, 1042, NOW)
OTHER = ToldBySms(NUMBER, ENGINEER, 1043, NOW)
ELSEWHERE = ToldBySms("13900139000", PersonId("manager-b"), 1044, NOW)


def _body(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _given(verb: Verb, ticket: int = 1042, text: str = "") -> GivenAnswer:
    return GivenAnswer(ENGINEER, ticket, verb, "sms", "n1", text)


def test_aliyun_s_replies_are_read() -> None:
    """SmsUp is a list; the sequence names a reply, as text or as a number."""
    one = {"phone_number": "13800138000", "content": "1", "send_time": "x", "dest_code": "1234"}
    body = _body([one | {"sequence_id": "77"}, one | {"sequence_id": 78}, one, 7])
    assert aliyun_replies(body) == (
        SmsReply("13800138000", "1", "77"),
        SmsReply("13800138000", "1", "78"),
    )


def test_tencent_s_reply_is_read() -> None:
    """It is named by number, time and words: reported again it is the same, a later one is not."""
    one = {"mobile": "13800138000", "nationcode": "86", "text": "1", "time": 1_457_336_869}
    (reply,) = tencent_replies(_body(one))
    assert (reply.number, reply.text) == (NUMBER, "1")
    assert tencent_replies(_body(one | {"extend": "x", "sign": "y"})) == (reply,)
    assert tencent_replies(_body(one | {"time": 1_457_336_870}))[0].nonce != reply.nonce
    assert tencent_replies(_body({"voicekey_callback": {}})) == ()


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("1", [TOLD], _given(Verb.ACKNOWLEDGE)),
        (" 确认 ", [TOLD, ELSEWHERE], _given(Verb.ACKNOWLEDGE)),
        ("\uff11", [TOLD], _given(Verb.ACKNOWLEDGE)),
        ("Ack 1043", [TOLD, OTHER], _given(Verb.ACKNOWLEDGE, 1043)),
        ("1 #1042", [TOLD, OTHER], _given(Verb.ACKNOWLEDGE)),
        ("#1042 已在路上", [TOLD, OTHER], _given(Verb.COMMENT, text="已在路上")),
        ("1", [TOLD, OTHER], SmsRefusal.SEVERAL_TICKETS),
        ("1 1044", [TOLD, ELSEWHERE], SmsRefusal.OTHER_TICKET),
        ("1", [ELSEWHERE], SmsRefusal.UNKNOWN_NUMBER),
        ("1", [], SmsRefusal.UNKNOWN_NUMBER),
        ("TD", [TOLD], SmsRefusal.OTHER_WORDS),
        ("11", [TOLD], SmsRefusal.OTHER_WORDS),
        ("who is this?", [TOLD], SmsRefusal.OTHER_WORDS),
    ],
    ids=[
        "one",
        "in Chinese",
        "full width",
        "names the ticket",
        "names it with a sign",
        "a note",
        "several tickets",
        "told to somebody else",
        "told elsewhere",
        "told to nobody",
        "unsubscribes",
        "another number",
        "a question",
    ],
)
def test_a_reply_answers_what_was_told_at_its_number(
    text: str, told: list[ToldBySms], expected: GivenAnswer | SmsRefusal
) -> None:
    """Only what is clear is an answer; the rest has a reason."""
    assert answer_of(SmsReply(NUMBER, text, "n1"), told, channel="sms", now=NOW) == expected


@pytest.mark.parametrize(
    ("after", "counts"), [(DAY - HOUR, True), (DAY, False)], ids=["the same day", "a day later"]
)
def test_a_reply_counts_for_a_day(after: int, counts: bool) -> None:
    """A number that was told long ago may belong to somebody else by now."""
    found = answer_of(SmsReply(NUMBER, "1", "n1"), [TOLD], channel="sms", now=later(NOW, after))
    assert isinstance(found, GivenAnswer) is counts


@given(text=st.text(max_size=200), number=st.text(max_size=20))
def test_any_reply_has_a_meaning_or_a_reason(text: str, number: str) -> None:
    """Nobody else's number ever answers, whatever it writes."""
    found = answer_of(SmsReply(number, text, "n1"), [TOLD], channel="sms", now=NOW)
    assert isinstance(found, SmsRefusal)


@given(body=st.binary(max_size=200) | st.dictionaries(
    st.sampled_from(["mobile", "nationcode", "text", "time", "x"]), st.text() | st.integers()
).map(_body))  # fmt: skip
def test_any_body_is_read_or_refused(body: bytes) -> None:
    """Bytes of any kind give replies or InvalidInput, never anything else."""
    for read in (aliyun_replies, tencent_replies):
        try:
            replies = read(body)
        except InvalidInput:
            continue
        assert all(reply.number and reply.text and reply.nonce for reply in replies)
