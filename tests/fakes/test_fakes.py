from __future__ import annotations

import json

import aiohttp
import pytest

from tests.fakes.dingtalk import SECRET as DINGTALK_SECRET
from tests.fakes.dingtalk import TOKEN, FakeDingtalk
from tests.fakes.mailserver import FakeMailserver
from tests.fakes.service import Mood
from tests.fakes.webhook import FakeReceiver
from tests.fakes.wecom import KEY, FakeWecom
from ticketing.notify.dingtalk import signature
from watchkeeper.core.instants import HOUR, MINUTE, Instant, later
from watchkeeper.server.clock import ManualClock

START = Instant(1_763_773_200_000)


def _markdown(content: str) -> dict[str, object]:
    return {"msgtype": "markdown", "markdown": {"content": content, "title": "t", "text": content}}


async def _post(url: str, document: object) -> dict[str, object]:
    async with aiohttp.ClientSession() as session, session.post(url, json=document) as response:
        answer: dict[str, object] = json.loads(await response.text())
        return answer


@pytest.mark.parametrize(
    ("key", "document", "code"),
    [
        (KEY, _markdown("x"), 0),
        ("other", _markdown("x"), 93000),
        (KEY, {"msgtype": "card"}, 40008),
        (KEY, _markdown(""), 44004),
        (KEY, _markdown("值" * 1_366), 40058),
    ],
    ids=["fine", "unknown key", "unknown type", "empty", "4,098 bytes"],
)
async def test_wecom_checks_key_type_and_size(
    key: str, document: dict[str, object], code: int
) -> None:
    """The fake answers with the codes of the service."""
    async with FakeWecom(ManualClock(START)) as service:
        answer = await _post(f"{service.url}{service.path}?key={key}", document)
    assert answer["errcode"] == code


async def test_wecom_takes_twenty_a_minute() -> None:
    """The 21st message of a minute is refused; a minute later there is room again."""
    clock = ManualClock(START)
    async with FakeWecom(clock) as service:
        url = f"{service.url}{service.path}?key={KEY}"
        codes = [(await _post(url, _markdown("x")))["errcode"] for _ in range(21)]
        await clock.advance(later(START, MINUTE))
        after = await _post(url, _markdown("x"))
    assert codes == [0] * 20 + [45009]
    assert after["errcode"] == 0


@pytest.mark.parametrize(
    ("query", "document", "code"),
    [
        ({}, _markdown("x"), 0),
        ({"access_token": "other"}, _markdown("x"), 300001),
        ({"sign": "AAAA"}, _markdown("x"), 310000),
        ({"timestamp": START - 2 * HOUR}, _markdown("x"), 310000),
        ({}, _markdown("x" * 20_001), 460101),
        ({}, {"msgtype": "card"}, 40035),
    ],
    ids=["fine", "unknown token", "bad signature", "too old", "too large", "unknown type"],
)
async def test_dingtalk_checks_token_signature_age_and_size(
    query: dict[str, object], document: dict[str, object], code: int
) -> None:
    """The fake answers with the codes of the service."""
    timestamp = int(str(query.get("timestamp", START)))
    sign = signature(DINGTALK_SECRET, timestamp=timestamp)
    asked = {"access_token": TOKEN, "timestamp": timestamp, "sign": sign, **query}
    async with FakeDingtalk(ManualClock(START)) as service, aiohttp.ClientSession() as session:
        params = {name: str(value) for name, value in asked.items()}
        address = service.url + service.path
        async with session.post(address, params=params, json=document) as response:
            answer = await response.json()
    assert answer["errcode"] == code


@pytest.mark.parametrize(
    "header",
    ["", "t=1,v1=00", f"t={START // 1000},v1={'0' * 64}"],
    ids=["none", "malformed", "forged"],
)
async def test_the_receiver_refuses_what_is_not_signed(header: str) -> None:
    """Without the secret nothing is taken."""
    async with FakeReceiver(ManualClock(START)) as receiver, aiohttp.ClientSession() as session:
        headers = {"X-Watchkeeper-Signature": header, "Idempotency-Key": "k"}
        async with session.post(receiver.address, json={}, headers=headers) as response:
            assert response.status == 401
    assert receiver.documents == {}


async def test_a_service_has_moods() -> None:
    """A service that is down answers 502, one that talks nonsense 200 with HTML."""
    async with FakeWecom(ManualClock(START)) as service, aiohttp.ClientSession() as session:
        service.mood = Mood.DOWN
        async with session.post(service.url + service.path) as response:
            assert response.status == 502
        service.mood = Mood.NONSENSE
        async with session.post(service.url + service.path) as response:
            assert response.content_type == "text/html"
    assert service.messages == []


async def test_the_mail_server_can_refuse() -> None:
    """A refusal is answered to each recipient; nothing is kept."""
    import aiosmtplib

    async with FakeMailserver() as server:
        server.refuse = "550 no"
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await aiosmtplib.send(
                "Subject: x\r\n\r\nx",
                sender="a@x.example",
                recipients=["b@x.example"],
                hostname="127.0.0.1",
                port=server.port,
                start_tls=False,
            )
    assert server.mails == []
