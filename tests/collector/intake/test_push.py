"""Pushes over real HTTP into a real store."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.agent_tokens import AgentIdentity
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import equal, samples_of
from watchkeeper.core.errors import Unauthenticated
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.store import SeriesLimits, SeriesStore
from watchkeeper.wire.columns import CONTENT_TYPE, MAX_BODY_BYTES, PUSH_PATH, Push, encode
from watchkeeper.wire.encoder import RENEW_HEADER

Client = TestClient[web.Request, web.Application]

TOKENS = {
    "good": AgentIdentity(agent="a1", target="web-1"),
    "aged": AgentIdentity(agent="a1", target="web-1", renew_at=Instant(0)),
    "fresh": AgentIdentity(agent="a1", target="web-1", renew_at=Instant(1 << 52)),
}
LOAD = labels_of({METRIC_NAME: "node_load1"})
FREE = labels_of({METRIC_NAME: "node_memory_MemFree_bytes"})
INTERVAL = Duration(15 * SECOND)
HEADERS = {"Authorization": "Bearer good", "Content-Type": CONTENT_TYPE}


async def authenticate(token: str) -> AgentIdentity:
    if token not in TOKENS:
        raise Unauthenticated("this agent's token does not count")
    return TOKENS[token]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def store(tmp_path: Path, clock: SetClock) -> AsyncIterator[SeriesStore]:
    opened = await SeriesStore.open(tmp_path, clock=clock, limits=SeriesLimits(series_per_feed=10))
    yield opened
    await opened.close()


@pytest.fixture
async def client(store: SeriesStore, clock: SetClock) -> AsyncIterator[Client]:
    intake = PushIntake(store, authenticate, clock, PushMetrics(CollectorRegistry()))
    application = web.Application()
    application.add_routes(intake.routes())
    async with TestClient(TestServer(application)) as opened:
        yield opened


def push_at(now: int, *ticks: tuple[float, ...], first: int = 1, base: int = 0) -> Push:
    """Return a push of ticks that end now, of as many of LOAD and FREE as the vectors are wide."""
    width = len(ticks[0])
    times = [Instant(now - (len(ticks) - 1 - place) * INTERVAL) for place in range(len(ticks))]
    return Push(
        agent="a1",
        boot=b"0123456789abcdef",
        layout=1,
        first_sequence=first,
        sent_at=Instant(now),
        interval=INTERVAL,
        base=base,
        additions=(LOAD, FREE)[base:width],
        times=tuple(times),
        vectors=np.array(ticks, "<f8").tobytes(),
    )


async def send(client: Client, push: Push | bytes, **headers: str) -> int:
    body = encode(push) if isinstance(push, Push) else push
    async with client.post(
        PUSH_PATH, data=io.BytesIO(body), headers={**HEADERS, **headers}
    ) as response:
        await response.read()
        return response.status


def values_of(store: SeriesStore, clock: SetClock, name: str) -> dict[Labels, list[float]]:
    found = samples_of(store, clock.now() - 2 * HOUR, clock.now() + 1, (equal(METRIC_NAME, name),))
    return {labels: list(samples.values()) for labels, samples in found.items()}


@pytest.mark.parametrize(
    ("token", "is_due"),
    [("good", False), ("fresh", False), ("aged", True)],
    ids=["no end", "new", "due"],
)
async def test_the_answer_asks_for_a_renewal_when_it_is_due(
    client: Client, clock: SetClock, token: str, is_due: bool
) -> None:
    """The agent fetches a new token then; the push is stored all the same."""
    body = encode(push_at(clock.now(), (1.0,)))
    headers = {**HEADERS, "Authorization": f"Bearer {token}"}
    async with client.post(PUSH_PATH, data=body, headers=headers) as response:
        assert response.status == 204
        assert (RENEW_HEADER in response.headers) is is_due


async def test_a_push_is_stored_under_the_name_of_its_target(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """instance and job are the server's; the feed reports; what was pushed can be read."""
    assert await send(client, push_at(clock.now(), (0.5, 100.0), (0.75, 90.0))) == 204
    load = labels_of({METRIC_NAME: "node_load1", "instance": "web-1", "job": "node"})
    assert values_of(store, clock, "node_load1") == {load: [0.5, 0.75]}
    assert store.reports("agent:web-1", clock.now())
    assert not store.reports("agent:web-1", Instant(clock.now() + 60_000))


