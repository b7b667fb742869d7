"""``doctor --integrity`` reads every byte that is kept, and names what is wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from tests.server.test_upgrade import fill
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import series
from watchkeeper.config.settings import Settings
from watchkeeper.core.instants import DAY, HOUR, MINUTE
from watchkeeper.core.samples import ABSENT
from watchkeeper.server.doctor.integrity import Integrity
from watchkeeper.server.doctor.integrity_here import examine_here
from watchkeeper.server.doctor.model import Check, Verdict
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.storage.open_database import open_database
from watchkeeper.storage.series.blocks.block import head_from, mixed_column_from, repacked
from watchkeeper.storage.series.blocks.mixed_columns import has_histograms
from watchkeeper.storage.series.histogram_bytes import encode_histograms
from watchkeeper.storage.series.histograms import Histogram, buckets_of
from watchkeeper.storage.series.store import SeriesStore

FEEDS = ("agent:web-1", "agent:web-2")
UPS = tuple(series("up", n=str(number)) for number in range(5))
NATIVE = series("native")


@pytest.fixture
async def settings(tmp_path: Path, database_url: str) -> Settings:
    """Five hours of samples, tickets with their chains.

    The first hours are in blocks, and two of them, of the day before, are rolled up.
    """
    await fill(database_url)
    clock = SetClock(NOW - NOW % DAY + 22 * HOUR)
    store = await SeriesStore.open(tmp_path, clock=clock)
    for half in range(10):
        times = np.arange(1, 31) * MINUTE + clock.now()
        clock.go(30 * MINUTE)
        for number, name in enumerate(FEEDS):
            feed = store.feed(name, interval=MINUTE)
            feed.extend((*UPS, NATIVE)[len(feed.layout) :])
            values = np.full((30, 6), ABSENT)
            values[:, :5] = np.arange(5) + number + (times % 7)[:, np.newaxis]
            cells = {(tick, 5): native(30 * half + tick) for tick in range(30)}
            await store.append(feed, times, values, histograms=cells)
        await store.flush()
    await store.flush()
    await store.close()
    return Settings(data=tmp_path, database=database_url)


def native(minute: int) -> Histogram:
    """Return a histogram that has grown for so many minutes."""
    counts = [float(minute), minute * 2.0]
    return Histogram(3, sum(counts), minute * 1.5, positive=buckets_of([1, 2], counts))


def checks_of(settings: Settings) -> list[Check]:
    return [line.check for line in examine_here(settings) if line.check is not None]


def problems(settings: Settings) -> list[str]:
    return [str(one.finding) for one in checks_of(settings) if one.verdict is Verdict.PROBLEM]


def test_what_is_whole_is_said_to_be(settings: Settings) -> None:
    """Log, blocks, database and chains, each with how many parts were read; progress to its end."""
    lines = list(examine_here(settings))
    said = [str(line.check.finding) for line in lines if line.check is not None]
    assert [one.split(":")[0] for one in said] == [
        "log of samples", "blocks of samples", "state database", "hash chains",
    ]  # fmt: skip
    assert all("no damage" in one for one in said)
    steps = [line.progress for line in lines if line.progress is not None]
    assert {(str(one.area), one.of) for one in steps if one.done == one.of} == {
        (str(one.area), one.of) for one in steps
    }
    assert len({(str(one.area)) for one in steps}) == 4


def flip(path: Path, at: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0x20
    path.write_bytes(content)


def flip_wal(data: Path) -> None:
    flip(data / "wal" / "00000001.wal", 0.5)


def cut_wal(data: Path) -> None:
    """The first of two segments ends within a record, as no crash leaves it."""
    first = data / "wal" / "00000001.wal"
    (data / "wal" / "00000002.wal").write_bytes(first.read_bytes())
    first.write_bytes(first.read_bytes()[:-5])


def in_blocks(statement: str) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        with closing(sqlite3.connect(data / "series.db")) as connection:
            connection.create_function("flipped", 1, lambda data: bytes([data[0] ^ 1]) + data[1:])
            assert connection.execute(statement).rowcount == 1
            connection.commit()

    return change


def break_histograms(data: Path) -> None:
    """Write a block anew, with sums that hold, in which histograms lack a shape they speak of."""
    with closing(sqlite3.connect(data / "series.db")) as connection:
        row = connection.execute("SELECT head, data FROM blocks WHERE id = 1").fetchone()
        head = head_from(row[0])
        columns = [row[1][a:b] for a, b in pairwise(head.edges.tolist())]
        place = next(at for at, one in enumerate(columns) if has_histograms(one))
        _, histograms = mixed_column_from(head, place, columns[place])
        whole = encode_histograms(histograms)
        assert columns[place].endswith(whole)
        forged = whole[:8] + bytes([whole[8] + 1]) + whole[9:]  # the number of shapes
        columns[place] = columns[place].removesuffix(whole) + forged
        packed = repacked(head.times, head.series, columns)
        connection.execute(
            "UPDATE blocks SET head = ?, data = ? WHERE id = 1", (packed.head, packed.data)
        )
        connection.commit()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (flip_wal, "00000001.wal: "),
        (cut_wal, "00000001.wal ends within a record"),
        (in_blocks("UPDATE blocks SET data = flipped(data) WHERE id = 1"), "block 1 of agent:web-1: a column"),
        (in_blocks("UPDATE blocks SET head = flipped(head) WHERE id = 2"), "block 2 of agent:web-"),
        (in_blocks("UPDATE blocks SET last = last + 1 WHERE id = 1"), "block 1 of agent:web-1 is not what"),
        (in_blocks("UPDATE blocks SET start = first + 1 WHERE id = 1"), "block 1 of agent:web-1 is not what"),
        (in_blocks("UPDATE blocks SET samples = samples + 1 WHERE id = 1"), "block 1 of agent:web-1 is not what"),
        (break_histograms, "block 1 of agent:web-1: the shapes of the histograms"),
        (in_blocks("UPDATE blocks SET statistics = flipped(statistics) WHERE id = 1"), "block 1 of agent:web-1: the statistics"),
        (in_blocks("UPDATE blocks SET statistics = (SELECT statistics FROM blocks WHERE id = 2) WHERE id = 1"), "block 1 of agent:web-1 has statistics of other"),
        (in_blocks("UPDATE roll_ups SET data = flipped(data) WHERE id = 2"), "roll-ups 2 of agent:web-2: a column"),
        (in_blocks("UPDATE roll_ups SET head = flipped(head) WHERE id = 1"), "roll-ups 1 of agent:web-1: the head"),
        (in_blocks("UPDATE roll_ups SET records = records - 1 WHERE id = 1"), "roll-ups 1 of agent:web-1 are not what"),
        (in_blocks("UPDATE roll_ups SET tier = 2 WHERE id = 1"), "roll-ups 1 of agent:web-1 are not what"),
        (in_blocks("UPDATE roll_ups SET start = start + 86400000, stop = stop + 86400000 WHERE id = 1"), "roll-ups 1 of agent:web-1 are not what"),
        (in_blocks("UPDATE blocks SET part = -id WHERE id = 1"), "was damaged and is set aside"),
        (in_blocks("DELETE FROM feeds WHERE name = 'agent:web-2'"), "is not what its row says"),
    ],
    ids=["a byte of the log", "a log that ends early", "a column", "a head", "a row's end", "a span", "samples that are not there", "a histogram", "statistics", "statistics of others", "a roll-up", "the head of roll-ups", "records that are not there", "another tier", "another day", "set aside", "no feed"],
)  # fmt: skip
def test_damage_of_samples_is_named(
    settings: Settings, damage: Callable[[Path], None], said: str
) -> None:
    """The file or block is named; nothing is repaired by looking."""
    damage(settings.data)
    before = {path: path.read_bytes() for path in (settings.data / "wal").iterdir()}
    found = problems(settings)
    assert any(said in one for one in found), found
    assert problems(settings) == found
    assert {path: path.read_bytes() for path in (settings.data / "wal").iterdir()} == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE ticket_event SET actor = 'x' WHERE ticket = 2 AND seq = 1", "event 1 of ticket 2"),
        (
            "UPDATE ticket_event SET data = '{' WHERE ticket = 2 AND seq = 1",
            "the log of ticket 2 cannot be read",
        ),
        (
            "UPDATE ticket_event SET kind = 'nopened' WHERE ticket = 2 AND seq = 1",
            "the log of ticket 2 cannot be read",
        ),
        ("UPDATE audit_rows SET subject = 'x' WHERE number = 4", "row 4 of the audit trail"),
        ("DELETE FROM audit_rows WHERE number = 5", "row 5 of the audit trail"),
    ],
    ids=[
        "a ticket's event",
        "an event that is no JSON",
        "an event of no kind",
        "a row of the audit",
        "its last row",
    ],
)
async def test_a_chain_that_does_not_hold_is_named(
    settings: Settings, statement: str, said: str
) -> None:
    """What was changed by hand shows, on both engines."""
    database = await open_database(settings.database_url())
    try:
        await database.write(lambda connection: connection.execute(sa.text(statement)).close())
        integrity = Integrity(settings.data, database, SetClock())
        found = [line.check async for line in integrity.run() if line.check is not None]
    finally:
        await database.close()
    assert any(said in str(one.finding) for one in found if one.verdict is Verdict.PROBLEM)


def test_what_was_set_aside_is_told(settings: Settings) -> None:
    """A damaged file that a start put aside is a doubt until somebody deletes it."""
    (settings.data / "wal" / "00000001.damaged-1").write_bytes(b"x")
    (settings.data / "series.db.damaged-1").write_bytes(b"x")
    doubts = [str(one.finding) for one in checks_of(settings) if one.verdict is Verdict.DOUBT]
    assert doubts == [
        "series.db.damaged-1 was damaged and set aside",
        "00000001.damaged-1 was damaged and set aside",
    ]


def test_a_directory_in_use_is_not_examined_from_outside(settings: Settings) -> None:
    """The running server examines itself; nobody else opens its files."""
    with DirectoryLock(settings.data):
        (found,) = problems(settings)
    assert "stop it first" in found


@pytest.mark.timeout(60)
async def test_indexes_of_postgresql_are_checked_where_it_can(
    settings: Settings, database_url: str
) -> None:
    """With the extension amcheck each index is a part; its own words say what is wrong."""
    if database_url.startswith("sqlite"):
        pytest.skip("by design: SQLite checks its indexes with its pages")
    database = await open_database(database_url)
    try:
        await database.write(lambda c: c.execute(sa.text("CREATE EXTENSION amcheck")).close())
        integrity = Integrity(settings.data, database, SetClock())
        lines = [line async for line in integrity.run()]
    finally:
        await database.close()
    parts = {
        line.progress.of
        for line in lines
        if line.progress and str(line.progress.area) == "state database"
    }
    assert min(parts) > 20
    found = [str(line.check.finding) for line in lines if line.check]
    assert all("no damage" in one for one in found), found
