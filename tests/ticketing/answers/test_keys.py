from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.callback_body import MAX_BODY_BYTES, MAX_REPORTS
from ticketing.answers.given import GivenAnswer
from ticketing.answers.keys import (
    KeyPress,
    KeyRefusal,
    PlacedCall,
    aliyun_presses,
    answer_of,
    callback_secret,
    is_callback_of,
    tencent_presses,
)
from ticketing.answers.signing import AnswerKeys
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, Instant, later

NOW = Instant(1_763_773_200_000)
KEYS = AnswerKeys(b"k" * 32)
CALL = "125165515022^11195613055"
PLACED = PlacedCall(CALL, "+86 13800138000", PersonId("engineer-a"), 1042, NOW)
ENDED = {
    "call_id": CALL,
    "start_time": "2017-06-01 10:00:00",
    "end_time": "2017-06-01 10:00:10",
    "duration": "10",
    "status_code": "200000",
    "hangup_direction": "用户",
    "callee": "13800138000",
    "out_id": "f00d",
    "dtmf": "1",
}
UNDER_WAY = {
    "status_code": "300000",
    "smart_status_code": "ANSWERED",
    "dtmf": "1",
    "status_time": "2023-03-06 16:21:12",
    "out_id": "f00d",
    "call_id": CALL,
}
TENCENT = {
    "voicekey_callback": {
        "call_from": "",
        "callid": CALL,
        "keypress": "1",
        "mobile": "13800138000",
        "nationcode": "86",
    }
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(
                ["call_id", "dtmf", "callee", "voicekey_callback", "callid", "keypress"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def _body(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("document", "presses"),
    [
        ([ENDED], (KeyPress(CALL, "1", "13800138000"),)),
        ([UNDER_WAY], (KeyPress(CALL, "1"),)),
        ([UNDER_WAY, ENDED], (KeyPress(CALL, "1"), KeyPress(CALL, "1", "13800138000"))),
        ([ENDED | {"dtmf": ""}, {"call_id": CALL}, 7, None], ()),
        ([ENDED | {"callee": "1380013****"}], (KeyPress(CALL, "1"),)),
        ([ENDED | {"dtmf": "1" * 300}], ()),
        ([], ()),
    ],
    ids=["call ended", "during the call", "both", "no key", "number masked", "too long", "nothing"],
)
def test_aliyun_s_reports_are_read(document: object, presses: tuple[KeyPress, ...]) -> None:
    """VoiceReport and VoiceCallReport tell keys in ``dtmf``; reports without keys are passed over."""
    assert aliyun_presses(_body(document)) == presses


@pytest.mark.parametrize(
    ("document", "presses"),
    [
        (TENCENT, (KeyPress(CALL, "1", "13800138000"),)),
        ({"voiceprompt_callback": {"callid": CALL, "result": "0"}}, ()),
        ({"voicekey_callback": []}, ()),
        ({}, ()),
    ],
    ids=["a key", "the state of a call", "another shape", "nothing"],
)
def test_tencent_s_reports_are_read(document: object, presses: tuple[KeyPress, ...]) -> None:
    """``voicekey_callback`` tells a key; the other call-backs are passed over."""
    assert tencent_presses(_body(document)) == presses


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", _body({}), _body([ENDED] * (MAX_REPORTS + 1)), b" " * (MAX_BODY_BYTES + 1)],
    ids=["empty", "HTML", "an object", "too many", "too large"],
)
def test_what_aliyun_does_not_send_is_refused(body: bytes) -> None:
    """Every bound is an error of its own kind, nothing is read halfway."""
    with pytest.raises(InvalidInput):
        aliyun_presses(body)


@given(body=st.binary(max_size=300) | JSON.map(_body))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    """Bytes of any kind give presses or InvalidInput, never anything else."""
    for read in (aliyun_presses, tencent_presses):
        try:
            presses = read(body)
        except InvalidInput:
            continue
        assert all(press.call and press.keys for press in presses)


ACKNOWLEDGED = GivenAnswer(
    PersonId("engineer-a"), 1042, Verb.ACKNOWLEDGE, "call", f"{CALL}/acknowledge"
)


@pytest.mark.parametrize(
    ("press", "placed", "minutes", "expected"),
    [
        (KeyPress(CALL, "1", "13800138000"), PLACED, 1, ACKNOWLEDGED),
        (KeyPress(CALL, "1"), PLACED, 1, ACKNOWLEDGED),
        (KeyPress(CALL, "21"), PLACED, 1, ACKNOWLEDGED),
        (KeyPress(CALL, "12"), PLACED, 1, KeyRefusal.OTHER_KEY),
        (KeyPress(CALL, "#"), PLACED, 1, KeyRefusal.OTHER_KEY),
        (KeyPress(CALL, "1", "13900139000"), PLACED, 1, KeyRefusal.OTHER_NUMBER),
        (KeyPress("other", "1"), PLACED, 1, KeyRefusal.UNKNOWN_CALL),
        (KeyPress(CALL, "1"), None, 1, KeyRefusal.UNKNOWN_CALL),
        (KeyPress(CALL, "1"), PLACED, 60, KeyRefusal.TOO_LATE),
        (KeyPress(CALL, "1"), PLACED, -5, ACKNOWLEDGED),
    ],
    ids=[
        "key 1",
        "no number told",
        "mistyped first",
        "mistyped last",
        "another key",
        "another number",
        "another call",
        "no call of ours",
        "after an hour",
        "clock set back",
    ],
)
def test_a_press_is_an_answer_to_our_call_only(
    press: KeyPress,
    placed: PlacedCall | None,
    minutes: int,
    expected: GivenAnswer | KeyRefusal,
) -> None:
    """It must name a call we made lately, to that number, and a key that stands for something."""
    now = later(NOW, minutes * HOUR // 60)
    assert answer_of(press, placed, channel="call", now=now) == expected


def test_a_report_that_comes_twice_is_the_same_answer() -> None:
    """During the call and after it: the nonce is one."""
    first = answer_of(KeyPress(CALL, "1"), PLACED, channel="call", now=NOW)
    again = answer_of(
        KeyPress(CALL, "21", "13800138000"), PLACED, channel="call", now=later(NOW, 60_000)
    )
    assert first == again == ACKNOWLEDGED


def test_a_call_back_is_known_by_its_secret() -> None:
    """The services sign nothing, so the URL holds a secret of the channel; older keys still count."""
    secret = callback_secret("call", KEYS)
    renewed = AnswerKeys(b"n" * 32, (b"k" * 32,))
    assert is_callback_of("call", secret, KEYS)
    assert is_callback_of("call", secret, renewed)
    assert not is_callback_of("other", secret, KEYS)
    assert not is_callback_of("call", secret.upper(), KEYS)
    assert not is_callback_of("call", "", KEYS)
    assert not is_callback_of("call", "值\ud800", KEYS)
    assert len(secret) == 32


def test_a_call_of_another_person_is_answered_for_them() -> None:
    """Who answers is who was called."""
    placed = replace(PLACED, person=PersonId("manager-b"))
    answer = answer_of(KeyPress(CALL, "1"), placed, channel="call", now=NOW)
    assert isinstance(answer, GivenAnswer)
    assert answer.person == "manager-b"
