"""Which series an API names for a stretch of time."""

from __future__ import annotations

import pytest

from dashboards.prometheus_api.lookups import Stretch, found_of, label_values, series
from tests.rules.promql.memory_source import MemorySource
from tests.rules.promql.rolled_source import RolledSource
from watchkeeper.core.instants import HOUR, MINUTE, Instant
from watchkeeper.core.labels import METRIC_NAME

NOW = Instant(12 * HOUR)


@pytest.mark.parametrize(
    ("begin", "end", "hosts"),
    [(2, 3, ["a", "b"]), (10, 11, ["b"]), (2, 12, ["a", "b"])],
    ids=["samples are gone", "samples are there", "both"],
)
def test_times_whose_samples_are_gone_have_their_series(
    begin: int, end: int, hosts: list[str]
) -> None:
    """A picker of hosts in a graph of last year offers those that the graph shows."""
    whole = MemorySource()
    for host, hours in (("a", 6), ("b", 12)):
        samples = [(minute * MINUTE, 1.0) for minute in range(hours * 60)]
        whole.add({METRIC_NAME: "up", "host": host}, samples)
    source = RolledSource(whole, since=8 * HOUR, period=5 * MINUTE, until=NOW)
    stretch = Stretch(Instant(begin * HOUR), Instant(end * HOUR))
    found = found_of(source, ["up"], stretch, NOW)
    assert label_values(found, "host") == hosts
    assert [dict(one)["host"] for one in series(found, None)] == hosts
