"""What leaves the head stays readable: through flushes, restarts, late ticks and damage."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, PlainStore, Samples, same, samples_of, series
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.transactions import Reading
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

UP, LOAD = series("up", instance="a"), series("load", instance="a")
QUARTER = Duration(15 * SECOND)


async def tick(
    store: SeriesStore, clock: SetClock, ticks: int, *, step: int = 60_000, flush_every: int = 30
) -> None:
    """Let a feed tick, with a value that tells the time, and flush now and then."""
    for number in range(ticks):
        await tick_once(store, clock.go(step), step=step)
        if number % flush_every == flush_every - 1:
            await store.flush()


async def tick_once(store: SeriesStore, at: Instant, *, step: int = 60_000) -> None:
    samples = {UP: 1.0, LOAD: float(at % 1_000_000) / 100}
    await store.write("f", interval=Duration(step), at=at, samples=samples)


def _thread_of(store: SeriesStore) -> ThreadPoolExecutor:
    return store._blocks.flusher._thread


def set_aside_in(directory: Path) -> int:
    return len(list(directory.glob("series.db.damaged-?")))


def expected(start: int, end: int, *, step: int = 60_000) -> Samples:
    """Return what ``tick`` wrote in start < time <= end."""
    times = range(start + step, end + 1, step)
    return {
        UP: dict.fromkeys(times, 1.0),
        LOAD: {time: float(time % 1_000_000) / 100 for time in times},
    }


@pytest.mark.parametrize(
    ("step", "ticks"),
    [(60_000, 900), (15_000, 1_800), (1_000, 5_400)],
    ids=["15 h at 60 s", "7.5 h at 15 s", "1.5 h at 1 s"],
)
async def test_a_window_over_blocks_and_head(
    store: SeriesStore, clock: SetClock, step: int, ticks: int
) -> None:
    """Every sample of several lengths of the head is found once, in any window."""
    begin = clock.now()
    await tick(store, clock, ticks, step=step, flush_every=60)
    end = clock.now()
    middle = begin + (end - begin) // step // 2 * step
    for window in [(begin, end), (0, end), (begin, middle), (middle, end), (middle - 7, middle)]:
        found = samples_of(store, *window, EVERYTHING)
        start = max(window[0], begin)
        start = begin + (start - begin) // step * step
        assert same(found, expected(start, window[1], step=step))


async def test_a_window_that_is_asked_for_again_reads_no_block(
    store: SeriesStore, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that looks behind the head decodes blocks anew after a flush, not each time."""
    await tick(store, clock, 600)
    read: list[BlockFile] = []
    reading = BlockFile.reading

    def noted(file: BlockFile) -> AbstractContextManager[Reading]:
        read.append(file)
        return reading(file)

    monkeypatch.setattr(BlockFile, "reading", noted)
    found, reads = [], []
    for hours in (6, 6, 5):
        end = clock.go(60_000)
        await tick_once(store, end)
        await store.flush()  # as every minute: nothing is over
        before = len(read)
        found.append(len(samples_of(store, end - hours * HOUR, end, EVERYTHING)[UP]))
        reads.append(len(read) - before)
    assert (found, reads) == ([360, 360, 300], [1, 0, 0])
    await tick(store, clock, 180)
    end, before = clock.now(), len(read)
    assert same(samples_of(store, end - 6 * HOUR, end, EVERYTHING), expected(end - 6 * HOUR, end))
    assert len(read) > before


@pytest.mark.parametrize("phase", [0, 40, 7_000, 14_990], ids=str)
async def test_nothing_is_missing_where_the_head_begins(
    store: SeriesStore, clock: SetClock, phase: int
) -> None:
    """At every moment, whatever the phase of the feed, blocks and head leave no gap between."""
    clock.instant = Instant(NOW - NOW % HOUR + phase)
    begin = clock.now()
    await tick(store, clock, 900, step=15_000, flush_every=60)
    for number in range(150):
        await tick(store, clock, 1, step=15_000, flush_every=1 if number == 75 else 2)
        found = samples_of(store, begin, clock.now(), EVERYTHING)
        assert len(found[UP]) == 901 + number


