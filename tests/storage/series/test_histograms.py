"""Native histograms live in the store as floats do: WAL, head, blocks, late ticks, expiry."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.native import (
    Mixed,
    a_histogram,
    facts,
    histograms,
    mixed_samples_of,
    same_mixed,
)
from tests.storage.series.plain import EVERYTHING, equal, samples_of, series
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.blocks.codec import Codec
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.histogram_bytes import decode_histograms, encode_histograms
from watchkeeper.storage.series.histograms import CounterReset, Histogram, Sample
from watchkeeper.storage.series.packed_histograms import HistogramBin, referring
from watchkeeper.storage.series.records import TicksRecord, payload_of, record_from
from watchkeeper.storage.series.store import SeriesStore

QUARTER = Duration(15 * SECOND)
LATENCY, LOAD = series("latency", instance="a"), series("load", instance="a")


@given(st.lists(histograms, max_size=12), st.sampled_from([Codec.PCO, Codec.PLAIN, Codec.ZSTD]))
def test_bytes_of_histograms_come_back(written: list[Histogram], codec: Codec) -> None:
    """What is encoded is decoded bit by bit, hints, bounds and all."""
    found = decode_histograms(encode_histograms(written, codec))
    assert [facts(one) for one in found] == [facts(one) for one in written]


@given(st.lists(histograms, max_size=12))
def test_a_bin_gives_what_was_put_in(written: list[Histogram]) -> None:
    """Whole numbers are packed more closely than others, and all come back."""
    packed = HistogramBin()
    places = [packed.add(one) for one in written]
    assert [facts(packed[place]) for place in places] == [facts(one) for one in written]


@given(st.lists(histograms, min_size=1, max_size=4), st.data())
def test_damaged_bytes_are_refused_or_read(written: list[Histogram], draw: st.DataObject) -> None:
    """No bytes make the reader fail otherwise than by its own word for it."""
    data = bytearray(encode_histograms(written, Codec.PLAIN))
    data[draw.draw(st.integers(0, len(data) - 1))] ^= draw.draw(st.integers(1, 255))
    data = data[: draw.draw(st.integers(0, len(data)))] if draw.draw(st.booleans()) else data
    try:
        found = decode_histograms(bytes(data))
    except ValueError:
        return
    assert len([facts(one) for one in found]) == len(found)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_histograms(data: bytes) -> None:
    """Bytes from anywhere are refused."""
    with pytest.raises(ValueError, match="histograms"):
        decode_histograms(data)


@given(st.lists(histograms, min_size=1, max_size=3))
def test_a_record_with_histograms_comes_back(written: list[Histogram]) -> None:
    """Floats and histograms of ticks lie in one frame of the WAL."""
    values = referring(np.full((1, 4), 2.5), {(0, at): one for at, one in enumerate(written)})
    record = TicksRecord(7, "boot", 3, np.array([NOW]), values, tuple(written))
    read = record_from(memoryview(b"".join(map(bytes, payload_of(record)))))
    assert isinstance(read, TicksRecord)
    assert read.values.tobytes() == values.tobytes()
    assert [facts(one) for one in read.histograms] == [facts(one) for one in written]


def test_a_record_that_refers_to_nothing_is_refused() -> None:
    """A reference beyond the histograms of its record is damage."""
    values = referring(np.zeros((1, 2)), {(0, 0): a_histogram(1), (0, 1): a_histogram(2)})
    record = TicksRecord(7, "", 0, np.array([NOW]), values, (a_histogram(1),))
    with pytest.raises(ValueError, match="refers to histograms"):
        record_from(memoryview(b"".join(map(bytes, payload_of(record)))))


async def test_what_looks_like_a_reference_is_a_plain_nan(store: SeriesStore) -> None:
    """No sender can name a histogram by a float."""
    forged = np.array([[0xFFF5 << 48 | 1 << 24]], np.uint64).view(np.float64)
    feed = store.feed("agent:a", interval=QUARTER, layout="b")
    feed.extend([LOAD])
    await store.append(feed, [NOW], forged)
    (found,) = samples_of(store, 0, NOW, EVERYTHING).values()
    assert np.isnan(found[NOW])


@pytest.mark.parametrize("hint", CounterReset)
async def test_hints_are_kept(tmp_path: Path, clock: SetClock, hint: CounterReset) -> None:
    """What is known of resets survives WAL, head and blocks."""
    written = a_histogram(1, 2, reset=hint)
    for hours in (0, 0, 6):
        store = await SeriesStore.open(tmp_path, clock=clock)
        await store.write("f", interval=MINUTE, at=NOW, samples={LATENCY: written})
        for _ in range(hours):
            clock.go(HOUR)
            await store.flush()
        await store.write("g", interval=MINUTE, at=clock.now(), samples={LATENCY: written})
        await store.flush()
        found = mixed_samples_of(store, 0, clock.now(), EVERYTHING)[LATENCY]
        assert isinstance(found[NOW], Histogram)
        assert all(facts(one) == facts(written) for one in found.values())
        await store.close()


async def test_a_histogram_that_is_missing_ends(store: SeriesStore, clock: SetClock) -> None:
    """A series of histograms ends with its feed's tick as a float does, and by a stale mark."""
    both: dict[tuple[tuple[str, str], ...], Sample] = {LATENCY: a_histogram(1, 2), LOAD: 1.0}
    await store.write("f", interval=QUARTER, at=clock.now(), samples=both)
    await store.write("f", interval=QUARTER, at=clock.go(QUARTER), samples={LOAD: 2.0})
    await store.write("f", interval=QUARTER, at=clock.go(QUARTER), samples={LATENCY: STALE})
    found = mixed_samples_of(store, 0, clock.now(), EVERYTHING)
    assert list(found[LATENCY]) == [NOW]
    assert list(found[LOAD]) == [NOW, NOW + QUARTER]


