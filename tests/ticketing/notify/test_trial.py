from __future__ import annotations

import aiohttp
import pytest

from dashboards.render.message import MessageWriter
from tests.fakes.wecom import KEY, FakeWecom
from ticketing.notify.trial import channel_named, send_test_message
from ticketing.notify.wecom import WecomRobot
from watchkeeper.access.languages import read_catalogues
from watchkeeper.core.errors import NotFound
from watchkeeper.server.clock import ManualClock

WRITER = MessageWriter(read_catalogues(), url="https://watch.example")


@pytest.mark.parametrize(
    ("key", "is_delivered", "answer"),
    [(KEY, True, "ok"), ("taken-away", False, "93000 invalid webhook url")],
    ids=["taken", "refused"],
)
async def test_a_trial_shows_the_real_answer(
    clock: ManualClock, session: aiohttp.ClientSession, key: str, is_delivered: bool, answer: str
) -> None:
    """The administrator sees what the service said, good or bad, and no secret."""
    async with FakeWecom(clock) as service:
        robot = WecomRobot("duty", session, key, service=service.url)
        trial = await send_test_message(
            robot, "a", renderer=WRITER, clock=clock, language="zh", zone="Asia/Shanghai"
        )
    assert trial.is_delivered is is_delivered
    assert trial.answer == answer
    assert key not in repr(trial)
    assert any("值守测试消息" in message for message in service.messages) is is_delivered


async def test_an_unknown_channel_names_those_there_are(session: aiohttp.ClientSession) -> None:
    """A typing error is answered with the names that exist."""
    with pytest.raises(NotFound, match="known are duty"):
        channel_named([WecomRobot("duty", session, KEY)], "dutty")