async def test_blocks_are_read_after_a_restart(tmp_path: Path, clock: SetClock) -> None:
    """What only blocks hold is found again, together with what the log holds."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    await tick(store, clock, 600)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    found = samples_of(again, begin, clock.now(), EVERYTHING)
    await again.close()
    assert same(found, expected(begin, clock.now()))


@pytest.mark.parametrize("rest", [HOUR, 4 * HOUR, 100 * HOUR], ids=["1 h", "4 h", "100 h"])
async def test_what_was_not_flushed_before_a_long_rest(
    tmp_path: Path, clock: SetClock, rest: int
) -> None:
    """After hours without the server no acknowledged sample is lost to the clock."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    await tick(store, clock, 100, flush_every=1_000)
    end = clock.now()
    await store.close()
    clock.go(rest)
    again = await SeriesStore.open(tmp_path, clock=clock)
    await tick(again, clock, 1)
    await again.flush()
    found = samples_of(again, begin, end, EVERYTHING)
    await again.close()
    assert same(found, expected(begin, end))


@pytest.mark.parametrize("rest", [HOUR, 4 * HOUR, 100 * HOUR], ids=["1 h", "4 h", "100 h"])
async def test_a_machine_that_was_suspended(store: SeriesStore, clock: SetClock, rest: int) -> None:
    """What was in memory when the clock stood still is in blocks when it has gone on."""
    begin = clock.now()
    await tick(store, clock, 100, flush_every=1_000)
    end = clock.now()
    clock.go(rest)
    await tick(store, clock, 3)
    assert same(samples_of(store, begin, end, EVERYTHING), expected(begin, end))


@pytest.mark.parametrize("ticks", [200, 500, 900], ids=str)
async def test_a_flush_that_lags_behind_the_head(
    tmp_path: Path, clock: SetClock, ticks: int
) -> None:
    """What left memory while blocks were slow is in the WAL: a restart brings it into blocks."""
    limits = SeriesLimits(segment_bytes=2_000)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    begin, disk = clock.now(), threading.Event()
    await tick(store, clock, 150, flush_every=1_000)
    async with asyncio.TaskGroup() as group:
        slow = asyncio.get_running_loop().run_in_executor(_thread_of(store), disk.wait)
        group.create_task(store.flush())
        await tick(store, clock, ticks, flush_every=1_000)
        disk.set()
        await slow
    await tick(store, clock, 10, flush_every=1)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    await again.flush()
    found = samples_of(again, begin, clock.now(), EVERYTHING)
    await again.close()
    assert same(found, expected(begin, clock.now()))


async def test_a_late_tick_reaches_its_block(tmp_path: Path, clock: SetClock) -> None:
    """A tick that comes after its span was flushed is in the block when the head has left it."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await tick(store, clock, 150)
    late = Instant(clock.now() - 140 * MINUTE + 7_000)
    await store.write("f", interval=MINUTE, at=late, samples={UP: 5.0, LOAD: 6.0})
    await tick(store, clock, 300)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    found = samples_of(again, late - 1, late, EVERYTHING)
    await again.close()
    assert same(found, {UP: {late: 5.0}, LOAD: {late: 6.0}})


async def test_the_log_goes_when_its_samples_are_in_blocks(tmp_path: Path, clock: SetClock) -> None:
    """It is not kept for the whole head; a restart finds the rest in blocks, in any window."""
    limits = SeriesLimits(segment_bytes=300)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    begin = clock.now()
    await tick(store, clock, 300)
    over = clock.now() - (clock.now() - 5 * MINUTE) % (2 * HOUR) - 5 * MINUTE
    until = (clock.now() - over) // MINUTE
    await store.close()
    assert len(list((tmp_path / "wal").iterdir())) <= until // 2 + 20 < 150
    again = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    for minutes in range(5, 300, 5):
        start = clock.now() - minutes * MINUTE
        found = samples_of(again, start, clock.now(), EVERYTHING)
        assert same(found, expected(start, clock.now()))
    assert same(samples_of(again, begin, clock.now(), EVERYTHING), expected(begin, clock.now()))
    await again.close()


async def test_one_late_tick_does_not_write_its_block_at_once(
    store: SeriesStore, clock: SetClock
) -> None:
    """A span that changed late is written again when nothing came for ten minutes, or waited."""
    await tick(store, clock, 150, flush_every=1)

    async def blocks_with_late_ticks(minutes: int, *, every: int) -> int:
        written = 0
        for number in range(minutes):
            await tick(store, clock, 1, flush_every=2)
            if number % every == 0:
                late = Instant(clock.now() - 130 * MINUTE + 7_000)
                await store.write("f", interval=MINUTE, at=late, samples={UP: 5.0})
            written += (await store.flush()).blocks
        return written

    assert await blocks_with_late_ticks(10, every=100) == 0
    assert await blocks_with_late_ticks(12, every=100) == 1
    assert await blocks_with_late_ticks(60, every=1) <= 5


async def test_a_flush_that_fails_keeps_everything(
    tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """While another program holds the file the head and the log keep what blocks should have."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    holder = sqlite3.connect(tmp_path / "series.db", isolation_level=None)
    store._blocks.file.wait_for(milliseconds=1)  # instead of half a minute
    holder.execute("BEGIN IMMEDIATE")
    await tick(store, clock, 260)
    assert (await store.flush()).failures > 0
    assert (tmp_path / "wal" / "00000001.wal").exists()
    assert same(samples_of(store, begin, clock.now(), EVERYTHING), expected(begin, clock.now()))
    holder.execute("ROLLBACK")
    holder.close()
    assert (await store.flush()).failures == 0
    await tick(store, clock, 300)
    found = samples_of(store, begin, clock.now(), EVERYTHING)
    await store.close()
    assert same(found, expected(begin, clock.now()))


