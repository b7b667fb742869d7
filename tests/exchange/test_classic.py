"""Native histograms leave as classic ones: every observation is where it was."""

from __future__ import annotations

import asyncio
import math
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.components import program
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, series
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.exchange.classic import classic_series
from watchkeeper.exchange.lines import LineReader
from watchkeeper.exchange.openmetrics import END, metric_names, text_of_metric
from watchkeeper.storage.series.histograms import CUSTOM_SCHEMA, Histogram, Sample, buckets_of
from watchkeeper.storage.series.store import SeriesStore

LATENCY = series("latency", job="shop")
SEEN = st.lists(
    st.one_of(
        st.sampled_from([0.0, 1.0, 2.0, -1.0, -4.0, 0.5]),
        st.floats(1e-3, 1e6),
        st.floats(-1e6, -1e-3),
    ),
    max_size=30,
)


def native(seen: list[float], schema: int, *, threshold: float = 1e-4) -> Histogram:
    """Return what a client counts of observations."""

    def index(value: float) -> int:
        found: int = math.ceil(math.log2(value) * 2**schema)
        return found + int(2.0 ** (found * 2.0**-schema) < value)

    positive = Counter(index(one) for one in seen if one > threshold)
    negative = Counter(index(-one) for one in seen if one < -threshold)
    zeros = sum(abs(one) <= threshold for one in seen)
    above, below = (
        buckets_of(sorted(side), [float(side[one]) for one in sorted(side)])
        for side in (positive, negative)
    )
    total = math.fsum(seen)
    return Histogram(schema, float(len(seen)), total, float(zeros), threshold, above, below)


def told(*histograms: Histogram) -> dict[str, list[float]]:
    """Return the values of the classic series by boundary, count and sum by their endings."""
    found = {}
    for labels, values in classic_series(LATENCY, histograms):
        named = dict(labels)
        found[named.get("le") or named[METRIC_NAME]] = values.tolist()
    return found


@given(st.lists(st.tuples(SEEN, st.integers(-2, 4)), min_size=1, max_size=4))
def test_each_boundary_counts_what_lies_below(pairs: list[tuple[list[float], int]]) -> None:
    """For buckets of any schema, side and sample; counts go up with boundaries to the whole."""
    found = told(*(native(seen, schema) for seen, schema in pairs))
    assert found["+Inf"] == found["latency_count"] == [float(len(seen)) for seen, _ in pairs]
    assert found["latency_sum"] == [math.fsum(seen) for seen, _ in pairs]
    bounds = sorted(float(name) for name in found if not name.startswith("latency"))
    columns = np.array([found[repr(one) if math.isfinite(one) else "+Inf"] for one in bounds])
    assert (np.diff(columns, axis=0) >= 0).all()
    for at, (seen, schema) in enumerate(pairs):
        width = 2.0 ** (2.0**-schema)
        for bound, counted in zip(bounds, columns[:, at].tolist(), strict=True):
            reach = max(abs(bound) * (width - 1), 1e-4)  # of a bucket that another sample divides
            assert sum(one <= bound - reach for one in seen) <= counted
            assert counted <= sum(one <= bound * (1 + 1e-12) + 1e-4 for one in seen)


def test_one_schema_gives_exact_counts() -> None:
    """Boundaries are those of the buckets; what is empty between them has no series."""
    found = told(native([1.0, 2.0, 2.0, 5.0, 0.0, -3.0], 0), native([1.0] * 9, 0))
    assert found == {
        "-2.0": [1.0, 0.0],
        "0.0001": [2.0, 0.0],
        "1.0": [3.0, 9.0],
        "2.0": [5.0, 9.0],
        "8.0": [6.0, 9.0],
        "+Inf": [6.0, 9.0],
        "latency_count": [6.0, 9.0],
        "latency_sum": [7.0, 9.0],
    }


@pytest.mark.parametrize(
    ("histogram", "wanted"),
    [
        (
            Histogram(CUSTOM_SCHEMA, 6.0, 9.0, positive=buckets_of([0, 2], [2.0, 4.0]), bounds=(0.5, 1.0)),
            {"0.5": [2.0], "+Inf": [6.0]},
        ),
        (Histogram(0, 3.0, math.inf, positive=buckets_of([1024], [3.0])), {"+Inf": [3.0]}),
        (Histogram(0, 0.0, 0.0), {"+Inf": [0.0]}),
    ],
    ids=["boundaries of its own", "beyond every float", "empty"],
)  # fmt: skip
def test_odd_histograms(histogram: Histogram, wanted: dict[str, list[float]]) -> None:
    """The last boundary is always +Inf, once."""
    found = told(histogram)
    del found["latency_count"], found["latency_sum"]
    assert found == wanted


async def test_the_text_of_a_store_holds_them(tmp_path: Path) -> None:
    """Behind the floats of the metric, with a line that says so; Prometheus's own tool reads it."""
    clock = SetClock()
    store = await SeriesStore.open(tmp_path / "store", clock=clock)
    for number in range(3):
        samples: dict[object, Sample] = {
            LATENCY: native([1.0, 3.0] * (number + 1), 2),
            series("latency", job="plain"): 7.0,
        }
        await store.write("f", interval=MINUTE, at=clock.go(MINUTE), samples=samples)  # type: ignore[arg-type]  # labels are such objects
    names = metric_names(store, [EVERYTHING], Instant(0))
    parts = [
        part
        for name in names
        for part in text_of_metric(store, name, [EVERYTHING, EVERYTHING], Instant(0), clock.now())
    ]
    await store.close()
    text = b"".join([*parts, END])
    assert text.count(b"# HELP latency_bucket") == 1
    reader = LineReader()
    reader.begin_file()
    counts = Counter(
        dict(reader.labels[one])[METRIC_NAME]
        for found in reader.read(text)
        for one in found.series.tolist()
    )
    assert counts == {"latency": 3, "latency_bucket": 9, "latency_count": 3, "latency_sum": 3}
    assert reader.faults == []
    file, folder = tmp_path / "text.om", tmp_path / "theirs"
    await asyncio.to_thread(file.write_bytes, text)
    made = await asyncio.to_thread(
        subprocess.run,
        [program("promtool"), "tsdb", "create-blocks-from", "openmetrics", str(file), str(folder)],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert made.returncode == 0, made.stderr


def test_what_a_dump_says_of_native_histograms_is_named() -> None:
    """Counted by metric, whatever the labels and buckets; other lines are stored."""
    reader = LineReader()
    reader.begin_file()
    lines = [
        '{__name__="latency", job="shop"} {count:4, sum:3.5, [-0.001,0.001]:1, (0.5,1]:3} 1700000000000',
        '{__name__="latency", job="a} {b"} {count:4, sum:NaN} 1700000000000',
        '{__name__="size"} {count:0, sum:0} 1700000000000',
        '{__name__="up"} 1 1700000000000',
    ]
    found = sum(len(samples) for samples in reader.read("\n".join(lines).encode()))
    assert (found, reader.faults) == (1, [])
    assert reader.histograms == {"latency": 2, "size": 1}
