"""Our readers of remote write against the protobuf library, and against any bytes."""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import Any

import cramjam
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.write import MAX_INFLATED_BYTES, inflated
from collector.intake.write_text import read_text
from collector.intake.write_v1 import read_v1
from collector.intake.write_v2 import read_v2
from collector.intake.written import Reason, Written
from tests.collector.intake.prompb import message, one_series, parsed
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, labels_of

NOW = Instant(1_795_000_000_000)

names = st.text("abc_", min_size=1, max_size=5)
times = st.one_of(
    st.integers(NOW - 10_000_000, NOW + 100_000), st.integers(-(2**63), 2**63 - 1), st.just(0)
)
values = st.one_of(st.floats(), st.just(0.0))
samples = st.lists(st.fixed_dictionaries({"timestamp": times, "value": values}), max_size=3)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Draw a request as a sender would write it, exemplars and metadata included."""
    series = []
    for _ in range(draw(st.integers(0, 6))):
        pairs = draw(st.dictionaries(names, st.text(max_size=4), max_size=3))
        pairs["__name__"] = draw(names)
        one: dict[str, Any] = one_series(**pairs)
        one["samples"] = draw(samples)
        if draw(st.booleans()):
            one["exemplars"] = [{"value": 1.0, "timestamp": 5}]
        if draw(st.booleans()):
            one["histograms"] = [{"sum": draw(values), "count_int": 1, "zero_count_int": 1}]
        series.append(one)
    metadata = [{"type": 1, "metric_family_name": draw(names), "help": draw(st.text(max_size=5))}]
    made: bytes = message("WriteRequest", timeseries=series, metadata=metadata).SerializeToString()
    return made


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


def expected(body: bytes) -> list[tuple[Labels, int, bytes]]:
    return [
        (labels_of([(one.name, one.value) for one in series.labels]), time, raw)
        for series in parsed("WriteRequest", body).timeseries
        for time, raw in [
            *((one.timestamp, bits(one.value)) for one in series.samples),
            *((one.timestamp, bits(0.0)) for one in series.histograms),
        ]
    ]


def found_in(written: Written, known: dict[Any, Labels]) -> list[tuple[Labels, int, bytes]]:
    return [
        (known[key], at, raw)
        for key, at, raw in zip(written.keys, written.times, written.raw, strict=True)
    ]


@given(requests())
def test_it_reads_what_the_library_reads(body: bytes) -> None:
    """Series, times and the bits of values are the library's, at first sight and when known."""
    first = read_v1(body, frozenset())
    assert found_in(first, first.labels) == expected(body)
    again = read_v1(body, first.labels)
    assert found_in(again, first.labels) == expected(body)
    assert not again.labels
    assert again.exemplars == first.exemplars


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Nothing but InvalidInput comes out of a reader."""
    with suppress(InvalidInput):
        read_v1(body, frozenset())
    with suppress(InvalidInput):
        read_v2(body)
    with suppress(InvalidInput):
        inflated(body)
    with suppress(InvalidInput):
        read_text(body, NOW)


@given(requests(), st.data())
def test_a_flipped_byte_never_breaks_the_reader(body: bytes, data: st.DataObject) -> None:
    """A request with a byte changed, or cut off, is read or refused, also where it is known."""
    known = read_v1(body, frozenset()).labels
    changed = bytearray(body or b"\0")
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] = data.draw(st.integers(0, 255))
    stop = data.draw(st.integers(0, len(changed)))
    for part in (bytes(changed), bytes(changed[:stop])):
        with suppress(InvalidInput):
            fresh = read_v1(part, frozenset())
            again = read_v1(part, known)
            assert found_in(again, {**known, **again.labels}) == found_in(fresh, fresh.labels)


def test_symbols_of_2_0_may_be_shared() -> None:
    """Labels refer to symbols, metadata too; histograms and exemplars are counted."""
    body = message(
        "Request2",
        symbols=["", "__name__", "up", "job", "node", "Is it up?"],
        timeseries=[
            {
                "labels_refs": [1, 2, 3, 4],
                "samples": [{"timestamp": 5, "value": 1.0}],
                "exemplars": [{"value": 2.0}],
                "metadata": {"type": 2, "help_ref": 5},
            },
            {"labels_refs": [1, 2], "histograms": [{"sum": 1.0, "count_int": 1}]},
            {"labels_refs": [1, 99], "samples": [{"timestamp": 5, "value": 1.0}]},
        ],
    ).SerializeToString()
    written = read_v2(body)
    labels = labels_of({"__name__": "up", "job": "node"})
    assert (written.keys, written.times, written.raw) == ([labels], [5], [bits(1.0)])
    assert (written.exemplars, written.natives) == (1, {})
    assert written.refused == {Reason.HISTOGRAM: 1, Reason.BAD_LABELS: 1}
    family = written.families["up"]
    assert (family.kind, family.help) == ("gauge", "Is it up?")


@pytest.mark.parametrize(
    "pairs",
    [
        [("job", "node")],
        [("__name__", "up"), ("job", "a"), ("job", "b")],
        [("__name__", "up"), ("", "x")],
        [("__name__", "up"), ("job", "x" * 5000)],
        [("__name__", "up"), *((f"l{n}", "x") for n in range(70))],
    ],
    ids=["no name", "a label twice", "a label without a name", "a value too long", "too many"],
)
def test_labels_that_make_no_sense_are_refused(pairs: list[tuple[str, str]]) -> None:
    """Only that series is left out."""
    bad = {
        "labels": [{"name": name, "value": value} for name, value in pairs],
        "samples": [{"timestamp": NOW, "value": 1.0}],
    }
    good = one_series((NOW, 2.0), __name__="up")
    body = message("WriteRequest", timeseries=[bad, good]).SerializeToString()
    written = read_v1(body, frozenset())
    assert (len(written.keys), written.refused[Reason.BAD_LABELS]) == (1, 1)


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    """A block that says it holds more than the bound is not opened."""
    bomb = bytes(cramjam.snappy.compress_raw(bytes(MAX_INFLATED_BYTES + 1)))
    with pytest.raises(TooLarge):
        inflated(bomb)
