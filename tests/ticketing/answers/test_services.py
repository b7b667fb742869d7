from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tests.fakes import callbacks
from tests.ticketing.answers.readers import FEISHU, NOW, WECOM
from ticketing.answers import dingtalk, feishu, slack, telegram, wecom
from ticketing.answers.answer import (
    Answer,
    Callback,
    ForgedAnswer,
    Handshake,
    Heard,
    StrangeAnswer,
    Unrelated,
)
from ticketing.answers.proof import bytes_from_base64, decrypted
from ticketing.notify.feishu_card import ACTION_KEY
from ticketing.verbs import Verb
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant


def _answer(heard: Heard) -> Answer:
    assert isinstance(heard, Answer)
    return heard


def test_feishus_encryption_is_the_documented_one() -> None:
    """The example of the documentation: this text with the key "test key" is "hello world"."""
    sealed = bytes_from_base64("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=")
    key = hashlib.sha256(b"test key").digest()
    assert decrypted(key, sealed[:16], sealed[16:]) == b"hello world"


def test_a_press_in_feishu_names_person_and_card() -> None:
    """All ids of the person are handed on, for any may be their contact; the card can change."""
    press = callbacks.feishu_press({ACTION_KEY: "escalate/12"})
    answer = _answer(feishu.read(callbacks.feishu(press, NOW), FEISHU, NOW))
    assert answer.addresses == ("ou_engineer", "867")
    assert (answer.verb, answer.ticket, answer.card) == (Verb.ESCALATE, 12, "om_574d639")


@pytest.mark.parametrize("is_encrypted", [True, False], ids=["encrypted", "plain"])
def test_feishu_may_try_our_address(is_encrypted: bool) -> None:
    """The challenge comes back where the token is right; such a call needs no signature."""
    document = {
        "type": "url_verification",
        "challenge": "ajls384kdjx98XX",
        "token": callbacks.VERIFICATION_TOKEN,
    }
    body = callbacks.feishu(document, NOW).body if is_encrypted else json.dumps(document).encode()
    heard = feishu.read(Callback(body), FEISHU, NOW)
    assert heard == Handshake('{"challenge":"ajls384kdjx98XX"}')
    wrong = json.dumps({**document, "token": "other"}).encode()
    with pytest.raises(ForgedAnswer):
        feishu.read(Callback(wrong), FEISHU, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"value": {}},
        {"value": {ACTION_KEY: "reboot/7"}},
        {"value": "acknowledge/7"},
        {"event_type": "im.message.receive_v1"},
    ],
    ids=["no action", "unknown verb", "a text", "another event"],
)
def test_what_is_none_of_ours_is_left_in_feishu(change: dict[str, Any]) -> None:
    press = callbacks.feishu_press(change.get("value", {ACTION_KEY: "acknowledge/7"}))
    press["header"]["event_type"] = change.get("event_type", "card.action.trigger")
    assert isinstance(feishu.read(callbacks.feishu(press, NOW), FEISHU, NOW), Unrelated)


def test_another_apps_token_is_forged_in_feishu() -> None:
    press = callbacks.feishu_press({ACTION_KEY: "acknowledge/7"})
    press["header"]["token"] = "other"
    with pytest.raises(ForgedAnswer):
        feishu.read(callbacks.feishu(press, NOW), FEISHU, NOW)


def test_a_toast_is_what_feishu_shows() -> None:
    assert feishu.toast("已确认", is_done=True)["toast"] == {"type": "success", "content": "已确认"}


