"""The fakes of the chat services answer as the services document it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from tests.fakes.feishu import APP_ID, APP_SECRET, HOOK, FakeFeishu
from tests.fakes.feishu import SECRET as FEISHU_SECRET
from tests.fakes.slack import TOKEN as SLACK_TOKEN
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import PERSON, FakeTelegram
from tests.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from tests.fakes.wecom_app import AGENT, COMPANY, SECRET, FakeWecomApp
from ticketing.notify.feishu import signature
from watchkeeper.core.instants import HOUR, Instant, later
from watchkeeper.server.clock import ManualClock

START = Instant(1_763_773_200_000)
CARD = {
    "config": {"update_multi": True},
    "header": {"title": {"content": "t"}},
    "elements": [{"tag": "div", "text": {"content": "x"}}],
}


async def _ask(
    method: str, url: str, document: object = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, json=document, headers=headers) as response,
    ):
        found: dict[str, Any] = json.loads(await response.text())
        return found


@pytest.mark.parametrize(
    ("hook", "changes", "code"),
    [
        (HOOK, {}, 0),
        ("other", {}, 19001),
        (HOOK, {"sign": "AAAA"}, 19021),
        (HOOK, {"timestamp": str(START // 1000 - 3_601)}, 19021),
        (HOOK, {"msg_type": "text"}, 9499),
        (HOOK, {"card": {**CARD, "x": "x" * 20_480}}, 9499),
    ],
    ids=["fine", "unknown hook", "bad signature", "too old", "unknown type", "too large"],
)
async def test_feishus_robot_checks_hook_signature_age_and_size(
    hook: str, changes: dict[str, object], code: int
) -> None:
    timestamp = str(changes.get("timestamp", START // 1000))
    sign = signature(FEISHU_SECRET, seconds=int(timestamp))
    document = {"timestamp": timestamp, "sign": sign, "msg_type": "interactive", "card": CARD}
    async with FakeFeishu(ManualClock(START)) as service:
        url = f"{service.url}/open-apis/bot/v2/hook/{hook}"
        answer = await _ask("POST", url, {**document, **changes})
    assert answer["code"] == code


async def test_feishus_token_ends_after_two_hours() -> None:
    """While it is good for 30 minutes the same one is handed out; no call is taken without it."""
    clock = ManualClock(START)
    async with FakeFeishu(clock) as service:
        url = f"{service.url}/open-apis/auth/v3/tenant_access_token/internal"
        asked = {"app_id": APP_ID, "app_secret": APP_SECRET}
        first, again = await _ask("POST", url, asked), await _ask("POST", url, asked)
        wrong = await _ask("POST", url, {**asked, "app_secret": "x"})
        await clock.advance(later(START, 2 * HOUR))
        headers = {"Authorization": f"Bearer {first['tenant_access_token']}"}
        late = await _ask("POST", f"{service.url}/open-apis/im/v1/messages", {}, headers)
    assert first == again
    assert first["expire"] == 7_200
    assert (wrong["code"], late["code"]) == (10014, 99991663)


@pytest.mark.parametrize(
    ("token", "changes", "error"),
    [
        (SLACK_TOKEN, {}, None),
        ("other", {}, "invalid_auth"),
        (SLACK_TOKEN, {"channel": "C9"}, "channel_not_found"),
        (SLACK_TOKEN, {"text": ""}, "no_text"),
        (
            SLACK_TOKEN,
            {"blocks": [{"type": "header", "text": {"text": "x" * 151}}]},
            "invalid_blocks",
        ),
    ],
    ids=["fine", "unknown token", "unknown channel", "empty", "long header"],
)
async def test_slack_checks_token_channel_and_blocks(
    token: str, changes: dict[str, object], error: str | None
) -> None:
    document = {"channel": "C0123456789", "text": "x", "blocks": [], **changes}
    async with FakeSlack(ManualClock(START)) as service:
        url = f"{service.url}/api/chat.postMessage"
        answer = await _ask("POST", url, document, {"Authorization": f"Bearer {token}"})
    assert answer.get("error") == error


@pytest.mark.parametrize(
    ("token", "changes", "said"),
    [
        (TELEGRAM_TOKEN, {}, ""),
        ("other", {}, "Unauthorized"),
        (TELEGRAM_TOKEN, {"chat_id": 1}, "Bad Request: chat not found"),
        (TELEGRAM_TOKEN, {"text": "😀" * 2_049}, "Bad Request: message is too long"),
        (
            TELEGRAM_TOKEN,
            {"reply_markup": {"inline_keyboard": [[{"callback_data": "x" * 65}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            TELEGRAM_TOKEN,
            {"reply_markup": {"inline_keyboard": [[{"url": "http://watch/"}]]}},
            "Bad Request: BUTTON_URL_INVALID",
        ),
    ],
    ids=["fine", "unknown token", "unknown chat", "too long", "long data", "host without dot"],
)
async def test_telegram_checks_token_chat_length_and_buttons(
    token: str, changes: dict[str, object], said: str
) -> None:
    document = {
        "chat_id": PERSON,
        "text": "x",
        "reply_markup": {"inline_keyboard": []},
        **changes,
    }
    async with FakeTelegram(ManualClock(START)) as service:
        answer = await _ask("POST", f"{service.url}/bot{token}/sendMessage", document)
    assert answer.get("description", "") == said


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"agentid": 1}, 40056),
        ({"touser": "nobody"}, 81013),
        ({"markdown": {"content": "值" * 683}}, 45002),
        ({"msgtype": "template_card", "template_card": {"main_title": {"title": ""}}}, 40058),
    ],
    ids=["fine", "other app", "unknown person", "2,049 bytes", "no title"],
)
async def test_wecom_checks_app_person_and_size(changes: dict[str, object], code: int) -> None:
    document = {
        "touser": "engineer-a",
        "agentid": AGENT,
        "msgtype": "markdown",
        "markdown": {"content": "x"},
        **changes,
    }
    async with FakeWecomApp(ManualClock(START)) as service:
        root = f"{service.url}/cgi-bin"
        given = await _ask("GET", f"{root}/gettoken?corpid={COMPANY}&corpsecret={SECRET}")
        url = f"{root}/message/send?access_token={given['access_token']}"
        answer = await _ask("POST", url, document)
        strange = await _ask("POST", f"{root}/message/send?access_token=x", document)
    assert (answer["errcode"], strange["errcode"]) == (code, 40014)
