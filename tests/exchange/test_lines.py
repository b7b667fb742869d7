from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import TooLarge
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import STALE_BITS
from watchkeeper.exchange.heads import labels_from_head
from watchkeeper.exchange.lines import Format, LineReader
from watchkeeper.exchange.openmetrics import head_of

Row = tuple[Labels, int, int]

NAMES = st.sampled_from(["up", "node_cpu_seconds_total", "job:rate5m"])
LABELS = st.dictionaries(
    st.sampled_from(["job", "instance", "way"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8),
    max_size=3,
)
SERIES = st.builds(lambda name, labels: labels_of({"__name__": name, **labels}), NAMES, LABELS)
ROWS = st.tuples(SERIES, st.integers(-(10**13), 10**13), st.floats(allow_nan=False))


def bits(value: float) -> int:
    return int(struct.unpack("<Q", struct.pack("<d", value))[0])


def read(text: str, wanted: Format | None = None) -> tuple[list[Row], LineReader]:
    reader = LineReader()
    reader.begin_file(wanted)
    rows = [
        (reader.labels[series], time, bits(value))
        for found in reader.read(text.encode())
        for series, time, value in zip(
            found.series.tolist(), found.times.tolist(), found.values.tolist(), strict=True
        )
    ]
    return rows, reader


@given(st.lists(ROWS, min_size=1))
def test_what_is_written_is_read(rows: list[tuple[Labels, int, float]]) -> None:
    """Every series, time and value of each format comes back, whatever the labels hold."""
    for wanted in Format:
        scale = 1_000 if wanted is Format.OPENMETRICS else 1
        said = [
            f"{head_of(labels)} {value!r} {at / scale if scale > 1 else at}"
            for labels, at, value in rows
        ]
        found, reader = read("\n".join(said), wanted)
        assert reader.faults == []
        assert found == [(labels, at, bits(value)) for labels, at, value in rows]


@given(st.text(max_size=300) | st.text('ab{}="\\ ,.#\n1', max_size=60))
def test_any_text_is_read_or_named_by_its_lines(text: str) -> None:
    """Nothing but faults with line numbers comes of garbage, and one line gives one sample."""
    lines = text.encode("utf-8", "replace").split(b"\n")
    rows, reader = read(text.encode("utf-8", "replace").decode())
    assert len(rows) + len(reader.faults) + reader.histograms.total() <= len(lines)
    assert all(1 <= fault.line <= len(lines) for fault in reader.faults)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_crash(body: bytes) -> None:
    """Bytes that are no UTF-8 are faults, too."""
    reader = LineReader()
    assert sum(len(found) for found in reader.read(body)) <= body.count(b"\n") + 1


@given(
    st.lists(ROWS, min_size=1, max_size=5),
    st.sampled_from(["", "# a comment", "x", "up 1", "up{ 1 2"]),
)
def test_plain_lines_are_read_alike_beside_odd_ones(
    rows: list[tuple[Labels, int, float]], odd: str
) -> None:
    """Lines read at once and lines read singly, because one among them is odd, are the same."""
    said = [f"{head_of(labels)} {value!r} {at}" for labels, at, value in rows]
    plain, _ = read("\n".join(said), Format.TEXT)
    mixed, _ = read("\n".join([odd, *said, odd]), Format.TEXT)
    assert mixed == plain


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("up 1 1700000000000", Format.TEXT),
        ('up{job="x"} 1 1700000000.250', Format.OPENMETRICS),
        ("up 1 1700000000", Format.OPENMETRICS),
        ('{__name__="up", job="x"} 1 1700000000000', Format.DUMP),
        ("# TYPE up gauge", None),
    ],
    ids=["milliseconds", "seconds with decimals", "whole seconds", "a dump", "no sample yet"],
)
def test_the_format_is_told_by_the_first_sample(line: str, expected: Format | None) -> None:
    """Nobody has to say how a file is written."""
    rows, reader = read(line)
    assert reader.format is expected
    assert [at // 1_000 for _, at, _ in rows] == ([] if expected is None else [1_700_000_000])


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ('up{a="1",} 1 5', {"__name__": "up", "a": "1"}),
        ('up {a = "1"}  1\t5', {"__name__": "up", "a": "1"}),
        ('{"up.time", a="1"} 1 5', {"__name__": "up.time", "a": "1"}),
        ('{__name__="up", a="\\u6570\\x41\\t\\""} 1 5', {"__name__": "up", "a": '数A\t"'}),
        ('up_bucket{le="1"} 1 5 # {trace="x"} 0.5 4', {"__name__": "up_bucket", "le": "1"}),
        ('up{a="x # {b} 1 2"} 1 5', {"__name__": "up", "a": "x # {b} 1 2"}),
        ('up{a=""} 1 5\r', {"__name__": "up"}),
    ],
    ids=[
        "a comma at the end",
        "spaces",
        "a name in UTF-8",
        "Go's escapes",
        "an exemplar",
        "odd value",
        "an empty value",
    ],
)
def test_lines_as_others_write_them(line: str, labels: dict[str, str]) -> None:
    """Spaces, commas, escapes and exemplars of the formats are understood."""
    rows, reader = read(line, Format.TEXT)
    assert reader.faults == []
    assert rows == [(labels_of(labels), 5, bits(1.0))]


@pytest.mark.parametrize(
    "line",
    ["up 1_0 5", "up 1 5_0", "up 0x10 5", "up 1 nan", "up 1 1e400", "up 1 99999999999999999999",
     'up{a="1",a="2"} 1 5', '{a="1"} 1 5', "up{a='1'} 1 5", "up 1 5 7", 'up{a="1} 1 5', "1up 1 5"],
)  # fmt: skip
def test_what_is_no_sample_is_a_fault(line: str) -> None:
    """What only Python takes for a number is none, nor what cannot be a time."""
    for wanted in (Format.TEXT, Format.OPENMETRICS):
        rows, reader = read(f"up 1 5\n{line}\nup 1 6", wanted)
        assert len(rows) == 2
        assert [fault.line for fault in reader.faults] == [2]


def test_nan_of_a_dump_is_the_end_of_a_series() -> None:
    """promtool writes the mark of an ended series as NaN; elsewhere NaN is a value."""
    (dumped,), _ = read('{__name__="up"} NaN 5', Format.DUMP)
    (said,), _ = read("up NaN 5", Format.TEXT)
    assert dumped[2] == STALE_BITS != said[2]


def test_native_histograms_are_counted_and_left_out() -> None:
    """A dump may hold them; the other lines are read."""
    rows, reader = read(
        '{__name__="h"} {count:5, sum:18.4, [-0.001,0.001]:2} 5\n{__name__="up"} 1 5', Format.DUMP
    )
    assert (len(rows), reader.histograms.total(), reader.faults) == (1, 1, [])


def test_a_file_that_is_no_text_of_samples_ends_soon() -> None:
    """A thousand wrong lines are enough to say so."""
    with pytest.raises(TooLarge, match="cannot be read"):
        read("no sample\n" * 5_000)


@given(st.text(max_size=60))
def test_heads_are_label_sets_or_refused(head: str) -> None:
    """A head gives sound labels or a reason."""
    with suppress(ValueError):
        labels = labels_from_head(head)
        assert labels == labels_of(labels)
        assert dict(labels)["__name__"]
