from __future__ import annotations

import re
from dataclasses import replace

import aiohttp
import pytest

from tests.fakes.dingtalk import SECRET, TOKEN, FakeDingtalk
from tests.ticketing.notify.cards import LINK, opened
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.dingtalk import DingtalkRobot, Look, signature
from watchkeeper.core.instants import MINUTE
from watchkeeper.server.clock import ManualClock


def _robot(
    service: FakeDingtalk,
    session: aiohttp.ClientSession,
    *,
    token: str = TOKEN,
    secret: str = SECRET,
) -> DingtalkRobot:
    return DingtalkRobot("duty", session, service.clock, token, secret, service=service.url)


def test_the_signature_is_the_documented_one() -> None:
    """The signature of a fixed secret and time is the one computed by openssl.

    printf '1700000000000\\nSECx' | openssl dgst -sha256 -hmac SECx -binary | base64
    """
    expected = "rgcjbH+yFyES+S0llX+cAPCwVRpsr7sbiX5Lnyo/ocU="
    assert signature("SECx", timestamp=1_700_000_000_000) == expected


@pytest.mark.parametrize(
    ("address", "at"),
    [
        ("13800138000", {"isAtAll": False, "atMobiles": ["13800138000"]}),
        ("+86 13800138000", {"isAtAll": False, "atMobiles": ["13800138000"]}),
        ("manager4220", {"isAtAll": False, "atUserIds": ["manager4220"]}),
        ("", {"isAtAll": False}),
        ("two words", {"isAtAll": False}),
    ],
    ids=["mobile", "mobile with country", "user id", "nobody", "no address"],
)
async def test_a_signed_message_is_taken_and_mentions_the_person(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    address: str,
    at: dict[str, object],
) -> None:
    """The service takes the signed Markdown; whom it mentions stands in ``at`` and in the text."""
    async with FakeDingtalk(clock) as service:
        receipt = await _robot(service, session).send(message, address)
    (document,) = service.documents
    assert receipt.answer == "ok"
    assert document["at"] == at
    assert document["markdown"]["title"] == message.subject
    assert document["markdown"]["text"].startswith(message.markdown)
    for mentioned in re.findall("[a-z0-9]{8,}", str(at)):
        assert f"@{mentioned}" in document["markdown"]["text"]


@pytest.mark.parametrize(
    ("token", "secret", "code"),
    [("other-token", SECRET, "300001"), (TOKEN, "other-secret", "310000")],
    ids=["wrong token", "wrong secret"],
)
async def test_wrong_credentials_are_permanent_and_stay_secret(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    token: str,
    secret: str,
    code: str,
) -> None:
    """The service's code is shown; neither token nor secret is."""
    async with FakeDingtalk(clock) as service:
        robot = _robot(service, session, token=token, secret=secret)
        with pytest.raises(PermanentTransportError, match=code) as failure:
            await robot.send(message, "")
    shown = f"{failure.value!r} {failure.value.answer} {robot!r}"
    assert token not in shown
    assert secret not in shown


async def test_a_robot_that_spoke_too_often_is_silent_for_ten_minutes(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """After the 21st message of a minute the error says to come again in ten minutes."""
    async with FakeDingtalk(clock) as service:
        robot = _robot(service, session)
        for _ in range(robot.limit.messages):
            await robot.send(message, "")
        with pytest.raises(TemporaryTransportError) as failure:
            await robot.send(message, "")
    assert failure.value.retry_after == 10 * MINUTE


async def test_a_long_message_stays_within_the_limit(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A message of any length is accepted: it is cut before it is sent."""
    long = replace(message, markdown='"磁盘"\n' * 9_000)
    async with FakeDingtalk(clock) as service:
        await _robot(service, session).send(long, "")
    assert len(service.documents) == 1


async def test_an_action_card_opens_the_ticket(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The card's one button is the link of the message, which no longer stands in its text."""
    async with FakeDingtalk(clock) as service:
        await replace(_robot(service, session), look=Look.CARD).send(opened(), "")
    (document,) = service.documents
    card = document["actionCard"]
    assert (document["msgtype"], card["singleTitle"], card["singleURL"]) == (
        "actionCard",
        "工单 7",
        LINK,
    )
    assert card["text"].startswith("**[II 级] 磁盘将满 (web-1)**\n\n自 09:14 起")
    assert LINK not in card["text"]


async def test_without_a_page_to_open_the_text_is_sent(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A card without a button is refused by the service."""
    async with FakeDingtalk(clock) as service:
        await replace(_robot(service, session), look=Look.CARD).send(message, "")
    assert [document["msgtype"] for document in service.documents] == ["markdown"]