def test_slacks_signature_is_the_documented_one() -> None:
    """The example of the documentation, byte for byte."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert slack.signature(callbacks.SIGNING_SECRET, body, timestamp="1531420618") == expected


def test_a_press_in_slack_names_person_and_message() -> None:
    call = callbacks.slack(callbacks.slack_press(value="acknowledge/7"), NOW)
    answer = _answer(slack.read(call, callbacks.SIGNING_SECRET, NOW))
    assert answer.addresses == ("U0123456789",)
    assert answer.card == "C0123456789/1548261231.000200"


@pytest.mark.parametrize(
    "payload",
    [
        callbacks.slack_press(url="https://watch.example/"),
        {**callbacks.slack_press(value="acknowledge/7"), "type": "view_submission"},
        {**callbacks.slack_press(value="acknowledge/7"), "actions": []},
        {**callbacks.slack_press(value="acknowledge/7"), "user": {}},
    ],
    ids=["a link", "another kind", "no action", "nobody"],
)
def test_what_is_none_of_ours_is_left_in_slack(payload: object) -> None:
    """A press of a button that opens a page is told to us as well; it asks for nothing."""
    call = callbacks.slack(payload, NOW)
    assert isinstance(slack.read(call, callbacks.SIGNING_SECRET, NOW), Unrelated)


@pytest.mark.parametrize("body", [b"", b"payload", b"a=1&" * 30, b"payload={}&payload={}", b"\xff"])
def test_a_form_that_is_none_is_strange(body: bytes) -> None:
    with pytest.raises(StrangeAnswer):
        slack.read(callbacks.slack_plain(body, NOW), callbacks.SIGNING_SECRET, NOW)


def test_a_press_in_telegram_wants_a_word_back() -> None:
    """Person and chat are told apart: in a group the person is not the chat."""
    answer = _answer(telegram.heard(callbacks.telegram_press("acknowledge/7")))
    assert answer.addresses == ("4242",)
    assert answer.card == "-1001/5"
    assert answer.reply_to == "4382bfdwdsb323b2d9"


def test_a_command_in_telegram_is_an_answer() -> None:
    message = {
        "message_id": 6,
        "from": {"id": 4242},
        "chat": {"id": 4242, "type": "private"},
        "date": 1_763_773_200,
        "text": "/note@watchbot 7 vendor called",
    }
    answer = _answer(telegram.heard({"update_id": 10001, "message": message}))
    assert (answer.verb, answer.ticket, answer.text) == (Verb.COMMENT, 7, "vendor called")
    assert answer.said_at == NOW


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1, "message": {"text": "hello", "from": {"id": 1}}},
        callbacks.telegram_press("x" * 65),
        callbacks.telegram_press(None),
    ],
    ids=["empty", "small talk", "long data", "no data"],
)
def test_what_is_none_of_ours_is_left_in_telegram(update: dict[str, object]) -> None:
    assert isinstance(telegram.heard(update), Unrelated)


def test_wecoms_encryption_is_the_documented_one() -> None:
    """The example of the documentation: its ``echostr`` holds this number."""
    query = {
        "msg_signature": "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        "timestamp": "1409659589",
        "nonce": "263014780",
        "echostr": "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO"
        "+FZXvnaqQ==",
    }
    heard = wecom.greet(Callback(b"", {}, query), WECOM, Instant(1_409_659_589_000))
    assert heard == Handshake("1616140317555161061")


def test_a_press_in_wecom_brings_the_next_response_code() -> None:
    call = callbacks.wecom(callbacks.wecom_press("acknowledge/7"), NOW)
    answer = _answer(wecom.read(call, WECOM, NOW))
    assert answer.addresses == ("engineer-a",)
    assert answer.card == "code-1"
    assert answer.said_at == Instant(123_456_789_000)


def test_two_presses_in_wecom_are_two_answers() -> None:
    """Pressed again later it is another answer, not a repeat."""
    first, second = (
        _answer(
            wecom.read(callbacks.wecom(callbacks.wecom_press("escalate/7", at=at), NOW), WECOM, NOW)
        )
        for at in (1, 2)
    )
    assert first.nonce != second.nonce


def test_a_command_in_wecom_is_an_answer() -> None:
    call = callbacks.wecom(callbacks.wecom_text("备注 7 已联系厂商"), NOW)
    answer = _answer(wecom.read(call, WECOM, NOW))
    assert (answer.verb, answer.ticket, answer.text) == (Verb.COMMENT, 7, "已联系厂商")


def test_a_text_cannot_forge_an_element_in_wecom() -> None:
    """What somebody types stands in CDATA: it never becomes the sender or the event."""
    trap = "备注 7 x</Content><FromUserName>boss</FromUserName><Event>template_card_event</Event>"
    answer = _answer(wecom.read(callbacks.wecom(callbacks.wecom_text(trap), NOW), WECOM, NOW))
    assert answer.addresses == ("engineer-a",)
    assert answer.verb is Verb.COMMENT


def test_another_companys_message_is_forged_in_wecom() -> None:
    call = callbacks.wecom(callbacks.wecom_press("acknowledge/7"), NOW, company="wwother")
    with pytest.raises(ForgedAnswer, match="another company"):
        wecom.read(call, WECOM, NOW)


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<xml>",
        "<xml>text</xml>",
        "<xml><a>1</b></xml>",
        "<xml><a><![CDATA[1</a></xml>",
        "<xml><a><![CDATA[1]]>2</a></xml>",
        "<xml>" + "<a></a>" * 61 + "</xml>",
        "<!DOCTYPE x [<!ENTITY e 'x'>]><xml><a>&e;</a></xml>",
    ],
    ids=["empty", "open", "bare", "crossed", "endless", "rest", "61 elements", "document type"],
)
def test_other_xml_is_strange(xml: str) -> None:
    """Entities, document types and anything nested wrongly are not read at all."""
    with pytest.raises(StrangeAnswer):
        wecom.fields(xml)


@pytest.mark.parametrize("text", ["", "short", "*" * 43, "值" * 43, callbacks.WECOM_KEY + "x"])
def test_a_wrong_key_is_said_and_not_shown(text: str) -> None:
    with pytest.raises(InvalidInput) as failure:
        wecom.key_from_text(text)
    assert not text or text not in str(failure.value)


def test_a_message_to_dingtalks_robot_is_an_answer() -> None:
    call = callbacks.dingtalk(callbacks.dingtalk_text(" 确认 #7 马上到"), NOW)
    answer = _answer(dingtalk.read(call, callbacks.APP_SECRET, NOW))
    assert answer.addresses == ("manager4220",)
    assert (answer.verb, answer.ticket, answer.text) == (Verb.ACKNOWLEDGE, 7, "马上到")
    assert answer.said_at == NOW


def test_a_press_in_dingtalk_is_an_answer() -> None:
    """The Stream connection brings it; the same frame again is the same answer."""
    press = callbacks.dingtalk_press(watchkeeper="acknowledge/7")
    first, again, other = (
        _answer(dingtalk.heard_press(press, frame=frame)) for frame in ("m1", "m1", "m2")
    )
    assert (first.addresses, first.card) == (("manager4220",), "track-1")
    assert first.nonce == again.nonce != other.nonce


@pytest.mark.parametrize("data", [b"{}", b'{"content": "{}", "userId": "x"}'])
def test_what_is_none_of_ours_is_left_in_dingtalk(data: bytes) -> None:
    assert isinstance(dingtalk.heard_press(data, frame="m"), Unrelated)
    assert isinstance(dingtalk.heard_message(data), Unrelated)


def test_a_card_whose_content_is_no_json_is_strange() -> None:
    with pytest.raises(StrangeAnswer):
        dingtalk.heard_press(b'{"content": "x"}', frame="m")
