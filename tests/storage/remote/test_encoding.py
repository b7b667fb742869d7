"""What is written for remote write is read back as it was."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.write_v1 import read_v1
from tests.storage.remote.receiver import series_in
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.storage.remote.encoding import EARLIEST, LATEST, shard_of, templates_of

names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
label_sets = st.dictionaries(names, names, min_size=1, max_size=6).map(labels_of)
layouts = st.lists(label_sets, min_size=1, max_size=20, unique=True)


@given(
    layout=layouts,
    shards=st.integers(1, 5),
    time=st.integers(EARLIEST, LATEST),
    data=st.data(),
)
def test_every_wanted_sample_comes_once_in_the_shard_of_its_series(
    layout: list[Labels], shards: int, time: int, data: st.DataObject
) -> None:
    """Any labels, values (every NaN among them), times and choice of columns survive the way."""
    bits = data.draw(
        st.lists(st.integers(0, 2**64 - 1), min_size=len(layout), max_size=len(layout))
    )
    wanted = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(layout), max_size=len(layout)))
    )
    values = np.array(bits, np.uint64).view(np.float64)
    for shard, template in enumerate(templates_of(layout, shards)):
        found = series_in(template.encode(values, time, wanted))
        assert found == [
            (labels, time, bits[column])
            for column, labels in enumerate(layout)
            if wanted[column] and shard_of(labels, shards) == shard
        ]


def test_our_own_intake_reads_it() -> None:
    """The decoder of remote write 1.0 that Prometheus writes to takes it without a complaint."""
    labels = labels_of({"__name__": "up", "instance": "a", "zone": "上海"})
    (template,) = templates_of([labels], 1)
    written = read_v1(template.encode(np.array([math.pi]), 1_795_000_000_000, np.array([True])), {})
    assert written.times == [1_795_000_000_000]
    assert written.raw == [np.array([math.pi]).tobytes()]


def test_what_is_no_utf8_is_written_out() -> None:
    """A name with a lone surrogate, as a process may have, becomes text that an engine takes."""
    layout = [labels_of({"__name__": "p", "name": "a\udc80"}), labels_of({"name": "a\udc81"})]
    (template,) = templates_of(layout, 1)
    found = series_in(template.encode(np.zeros(2), EARLIEST, np.ones(2, np.bool_)))
    assert [dict(labels)["name"] for labels, _, _ in found] == ["a\\udc80", "a\\udc81"]


@pytest.mark.parametrize("shards", [1, 2, 7])
def test_shards_are_used_alike(shards: int) -> None:
    """No shard has twice as many of 4,000 series as another."""
    layout = [labels_of({"__name__": "m", "n": str(n)}) for n in range(4_000)]
    sizes = sorted(len(template.columns) for template in templates_of(layout, shards))
    assert sum(sizes) == 4_000
    assert all(b < 2 * a for a, b in pairwise(sizes))