async def test_the_newest_sample_counts_whatever_it_is(store: SeriesStore, clock: SetClock) -> None:
    """A float that a histogram followed is not the newest value of its series."""
    await store.write("f", interval=QUARTER, at=clock.now(), samples={LATENCY: 1.0, LOAD: 2.0})
    later = clock.go(QUARTER)
    changed: dict[tuple[tuple[str, str], ...], Sample] = {LATENCY: a_histogram(3), LOAD: 3.0}
    await store.write("f", interval=QUARTER, at=later, samples=changed)
    assert [(one.labels, one.value) for one in store.latest(EVERYTHING)] == [(LOAD, 3.0)]
    assert store.series(EVERYTHING, Instant(NOW), later) == [LATENCY, LOAD]


async def test_histograms_leave_the_head_and_the_blocks(
    store: SeriesStore, clock: SetClock
) -> None:
    """What is older than the head takes no memory, what is older than the tier no disk."""
    for _ in range(5 * 60):
        at = clock.go(MINUTE)
        await store.write("f", interval=MINUTE, at=at, samples={LATENCY: a_histogram(1, 2)})
        if at % (10 * MINUTE) < MINUTE:
            await store.flush()
    bins = store._head.grids[60_000].bins.now()
    assert 180 <= sum(map(len, bins.values())) < 240
    assert len(mixed_samples_of(store, 0, clock.now(), EVERYTHING)[LATENCY]) == 300
    for _ in range(2):
        at = clock.go(8 * 24 * HOUR)
        await store.write("f", interval=MINUTE, at=at, samples={LOAD: 1.0})
        clock.go(3 * HOUR)
        await store.write("f", interval=MINUTE, at=clock.now(), samples={LOAD: 1.0})
        await store.flush()
    assert LATENCY not in mixed_samples_of(store, 0, clock.now(), EVERYTHING)
    assert not store._head.grids[60_000].bins


async def test_erased_histograms_are_gone(store: SeriesStore, clock: SetClock) -> None:
    """From head and blocks alike; what stays in their blocks is whole."""
    for _ in range(5 * 60):
        both: dict[tuple[tuple[str, str], ...], Sample] = {LATENCY: a_histogram(1, 2), LOAD: 1.0}
        other = series("latency", instance="b")
        both[other] = a_histogram(3)
        await store.write("f", interval=MINUTE, at=clock.go(MINUTE), samples=both)
        if clock.now() % (10 * MINUTE) < MINUTE:
            await store.flush()
    await store.erase((equal("__name__", "latency"), equal("instance", "a")))
    await store.flush()
    found = mixed_samples_of(store, 0, clock.now(), EVERYTHING)
    assert found.keys() == {LOAD, other}
    assert [len(ticks) for ticks in found.values()] == [300, 300]
    assert all(facts(one) == facts(a_histogram(3)) for one in found[other].values())


