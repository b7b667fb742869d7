from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import callbacks
from tests.ticketing.answers.readers import FEISHU, NOW, SERVICES, WECOM, Service
from ticketing.answers import dingtalk, feishu, slack, telegram, wecom
from ticketing.answers.answer import (
    MAX_BODY_BYTES,
    Answer,
    Callback,
    ForgedAnswer,
    Handshake,
    StaleAnswer,
    Unrelated,
)
from ticketing.answers.proof import check_age
from ticketing.verbs import Verb
from watchkeeper.core.errors import TooLarge, WatchkeeperError
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant, later

each = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
timed = pytest.mark.parametrize(
    "service",
    [service for service in SERVICES if service.name != "telegram"],
    ids=lambda service: service.name,
)


@each
def test_a_genuine_call_is_an_answer(service: Service) -> None:
    """Who, what and which ticket are read; the nonce fits its column."""
    answer = service.read(service.call(NOW), NOW)
    assert isinstance(answer, Answer)
    assert (answer.kind, answer.verb, answer.ticket) == (service.name, Verb.ACKNOWLEDGE, 7)
    assert answer.addresses
    assert len(answer.nonce) == 40


@each
def test_the_same_answer_again_has_the_same_nonce(service: Service) -> None:
    """What a service sends again, or somebody replays, is recognised: encryption may differ."""
    first, again = (service.read(service.call(NOW), NOW) for _ in range(2))
    assert isinstance(first, Answer)
    assert isinstance(again, Answer)
    assert first.nonce == again.nonce


@each
def test_another_secret_proves_nothing(service: Service) -> None:
    with pytest.raises(ForgedAnswer):
        service.read(service.forged(NOW), NOW)


@each
def test_a_call_without_proof_is_forged(service: Service) -> None:
    """The body alone is worth nothing, whatever it says."""
    body = service.call(NOW).body
    with pytest.raises((ForgedAnswer, StaleAnswer)):
        service.read(Callback(body), NOW)


@timed
def test_a_call_that_is_too_old_is_stale(service: Service) -> None:
    """A replay after the window is refused although its signature is right; so is the future."""
    window = HOUR if service.name == "dingtalk" else 5 * MINUTE
    call = service.call(NOW)
    assert isinstance(service.read(call, later(NOW, window)), Answer)
    for now in (later(NOW, window + 1_001), later(NOW, -window - 1_001)):
        with pytest.raises(StaleAnswer):
            service.read(call, now)


@pytest.mark.parametrize("name", ["feishu", "slack", "wecom"])
def test_a_changed_body_is_forged(name: str) -> None:
    """One other byte in what is signed is found."""
    service = next(one for one in SERVICES if one.name == name)
    call = service.call(NOW)
    middle = len(call.body) // 2
    body = call.body[:middle] + bytes([call.body[middle] ^ 1]) + call.body[middle + 1 :]
    with pytest.raises(ForgedAnswer):
        service.read(replace(call, body=body), NOW)


@each
def test_a_huge_body_is_not_read(service: Service) -> None:
    call = replace(service.call(NOW), body=b"x" * (MAX_BODY_BYTES + 1))
    with pytest.raises(TooLarge):
        service.read(call, NOW)


def test_no_secret_is_no_open_door() -> None:
    """Where a secret is missing nothing is genuine, not everything."""
    empty = wecom.WecomSecrets("", WECOM.key, WECOM.company)
    press = callbacks.wecom_press("acknowledge/7")
    with pytest.raises(ForgedAnswer):
        wecom.read(callbacks.wecom(press, NOW, token=""), empty, NOW)
    with pytest.raises(ForgedAnswer):
        slack.read(callbacks.slack(callbacks.slack_press(), NOW, secret=""), "", NOW)
    with pytest.raises(ForgedAnswer):
        telegram.read(callbacks.telegram({}, secret=""), "")
    with pytest.raises(ForgedAnswer):
        dingtalk.read(callbacks.dingtalk({}, NOW, secret=""), "", NOW)
    unset = feishu.FeishuSecrets("", "")
    with pytest.raises(ForgedAnswer):
        feishu.read(callbacks.feishu(callbacks.feishu_press({}), NOW, key=""), unset, NOW)


