"""What SQLite can still read of a damaged file of blocks is served from a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, Samples, samples_of, series
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, MINUTE
from watchkeeper.storage.series.blocks.file import suspicion_of
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

PAGE = 8_192
LIMITS = SeriesLimits(segment_bytes=20_000)  # what is in blocks is not in the log as well
NAMES = [series("m", n=str(n)) for n in range(40)]


async def grown(folder: Path, clock: SetClock) -> Samples:
    """Let a store write a day of blocks; return what it holds."""
    store = await SeriesStore.open(folder, clock=clock, limits=LIMITS)
    for number in range(24 * 12):
        at = clock.go(5 * MINUTE)
        samples = {labels: number * 100.0 + n / 7 for n, labels in enumerate(NAMES)}
        await store.write("f", interval=MINUTE, at=at, samples=samples)
        if number % 6 == 0:
            await store.flush()
    found = samples_of(store, 0, clock.now(), EVERYTHING)
    await store.close()
    return found


def leaf_of_blocks(path: Path) -> int:
    """Return the offset of a leaf of the table of blocks."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'blocks'")
        page = root.fetchone()[0]
    with path.open("rb") as file:
        file.seek((page - 1) * PAGE)
        content = file.read(PAGE)
    assert content[0] == 5, "an interior page"
    first_cell = int.from_bytes(content[12:14], "big")
    return (int.from_bytes(content[first_cell : first_cell + 4], "big") - 1) * PAGE


def spoil(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 64)


async def test_a_bad_page_costs_its_own_blocks(
    tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Met while it is read: said once; at the next start the rest is copied out and served."""
    before = await grown(tmp_path, clock)
    path = tmp_path / "series.db"
    spoil(path, leaf_of_blocks(path))
    store = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    for _ in range(2):
        with pytest.raises(Unavailable, match="cannot be read"):
            samples_of(store, 0, clock.now(), EVERYTHING)
    assert store.damage is not None
    await store.close()
    told = [one.getMessage() for one in caplog.records]
    assert told.count("the file of blocks is damaged; restart to save the rest of it") == 1
    again = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    found = samples_of(again, 0, clock.now(), EVERYTHING)
    assert again.damage is None
    await again.close()
    for labels, samples in found.items():
        assert samples.items() <= before[labels].items()
        assert len(samples) >= len(before[labels]) // 3
    assert (tmp_path / "series.db.damaged-1").exists()
    assert not suspicion_of(path).exists()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


async def test_new_series_have_numbers_of_their_own(tmp_path: Path, clock: SetClock) -> None:
    """A series whose row is gone may have columns in blocks: nobody else gets its number."""
    await grown(tmp_path, clock)
    path = tmp_path / "series.db"
    spoil(path, leaf_of_blocks(path))
    suspicion_of(path).write_text("found by somebody")
    store = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    for _ in range(30):
        at = clock.go(5 * MINUTE)
        await store.write("f", interval=MINUTE, at=at, samples={series("new"): 1.0})
    clock.go(HOUR)
    await store.flush()
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        newest = connection.execute("SELECT max(id) FROM series").fetchone()[0]
    assert newest > 1_000_000


async def test_a_kill_while_blocks_are_saved_is_no_harm(tmp_path: Path, clock: SetClock) -> None:
    """What was saved half is thrown away; what was saved whole is taken up."""
    before = await grown(tmp_path, clock)
    path = tmp_path / "series.db"
    suspicion_of(path).write_text("found by somebody")
    (tmp_path / "series.db.saving").write_bytes(b"half of a file")
    store = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    assert samples_of(store, 0, clock.now(), EVERYTHING) == before
    await store.close()
    suspicion_of(path).write_text("found by somebody")
    path.rename(tmp_path / "series.db.saved")
    again = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    assert samples_of(again, 0, clock.now(), EVERYTHING) == before
    await again.close()
    assert not suspicion_of(path).exists()


async def test_a_wrong_letter_makes_no_other_series(
    tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The name of a series has a checksum; one that is damaged is left out and told."""
    before = await grown(tmp_path, clock)
    with closing(sqlite3.connect(tmp_path / "series.db")) as connection, connection:
        row = connection.execute("SELECT id, labels FROM series WHERE id = 7").fetchone()
        wrong = bytes(row[1]).replace(b'"m"', b'"w"')
        connection.execute("UPDATE series SET labels = ? WHERE id = 7", (wrong,))
    store = await SeriesStore.open(tmp_path, clock=clock, limits=LIMITS)
    found = samples_of(store, 0, clock.now(), EVERYTHING)
    await store.close()
    assert found.keys() == before.keys()
    assert sum(found[labels] != before[labels] for labels in before) == 1
    assert "names of series are damaged and left out" in caplog.text
