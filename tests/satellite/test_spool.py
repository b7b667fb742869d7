"""The spool: bounded by size and age, the oldest first; numbers and layouts as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.satellites.exchange import SELF
from collector.satellites.hand_down import course_id
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import DAY, HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.satellite.columns import (
    MOST_WAITING,
    SELF_FEED,
    Columns,
    CourseTick,
    SatelliteSink,
)
from watchkeeper.satellite.packing import MOST_RUN_TICKS, live_parcels, spooled_parcels, that_fit
from watchkeeper.satellite.spool import Spool
from watchkeeper.wire.columns import decode

NOW = Instant(1_790_000_000_000)
INTERVAL = Duration(SECOND)
BOOT = b"0123456789abcdef"


def labels(name: str) -> Labels:
    return labels_of({METRIC_NAME: name})


def ticks(course: str, count: int, *, since: int = NOW) -> list[CourseTick]:
    columns = Columns(BOOT)
    return [
        CourseTick(
            course,
            columns.tick(
                {labels(f"m{place % 3}"): float(place), labels("up"): 1.0},
                INTERVAL,
                Instant(since + place * SECOND),
                0.0,
            ),
        )
        for place in range(count)
    ]


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    opened = Spool(tmp_path / "state.db", most_bytes=1 << 20, most_age=Duration(DAY))
    yield opened
    opened.close()


def test_ticks_come_back_as_they_went_in_oldest_first(spool: Spool, tmp_path: Path) -> None:
    """Also after a restart, with their boot, layout and number; then they can be forgotten."""
    given_ = [*ticks("a", 5), *ticks("b", 5)]
    spool.append(given_, NOW)
    spool.close()
    again = Spool(tmp_path / "state.db", most_bytes=1 << 20, most_age=Duration(DAY))
    assert again.ticks == 10
    found = again.oldest(7, 1 << 20)
    assert [(one.course, one.tick.sequence) for one in found] == [
        (one.course, one.tick.sequence) for one in given_[:7]
    ]
    for before, after in zip(given_, found, strict=False):
        width = before.tick.width
        assert after.tick.vector == before.tick.vector
        assert list(after.tick.labels)[:width] == list(before.tick.labels)[:width]
        assert after.tick[:3] == before.tick[:3]
    again.forget([one.id for one in found])
    assert [one.tick.sequence for one in again.oldest(9, 1 << 20)] == [3, 4, 5]
    again.forget([one.id for one in again.oldest(9, 1 << 20)])
    assert (again.ticks, again.bytes, again.dropped) == (0, 0, 0)
    again.close()


def test_beyond_its_size_the_oldest_go_and_are_counted(tmp_path: Path) -> None:
    """What is left is the newest, and below the bound; the count outlives a restart."""
    spool = Spool(tmp_path / "state.db", most_bytes=4_000, most_age=Duration(DAY))
    spool.append(ticks("a", 100), NOW)
    assert spool.bytes <= 4_000
    assert spool.ticks + spool.dropped == 100
    assert spool.oldest(1, 1 << 20)[0].tick.sequence == spool.dropped + 1
    dropped = spool.dropped
    spool.close()
    again = Spool(tmp_path / "state.db", most_bytes=4_000, most_age=Duration(DAY))
    assert again.dropped == dropped
    again.close()


def test_beyond_their_age_ticks_go(spool: Spool) -> None:
    """A tick of two days ago is of no use when a day is wanted."""
    spool.append(ticks("a", 3, since=NOW - 2 * DAY), Instant(NOW - 2 * DAY))
    spool.append(ticks("b", 3, since=NOW - HOUR), NOW)
    assert [one.course for one in spool.oldest(9, 1 << 20)] == ["b"] * 3
    assert spool.dropped == 3


def test_notes_wait_until_they_are_there(spool: Spool) -> None:
    """They are numbered for good, so that none is told twice or lost."""
    for place in range(3):
        spool.note("connection_refused", {"address": f"10.0.0.{place}"}, NOW)
    first = spool.notes()
    assert [one.facts["address"][-1] for one in first] == ["0", "1", "2"]
    spool.forget_notes(first[1].number)
    assert spool.notes() == first[2:]
    spool.forget_notes(first[2].number)
    spool.note("x", {}, NOW)
    assert spool.notes()[0].number == first[2].number + 1


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    """A file that cannot be a spool is Unavailable, and the counts stay true."""
    path = tmp_path / "state.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(Unavailable, match="the spool cannot be used"):
        Spool(path, most_bytes=1 << 20, most_age=Duration(DAY))


@given(
    rounds=st.lists(
        st.dictionaries(st.sampled_from("abcdef"), st.floats(allow_nan=False), max_size=6),
        max_size=20,
    )
)
def test_what_a_probe_gave_is_what_the_server_reads(rounds: list[dict[str, float]]) -> None:
    """Through columns, parcels and the push format each round comes out as it went in."""
    columns = Columns(BOOT)
    made = [
        CourseTick(
            "a",
            columns.tick(
                {labels(name): value for name, value in samples.items()},
                INTERVAL,
                Instant(NOW + place),
                0.0,
            ),
        )
        for place, samples in enumerate(rounds)
    ]
    found: list[dict[str, float]] = []
    for parcel in live_parcels(made):
        push = decode(parcel.packed(0, NOW))
        matrix = np.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)
        bits = matrix.view("<u8")
        for row, raw in zip(matrix, bits, strict=True):
            found.append(
                {
                    dict(one)[METRIC_NAME]: float(value)
                    for one, value, bit in zip(push.additions, row, raw, strict=True)
                    if bit != ABSENT_BITS
                }
            )
    assert found == rounds


async def test_the_sink_takes_so_many_and_no_more() -> None:
    """A disk that hangs costs the newest ticks, which are counted as refused, and no memory."""
    woken: list[bool] = []
    sink = SatelliteSink(BOOT, lambda: 0.0, lambda: woken.append(True))
    one = {labels("up"): 1.0}
    for place in range(MOST_WAITING):
        await sink.write("probe:a:tcp", interval=INTERVAL, at=Instant(NOW + place), samples=one)
    with pytest.raises(Unavailable, match="wait for the disk"):
        await sink.write("probe:b:tcp", interval=INTERVAL, at=NOW, samples=one)
    assert len(sink.take()) == MOST_WAITING
    await sink.write(SELF_FEED, interval=INTERVAL, at=NOW, samples={})
    await sink.write("probe:a:tcp", interval=INTERVAL, at=NOW, samples={})
    assert [one.course for one in sink.take()] == [SELF, course_id("probe:a:tcp")]
    assert woken


def test_a_worn_layout_is_left() -> None:
    """Series that went are not carried for ever; the numbers of ticks go on."""
    columns = Columns(BOOT)
    many = {labels(f"m{place}"): 1.0 for place in range(500)}
    few = {labels("m0"): 1.0}
    first = columns.tick(many, INTERVAL, NOW, 0.0)
    second = columns.tick(few, INTERVAL, NOW, 60.0)
    third = columns.tick(few, INTERVAL, NOW, 4_000.0)
    assert [one.layout for one in (first, second, third)] == [1, 1, 2]
    assert [one.width for one in (first, second, third)] == [500, 500, 1]
    assert [one.sequence for one in (first, second, third)] == [1, 2, 3]


def test_a_request_has_a_size(spool: Spool) -> None:
    """Parcels are cut to runs, and only those that fit are sent."""
    spool.append(ticks("a", 600), NOW)
    parcels = spooled_parcels(spool.oldest(600, 1 << 20))
    assert [len(one.ticks) for one in parcels] == [MOST_RUN_TICKS, MOST_RUN_TICKS, 120]
    assert [one.ids[0] for one in parcels] == [1, 241, 481]
    packed = that_fit(parcels, lambda one: one.packed(0, NOW), 1, 10)
    assert len(packed) == 1
    assert len(that_fit(parcels, lambda one: one.packed(0, NOW), 1 << 20, 2)) == 2
