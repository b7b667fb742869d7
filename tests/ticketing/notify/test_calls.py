"""Calls and cards through the real outbox, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from dashboards.render.message import MessageWriter
from tests.fakes.aliyun import (
    KEY_ID,
    KEY_SECRET,
    VOICE_TEMPLATE,
    FakeAliyun,
)
from tests.fakes.office import START, Office
from tests.fakes.service import Mood
from tests.fakes.wecom import KEY, FakeWecom
from ticketing.notices import MessageKind, Way
from ticketing.notify.settings import read_channels
from watchkeeper.access.languages import read_catalogues
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import MINUTE
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

WRITER = MessageWriter(read_catalogues(), url="https://watch.example")


@dataclass
class House:
    """An office with a provider of calls and a WeCom group."""

    office: Office
    phone: FakeAliyun
    wecom: FakeWecom


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    clock = ManualClock(START)
    async with (
        FakeAliyun(clock) as phone,
        FakeWecom(clock) as wecom,
        aiohttp.ClientSession() as session,
    ):
        nodes = parse_yaml(
            f"""
call: {{kind: aliyun-voice, access_key: {KEY_ID}, secret: {KEY_SECRET}, template: {VOICE_TEMPLATE},
  variables: {{words: spoken}}, service: "{phone.url}", hide: [customer]}}
duty: {{kind: wecom, key: {KEY}, service: "{wecom.url}"}}
""",
            name="watchkeeper.yml",
        ).value
        assert isinstance(nodes, dict)
        channels = read_channels(nodes, session=session, clock=clock)
        yield House(Office(database, clock, channels, renderer=WRITER), phone, wecom)


async def test_a_step_that_calls_rings_the_phone(house: House) -> None:
    """A call goes to the phone and says level and number; a page of the same goes to the chat."""
    office = house.office
    lead = office.hire("lead", wecom="lead", phone="+86 13800138000")
    call = await office.queue(lead, way=Way.CALL, kind=MessageKind.ESCALATED)
    page = await office.queue(lead, way=Way.PAGE, kind=MessageKind.ESCALATED)
    await office.run()
    (taken,) = house.phone.taken
    assert taken.action == "SingleCallByTts"
    assert "工单号 七" in taken.variables["words"]
    assert [(await office.row(one)).channel for one in (call, page)] == ["call", "duty"]
    assert len(house.wecom.messages) == 1


async def test_a_number_that_the_provider_cannot_call_is_told_in_the_chat(house: House) -> None:
    """A refusal is not tried again: the next contact is used at once."""
    office = house.office
    lead = office.hire("lead", wecom="lead", phone="+852 5123 4567")
    call = await office.queue(lead, way=Way.CALL)
    await office.run()
    assert (await office.row(call)).channel == "duty"
    assert office.counted("call", "refused") == 1


async def test_a_provider_that_is_down_is_replaced_when_it_rests(house: House) -> None:
    """After three failures the call goes to the chat instead of waiting for the provider."""
    office = house.office
    house.phone.mood = Mood.DOWN
    lead = office.hire("lead", wecom="lead", phone="+86 13800138000")
    call = await office.queue(lead, way=Way.CALL)
    await office.run()
    await office.pass_time(5 * MINUTE)
    row = await office.row(call)
    assert (row.state, row.channel) == ("sent", "duty")


async def test_who_has_no_phone_is_called_in_the_chat(house: House) -> None:
    """A missing number never leaves a call without a way."""
    office = house.office
    lead = office.hire("lead", wecom="lead")
    await office.queue(lead, way=Way.CALL)
    await office.run()
    assert house.phone.taken == []
    assert len(house.wecom.messages) == 1
