from __future__ import annotations

from dataclasses import replace

import aiohttp
import pytest

from tests.fakes.service import Mood
from tests.fakes.wecom import KEY, FakeWecom
from ticketing.notify import http
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.wecom import MAX_MARKDOWN_BYTES, WecomRobot
from watchkeeper.core.instants import MINUTE
from watchkeeper.server.clock import ManualClock


async def test_markdown_reaches_the_group_and_mentions_the_person(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The robot accepts the Markdown; the person's user id is mentioned at its end."""
    async with FakeWecom(clock) as service:
        robot = WecomRobot("duty", session, KEY, service=service.url)
        receipt = await robot.send(message, "engineer-a")
    assert receipt.answer == "ok"
    assert service.messages == [message.markdown + "\n<@engineer-a>"]


@pytest.mark.parametrize("address", ["", "a> <@all", "engineer a"], ids=["none", "forged", "space"])
async def test_an_address_that_is_no_user_id_mentions_nobody(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, address: str
) -> None:
    """The message reaches the group; what is no user id is not written into it."""
    async with FakeWecom(clock) as service:
        await WecomRobot("duty", session, KEY, service=service.url).send(message, address)
    assert service.messages == [message.markdown]


async def test_a_long_message_is_cut_at_a_line(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """4,096 bytes of UTF-8 are never exceeded, and no character is cut in two."""
    long = replace(message, markdown="第一行磁盘将满\n" * 500)
    async with FakeWecom(clock) as service:
        await WecomRobot("duty", session, KEY, service=service.url).send(long, "a" * 64)
    (text,) = service.messages
    assert len(text.encode()) <= MAX_MARKDOWN_BYTES
    assert "第一行磁盘将满\n…\n<@" in text


async def test_more_than_twenty_a_minute_are_to_be_sent_later(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The robot's limit is a temporary error that says when to come again."""
    async with FakeWecom(clock) as service:
        robot = WecomRobot("duty", session, KEY, service=service.url)
        for _ in range(robot.limit.messages):
            await robot.send(message, "")
        with pytest.raises(TemporaryTransportError) as failure:
            await robot.send(message, "")
    assert failure.value.retry_after == MINUTE
    assert "45009" in failure.value.answer


async def test_a_wrong_key_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A robot that was taken away is said with the service's code, never with the key."""
    async with FakeWecom(clock) as service:
        robot = WecomRobot("duty", session, "stolen-key", service=service.url)
        with pytest.raises(PermanentTransportError) as failure:
            await robot.send(message, "")
    assert "93000" in str(failure.value)
    assert "invalid webhook url" in failure.value.answer
    _is_silent_about("stolen-key", failure.value, robot)


@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.SILENT, Mood.NONSENSE])
async def test_a_service_in_trouble_is_temporary(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    mood: Mood,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Down, silent or talking nonsense: the message stays to be sent again."""
    monkeypatch.setattr(http, "SECONDS_PER_CALL", 0.2)
    async with FakeWecom(clock) as service:
        service.mood = mood
        robot = WecomRobot("duty", session, KEY, service=service.url)
        with pytest.raises(TemporaryTransportError) as failure:
            await robot.send(message, "")
    _is_silent_about(KEY, failure.value, robot)


async def test_nobody_listening_is_temporary(
    session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A refused connection names the reason and no address."""
    robot = WecomRobot("duty", session, KEY, service="http://127.0.0.1:1")
    with pytest.raises(TemporaryTransportError, match="cannot connect"):
        await robot.send(message, "")


def _is_silent_about(secret: str, error: TransportError, robot: WecomRobot) -> None:
    assert secret not in f"{error} {error!r} {error.answer} {error.facts} {robot!r}"
