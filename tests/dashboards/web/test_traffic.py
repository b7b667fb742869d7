"""The traffic page: ports, the line with its 95th percentile, the week before, in both languages."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.traffic import percentile
from dashboards.web.pages.traffic import SPANS, bounds
from tests.dashboards.web.site import Client, Site
from tests.dashboards.web.traffic_samples import carry
from watchkeeper.core.instants import instant_from_rfc3339


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("engineer-a", ("95 百分位", "一周前", "利用率", "端口")),
        ("admin-x", ("95th percentile", "a week before", "In use", "Ports")),
    ],
)
async def test_a_host_s_page_shows_ports_line_ghost_and_percentile(
    site: Site, client: Client, person: str, words: tuple[str, ...]
) -> None:
    """The busiest port first; of 16 Mbit/s received 4 are sent, half of that a week before."""
    await carry(site)
    await client.sign_in(person)
    await client.get("/hosts/web-1/traffic", **{"Accept-Language": "zh"})
    assert client.status == 200
    for word in (*words, "eth0", "docker0", "16 Mbit/s", "4 Mbit/s", "100 Mbit/s", "16 %"):
        assert word in client.words, word
    assert client.text.count('stroke-dasharray="3 3"') == 2
    assert client.text.count('class="threshold"') == 2
    peaks = re.findall(r"8 Mbit/s", client.text)
    assert peaks, "the ghost's extent stands in the chart's title"


async def test_a_device_s_page_shows_its_uplink_and_another_port_can_be_chosen(
    site: Site, client: Client
) -> None:
    """What a device names its port is shown as text; unknown ports and spans fall back."""
    await carry(site)
    await client.sign_in("engineer-a")
    for query in ("", "?port=ge0&span=7d", "?port=nowhere&span=nothing", "?span=last-month"):
        await client.get(f"/hosts/sw-core-1/traffic{query}")
        assert client.status == 200
        assert "uplink <carrier>" in client.words
        assert "<carrier>" not in client.text
    await client.get("/hosts/web-1/traffic?port=docker0&span=30d")
    assert "<h2>docker0" in client.text
    assert 'stroke-dasharray="3 3"' not in client.text


async def test_who_may_not_see_a_host_sees_no_traffic_and_asks_for_nothing(
    site: Site, client: Client
) -> None:
    """Other customers' hosts are not there; a reader has no button, and its form is refused."""
    await carry(site)
    await client.sign_in("stranger-s")
    await client.get("/hosts/web-1/traffic")
    assert client.status == 404
    await client.sign_in("reader-r")
    await client.get("/hosts/web-1/traffic")
    assert client.status == 200
    assert '<form method="post" action="/hosts/web-1/traffic">' not in client.text
    await client.submit("/hosts/web-1/traffic")
    assert client.status == 403
    await client.get("/hosts/db-1/traffic")
    assert client.status == 200, "a host without any traffic has a page that says so"


@given(st.lists(st.floats(0, 1e12) | st.just(math.nan), max_size=300))
def test_the_percentile_leaves_out_a_twentieth_and_no_more(values: list[float]) -> None:
    """At most 5 % of what was measured is above it, and it is a value that was measured."""
    measured = [value for value in values if not math.isnan(value)]
    found = percentile(values)
    if not measured:
        assert found is None
        return
    assert found in measured
    assert sum(value > found for value in measured) <= 0.05 * len(measured)
    assert sum(value >= found for value in measured) > 0.05 * len(measured)


@pytest.mark.parametrize(
    ("span", "now", "start", "end"),
    [
        ("month", "2026-11-23T01:00:00Z", "2026-10-31T16:00:00Z", "2026-11-23T01:00:00Z"),
        ("last-month", "2026-11-23T01:00:00Z", "2026-09-30T16:00:00Z", "2026-10-31T16:00:00Z"),
        ("last-month", "2027-01-05T00:00:00Z", "2026-11-30T16:00:00Z", "2026-12-31T16:00:00Z"),
        ("24h", "2026-11-23T01:00:00Z", "2026-11-22T01:00:00Z", "2026-11-23T01:00:00Z"),
    ],
    ids=["this month", "the last", "over new year", "a day"],
)
def test_months_are_those_of_the_reader_s_zone(span: str, now: str, start: str, end: str) -> None:
    """A bill is of a calendar month in Shanghai, not in UTC."""
    chosen = next(one for one in SPANS if one.id == span)
    found = bounds(chosen, instant_from_rfc3339(now), "Asia/Shanghai")
    assert found == (instant_from_rfc3339(start), instant_from_rfc3339(end))
