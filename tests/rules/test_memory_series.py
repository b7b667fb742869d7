from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rules.memory_series import MemorySeries
from rules.promql.evaluate import Evaluator
from rules.promql.plan import compile_plan
from rules.promql.values import Vector
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT

ONE, OTHER = (labels_of({"__name__": "v", "of": name}) for name in ("one", "other"))


def answers(series: MemorySeries, text: str, at: Instant) -> dict[Labels, float]:
    found = Evaluator(series).instant(compile_plan(text), at)
    assert isinstance(found, Vector)
    return dict(found)


perhaps = st.none() | st.integers(0, 9)


@given(st.lists(st.tuples(perhaps, perhaps), min_size=1, max_size=20))
def test_a_feed_loaded_at_once_reads_as_one_written_tick_by_tick(
    ticks: list[tuple[int | None, int | None]],
) -> None:
    """What has no sample at a time has none, however it came there."""
    slowly, at_once = MemorySeries(), MemorySeries()
    times = np.arange(len(ticks), dtype=np.int64) * MINUTE
    columns = np.array([[ABSENT if one is None else float(one) for one in tick] for tick in ticks])
    at_once.load("f", times, {ONE: columns[:, 0], OTHER: columns[:, 1]})
    for time, tick in zip(times, ticks, strict=True):
        samples = dict(zip((ONE, OTHER), tick, strict=True))
        told = {labels: float(value) for labels, value in samples.items() if value is not None}
        slowly.append_exactly("f", Instant(int(time)), told)
    for text in ("v", "count_over_time(v[10m])", "sum by (of) (delta(v[7m]))"):
        end = Instant(int(times[-1]))
        assert answers(slowly, text, end) == answers(at_once, text, end)
