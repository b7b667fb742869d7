"""Everything the store takes reaches the engine, through outages, refusals and power cuts."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry

from tests.eventually import eventually
from tests.storage.remote.receiver import Receiver, Written, receiving
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.native import facts
from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT, ABSENT_BITS, STALE_BITS
from watchkeeper.storage.remote.door import open_door
from watchkeeper.storage.remote.forwarder import Forwarder
from watchkeeper.storage.remote.metrics import RemoteMetrics
from watchkeeper.storage.series.histograms import Histogram, Sample, buckets_of
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import NO_TIME, Matcher, MatchKind

EVERYTHING = (Matcher("__name__", MatchKind.NOT_EQUAL, ""),)


@dataclass
class Forwarding:
    """A store and its forwarder, as the server wires them."""

    store: SeriesStore
    forwarder: Forwarder
    registry: CollectorRegistry

    def metric(self, name: str) -> float:
        value = self.registry.get_sample_value(f"watchkeeper_remote_storage_{name}")
        assert value is not None, name
        return value


def settings_for(url: str, *, queue_megabytes: int = 64, shards: int = 3) -> RemoteSettings:
    return RemoteSettings(
        write=url,
        query=url,
        shards=shards,
        samples_per_request=50,
        queue_megabytes=queue_megabytes,
        visible_after=Duration(0),
        write_timeout=Duration(5 * SECOND),
    )


@asynccontextmanager
async def forwarding(
    folder: Path,
    settings: RemoteSettings,
    clock: SetClock,
    limits: SeriesLimits | None = None,
) -> AsyncIterator[Forwarding]:
    registry = CollectorRegistry()
    forwarder = Forwarder(
        folder, settings, open_door(settings), clock=clock, metrics=RemoteMetrics(registry)
    )
    store = await SeriesStore.open(folder, clock=clock, limits=limits, retire=forwarder.retire)
    store.before_late = forwarder.take_late
    forwarder.step_back(store.replayed.damages)
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(forwarder.run(lambda: store.durable_end))
            yield Forwarding(store, forwarder, registry)
            task.cancel()
    finally:
        forwarder.close()
        await store.close()


def named(name: str, **labels: str) -> Labels:
    return labels_of({"__name__": name, **labels})


SERIES = tuple(named("m", n=str(number)) for number in range(12))


async def tick(
    store: SeriesStore, clock: SetClock, feed: str, values: dict[Labels, float]
) -> Instant:
    at = clock.go(SECOND)
    await store.write(feed, interval=SECOND, at=at, samples=values)
    return at


def held(store: SeriesStore) -> Written:
    """Return what the head holds, stale marks too."""
    selection, found = store.select(EVERYTHING), Written()
    for block in store.window(selection, Instant(0), Instant(NOW + HOUR)):
        bits = np.asarray(block.values).view(np.uint64)
        for column, row in enumerate(block.rows.tolist()):
            times = block.times[:, block.feed[column]].tolist()
            for slot, at in enumerate(times):
                if at != NO_TIME and bits[slot, column] != ABSENT_BITS:
                    found.setdefault(selection.labels(row), {})[at] = int(bits[slot, column])
    return found


def without_repeated_marks(samples: Written) -> Written:
    """Leave out stale marks that no sample precedes: the head keeps one for each tick."""
    found = Written()
    for labels, times in samples.items():
        lives = False
        for at, bits in sorted(times.items()):
            if lives or bits != STALE_BITS:
                found.setdefault(labels, {})[at] = bits
            lives = bits != STALE_BITS
    return found


def arrived(receiver: Receiver, store: SeriesStore) -> Callable[[], bool]:
    return lambda: without_repeated_marks(receiver.samples) == without_repeated_marks(held(store))


@pytest.mark.parametrize("seed", range(8))
async def test_the_engine_holds_what_the_head_holds(tmp_path: Path, seed: int) -> None:
    """Series that come, pause, end and come back on several feeds: the same samples and marks."""
    chance, clock = random.Random(seed), SetClock()
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url), clock) as there,
    ):
        for _ in range(60):
            feed = chance.choice("abc")
            own = SERIES[ord(feed) % 3 :: 3]
            chosen = {
                one: chance.choice([0.0, 1.5, float("nan")]) for one in own if chance.random() < 0.7
            }
            await tick(there.store, clock, feed, chosen)
            if chance.random() < 0.03:
                await there.store.end_feed(feed)
        await eventually(arrived(receiver, there.store), within_seconds=20, what="all samples")
        assert receiver.out_of_order == 0
        assert receiver.headers["X-Prometheus-Remote-Write-Version"] == "0.1.0"


async def test_a_new_layout_of_a_feed_ends_what_it_lacks(tmp_path: Path) -> None:
    """An agent that begins anew with fewer series leaves stale marks, as in the head."""
    clock = SetClock()
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url), clock) as there,
    ):
        for boot, own in (("1", SERIES[:4]), ("2", SERIES[2:6])):
            feed = there.store.feed("agent:a", interval=SECOND, layout=boot)
            feed.extend(own)
            await there.store.append(feed, (clock.go(SECOND),), np.ones((1, 4)))
            feed.extend((named("late", n=boot),))
            values = np.array([[2.0, ABSENT, 2.0, 2.0, 7.0]])
            await there.store.append(feed, (clock.go(SECOND),), values)
        await eventually(arrived(receiver, there.store), what="all samples and marks")
        marks = {
            labels for labels, times in receiver.samples.items() if STALE_BITS in times.values()
        }
        assert marks == {SERIES[0], SERIES[1], SERIES[3], named("late", n="1")}


async def test_it_waits_as_it_is_asked_and_loses_nothing(tmp_path: Path) -> None:
    """503, 429 with Retry-After, 500: sent again, in order, nothing dropped, counted as retried."""
    clock = SetClock()
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url, shards=1), clock) as there,
    ):
        receiver.answers.extend(
            [
                web.Response(status=503),
                web.Response(status=429, headers={"Retry-After": "1"}),
                web.Response(status=500),
            ]
        )
        begun = time.monotonic()
        for number in range(5):
            await tick(there.store, clock, "a", {SERIES[0]: float(number)})
        await eventually(arrived(receiver, there.store), what="all samples")
        assert time.monotonic() - begun > 1.0, "it waited as long as Retry-After asked"
        assert receiver.out_of_order == 0
        assert there.metric("samples_retried_total") >= 3
        assert there.metric("samples_failed_total") == there.metric("samples_dropped_total") == 0
        await eventually(lambda: there.metric("up") == 1)


async def test_what_is_refused_for_good_is_dropped_and_counted(tmp_path: Path) -> None:
    """A 400 is not sent again; who asks hears that samples are missing, until some are taken."""
    clock = SetClock()
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url, shards=1), clock) as there,
    ):
        receiver.always = 400
        await tick(there.store, clock, "a", {SERIES[0]: 1.0})
        await eventually(lambda: there.metric("samples_failed_total") == 1)
        assert "400" in there.forwarder.delivery.trouble
        await eventually(lambda: there.forwarder.state.refused is not None)
        receiver.always = 0
        await tick(there.store, clock, "a", {SERIES[0]: 2.0})
        await eventually(lambda: not there.forwarder.delivery.trouble)
        assert len(receiver.samples[SERIES[0]]) == 1
        assert receiver.requests == 2


async def test_a_restart_loses_nothing(tmp_path: Path) -> None:
    """Ended with samples on the way and in line: after each start all of it arrives."""
    clock = SetClock()
    async with receiving() as receiver:
        settings = settings_for(receiver.url)
        sent = Written()
        for round_ in range(4):
            receiver.always = 503
            async with forwarding(tmp_path, settings, clock) as there:
                for number in range(20):
                    value = float(100 * round_ + number)
                    at = await tick(there.store, clock, "a", dict.fromkeys(SERIES, value))
                    for labels in SERIES:
                        sent.setdefault(labels, {})[at] = int(np.float64(value).view(np.uint64))
                    receiver.always = random.Random(number).choice([0, 503])
        receiver.always = 0
        async with forwarding(tmp_path, settings, clock):
            await eventually(lambda: receiver.samples == sent, what="all samples of all rounds")


async def test_what_the_store_needs_no_more_is_kept_until_it_is_delivered(tmp_path: Path) -> None:
    """An engine is away for longer than the head: its segments move aside, arrive, and go."""
    clock = SetClock()
    limits = SeriesLimits(segment_bytes=4_000)
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url), clock, limits) as there,
    ):
        receiver.always = 503
        for number in range(30):
            await tick(there.store, clock, "a", dict.fromkeys(SERIES, float(number)))
        clock.go(8 * HOUR)
        for number in range(30):
            await tick(there.store, clock, "a", dict.fromkeys(SERIES, float(number)))
            await there.store.flush()
        await eventually(lambda: len(list((tmp_path / "forward").glob("*.wal"))) > 0)
        await eventually(lambda: there.metric("up") == 0)
        receiver.always = 0
        await eventually(
            lambda: all(len(receiver.samples.get(one, {})) == 60 for one in SERIES),
            within_seconds=20,
            what="the samples of both",
        )
        await eventually(
            lambda: not list((tmp_path / "forward").glob("*.wal")), what="nothing kept"
        )
        assert there.metric("samples_dropped_total") == 0


async def test_a_full_queue_drops_the_oldest_and_counts(tmp_path: Path) -> None:
    """More than the queue may hold: whole segments go, the newest samples arrive."""
    clock, wide = SetClock(), [named("wide", n=str(number)) for number in range(2_000)]
    limits = SeriesLimits(segment_bytes=300_000)
    async with receiving() as receiver:
        settings = settings_for(receiver.url, queue_megabytes=1)
        receiver.always = 503
        total = 0
        async with forwarding(tmp_path, settings, clock, limits) as there:
            for number in range(130):
                await tick(there.store, clock, "a", dict.fromkeys(wide, float(number)))
                total += len(wide)
            await eventually(lambda: there.metric("samples_dropped_total") > 0, within_seconds=30)
            receiver.always = 0
            await eventually(
                lambda: clock.now() in receiver.samples.get(wide[0], {}), within_seconds=30
            )
            dropped = there.metric("samples_dropped_total")
            there_are = sum(map(len, receiver.samples.values()))
            assert total - there_are == dropped
            assert receiver.out_of_order == 0


async def test_who_asks_waits_until_his_samples_are_visible(tmp_path: Path) -> None:
    """An evaluation is let go when all that was acknowledged before it was delivered, not earlier."""
    clock = SetClock()
    async with (
        receiving() as receiver,
        forwarding(tmp_path, settings_for(receiver.url), clock) as there,
    ):
        at = await tick(there.store, clock, "a", {SERIES[0]: 1.0})
        clock.go(1)
        await asyncio.to_thread(there.forwarder.delivery.wait_until_visible, at)
        assert at in receiver.samples[SERIES[0]]


async def test_ticks_older_than_the_head_are_sent_too(tmp_path: Path) -> None:
    """An agent that was cut off for hours brings its backlog: it arrives, after a restart as well."""
    clock = SetClock()
    async with receiving() as receiver:
        settings = settings_for(receiver.url)
        old = [Instant(NOW - 6 * HOUR + number * SECOND) for number in range(40)]
        values = np.arange(80.0).reshape(40, 2)
        values[3, 0] = ABSENT
        receiver.always = 503
        async with forwarding(tmp_path, settings, clock) as there:
            feed = there.store.feed("agent:a", interval=SECOND, layout="1")
            feed.extend(SERIES[:2])
            await there.store.append(feed, (clock.now(),), np.ones((1, 2)))
            await there.store.append(feed, old, values)
        receiver.always = 0
        async with forwarding(tmp_path, settings, clock):
            await eventually(
                lambda: sum(map(len, receiver.samples.values())) == 2 + 79, what="the backlog"
            )
            late = tmp_path / "forward" / "late"
            await eventually(lambda: not list(late.iterdir()), what="nothing kept")
    assert old[3] not in receiver.samples[SERIES[0]]
    assert receiver.samples[SERIES[1]][old[3]] == int(np.float64(7.0).view(np.uint64))


def latency_at(number: int) -> Histogram:
    return Histogram(
        3, 4.0 + number, 1.5, 1.0, 0.001, buckets_of([-2, 0, 1], [1.0, 1.0, float(number)]),
        buckets_of([5], [1.0]),
    )  # fmt: skip


@pytest.mark.parametrize("are_sent", [False, True], ids=["stay here", "are sent"])
async def test_native_histograms(tmp_path: Path, *, are_sent: bool) -> None:
    """Beside floats in one feed, of late ticks too; what is not sent is counted and told."""
    clock, latency, late = SetClock(), named("latency"), NOW - 5 * HOUR
    async with (
        receiving() as receiver,
        forwarding(
            tmp_path, replace(settings_for(receiver.url), native_histograms=are_sent), clock
        ) as there,
    ):
        times = [*(clock.go(SECOND) for _ in range(3)), late]
        for number, at in enumerate(times):
            samples: dict[Labels, Sample] = {SERIES[0]: float(number), latency: latency_at(number)}
            await there.store.write("f", interval=SECOND, at=Instant(at), samples=samples)
        await eventually(lambda: len(receiver.samples.get(SERIES[0], {})) == 4)
        wanted = 4 if are_sent else 0
        await eventually(lambda: len(receiver.histograms.get(latency, {})) == wanted)
        found = dict(
            sorted(
                receiver.histograms.get(latency, {}).items(),
                key=lambda one: times.index(Instant(one[0])),
            )
        )
        assert set(receiver.samples) == {SERIES[0]}
        assert there.metric("histograms_left_out_total") == 4 - wanted
        assert there.forwarder.state.left_out == 4 - wanted
        told = [facts(sample) for sample in found.values() if sample is not None]
        assert told == [facts(latency_at(number)) for number in range(wanted)]