async def test_a_senders_own_instance_is_kept_as_exported(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """A label that the server sets is moved aside, not lost."""
    labels = labels_of({METRIC_NAME: "m", "instance": "x", "job": "y", "exported_job": "z"})
    push = replace(push_at(clock.now(), (1.0,)), additions=(labels,))
    assert await send(client, push) == 204
    (found,) = values_of(store, clock, "m")
    assert dict(found) == {
        METRIC_NAME: "m",
        "instance": "web-1",
        "job": "node",
        "exported_instance": "x",
        "exported_exported_job": "y",
        "exported_job": "z",
    }


async def test_later_pushes_send_no_layout(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """The layout is sent once and grows by additions; a repeat changes nothing."""
    assert await send(client, push_at(clock.now(), (1.0,))) == 204
    grown = push_at(clock.go(15_000), (2.0, 7.0), first=2, base=1)
    assert await send(client, grown) == 204
    assert await send(client, grown) == 204
    last = push_at(clock.go(15_000), (3.0, ABSENT), first=3, base=2)
    assert await send(client, last) == 204
    assert list(values_of(store, clock, "node_load1").values()) == [[1.0, 2.0, 3.0]]
    assert list(values_of(store, clock, "node_memory_MemFree_bytes").values()) == [[7.0]]
    latest = {dict(one.labels)[METRIC_NAME] for one in store.latest((equal("job", "node"),))}
    assert "node_load1" in latest
    assert "node_memory_MemFree_bytes" not in latest


async def test_an_unknown_layout_is_a_conflict(client: Client, clock: SetClock) -> None:
    """A sender that thinks the server knows its layout is told to send all of it."""
    assert await send(client, push_at(clock.now(), (1.0, 2.0), base=1)) == 409
    assert await send(client, push_at(clock.now(), (1.0, 2.0))) == 204


async def test_a_changed_interval_begins_the_layout_anew(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """The same layout with another interval is sent again; its samples are one series."""
    assert await send(client, push_at(clock.now(), (1.0,))) == 204
    slower = replace(
        push_at(clock.go(60_000), (2.0,), first=2, base=1), interval=Duration(60 * SECOND)
    )
    assert await send(client, slower) == 409
    whole = replace(push_at(clock.now(), (2.0,), first=2), interval=Duration(60 * SECOND))
    assert await send(client, whole) == 204
    assert list(values_of(store, clock, "node_load1").values()) == [[1.0, 2.0]]


@pytest.mark.parametrize(
    ("ahead", "shifted"),
    [(0, 0.0), (4_000, 0.0), (HOUR, 1.0), (-HOUR, 1.0)],
    ids=["right", "4 s ahead", "an hour ahead", "an hour behind"],
)
async def test_a_wrong_clock_is_measured_and_corrected(
    client: Client, store: SeriesStore, clock: SetClock, ahead: int, shifted: float
) -> None:
    """Beyond 5 s the times are shifted by the offset and marked; the offset is a series."""
    assert await send(client, push_at(clock.now() + ahead, (1.0,))) == 204
    matcher = (equal(METRIC_NAME, "node_load1"),)
    found = samples_of(store, 0, clock.now() + 10_000, matcher)
    (times,) = [list(samples) for samples in found.values()]
    assert times == [clock.now() if shifted else clock.now() + ahead]
    clock.go(5_000)
    offsets = values_of(store, clock, "watchkeeper_agent_clock_offset_seconds")
    assert list(offsets.values()) == [[ahead / 1_000]]
    assert list(values_of(store, clock, "watchkeeper_agent_times_shifted").values()) == [[shifted]]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer bad"}, 401),
        ({"Authorization": "Basic good"}, 401),
    ],
    ids=["no token", "wrong token", "another scheme"],
)
async def test_only_an_agents_token_counts(
    client: Client, store: SeriesStore, clock: SetClock, headers: dict[str, str], status: int
) -> None:
    """Without the right token nothing is stored and the answer is 401."""
    assert await send(client, push_at(clock.now(), (1.0,)), **headers) == status
    assert store.feed_names() == []


async def test_an_agent_speaks_for_itself_only(client: Client, clock: SetClock) -> None:
    """A push that names another agent than the token's is forbidden."""
    assert await send(client, replace(push_at(clock.now(), (1.0,)), agent="a2")) == 403


def oversized() -> bytes:
    return b"WKC\x01" + bytes(MAX_BODY_BYTES)


def bomb() -> bytes:
    return struct.pack("<4sI", b"WKC\x01", 1_000) + zlib.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"hello", 400),
        (encode(push_at(0, (1.0,)))[:-5], 400),
        (bomb(), 400),
        (struct.pack("<4sI", b"WKC\x01", 1 << 30) + zlib.compress(b""), 413),
        (oversized(), 413),
    ],
    ids=["empty", "text", "truncated", "inflates beyond its word", "says too much", "too large"],
)
async def test_a_broken_body_is_refused_clearly(
    client: Client, store: SeriesStore, body: bytes, status: int
) -> None:
    """400 or 413, and nothing stored."""
    assert await send(client, body) == status
    assert store.feed_names() == []


@pytest.mark.parametrize("interval", [1, 999, 3_600_001], ids=["1 ms", "999 ms", "above 1 h"])
async def test_an_interval_has_bounds(client: Client, clock: SetClock, interval: int) -> None:
    """A push says an interval between a second and an hour."""
    push = replace(push_at(clock.now(), (1.0,)), interval=Duration(interval))
    assert await send(client, push) == 400


async def test_a_store_that_refuses_is_unavailable(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """503 with Retry-After: the agent keeps its spool."""
    await store.close()
    body = encode(push_at(clock.now(), (1.0,)))
    async with client.post(PUSH_PATH, data=body, headers=HEADERS) as response:
        assert response.status == 503
        assert response.headers["Retry-After"] == "5"


async def test_series_beyond_the_cap_are_refused_by_name(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """The feed's first series are stored; the others are counted and named; the push is 204."""
    labels = tuple(labels_of({METRIC_NAME: "m", "n": f"{n:02}"}) for n in range(20))
    push = replace(push_at(clock.now(), tuple(map(float, range(20)))), additions=labels)
    assert await send(client, push) == 204
    assert len(values_of(store, clock, "m")) == 8
    status = store.feed_status("agent:web-1")
    assert status is not None
    assert status.series == 10
    assert [count for _, count in status.refused] == [12]
    assert dict(status.refused_series[0])["n"] == "08"
