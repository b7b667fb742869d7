"""What is kept no longer goes, tier by tier; what is asked of that time, roll-ups answer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from prometheus_client import CollectorRegistry

from rules.promql import Evaluator, Vector, compile_plan
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import series
from tests.storage.series.rollups.long_life import BEGIN, KINDS, LIMITS, NAMES, LongLife
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import FloatArray, Matcher, MatchKind


def averages(store: SeriesStore, hours: int, at: int) -> dict[str, float]:
    plan = compile_plan(f'avg_over_time({{kind=~".+"}}[{hours}h])')
    found = Evaluator(store).instant(plan, Instant(at))
    assert isinstance(found, Vector)
    return {dict(labels)["kind"]: value for labels, value in found}


def expected(life: LongLife, hours: int, at: int) -> dict[str, float]:
    answer = {}
    for kind in KINDS:
        times, values = life.samples(kind)
        inside = values[(times > at - hours * HOUR) & (times <= at)]
        if len(inside):
            answer[kind] = float(inside.mean())
    return answer


def size_of(directory: Path) -> int:
    with closing(sqlite3.connect(directory / "series.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (directory / "series.db").stat().st_size


async def noise(store: SeriesStore, clock: SetClock, hours: int) -> FloatArray:
    """Let hours pass in which 100 series of noise tick; return it (ticks, series)."""
    feed = store.feed("noise", interval=MINUTE)
    feed.extend(series("noise", kind=str(number)) for number in range(100))
    whole = np.random.default_rng(1).random((hours * 60, 100))
    for first in range(0, len(whole), 30):
        times = clock.now() + np.arange(1, 31) * MINUTE
        clock.go(30 * MINUTE)
        await store.append(feed, times, whole[first : first + 30])
        await store.flush()
    return whole


async def test_above_its_size_the_file_loses_samples_first(tmp_path: Path) -> None:
    """Roll-ups stay while samples can go; what went is counted by tier and reason."""
    clock, registry = SetClock(BEGIN), CollectorRegistry()
    limits = replace(LIMITS, blocks_bytes=1_100_000, spare_bytes=0)
    store = await SeriesStore.open(
        tmp_path, clock=clock, limits=limits, metrics=SeriesMetrics(registry)
    )
    whole = await noise(store, clock, 24)
    found = averages(store, 24, clock.now())
    since = store.raw_since()
    await store.close()
    assert BEGIN + 2 * HOUR <= since <= BEGIN + 22 * HOUR
    wanted = {str(number): mean for number, mean in enumerate(whole.mean(axis=0).tolist())}
    assert found == pytest.approx(wanted, rel=1e-9)

    def read(name: str, **labels: str) -> float | None:
        return registry.get_sample_value(f"watchkeeper_store_{name}", labels)

    assert read("dropped_blocks_total", kept="raw", reason="size")
    assert read("dropped_blocks_total", kept="5m", reason="size") == 0
    assert read("chunks_rolled_up_total")
    assert read("kept_since_seconds", kept="raw") == since / 1000
    assert read("kept_bytes", kept="5m")
    assert size_of(tmp_path) < 1_500_000


async def test_a_tier_has_a_size_of_its_own(tmp_path: Path) -> None:
    """A bound on five-minute roll-ups takes nothing of samples or hours."""
    limits = replace(LIMITS, samples_kept=Duration(4 * DAY), five_minutes_bytes=1)
    life = LongLife(tmp_path, limits=limits)
    store = await life.open()
    await life.live(store, 3)
    assert store.raw_since() == 0
    await store.close()
    with closing(sqlite3.connect(tmp_path / "series.db")) as file:
        assert file.execute("SELECT tier FROM dropped").fetchall() == [(1,)]


async def test_room_goes_back_to_the_disk(tmp_path: Path) -> None:
    """A file of which most is kept no longer becomes small, in steps."""
    clock, half = SetClock(BEGIN), Duration(12 * HOUR)
    limits = replace(
        LIMITS, samples_kept=half, five_minutes_kept=half, hours_kept=half, spare_bytes=0
    )
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    await noise(store, clock, 24)
    before = size_of(tmp_path)
    clock.go(20 * HOUR)
    await store.flush()
    await store.close()
    assert size_of(tmp_path) < 0.5 * before


async def test_nothing_goes_before_it_is_rolled_up(tmp_path: Path) -> None:
    """Samples that are too old stay until their roll-ups are made, also over restarts."""
    life = LongLife(tmp_path, limits=replace(LIMITS, samples_kept=Duration(6 * HOUR)))
    for _ in range(4):
        store = await life.open()
        life.clock.instant = Instant(life.end)
        await life.live(store, 0.5)
        await store.close()
    store = await life.open()
    found = averages(store, 24, life.end)
    await store.close()
    wanted = expected(life, 24, life.end)
    assert {name: found[name] for name in KINDS[:4]} == pytest.approx(
        {name: wanted[name] for name in KINDS[:4]}, rel=1e-9
    )


async def test_a_full_disk_keeps_what_is_there_readable(tmp_path: Path) -> None:
    """Without room nothing is written, that is told, and it goes on where there is room again."""
    life = LongLife(tmp_path)
    store = await life.open()
    await life.live(store, 1)
    life.clock.go(2 * HOUR)
    await store.close()
    life.limits = replace(LIMITS, reserve_bytes=1 << 60)
    store = await life.open()
    flushed = await store.flush()
    assert flushed.failures
    assert not flushed.blocks
    with pytest.raises(Unavailable, match="kept for tickets"):
        await store.write("f", interval=MINUTE, at=life.clock.now(), samples={NAMES[0]: 1.0})
    assert store.refusal is not None
    assert averages(store, 20, life.end) == pytest.approx(expected(life, 20, life.end))
    await store.close()
    life.limits = LIMITS
    store = await life.open()
    assert not (await store.flush()).failures
    await store.close()


async def test_erased_series_leave_their_roll_ups(tmp_path: Path) -> None:
    """What is erased has no record in any tier; the other series' records are as they were."""
    life = LongLife(tmp_path)
    store = await life.open()
    await life.live(store, 3)
    before = averages(store, 60, life.end)
    await store.erase((Matcher(METRIC_NAME, MatchKind.EQUAL, "counter"),))
    await store.flush()
    selection = store.select_since((), Instant(0))
    rolled = store.roll_ups(selection, Instant(BEGIN), Instant(life.end))
    after = averages(store, 60, life.end)
    await store.close()
    assert rolled is not None
    assert after == {kind: value for kind, value in before.items() if kind != "counter"}
    with closing(sqlite3.connect(tmp_path / "series.db")) as file:
        assert file.execute("SELECT count(*) FROM roll_ups").fetchone()[0]
        names = file.execute("SELECT labels FROM series").fetchall()
    assert not any(b"counter" in name for (name,) in names)


