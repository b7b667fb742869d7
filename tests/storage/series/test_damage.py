"""Damaged WAL files: what is good is kept, what is bad is named, the store starts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, samples_of, series
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration
from watchkeeper.storage.series.frames import MARK, frame_bytes, scan
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

UP = series("up")
TICKS = 20


async def filled(directory: Path, clock: SetClock) -> dict[int, float]:
    """Write some ticks of one series and return them; the store is closed again."""
    store = await SeriesStore.open(directory, clock=clock)
    samples = {}
    for number in range(TICKS):
        at = clock.go(60_000)
        samples[int(at)] = float(number)
        await store.write("f", interval=MINUTE, at=at, samples={UP: float(number)})
    await store.close()
    return samples


async def read(directory: Path, clock: SetClock) -> tuple[SeriesStore, dict[int, float]]:
    store = await SeriesStore.open(directory, clock=clock)
    found = samples_of(store, 0, clock.now(), EVERYTHING).get(UP, {})
    await store.close()
    return store, found


@pytest.mark.parametrize("lost_bytes", [1, 7, 50, 90])
async def test_a_torn_tail_is_cut(tmp_path: Path, clock: SetClock, lost_bytes: int) -> None:
    """A file that ends within a frame is cut at the last good one, counted, and read."""
    written = await filled(tmp_path, clock)
    segment = tmp_path / "wal" / "00000001.wal"
    size = segment.stat().st_size
    with segment.open("r+b") as file:
        file.truncate(size - lost_bytes)
    store, found = await read(tmp_path, clock)
    assert len(store.replayed.damages) == 1
    assert store.replayed.damages[0].set_aside_as is None
    assert found.items() <= written.items()
    assert len(found) >= TICKS - 2
    again, same = await read(tmp_path, clock)
    assert again.replayed.damages == []
    assert same == found


@pytest.mark.parametrize("seed", range(12))
async def test_a_flipped_byte_costs_its_own_frame_only(
    tmp_path: Path, clock: SetClock, seed: int
) -> None:
    """A byte that flips in the middle: the file is set aside, all other ticks are kept."""
    written = await filled(tmp_path, clock)
    segment = tmp_path / "wal" / "00000001.wal"
    content = bytearray(segment.read_bytes())
    second_tick = content.index(MARK, content.index(MARK, content.index(MARK, 40) + 4) + 4)
    at = random.Random(seed).randrange(second_tick, len(content) - 200)
    content[at] ^= 0x40
    segment.write_bytes(content)
    store, found = await read(tmp_path, clock)
    damage = store.replayed.damages[0]
    assert damage.set_aside_as == "00000001.damaged-1"
    assert (tmp_path / "wal" / damage.set_aside_as).read_bytes() == content
    assert found.items() <= written.items()
    assert len(found) == TICKS - 1
    again, same = await read(tmp_path, clock)
    assert again.replayed.damages == []
    assert same == found


async def test_a_damaged_layout_makes_its_ticks_unreadable_and_says_so(
    tmp_path: Path, clock: SetClock
) -> None:
    """Ticks whose layout is lost cannot be read; they are counted, and the store starts."""
    await filled(tmp_path, clock)
    segment = tmp_path / "wal" / "00000001.wal"
    content = bytearray(segment.read_bytes())
    content[content.index(b'"__name__"')] ^= 1
    segment.write_bytes(content)
    store, found = await read(tmp_path, clock)
    assert store.replayed.unreadable == TICKS
    assert found == {}


async def test_old_segments_go_when_their_samples_left_the_head(
    tmp_path: Path, clock: SetClock
) -> None:
    """A segment goes when its samples are in blocks and out of the head; answers stay."""
    limits = SeriesLimits(segment_bytes=2_000)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    for number in range(900):
        await store.write(
            "f", interval=Duration(15 * SECOND), at=clock.go(15_000), samples={UP: float(number)}
        )
        if number % 100 == 99:
            await store.flush()
    before = samples_of(store, clock.now() - 170 * MINUTE, clock.now(), EVERYTHING)
    await store.close()
    assert len(before[UP]) == 170 * 4
    assert not (tmp_path / "wal" / "00000001.wal").exists()
    again = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    assert samples_of(again, clock.now() - 170 * MINUTE, clock.now(), EVERYTHING) == before
    await again.close()


async def test_nothing_is_left_of_the_log_after_hours_of_silence(
    tmp_path: Path, clock: SetClock
) -> None:
    """All is in blocks then; what comes after that begins a segment, and all is found."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = clock.now()
    for number in range(20):
        await store.write("f", interval=MINUTE, at=clock.go(MINUTE), samples={UP: float(number)})
    clock.go(6 * HOUR)
    await store.flush()
    await store.write("f", interval=MINUTE, at=clock.go(MINUTE), samples={UP: 99.0})
    await store.close()
    assert [path.name for path in (tmp_path / "wal").iterdir()] == ["00000002.wal"]
    again = await SeriesStore.open(tmp_path, clock=clock)
    found = samples_of(again, begin, clock.now(), EVERYTHING)
    await again.close()
    assert list(found[UP].values()) == [*map(float, range(20)), 99.0]


@given(st.lists(st.binary(max_size=40), max_size=8), st.binary(max_size=30))
def test_frames_read_back_with_any_tail(payloads: list[bytes], tail: bytes) -> None:
    """What was framed is read back; a tail of any bytes is torn off, unless it is a frame."""
    whole = b"".join(frame_bytes(payload) for payload in payloads)
    found = scan(whole + tail)
    assert [bytes(payload) for payload in found.payloads] == payloads
    assert found.good_bytes == len(whole)
    assert found.torn_bytes == len(tail)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=6), st.data())
def test_frames_behind_damage_are_found(payloads: list[bytes], data: st.DataObject) -> None:
    """A flipped byte loses the frame that it is in, and no other."""
    frames = [frame_bytes(payload) for payload in payloads]
    hurt = data.draw(st.integers(0, len(frames) - 1))
    at = data.draw(st.integers(0, len(frames[hurt]) - 1))
    bad = bytearray(frames[hurt])
    bad[at] ^= data.draw(st.integers(1, 255))
    found = scan(b"".join([*frames[:hurt], bytes(bad), *frames[hurt + 1 :]]))
    expected = payloads[:hurt] + payloads[hurt + 1 :]
    assert [bytes(payload) for payload in found.payloads] == expected