@dataclass(frozen=True)
class Tick:
    """Samples of some series at a slot, by which parts of a sender's tick come."""

    slot: int
    samples: dict[int, Sample]
    hours_late: int  # the head has 3


@dataclass(frozen=True)
class Restart:
    """Close, and open from WAL and blocks."""


@dataclass(frozen=True)
class Flush:
    """Let some time go by, and flush."""

    minutes: int


ticks = st.builds(
    Tick,
    slot=st.integers(0, 20),
    samples=st.dictionaries(
        st.integers(0, 3),
        st.one_of(st.floats(allow_nan=False), histograms, histograms),
        min_size=1,
        max_size=3,
    ),
    hours_late=st.sampled_from([0, 0, 0, 4]),
)
steps = st.lists(
    st.one_of(ticks, ticks, ticks, st.just(Restart()), st.builds(Flush, st.integers(0, 100))),
    max_size=16,
)


class Story:
    """Plays steps on a store and on a plain list; the first sample of an instant counts."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SetClock(NOW)
        self.plain: Mixed = {}

    async def play(self, steps: list[Tick | Restart | Flush]) -> None:
        store = await SeriesStore.open(self.directory, clock=self.clock)
        try:
            for step in steps:
                match step:
                    case Tick():
                        await self.tick(store, step)
                    case Flush(minutes):
                        self.clock.go(minutes * MINUTE)
                        await store.flush()
                    case Restart():
                        await store.close()
                        store = await SeriesStore.open(self.directory, clock=self.clock)
                await self.live(store)
                self.compare(store)
        finally:
            await store.close()

    async def live(self, store: SeriesStore) -> None:
        """Give every series a sample of now, between the minutes of the others."""
        now = self.clock.now()
        samples = {series("m", n=str(number)): 1.0 for number in range(4)}
        await store.write("live", interval=MINUTE, at=now, samples=samples)
        for one, sample in samples.items():
            self.plain.setdefault(one, {})[now] = sample

    async def tick(self, store: SeriesStore, tick: Tick) -> None:
        """Send a part of a tick, as foreign writers do: what it does not name has not ended."""
        at = int(self.clock.now() - (1 + tick.hours_late) * HOUR + tick.slot * MINUTE)
        at -= at % MINUTE
        feed = store.feed("write:a", interval=MINUTE, layout=SPARSE)
        labels = [series("m", n=str(number)) for number in tick.samples]
        places = feed.places_of(labels)
        vector = np.full((1, len(feed.layout)), np.uint64(0x7FF4000000000003).view(np.float64))
        cells: dict[tuple[int, int], Histogram] = {}
        for place, one, sample in zip(places, labels, tick.samples.values(), strict=True):
            if isinstance(sample, Histogram):
                cells[0, place] = sample
            else:
                vector[0, place] = sample
            self.plain.setdefault(one, {}).setdefault(at, sample)
        await store.append(feed, [at], vector, histograms=cells)

    def compare(self, store: SeriesStore) -> None:
        assert not any(store.refused.values())
        now = self.clock.now()
        for start, end in [(0, now), (now - HOUR, now - 50 * MINUTE), (now - 3 * HOUR, now)]:
            expected = {
                labels: {time: one for time, one in ticks.items() if start < time <= end}
                for labels, ticks in self.plain.items()
            }
            found = mixed_samples_of(store, start, end, EVERYTHING)
            assert same_mixed(found, {labels: ticks for labels, ticks in expected.items() if ticks})


@settings(
    phases=[Phase.generate],
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_any_interleaving_answers_as_a_plain_list(played: list[Tick | Restart | Flush]) -> None:
    """Series that change between floats and histograms, late ticks, flushes, restarts."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as directory:
        asyncio.run(Story(Path(directory)).play(played))
