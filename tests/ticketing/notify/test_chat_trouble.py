"""What all chat channels do alike when the service, or what it says, is in trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import aiohttp
import orjson
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import feishu, slack, telegram, wecom_app
from tests.fakes.api import FakeApi
from tests.fakes.service import Mood
from tests.ticketing.notify.cards import opened
from ticketing.notify import http
from ticketing.notify.channel import (
    Channel,
    PermanentTransportError,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.feishu import FeishuRobot
from ticketing.notify.feishu_app import FeishuApp, tenant_tokens
from ticketing.notify.http import LONGEST_RETRY_AFTER, Reply, seconds_to_wait
from ticketing.notify.slack import Slack
from ticketing.notify.telegram import Telegram
from ticketing.notify.tokens import ends_at
from ticketing.notify.wecom_app import WecomApp, app_tokens
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, HOUR, SECOND, Instant
from watchkeeper.server.clock import ManualClock

Maker = Callable[[aiohttp.ClientSession, Clock, str], Channel]


def _feishu(session: aiohttp.ClientSession, clock: Clock, url: str) -> Channel:
    return FeishuRobot("duty", session, clock, feishu.HOOK, feishu.SECRET, service=url)


def _feishu_app(session: aiohttp.ClientSession, clock: Clock, url: str) -> Channel:
    tokens = tenant_tokens(
        session, clock, app_id=feishu.APP_ID, app_secret=feishu.APP_SECRET, service=url
    )
    return FeishuApp("duty", session, tokens, service=url)


def _slack(session: aiohttp.ClientSession, _clock: Clock, url: str) -> Channel:
    return Slack("duty", session, slack.TOKEN, service=url)


def _telegram(session: aiohttp.ClientSession, _clock: Clock, url: str) -> Channel:
    return Telegram("duty", session, telegram.TOKEN, service=url)


def _wecom_app(session: aiohttp.ClientSession, clock: Clock, url: str) -> Channel:
    tokens = app_tokens(
        session, clock, company=wecom_app.COMPANY, secret=wecom_app.SECRET, service=url
    )
    return WecomApp("duty", session, clock, wecom_app.AGENT, tokens, service=url)


MAKERS: tuple[Maker, ...] = (_feishu, _feishu_app, _slack, _telegram, _wecom_app)
ADDRESSES: Mapping[Maker, str] = {
    _feishu: "ou_engineer",
    _feishu_app: "ou_engineer",
    _slack: "C0123456789",
    _telegram: "4242",
    _wecom_app: "engineer-a",
}
SECRETS = (
    feishu.HOOK,
    feishu.SECRET,
    feishu.APP_SECRET,
    slack.TOKEN,
    telegram.TOKEN,
    wecom_app.SECRET,
)


class Says(FakeApi):
    """A service that answers everything with the same words."""

    def __init__(self, clock: Clock, status: int, words: bytes) -> None:
        super().__init__(clock)
        self._status, self._words = status, words

    async def take(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=self._status, body=self._words)


async def _failure(channel: Channel, address: str) -> TransportError:
    with pytest.raises(TransportError) as failure:
        await channel.send(opened(), address)
    shown = f"{failure.value} {failure.value!r} {failure.value.answer} {failure.value.facts} {channel!r}"
    assert not [secret for secret in SECRETS if secret in shown]
    return failure.value


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.SILENT, Mood.NONSENSE])
async def test_a_service_in_trouble_is_temporary(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    make: Maker,
    mood: Mood,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Down, silent or talking nonsense: the message stays to be sent again."""
    monkeypatch.setattr(http, "SECONDS_PER_CALL", 0.2)
    async with FakeApi(clock) as service:
        service.mood = mood
        error = await _failure(make(session, clock, service.url), ADDRESSES[make])
    assert isinstance(error, TemporaryTransportError)


@pytest.mark.parametrize("make", MAKERS)
async def test_nobody_listening_is_temporary(
    clock: ManualClock, session: aiohttp.ClientSession, make: Maker
) -> None:
    """A refused connection names the reason and no address."""
    error = await _failure(make(session, clock, "http://127.0.0.1:1"), ADDRESSES[make])
    assert isinstance(error, TemporaryTransportError)
    assert "cannot connect" in str(error)


@pytest.mark.parametrize("make", MAKERS)
async def test_an_address_that_is_no_url_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, make: Maker
) -> None:
    error = await _failure(make(session, clock, "http://[nonsense"), ADDRESSES[make])
    assert isinstance(error, PermanentTransportError)


_ODD: tuple[dict[str, object], ...] = (
    {"code": [1], "errcode": {"x": 1}, "ok": "yes", "error_code": [], "error": {}},
    {"code": None, "errcode": None, "ok": None},
    {"code": True, "errcode": True, "ok": 1, "error_code": True},
    {"code": 0, "errcode": 0, "ok": True, "data": [], "result": 7, "tenant_access_token": []},
    {},
)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("document", _ODD, ids=["lists", "nulls", "truths", "bare", "empty"])
@pytest.mark.parametrize("status", [200, 400, 429])
async def test_odd_documents_are_errors_of_ours(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    make: Maker,
    document: dict[str, object],
    status: int,
) -> None:
    """Whatever JSON a service answers is a TransportError, or a receipt where it means success."""
    async with Says(clock, status, orjson.dumps(document)) as service:
        channel = make(session, clock, service.url)
        try:
            receipt = await channel.send(opened(), ADDRESSES[make])
        except TransportError:
            return
    assert status == 200
    assert document["code"] == 0
    assert len(receipt.provider_id) <= 400


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, PermanentTransportError),
        (404, PermanentTransportError),
        (408, TemporaryTransportError),
        (429, TemporaryTransportError),
        (503, TemporaryTransportError),
    ],
)
async def test_a_status_without_json_means_what_it_says(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    status: int,
    kind: type[TransportError],
) -> None:
    """A page of a gateway in between is judged by its status."""
    async with Says(clock, status, b"<html>no</html>") as service:
        error = await _failure(_feishu(session, clock, service.url), "")
    assert type(error) is kind


async def test_an_endless_answer_is_cut(clock: ManualClock, session: aiohttp.ClientSession) -> None:
    """Only the first bytes of an answer are read."""
    async with Says(clock, 200, b"x" * 1_000_000) as service:
        reply = await http.call(session, "GET", f"{service.url}/x")
    assert len(reply.text) == http.MAX_ANSWER_BYTES


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none()))
def test_a_wait_is_bounded(seconds: object) -> None:
    """Whatever a service calls seconds, we wait at most an hour."""
    wait = seconds_to_wait(seconds)
    assert wait is None or 0 <= wait <= LONGEST_RETRY_AFTER == HOUR


@given(st.text(max_size=30))
def test_a_header_is_seconds_or_nothing(text: str) -> None:
    wait = Reply(429, "", {"Retry-After": text}).retry_after
    assert wait is None or wait == min(int(text), 3_600) * SECOND


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text())
def test_the_end_of_a_token_is_bounded(seconds: object) -> None:
    """A token lasts at most a day, and nonsense means that it has ended."""
    assert Instant(5) <= ends_at(Instant(5), seconds) <= 5 + DAY