async def test_what_is_too_old_goes(tmp_path: Path, clock: SetClock) -> None:
    """Behind the time that samples are kept neither blocks nor names of ended series stay."""
    half = Duration(12 * HOUR)
    limits = SeriesLimits(samples_kept=half, five_minutes_kept=half, hours_kept=half)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    begin = clock.now()
    await store.write("gone", interval=MINUTE, at=begin, samples={series("gone"): 1.0})
    await tick(store, clock, 40 * 60, flush_every=60)
    found = samples_of(store, begin, clock.now(), EVERYTHING)
    assert 12 * 60 <= len(found[UP]) <= 15 * 60
    assert same(found, expected(min(found[UP]) - MINUTE, clock.now()))
    await store.close()
    file = sqlite3.connect(tmp_path / "series.db")
    assert file.execute("SELECT count(*) FROM series").fetchone() == (2,)
    file.close()


async def test_a_file_that_is_too_large_loses_its_oldest(tmp_path: Path, clock: SetClock) -> None:
    """Above the size that is allowed the oldest blocks go, and the rest is right."""
    limits = SeriesLimits(blocks_bytes=480_000, spare_bytes=0)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    names, noise, sent = (
        [series("noise", n=str(n)) for n in range(12)],
        np.random.default_rng(1),
        {},
    )
    for number in range(48 * 120):
        values = dict(zip(names, noise.random(12).tolist(), strict=True))
        sent[clock.go(30_000)] = values
        await store.write("f", interval=Duration(30_000), at=clock.now(), samples=values)
        if number % 120 == 0:
            await store.flush()
    found = samples_of(store, 0, clock.now(), EVERYTHING)
    await store.close()
    for one in names:
        assert 4 * 120 <= len(found[one]) < 40 * 120
        times = [time for time in sent if time >= min(found[one])]
        assert found[one] == {time: sent[time][one] for time in times}
    assert (tmp_path / "series.db").stat().st_size < 640_000


async def test_a_damaged_column_is_left_out(tmp_path: Path, clock: SetClock) -> None:
    """A flipped byte in the samples of a series loses that column of that block alone."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    await tick(store, clock, 600)
    await store.close()
    file = sqlite3.connect(tmp_path / "series.db", isolation_level=None)
    row, data = file.execute("SELECT id, data FROM blocks ORDER BY start LIMIT 1").fetchone()
    broken = data[:-1] + bytes([data[-1] ^ 1])
    file.execute("UPDATE blocks SET data = ? WHERE id = ?", (broken, row))
    file.close()
    for segment in (tmp_path / "wal").iterdir():
        segment.unlink()
    again = await SeriesStore.open(tmp_path, clock=clock)
    await tick(again, clock, 1)
    found = samples_of(again, begin, clock.now(), EVERYTHING)
    await again.close()
    whole = expected(begin, clock.now())
    kept = {one: set(times) for one, times in found.items()}
    assert sorted(map(len, kept.values()))[1] - sorted(map(len, kept.values()))[0] > 30
    assert all(value == whole[one][time] for one in found for time, value in found[one].items())


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
async def test_a_file_that_is_no_database_is_set_aside(
    tmp_path: Path, clock: SetClock, times: int
) -> None:
    """A damaged file stays under another name, and what the log holds is put into a new one."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    await tick(store, clock, 200)
    await store.close()
    for _ in range(times):
        (tmp_path / "series.db").write_bytes(b"no database" * 1_000)
        again = await SeriesStore.open(tmp_path, clock=clock)
        await again.flush()
        found = samples_of(again, begin, clock.now(), EVERYTHING)
        await again.close()
        assert same(found, expected(begin, clock.now()))
    assert set_aside_in(tmp_path) == times


