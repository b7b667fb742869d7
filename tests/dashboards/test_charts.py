"""Charts as SVG: well-formed for any values, honest about gaps, thresholds and peaks."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.charts import (
    AlertSpan,
    Chart,
    Line,
    Threshold,
    chart_svg,
    time_ticks,
    value_ticks,
)
from dashboards.units import Unit, show_value
from dashboards.web.chart_data import chart_json
from dashboards.web.evidence import body_of_chart, chart_of_body, is_of_alert
from dashboards.web.subject import subject_of
from watchkeeper.core.instants import MINUTE, Instant

START = Instant(1_795_312_800_000)


def chart(*values: float, unit: Unit = Unit.NUMBER, **more: object) -> Chart:
    times = [START + index * MINUTE for index in range(len(values))]
    end = Instant(START + max(len(values) - 1, 1) * MINUTE)
    return Chart("t", (Line("a", times, values),), START, end, unit, **more)  # type: ignore[arg-type]  # shortens the tests


def paths(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [path.attrib["d"] for path in root.iter("{http://www.w3.org/2000/svg}path")]


floats = st.floats(width=64)


@given(st.lists(floats, max_size=40), floats, st.sampled_from(Unit))
def test_any_values_give_well_formed_svg(values: list[float], limit: float, unit: Unit) -> None:
    """NaN, infinities and any size: an SVG that parses, with no such number in a coordinate."""
    svg = chart_svg(chart(*values, unit=unit, thresholds=(Threshold(limit, "<limit>"),)))
    for path in paths(svg):
        assert "nan" not in path
        assert "inf" not in path


@given(
    st.floats(-1e12, 1e12),
    st.floats(1e-6, 1e12),
    st.sampled_from([Unit.NUMBER, Unit.BYTES, Unit.SECONDS]),
)
def test_value_ticks_enclose_the_values(low: float, size: float, unit: Unit) -> None:
    ticks = value_ticks(low, low + size, unit=unit)
    assert 2 <= len(ticks) <= 7
    slack = (ticks[1] - ticks[0]) * 1e-6
    assert ticks[0] <= low + slack
    assert ticks[-1] >= low + size - slack


@given(st.integers(0, 2**42), st.integers(1, 10**11))
def test_time_ticks_lie_inside_and_are_few(start: int, length: int) -> None:
    ticks = time_ticks(start, start + length)
    assert len(ticks) <= 8
    assert all(start <= tick <= start + length for tick in ticks)


def test_a_gap_is_not_bridged() -> None:
    """Where a sample is missing the line begins anew."""
    (path,) = paths(chart_svg(chart(1, 2, math.nan, 3, 4)))
    assert path.count("M") == 2


def test_a_peak_survives_thinning() -> None:
    """Ten thousand points with one peak: the peak is drawn at the top of the plot."""
    values = [1.0] * 10_000
    values[5_003] = 100.0
    (path,) = paths(chart_svg(chart(*values)))
    assert path.count("L") < 1_000
    heights = [float(part.split()[1]) for part in path.replace("M", "L").split("L") if part]
    assert min(heights) == pytest.approx(8.0, abs=0.1)


def test_the_threshold_and_the_alert_s_span_are_drawn() -> None:
    svg = chart_svg(
        chart(1, 2, 3, thresholds=(Threshold(2.5, "> 2.5"),), span=AlertSpan(START, START, ""))
    )
    assert "&gt; 2.5" in svg
    assert 'class="alert-span"' in svg


def test_an_empty_chart_says_so() -> None:
    assert "nothing &lt;here&gt;" in chart_svg(chart(empty="nothing <here>"))


def test_a_kept_chart_comes_back_as_it_was() -> None:
    kept = chart(1, math.nan, 3, unit=Unit.BYTES, thresholds=(Threshold(2.0, "> 2"),))
    back = chart_of_body(body_of_chart(kept))
    assert chart_json(back) == chart_json(kept)
    assert chart_json(back)["lines"][0]["values"] == [1.0, None, 3.0]


def test_lines_of_different_instants_are_no_gaps_of_each_other() -> None:
    """Each keeps its own times; a null stands only where samples are missing."""
    every = [START + 15_000 * tick for tick in range(8)]
    lines = (
        Line("steady", every, [1.0] * 8),
        Line("late", [time + 7_000 for time in every], [2.0] * 8),
        Line("gap", [*every[:4], START + 900_000], [3.0] * 5),
        Line("nothing", every, [math.nan] * 8),
    )
    found = chart_json(Chart("c", lines, START, Instant(START + 900_000)))["lines"]
    assert [line["values"] for line in found] == [
        [1.0] * 8, [2.0] * 8, [3.0, 3.0, 3.0, 3.0, None, 3.0], []
    ]  # fmt: skip
    assert found[1]["times"][0] == START + 7_000
    assert found[2]["times"][3] < found[2]["times"][4] < found[2]["times"][5]


@pytest.mark.parametrize(
    ("values", "dots"),
    [((1.0,), 1), ((1.0, 2.0, 3.0), 3), ((1.0,) * 40, 0), ((*(1.0,) * 40, math.nan, 2.0), 1)],
    ids=["one sample", "few samples", "many", "one alone behind a gap"],
)
def test_few_and_lone_samples_are_seen(values: tuple[float, ...], dots: int) -> None:
    """A line of one point has no length: each point of a sparse line is a dot."""
    assert chart_svg(chart(*values)).count("<circle") == dots


@pytest.mark.parametrize(
    ("expression", "about", "threshold", "unit"),
    [
        ("probe_success == 0", "probe_success", 0.0, Unit.STATE),
        ("a_bytes / b_bytes < 0.15", "a_bytes / b_bytes", 0.15, Unit.RATIO),
        ("a_bytes < 5 * 1024 ^ 3", "a_bytes", 5 * 1024.0**3, Unit.BYTES),
        ("(x > 1) and on () y == 2", "x", 1.0, Unit.NUMBER),
        ("time() - a_seconds > -(3)", "time() - a_seconds", -3.0, Unit.NUMBER),
        ("rate(a_bytes_total[5m]) > 1e6", "rate(a_bytes_total[5m])", 1e6, Unit.BYTES_PER_SECOND),
        ("x > y", "x", None, Unit.NUMBER),
        ("absent(up)", "absent(up)", None, Unit.STATE),
    ],
)
def test_a_rule_is_about_what_it_compares(
    expression: str, about: str, threshold: float | None, unit: Unit
) -> None:
    subject = subject_of(expression)
    assert subject.expression == about
    assert [mark.value for mark in subject.thresholds] == ([] if threshold is None else [threshold])
    assert subject.unit is unit


def test_a_series_belongs_to_the_alert_whose_labels_it_shares() -> None:
    alert = {"alertname": "A", "instance": "web-1", "mountpoint": "/var"}
    assert is_of_alert({"__name__": "x", "instance": "web-1", "mountpoint": "/var"}, alert)
    assert is_of_alert({"instance": "web-1"}, alert)
    assert not is_of_alert({"instance": "web-1", "mountpoint": "/"}, alert)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.4231, Unit.RATIO, "42.3 %"),
        (1536.0, Unit.BYTES, "1.5 KiB"),
        (-2048.0, Unit.BYTES, "-2 KiB"),
        (12_500_000.0, Unit.BITS_PER_SECOND, "12.5 Mbit/s"),
        (0.0432, Unit.SECONDS, "43.2 ms"),
        (90_000.0, Unit.SECONDS, "25 h"),
        (math.nan, Unit.NUMBER, "–"),
        (math.inf, Unit.BYTES, "∞"),
        (1_234_567.0, Unit.NUMBER, "1.23 M"),
        (0.00012, Unit.NUMBER, "0.00012"),
    ],
)
def test_values_are_shown_with_unit_and_few_digits(value: float, unit: Unit, text: str) -> None:
    assert show_value(value, unit) == text
