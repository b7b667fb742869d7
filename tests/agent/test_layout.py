"""Columns of a layout, ticks in runs, due times of cycles."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.layout import MOST_LABEL_BYTES, Layout
from agent.loop import next_due
from agent.tick import Tick, runs
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.wire.exposition import Family, Kind, Reading
from watchkeeper.wire.label_sets import (
    MAX_LABEL_BYTES,
    MAX_PAIRS,
    bytes_from_labels,
    labels_from_bytes,
)

CPU = Family("node_cpu_seconds_total", Kind.COUNTER, "", ("cpu",))


def readings(cpus: dict[str, float]) -> list[Reading]:
    return [(CPU, (cpu,), number) for cpu, number in cpus.items()]


def values(vector: bytes) -> list[float | None]:
    """Return the numbers of a vector, None where a series is absent."""
    bits = struct.unpack(f"<{len(vector) // 8}Q", vector)
    numbers = struct.unpack(f"<{len(vector) // 8}d", vector)
    return [None if b == ABSENT_BITS else n for b, n in zip(bits, numbers, strict=True)]


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(allow_nan=False)), max_size=8))
def test_columns_never_move(cycles: list[dict[str, float]]) -> None:
    """A series keeps its column; what is missing is absent; nothing else changes a value."""
    layout = Layout(most_series=100, now=0)
    seen: list[str] = []
    for cycle in cycles:
        vector = values(layout.vector(readings(cycle), now=0))
        seen += [cpu for cpu in cycle if cpu not in seen]
        assert [dict(labels)["cpu"] for labels in layout.labels] == seen
        assert vector == [cycle.get(cpu) for cpu in seen]


def test_series_beyond_the_bound_are_left_out_and_counted() -> None:
    layout = Layout(most_series=2, now=0)
    assert values(layout.vector(readings({"a": 1, "b": 2, "c": 3}), now=0)) == [1, 2]
    assert layout.refused == 1
    layout.vector(readings({"a": 1}), now=0)
    assert layout.refused == 0


def test_labels_that_no_server_takes_cost_their_series_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One that is too long, one of too many labels: a server would refuse every tick for them."""
    many = Family("many", Kind.GAUGE, "", tuple(f"l{n}" for n in range(MAX_PAIRS)))
    layout = Layout(most_series=100, now=0)
    strange: list[Reading] = [
        *readings({"a": 1, "x" * (MAX_LABEL_BYTES + 1): 2, "x" * 70_000: 3}),
        (many, ("1",) * MAX_PAIRS, 4),
        (Family("x" * 5_000, Kind.GAUGE, ""), (), 5),
        *readings({"b": 6}),
    ]
    for _ in range(2):
        assert values(layout.vector(strange, now=0)) == [1, 6]
    assert layout.refused == 4
    assert capsys.readouterr().err.count("too long to be told") == 1
    block = b"".join(map(bytes_from_labels, layout.labels))
    assert labels_from_bytes(block, 2) == tuple(layout.labels)


def test_all_labels_together_fit_a_push() -> None:
    """Long ones until the room is taken; what comes behind is left out and counted."""
    layout = Layout(most_series=5_000, now=0)
    long = readings({f"{number:04d}" + "x" * 4_000: 1.0 for number in range(1_000)})
    layout.vector(long, now=0)
    told = sum(len(bytes_from_labels(each)) for each in layout.labels)
    assert MOST_LABEL_BYTES - 5_000 < told <= MOST_LABEL_BYTES
    assert layout.refused == 1_000 - len(layout.labels)


def test_a_worn_layout_is_renewed_at_most_hourly() -> None:
    """Where most series are gone a new layout begins, but not within an hour of the last."""
    layout = Layout(most_series=5_000, now=0)
    layout.vector(readings({str(i): 1.0 for i in range(1_000)}), now=0)
    layout.vector(readings({"x": 1.0}), now=3_599)
    assert (layout.number, len(layout.labels)) == (1, 1_001)
    before = layout.labels
    layout.vector(readings({"x": 1.0}), now=3_600)
    assert (layout.number, len(layout.labels), len(before)) == (2, 1, 1_001)


def tick(sequence: int, *, boot: int = 0, layout: int = 1, width: int = 2) -> Tick:
    return Tick(
        boot=bytes([boot]) * 16,
        layout=layout,
        interval=Duration(15_000),
        labels=[],
        sequence=sequence,
        time=Instant(sequence * 15_000),
        vector=bytes(8 * width),
    )


TICKS = st.lists(
    st.builds(tick, st.integers(1, 20), boot=st.integers(0, 1), layout=st.integers(1, 2)),
    unique_by=lambda each: (each.boot, each.layout, each.sequence),
)


@given(TICKS, st.integers(1, 5))
def test_runs_hold_all_ticks_in_a_row(ticks: list[Tick], most: int) -> None:
    """Each run is one layout, gapless and not too long; no tick is lost."""
    found = list(runs(ticks, most=most, most_bytes=1 << 20))
    assert sorted(map(id, ticks)) == sorted(id(each) for run in found for each in run)
    for run in found:
        assert len(run) <= most
        assert len({(each.boot, each.layout) for each in run}) == 1
        first = run[0].sequence
        assert [each.sequence for each in run] == list(range(first, first + len(run)))


def test_runs_keep_to_the_bytes() -> None:
    ticks = [tick(i, width=100) for i in range(1, 6)]
    assert [len(run) for run in runs(ticks, most=99, most_bytes=1_700)] == [2, 2, 1]


@given(st.floats(0, 1e6), st.floats(0, 1e5), st.sampled_from([1.0, 15.0, 120.0]))
def test_the_next_cycle_is_on_the_grid_and_ahead(due: float, late: float, every: float) -> None:
    """However late a cycle ends, the next is in the future, less than an interval away."""
    now = due + late
    following, missed = next_due(due, now, every)
    assert now < following <= now + every + 1e-6
    assert abs((following - due) / every - (missed + 1)) < 1e-6