@each
def test_no_secret_stands_in_an_error(service: Service) -> None:
    secrets = (
        callbacks.ENCRYPT_KEY,
        callbacks.VERIFICATION_TOKEN,
        callbacks.SIGNING_SECRET,
        callbacks.SECRET_TOKEN,
        callbacks.WECOM_KEY,
        callbacks.APP_SECRET,
    )
    with pytest.raises(ForgedAnswer) as failure:
        service.read(service.forged(NOW), NOW)
    shown = f"{failure.value!r} {failure.value} {failure.value.facts} {FEISHU!r} {WECOM!r}"
    assert not [secret for secret in secrets if secret in shown]


_texts = st.text(max_size=40) | st.sampled_from([str(NOW // 1000), str(NOW), "0", "9" * 20])
_headers = st.dictionaries(
    st.sampled_from(
        [
            "X-Lark-Signature",
            "X-Lark-Request-Timestamp",
            "x-slack-signature",
            "x-slack-request-timestamp",
            "X-Telegram-Bot-Api-Secret-Token",
            "timestamp",
            "sign",
        ]
    ),
    _texts,
)
_query = st.dictionaries(
    st.sampled_from(["msg_signature", "timestamp", "nonce", "echostr"]), _texts
)


@each
@given(body=st.binary(max_size=300), headers=_headers, query=_query)
def test_any_call_is_refused_in_our_words(
    service: Service, body: bytes, headers: dict[str, str], query: dict[str, str]
) -> None:
    """Whatever bytes come, the outcome is an error of ours: nobody guesses a signature."""
    with pytest.raises(WatchkeeperError):
        service.read(Callback(body, headers, query), NOW)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_signed_body_is_heard_or_refused_in_our_words(body: bytes) -> None:
    """Even with the service's own signature no body brings anything else about."""
    signed = (
        (callbacks.feishu_plain(body, NOW), SERVICES[0]),
        (callbacks.slack_plain(body, NOW), SERVICES[1]),
        (replace(callbacks.telegram({}), body=body), SERVICES[2]),
        (callbacks.wecom(body.decode(errors="replace"), NOW), SERVICES[3]),
        (replace(callbacks.dingtalk({}, NOW), body=body), SERVICES[4]),
    )
    for call, service in signed:
        try:
            heard = service.read(call, NOW)
        except WatchkeeperError:
            continue
        assert isinstance(heard, Answer | Handshake | Unrelated)


_KEYS = [
    "header",
    "event",
    "action",
    "value",
    "operator",
    "actions",
    "user",
    "callback_query",
    "message",
    "from",
    "chat",
    "id",
    "data",
    "text",
    "content",
    "type",
    "event_type",
    "payload",
    "msgtype",
    "params",
    "cardPrivateData",
    "update_id",
    "senderStaffId",
]
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(_json)
def test_any_document_is_heard(document: object) -> None:
    """Objects where texts are expected, and the reverse, make no defect."""
    found = document if isinstance(document, dict) else {"event": document}
    results = (
        feishu.heard(found, found),
        feishu.heard({"event_type": "card.action.trigger"}, found),
        slack.heard({"type": "block_actions", **found}),
        telegram.heard(found),
    )
    assert all(isinstance(heard, Answer | Unrelated) for heard in results)


@given(st.text(max_size=20), st.integers(0, 2**40))
def test_a_time_is_read_within_bounds(text: str, now: int) -> None:
    """No text makes an instant outside the window."""
    try:
        sent_at = check_age(text, Instant(now), unit=Duration(SECOND))
    except StaleAnswer:
        return
    assert abs(sent_at - now) <= 5 * MINUTE
