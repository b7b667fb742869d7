"""Prometheus's text format."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import labels_of
from watchkeeper.wire import page_parser
from watchkeeper.wire.exposition import Family, Kind, page, text_from_number
from watchkeeper.wire.page_parser import parse

SIZE = Family("node_filesystem_size_bytes", Kind.GAUGE, "Size in bytes.", ("device", "mountpoint"))
LOAD = Family("node_load1", Kind.GAUGE, "1m load average.")


def test_a_page_has_help_type_and_sorted_series() -> None:
    """Families and their series stand in alphabetical order under HELP and TYPE."""
    assert page([(LOAD, (), 0.25), (SIZE, ("b", "/b"), 2), (SIZE, ("a", '/"a"\\\n'), 1e18)]) == (
        "# HELP node_filesystem_size_bytes Size in bytes.\n"
        "# TYPE node_filesystem_size_bytes gauge\n"
        'node_filesystem_size_bytes{device="a",mountpoint="/\\"a\\"\\\\\\n"} 1e+18\n'
        'node_filesystem_size_bytes{device="b",mountpoint="/b"} 2\n'
        "# HELP node_load1 1m load average.\n"
        "# TYPE node_load1 gauge\n"
        "node_load1 0.25\n"
    )


@given(st.floats())
def test_numbers_are_read_back_exactly(number: float) -> None:
    back = float(text_from_number(number))
    assert back == number or (math.isnan(back) and math.isnan(number))


VALUES = st.lists(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.floats(allow_nan=False)),
    unique_by=lambda pair: pair[0],
)


@given(VALUES)
def test_what_is_written_is_read(series: list[tuple[str, float]]) -> None:
    """Any label value and number is read back; prometheus_client reads the same."""
    text = page([(SIZE, ("d", value), number) for value, number in series])
    expected = {
        (labels_of({"__name__": SIZE.name, "device": "d", "mountpoint": value}), number)
        for value, number in series
    }
    assert {(s.labels, s.value) for s in parse(text.encode()).samples} == expected
    peer = {
        (labels_of({"__name__": s.name, **s.labels}), s.value)
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }
    assert peer == expected


def test_a_foreign_page_is_read() -> None:
    """White space, comments, times, infinities and a comma at the end are as the format allows."""
    body = b"""# a comment
# HELP http_requests_total All \\\\ requests\\nserved.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200",} 1027 1395066363000
 something_weird { problem = "division by zero" } +Inf -3982045
metric_without_labels\t12.47e-1
nothing NaN
latency_bucket{le="+Inf"} 3

"""
    read = parse(body)
    assert [(dict(s.labels)["__name__"], s.time_ms) for s in read.samples] == [
        ("http_requests_total", 1395066363000),
        ("something_weird", -3982045),
        ("metric_without_labels", None),
        ("nothing", None),
        ("latency_bucket", None),
    ]
    assert read.samples[1].value == math.inf
    assert read.samples[2].value == 1.247
    assert dict(read.samples[0].labels)["method"] == "post"
    assert read.kinds == {"http_requests_total": Kind.COUNTER}
    assert read.helps == {"http_requests_total": "All \\ requests\nserved."}


WRONG = {
    "no number": b"up\n",
    "a word for a number": b"up yes\n",
    "an underscore in a number": b"up 1_000\n",
    "a hexadecimal number": b"up 0x1F\n",
    "a name that starts with a digit": b"1up 1\n",
    "an open brace": b'up{a="b" 1\n',
    "a label without quotes": b"up{a=b} 1\n",
    "a label that starts with a digit": b'up{1a="b"} 1\n',
    "an unknown escape": b'up{a="\\t"} 1\n',
    "labels without a comma": b'up{a="b"c="d"} 1\n',
    "a label twice": b'up{a="1",a="2"} 1\n',
    "the name as a label": b'up{__name__="x"} 1\n',
    "a series twice": b'up{a="1",b="2"} 1\nup{b="2",a="1"} 1\n',
    "a time with a point": b"up 1 1.5\n",
    "an unknown type": b"# TYPE up number\n",
    "a type twice": b"# TYPE up gauge\n# TYPE up gauge\n",
    "no UTF-8": b'up{a="\xff"} 1\n',
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_page_is_refused_with_its_line(body: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"line [1-9]"):
        parse(b"\n" + body)


def test_bounds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, lines, labels and samples have an upper bound."""
    with pytest.raises(TooLarge):
        parse(b"up{%s} 1" % b",".join(b'a%d="1"' % i for i in range(65)))
    with pytest.raises(TooLarge):
        parse(b'up{a="%s"} 1' % (b"x" * 70_000))
    monkeypatch.setattr(page_parser, "MAX_SAMPLES", 2)
    with pytest.raises(TooLarge):
        parse(b"a 1\nb 1\nc 1\n")
    monkeypatch.setattr(page_parser, "MAX_PAGE_BYTES", 10)
    with pytest.raises(TooLarge):
        parse(b"aaaaaaaaaaaaaaaa 1\n")


@given(st.one_of(st.binary(max_size=100), st.text(alphabet='ab{}="\\, 1.\n#', max_size=60)))
def test_any_page_raises_only_invalid_input(noise: bytes | str) -> None:
    """No page from outside raises anything but InvalidInput."""
    body = noise if isinstance(noise, bytes) else noise.encode("utf-8", "replace")
    try:
        parse(body)
    except InvalidInput:
        return
