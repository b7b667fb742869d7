from __future__ import annotations

from contextlib import closing, suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, SECOND, Duration
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.exchange import spool
from watchkeeper.exchange.frames import Ticks, frame_from_ticks, ticks_from_frame
from watchkeeper.exchange.lines import Samples
from watchkeeper.exchange.matrices import feed_name, ticks_of
from watchkeeper.storage.series.ticks import is_absent

SERIES = [
    labels_of({"__name__": f"m{n}", "job": "node", "instance": f"i{n % 3}"}) for n in range(9)
]
SAMPLES = st.lists(
    st.tuples(
        st.integers(0, len(SERIES) - 1),
        st.integers(0, 40).map(lambda slot: slot * 15_000) | st.integers(0, 10 * HOUR),
        st.floats(),
    ),
    max_size=60,
)


def samples_of(rows: list[tuple[int, int, float]]) -> Samples:
    series, times, values = zip(*rows, strict=True) if rows else ((), (), ())
    return Samples(np.array(series, np.int32), np.array(times, np.int64), np.array(values, float))


@given(st.lists(SAMPLES, max_size=4))
def test_all_samples_come_out_once_by_feed_and_the_first_of_two_counts(
    pieces: list[list[tuple[int, int, float]]],
) -> None:
    """Whatever the order and the pieces: each series at each time has the value that came first."""
    expected: dict[tuple[Labels, int], float] = {}
    for row in (row for piece in pieces for row in piece):
        expected.setdefault((SERIES[row[0]], row[1]), row[2])
    found: dict[tuple[Labels, int], float] = {}
    for ticks in out_of_spool(pieces):
        there = ~is_absent(ticks.values)
        for at, column in np.argwhere(there).tolist():
            key = (ticks.labels[column], int(ticks.times[at]))
            assert key not in found
            found[key] = float(ticks.values[at, column])
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        np.testing.assert_array_equal(found[key], value)


def out_of_spool(pieces: list[list[tuple[int, int, float]]], *, run: int = 7) -> list[Ticks]:
    names: dict[str, int] = {}
    before, spool.RUN_SAMPLES = spool.RUN_SAMPLES, run
    try:
        with closing(
            spool.Spool(lambda one: names.setdefault(feed_name(SERIES[one]), len(names)))
        ) as waiting:
            for piece in pieces:
                waiting.add(samples_of(piece))
            return [
                ticks
                for feed in waiting.by_feed()
                for ticks in ticks_of(list(names)[feed.feed], feed.interval, feed.samples, SERIES)
            ]
    finally:
        spool.RUN_SAMPLES = before


@pytest.mark.parametrize(
    ("gaps", "seconds"),
    [([15_000] * 50, 15), ([14_990, 15_010] * 25, 15), ([60_000] * 99 + [1_000], 60), ([], 15)],
    ids=["every 15 s", "with a jitter", "one odd gap", "one sample"],
)
def test_the_interval_is_what_is_usual(gaps: list[int], seconds: int) -> None:
    """Jitter and a single odd gap do not make a feed look faster than it is."""
    times = [0, *np.cumsum(gaps).tolist()]
    for ticks in out_of_spool([[(0, int(at), 1.0) for at in times]], run=1_000):
        assert ticks.interval == seconds * SECOND


def test_series_whose_times_never_meet_are_feeds_of_their_own() -> None:
    """Ten series scraped at ten other moments would fill a matrix with holes."""
    rows = [(n, slot * 15_000 + n * 1_000, 1.0) for n in range(0, 9, 3) for slot in range(1_000)]
    rows += [(n, slot * 15_000 + 7, 1.0) for n in (1, 4) for slot in range(1_000)]
    ticks = out_of_spool([rows], run=1_000_000)
    assert {one.feed for one in ticks} == {"node/i0", "node/i0#1", "node/i0#2", "node/i1"}
    assert all(not is_absent(one.values).any() for one in ticks)


@given(st.lists(st.floats(), min_size=6, max_size=6))
def test_a_frame_is_read_as_it_was_written(values: list[float]) -> None:
    """Bit for bit, marks included."""
    given_values = np.array([*values, STALE, ABSENT, 1.0]).reshape(3, 3)
    ticks = Ticks("node/数", Duration(15_000), tuple(SERIES[:3]), np.array([3, 1, 2]), given_values)
    found = ticks_from_frame(frame_from_ticks(ticks))
    assert (found.feed, found.interval, found.labels) == (ticks.feed, 15_000, ticks.labels)
    assert found.values.tobytes() == given_values.tobytes()
    assert found.times.tolist() == [3, 1, 2]


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_a_frame_with_other_bytes_is_read_or_refused(junk: bytes, at: int, byte: int) -> None:
    """Cut, lengthened or changed anywhere: no other error than one of ours."""
    ticks = Ticks("x", Duration(1_000), tuple(SERIES[:2]), np.arange(4), np.ones((4, 2)))
    frame = bytearray(frame_from_ticks(ticks))
    frame[at % len(frame)] = byte
    for body in (junk, bytes(frame), bytes(frame[:at]), bytes(frame) + junk):
        with suppress(InvalidInput):
            found = ticks_from_frame(body)
            assert found.values.shape == (len(found.times), len(found.labels))
