"""Live updates: rendered once for each audience, bounded for each reader."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession, ClientTimeout, CookieJar
from prometheus_client import CollectorRegistry

from dashboards.web import events
from dashboards.web.audience import Audience
from dashboards.web.live import (
    Broadcaster,
    LiveMetrics,
    Message,
    event_bytes,
    topics_from_query,
)
from tests.dashboards.web.site import Site
from tests.eventually import eventually
from watchkeeper.access.languages import Language
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.server.clock import SystemClock

CHINESE = Audience(Language.CHINESE, "Asia/Shanghai", may_write=True, customers=None)
ENGLISH = Audience(Language.ENGLISH, "Asia/Shanghai", may_write=True, customers=None)


class Renderer:
    """Counts what it was asked to render."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Language]] = []
        self.version = 0

    async def __call__(self, topic: str, audience: Audience) -> str:
        self.asked.append((topic, audience.language))
        return f"{topic} {audience.language} {self.version}"


async def test_a_hundred_readers_of_two_languages_cost_two_renderings() -> None:
    """The work grows with the audiences, not with the readers."""
    broadcaster, render = Broadcaster(SystemClock(), LiveMetrics(CollectorRegistry())), Renderer()
    follows = [
        broadcaster.follow(CHINESE if number % 2 else ENGLISH, ["now-queue"])
        for number in range(100)
    ]
    streams = [follow.__enter__() for follow in follows]
    await broadcaster.hand_out({"now-queue", "ticket-7"}, render)
    assert sorted(render.asked, key=str) == sorted(
        [("now-queue", Language.CHINESE), ("now-queue", Language.ENGLISH)], key=str
    )
    assert all(stream.waiting.qsize() == 1 for stream in streams)
    for follow in follows:
        follow.__exit__(None, None, None)
    assert broadcaster.open_streams == 0


async def test_what_looks_the_same_is_not_sent_again() -> None:
    broadcaster, render = Broadcaster(SystemClock(), LiveMetrics(CollectorRegistry())), Renderer()
    with broadcaster.follow(CHINESE, ["counts"]) as stream:
        for _ in range(3):
            await broadcaster.hand_out({"counts"}, render)
        render.version = 1
        await broadcaster.hand_out({"counts"}, render)
        assert stream.waiting.qsize() == 2


async def test_a_slow_reader_is_dropped_and_the_others_go_on() -> None:
    """The queue of one stream is bounded; the browser opens a new one."""
    registry = CollectorRegistry()
    broadcaster, render = Broadcaster(SystemClock(), LiveMetrics(registry)), Renderer()
    with (
        broadcaster.follow(CHINESE, ["counts"]) as slow,
        broadcaster.follow(CHINESE, ["counts"]) as quick,
    ):
        for version in range(100):
            render.version = version
            await broadcaster.hand_out({"counts"}, render)
            await quick.waiting.get()
        assert slow.is_dropped
        assert not quick.is_dropped
        assert registry.get_sample_value("watchkeeper_live_streams") == 2
    assert registry.get_sample_value("watchkeeper_live_streams_dropped_total") == 1
    assert registry.get_sample_value("watchkeeper_live_streams") == 0


def test_a_message_of_several_lines_stays_one_event() -> None:
    assert event_bytes(Message("counts", "a\nb\r\n\nc")) == (
        b"event: counts\ndata: a\ndata: b\ndata: \ndata: c\n\n"
    )


def test_topics_are_bounded() -> None:
    assert topics_from_query(["counts ticket-7", "host-web%2F1"]) == {
        "counts",
        "ticket-7",
        "host-web%2F1",
    }
    with pytest.raises(InvalidInput):
        topics_from_query(["<script>"])
    with pytest.raises(TooLarge):
        topics_from_query([" ".join(f"ticket-{number}" for number in range(41))])


async def test_a_stream_brings_a_new_ticket_and_ends_with_the_session(site: Site) -> None:
    """An event named after the topic, without anything of a session in it."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        cookie = await site.cookie("engineer-a")
        session.cookie_jar.update_cookies({"watchkeeper_session": cookie})
        address = f"{site.url}/events?topics=now-queue+counts"
        async with session.get(address, timeout=ClientTimeout(total=20)) as answer:
            assert answer.content_type == "text/event-stream"
            await site.story.fire(on="web-1")
            text = b""
            async with asyncio.timeout(10):
                while b"ServiceDown" not in text:
                    text += await answer.content.readany()
        assert b"event: now-queue\n" in text
        assert b'name="csrf" value=""' in text
        assert cookie.encode() not in text
        await eventually(lambda: site.pages.broadcaster.open_streams == 0)


async def test_a_busy_stream_ends_with_the_session_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signed out, or lost a customer, sees no more, also while there is always news."""
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.2)
    cookie = await site.cookie("engineer-a")
    async with ClientSession(cookies={"watchkeeper_session": cookie}) as session:
        address = f"{site.url}/events?topics=now-queue"
        async with session.get(address, timeout=ClientTimeout(total=20)) as answer:
            await answer.content.readany()
            signed_in = await site.gate.signed_in(cookie)
            assert signed_in is not None
            await site.gate.sign_out(signed_in)
            async with asyncio.TaskGroup() as group:
                news = group.create_task(_always_news(site))
                while await answer.content.readany():
                    pass
                news.cancel()


async def _always_news(site: Site) -> None:
    number = 0
    while True:
        number += 1
        await site.story.fire(f"Fault{number}", on="web-1")


async def test_a_stream_is_refused_without_a_session(site: Site) -> None:
    async with ClientSession() as session, session.get(f"{site.url}/events") as answer:
        assert answer.status == 401


async def test_a_stranger_s_stream_says_nothing_of_other_customers(site: Site) -> None:
    """The same topic, another audience: an empty list instead of the ticket."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        session.cookie_jar.update_cookies({"watchkeeper_session": await site.cookie("stranger-s")})
        await site.story.fire(on="web-1")
        async with session.get(f"{site.url}/events?topics=ticket-1+now-queue") as answer:
            text = b""
            async with asyncio.timeout(10):
                while b"event: ticket-1" not in text:
                    text += await answer.content.readany()
        assert b"web-1" not in text
