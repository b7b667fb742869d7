"""Columns of a layout, ticks in runs, due times of cycles."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from agent.layout import Layout
from agent.loop import next_due
from agent.tick import Tick, runs
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.wire.exposition import Family, Kind, Reading

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