@pytest.mark.parametrize("column", ["head", "data"])
async def test_damaged_roll_ups_are_left_out(tmp_path: Path, column: str) -> None:
    """Wrong bytes in a row cost what they are in, and are never taken for values."""
    life = LongLife(tmp_path)
    store = await life.open()
    await life.live(store, 4)
    with closing(sqlite3.connect(tmp_path / "series.db")) as file, file:
        number, data = file.execute(
            f"SELECT id, {column} FROM roll_ups WHERE tier = 1 ORDER BY start LIMIT 1"
        ).fetchone()
        wrong = bytes([*data[:3], data[3] ^ 0xFF, *data[4:]])
        file.execute(f"UPDATE roll_ups SET {column} = ? WHERE id = ?", (wrong, number))
    selection = store.select_since((), Instant(0))
    rolled = store.roll_ups(selection, Instant(BEGIN), Instant(life.end))
    assert rolled is not None
    (block,) = rolled.blocks
    day = slice(0, 288)
    count = block.count[day, slice(0, len(block.rows))]
    whole = {
        dict(selection.labels(int(row)))["kind"]: count[:, at].sum()
        for at, row in enumerate(block.rows)
    }
    await store.close()
    damaged = [kind for kind in KINDS[:4] if whole[kind] < 300]
    assert len(damaged) == (4 if column == "head" else 1)
