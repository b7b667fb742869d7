"""Remote write and imports over real HTTP into a real store."""

from __future__ import annotations

import io
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import cramjam
import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.intake.write import IMPORT_PATH, WRITE_PATH, WriteIntake
from collector.intake.write_feeds import MAX_COLUMNS
from collector.intake.write_metrics import WriteMetrics
from tests.collector.intake.prompb import message, one_series
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, samples_of, series
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.model import SYSTEM
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.store import SeriesLimits, SeriesStore

Client = TestClient[web.Request, web.Application]

V1 = {"Content-Type": "application/x-protobuf", "Content-Encoding": "snappy"}
V2 = {**V1, "Content-Type": "application/x-protobuf;proto=io.prometheus.write.v2.Request"}
NODE = {"job": "node", "instance": "web-1"}


@web.middleware
async def asked_by_a_sender(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    request[PRINCIPAL] = SYSTEM
    return await handler(request)


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def client(
    store: SeriesStore, clock: SetClock, registry: CollectorRegistry
) -> AsyncIterator[Client]:
    async with serving(store, clock, registry) as opened:
        yield opened


def serving(store: SeriesStore, clock: SetClock, registry: CollectorRegistry) -> Client:
    application = web.Application(middlewares=[asked_by_a_sender], client_max_size=1 << 25)
    application.add_routes(WriteIntake(store, clock, WriteMetrics(registry)).routes())
    return TestClient(TestServer(application))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def store(tmp_path: Path, clock: SetClock) -> AsyncIterator[SeriesStore]:
    opened = await SeriesStore.open(tmp_path, clock=clock, limits=SeriesLimits(series_in_all=2000))
    yield opened
    await opened.close()


async def send(client: Client, *timeseries: dict[str, Any], **more: Any) -> ClientResponse:
    body = message("WriteRequest", timeseries=timeseries, **more).SerializeToString()
    packed = bytes(cramjam.snappy.compress_raw(body))
    return await client.post(WRITE_PATH, data=packed, headers=V1)


def up(*samples: tuple[int, float], name: str = "up", **labels: str) -> dict[str, Any]:
    return one_series(*samples, __name__=name, **{**NODE, **labels})


def labels(name: str, **more: str) -> Any:
    return labels_of({METRIC_NAME: name, **NODE, **more})


async def test_samples_are_stored_as_they_were_sent(client: Client, store: SeriesStore) -> None:
    """Labels stay, times stay, and a repeat changes nothing."""
    for _ in range(2):
        answer = await send(client, up((NOW - 15_000, 1.5), (NOW, 0.0)), up((NOW, 7.0), name="b"))
        assert answer.status == 204
    assert samples_of(store, NOW - MINUTE, NOW, EVERYTHING) == {
        labels("up"): {NOW - 15_000: 1.5, NOW: 0.0},
        labels("b"): {NOW: 7.0},
    }


async def test_a_scrape_in_two_requests_ends_nothing(client: Client, store: SeriesStore) -> None:
    """Senders cut a scrape where they like."""
    await send(client, up((NOW - 15_000, 1.0)), up((NOW - 15_000, 2.0), name="b"))
    await send(client, up((NOW, 3.0)))
    assert {one.labels: one.value for one in store.latest(EVERYTHING)} == {
        labels("up"): 3.0,
        labels("b"): 2.0,
    }


async def test_a_stale_mark_of_the_sender_ends_a_series(client: Client, store: SeriesStore) -> None:
    """And a value with the payload of our own mark is a plain NaN."""
    await send(client, up((NOW - 15_000, 1.0)), up((NOW - 15_000, 2.0), name="b"))
    await send(client, up((NOW, STALE)), up((NOW, ABSENT), name="b"))
    (left,) = store.latest(EVERYTHING)
    assert (left.labels, left.at, math.isnan(left.value)) == (labels("b"), NOW, True)


@pytest.mark.parametrize("seconds", [1, 5, 15, 60, 300])
async def test_the_interval_is_learnt(
    client: Client, store: SeriesStore, clock: SetClock, seconds: int
) -> None:
    """Every sample of a steady sender is kept, and its feed counts as reporting."""
    sent = {}
    for tick in range(30):
        now = clock.go(seconds * SECOND)
        assert (await send(client, up((now, float(tick))), up((now, 1.0), name="b"))).status == 204
        sent[int(now)] = float(tick)
    end = clock.now()
    found = samples_of(store, end - 31 * seconds * SECOND, end, EVERYTHING)
    assert found[labels("up")] == sent
    clock.go(seconds * SECOND)
    found_feeds = [store.feed_status(feed) for feed in store.feed_names()]
    (status,) = (one for one in found_feeds if one is not None and one.last_tick == end)
    assert status.reports(clock.now())
    assert status.interval == seconds * SECOND


async def test_series_with_times_of_their_own_are_all_kept(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """A sender whose series of one target differ in their times loses none of them."""
    sent: dict[Any, dict[int, float]] = {}
    for tick in range(300):
        now = clock.go(15 * SECOND)
        batch = []
        for place in range(5):
            at = int(now) - place * 700
            batch.append(up((at, float(tick)), part=str(place)))
            sent.setdefault(labels("up", part=str(place)), {})[at] = float(tick)
        assert (await send(client, *batch)).status == 204
    end = clock.now()
    found = samples_of(store, end - HOUR, end, EVERYTHING)
    assert found == {
        one: {at: value for at, value in samples.items() if at > end - HOUR}
        for one, samples in sent.items()
    }


async def test_a_restart_goes_on_with_the_same_feeds(tmp_path: Path) -> None:
    """What a sender's feeds were is known from the store."""
    clock, found = SetClock(), []
    for _ in range(2):
        store = await SeriesStore.open(tmp_path / "own", clock=clock)
        async with serving(store, clock, CollectorRegistry()) as client:
            for _tick in range(6):
                assert (await send(client, up((clock.go(MINUTE), 1.0)))).status == 204
        found.append(store.feed_names()[-1])
        end = clock.now()
        count = len(samples_of(store, end - HOUR, end, EVERYTHING)[labels("up")])
        await store.close()
    assert found[0] == found[1]
    assert count == 12


async def test_a_partial_failure_is_400_and_says_what_was_lost(
    client: Client, registry: CollectorRegistry, store: SeriesStore
) -> None:
    """The sound samples are stored, the others counted by reason, and nothing is asked again."""
    answer = await send(
        client,
        up((NOW, 1.0)),
        up((NOW - 8 * DAY, 1.0), name="old"),
        up((NOW + HOUR, 1.0), name="future"),
        one_series((NOW, 1.0), job="nameless"),
        {**up(name="histogram"), "histograms": [{"count_int": 1, "timestamp": NOW}]},
    )
    assert answer.status == 400
    said = await answer.text()
    assert said.startswith("1 samples are stored; refused: ")
    assert set(samples_of(store, NOW - 9 * DAY, NOW + HOUR, EVERYTHING)) == {labels("up")}
    for reason in ("too_old", "from_future", "bad_labels", "histogram"):
        value = registry.get_sample_value(
            "watchkeeper_write_refused_samples_total", {"reason": reason}
        )
        assert value == 1, reason


async def test_series_beyond_the_cap_are_refused_by_count(client: Client) -> None:
    """What fits is stored."""
    batch = [up((NOW, 1.0), part=str(part)) for part in range(2100)]
    answer = await send(client, *batch)
    assert answer.status == 400
    said = await answer.text()
    assert said == "2000 samples are stored; refused: 100 of series beyond the store's limit\n"


async def test_many_series_share_feeds_of_bounded_width(client: Client, store: SeriesStore) -> None:
    """So that a part of a tick does not cost the log a whole one of any width."""
    batch = [up((NOW, float(part)), part=str(part)) for part in range(1500)]
    assert (await send(client, *batch)).status == 204
    assert len(store.feed_names()) == -(-1500 // MAX_COLUMNS)
    assert len(store.latest(EVERYTHING)) == 1500


async def test_series_that_come_and_go_use_up_no_columns(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """Containers come and go for days; what lives is stored under its own name."""
    for tick in range(120):
        now = clock.go(5 * MINUTE)
        staying = [up((now, 1.0), name=f"stays_{place}") for place in range(tick // 10 + 1)]
        batch = [up((now, float(tick)), part=f"{tick}-{part}") for part in range(20)]
        answer = await send(client, *staying, *batch)
        assert answer.status in {204, 503}
        if answer.status == 503:  # some series were forgotten meanwhile
            assert (await send(client, *staying, *batch)).status == 204
    newest = {one.labels: one.value for one in store.latest(EVERYTHING) if one.at == now}
    parts = {labels("up", part=f"119-{part}"): 119.0 for part in range(20)}
    assert newest == {**{labels(f"stays_{place}"): 1.0 for place in range(12)}, **parts}
    columns = [store.known_feed(name, layout=SPARSE) for name in store.feed_names()]
    assert sum(len(feed.layout) for feed in columns if feed) < 1800 < 120 * 20


async def test_2_0_is_told_what_was_written(client: Client, store: SeriesStore) -> None:
    """The answer has the three headers; a histogram that makes no sense is a partial failure."""
    body = message(
        "Request2",
        symbols=["", "__name__", "up"],
        timeseries=[
            {"labels_refs": [1, 2], "samples": [{"timestamp": NOW, "value": 1.0}]},
            {"labels_refs": [1, 2], "histograms": [{"timestamp": NOW, "count_int": 1}]},
        ],
    ).SerializeToString()
    packed = bytes(cramjam.snappy.compress_raw(body))
    answer = await client.post(WRITE_PATH, data=packed, headers=V2)
    assert answer.status == 400
    written = {
        name: answer.headers[f"X-Prometheus-Remote-Write-{name}-Written"]
        for name in ("Samples", "Histograms", "Exemplars")
    }
    assert written == {"Samples": "1", "Histograms": "0", "Exemplars": "0"}
    assert samples_of(store, NOW - 1, NOW, EVERYTHING) == {series("up"): {NOW: 1.0}}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({**V1, "Content-Encoding": "lz4"}, b"", 415),
        ({**V1, "Content-Type": "application/x-protobuf;proto=other"}, b"", 415),
        ({"Content-Type": "application/json"}, b"{}", 415),
        (V1, b"no snappy", 400),
        (V1, bytes(cramjam.snappy.compress_raw(b"no protobuf")), 400),
        (V1, b"", 400),
        (V1, bytes(cramjam.snappy.compress_raw(bytes(33 << 20))), 413),
    ],
    ids=["lz4", "another message", "JSON", "no snappy", "no protobuf", "empty", "a bomb"],
)
async def test_what_cannot_be_read_is_refused_for_good(
    client: Client, headers: dict[str, str], body: bytes, status: int
) -> None:
    """4xx: a sender does not repeat it."""
    answer = await client.post(WRITE_PATH, data=io.BytesIO(body), headers=headers)
    assert answer.status == status


async def test_a_store_that_takes_nothing_now_is_asked_again(
    client: Client, store: SeriesStore
) -> None:
    """503 with Retry-After: the sender keeps its samples."""
    await store.close()
    answer = await send(client, up((NOW, 1.0)))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")


async def test_more_than_is_taken_in_is_asked_for_later(
    tmp_path: Path, clock: SetClock, registry: CollectorRegistry
) -> None:
    """429 with Retry-After: the disk cannot keep up, and the sender keeps its samples."""
    limits = SeriesLimits(waiting_bytes=1_000)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    async with serving(store, clock, registry) as client:
        answer = await send(client, *(up((NOW, 1.0), part=str(part)) for part in range(200)))
        assert (answer.status, answer.headers["Retry-After"]) == (429, "5")
        assert "too many samples wait" in await answer.text()
    await store.close()


async def test_a_page_of_text_can_be_imported(client: Client, store: SeriesStore) -> None:
    """Lines without a time are of now."""
    page = f'# TYPE jobs gauge\njobs{{queue="a"}} 3\njobs{{queue="b"}} 4 {NOW - 60_000}\n'
    answer = await client.post(IMPORT_PATH, data=page)
    assert answer.status == 204
    assert samples_of(store, NOW - HOUR, NOW, EVERYTHING) == {
        series("jobs", queue="a"): {NOW: 3.0},
        series("jobs", queue="b"): {NOW - 60_000: 4.0},
    }
    answer = await client.post(IMPORT_PATH, data="no page at all {")
    assert answer.status == 400