async def test_a_directory_in_the_place_of_the_file_is_named(
    tmp_path: Path, clock: SetClock
) -> None:
    """What cannot be opened at all is refused with its name and what to do."""
    (tmp_path / "series.db").mkdir()
    with pytest.raises(Unavailable, match=r"series\.db cannot be used"):
        await SeriesStore.open(tmp_path, clock=clock)


@dataclass(frozen=True)
class Push:
    """A tick, some slots of 60 s ago; other ticks may be there."""

    feed: str
    ago: int
    jitter: int
    values: tuple[float, ...]


@dataclass(frozen=True)
class Go:
    minutes: int


@dataclass(frozen=True)
class Flush:
    pass


@dataclass(frozen=True)
class Restart:
    pass


PHASES = {"f": 0, "g": 23_000}
NAMES = {feed: [series("m", feed=feed, n=str(n)) for n in range(3)] for feed in PHASES}
values = st.one_of(st.floats(width=64), st.just(ABSENT), st.just(STALE))
steps = st.lists(
    st.one_of(
        st.builds(
            Push,
            feed=st.sampled_from(list(PHASES)),
            ago=st.one_of(st.just(0), st.integers(0, 170), st.integers(0, 4 * 24 * 60)),
            jitter=st.integers(0, 5_000),
            values=st.tuples(values, values, values),
        ),
        st.builds(Go, st.integers(1, 200)),
        st.just(Flush()),
        st.just(Restart()),
    ),
    max_size=30,
)


class Story:
    """Plays steps on a store and on the plain list."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SetClock(NOW)
        self.plain = PlainStore()

    async def play(self, steps: list[Push | Go | Flush | Restart]) -> None:
        store = await SeriesStore.open(self.directory, clock=self.clock)
        try:
            for step in steps:
                match step:
                    case Push():
                        await self.push(store, step)
                    case Go():
                        await self.go(store, step)
                    case Flush():
                        await store.flush()
                    case Restart():
                        await store.close()
                        store = await SeriesStore.open(self.directory, clock=self.clock)
                self.compare(store)
        finally:
            await store.close()

    async def go(self, store: SeriesStore, step: Go) -> None:
        """Let time pass as it does in a server: the flush runs, and every feed ticks."""
        for _ in range(step.minutes // 10 + 1):
            self.clock.go(10 * MINUTE)
            await store.flush()
            for feed in PHASES:
                await self.push(store, Push(feed, 0, 0, (1.0, 2.0, 3.0)))

    async def push(self, store: SeriesStore, step: Push) -> None:
        ago = step.ago * MINUTE + step.jitter + PHASES[step.feed]
        time = Instant(self.clock.now() - ago)
        if time in self.plain.ticks.get(step.feed, {}):
            return
        names = NAMES[step.feed]
        feed = store.feed(step.feed, interval=MINUTE, layout="one")
        feed.extend(names[len(feed.layout) :])
        await store.append(feed, [time], np.array([step.values]))
        marks = {np.float64(ABSENT).tobytes(), np.float64(STALE).tobytes()}
        found = zip(names, step.values, strict=True)
        live = {one: value for one, value in found if np.float64(value).tobytes() not in marks}
        self.plain.tick(step.feed, time, live)

    def compare(self, store: SeriesStore) -> None:
        now = self.clock.now()
        for hours, until in [(now // HOUR, 0), (4, 0), (9, 0), (9, 2)]:
            start, end = now - hours * HOUR, now - until * HOUR
            there = self.plain.samples(start, end)
            assert same(samples_of(store, start, end, EVERYTHING), there)


@settings(
    phases=[Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_any_interleaving_with_flushes_answers_as_a_plain_list(
    played: list[Push | Go | Flush | Restart],
) -> None:
    """Ticks, late ticks, flushes, hours and restarts in any order change nothing in answers."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as directory:
        asyncio.run(Story(Path(directory)).play(played))
