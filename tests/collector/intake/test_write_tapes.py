"""A tape changes nothing in what is read, only how much of it is looked at."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.write_feeds import Recorder
from collector.intake.write_tapes import EMPTY, MAX_TAPE_BYTES, Mark, Tape, extended
from collector.intake.write_v1 import learnt, read_v1, single_at
from collector.intake.written import Written
from tests.collector.intake import prompb
from watchkeeper.core.errors import WatchkeeperError

NOW = 1_795_000_000_000


values = st.one_of(st.just(0.0), st.floats(allow_nan=False), st.just(float("nan")))
times = st.one_of(st.integers(NOW - 10, NOW + 10), st.sampled_from([0, 1, 127, 1 << 40, 1 << 42]))
series = st.tuples(st.integers(0, 60), values, times)
requests = st.lists(
    st.one_of(
        st.builds(
            lambda first, count, at: [(n, float(n % 3), at) for n in range(first, first + count)],
            st.integers(0, 30),
            st.integers(1, 60),
            times,
        ),
        st.lists(series, max_size=30),
    ),
    max_size=6,
)


def series_of(number: int) -> dict[str, Any]:
    return prompb.one_series(__name__="m" * (number % 7 + 1), n=str(number))


def head_of(number: int) -> bytes:
    head: bytes = prompb.message("TimeSeries", **series_of(number)).SerializeToString()
    return head


def message(number: int, value: float, time: int) -> bytes:
    """Return a request with one series; a zero is left out, as senders do."""
    one = {**series_of(number), "samples": [{"value": value, "timestamp": time}]}
    body: bytes = prompb.message("WriteRequest", timeseries=[one]).SerializeToString()
    return body


def samples_of(written: Written) -> list[tuple[str, bytes, int]]:
    """Return what was read, in any order; a stretch's heads are those of its tape."""
    keys = [*written.keys]
    moments = [*written.times]
    for one in written.stretches:
        keys += one.tape.heads[one.first : one.first + len(one)]
        moments += one.times.tolist()
    raw = [value.tobytes() for value in written.values]
    return sorted(zip([repr(key) for key in keys], raw, moments, strict=True))


def outcome(body: bytes, known: set[bytes], tape: Tape) -> list[tuple[str, bytes, int]] | str:
    try:
        return samples_of(read_v1(body, known, tape))
    except WatchkeeperError as error:
        return str(error)


KNOWN = {head_of(number) for number in range(50)}


@given(requests, st.data())
def test_reading_along_a_tape_gives_the_same(
    sent: list[list[tuple[int, float, int]]], data: st.DataObject
) -> None:
    """Whatever was recorded before, and however a body differs from it."""
    tape = EMPTY
    for request in sent:
        body = b"".join(message(*one) for one in request)
        if body and data.draw(st.booleans()):
            place = data.draw(st.integers(0, len(body) - 1))
            flipped = body[place] ^ data.draw(st.integers(1, 255))
            body = body[:place] + bytes([flipped]) + body[place + 1 :]
        expected = outcome(body, KNOWN, EMPTY)
        assert outcome(body, KNOWN, tape) == expected
        if not isinstance(expected, str):
            tape = learnt(tape, body, KNOWN)
            assert outcome(body, KNOWN, tape) == expected


def test_a_request_like_the_one_before_is_one_stretch() -> None:
    """Values and times may be any; nothing of its labels is looked at one by one."""
    tape = learnt(EMPTY, b"".join(message(n, float(n), NOW) for n in range(50)), KNOWN)
    written = read_v1(b"".join(message(n, n / 7, NOW + n) for n in range(1, 50)), KNOWN, tape)
    first, *rest = written.stretches
    assert (rest[0].first if rest else first.first, written.singles, len(written.keys)) == (1, 0, 0)
    assert first.times.tolist() == [NOW + n for n in range(1, 50)]
    assert first.values.tolist() == [n / 7 for n in range(1, 50)]


def test_what_is_not_known_is_never_on_a_tape() -> None:
    """A series without a home is read with its labels, so that it can get one."""
    body = b"".join(message(n, 1.0, NOW) for n in range(40, 60))
    assert set(learnt(EMPTY, body, KNOWN).heads) <= KNOWN


def test_a_tape_is_bounded() -> None:
    """What would make it too long begins a new one, and what is too long is not recorded."""
    body = message(1, 1.0, NOW)
    head = body[: len(body) - 18]
    long = head + bytes(MAX_TAPE_BYTES) + body[-18:]
    assert extended(EMPTY, long, [Mark(0, len(long), head, is_zero=False)]) is EMPTY
    half = head + bytes(MAX_TAPE_BYTES // 2) + body[-18:]
    tape = extended(EMPTY, half, [Mark(0, len(half), b"a", is_zero=False)])
    tape = extended(tape, half, [Mark(0, len(half), b"b", is_zero=False)])
    assert (list(tape.heads), len(tape.wire)) == ([b"b"], len(half))


def test_a_sender_without_order_is_recorded_less_and_less() -> None:
    """Recording costs more than reading, and does not help where nothing repeats."""
    recorder = Recorder()
    loose = Written(singles=100, series=100)
    recorded = [place for place in range(200) if recorder.wants(loose)]
    gaps = np.diff(recorded).tolist()
    assert gaps == sorted(gaps)
    assert len(recorded) < 10
    assert not recorder.wants(Written(series=100))


def test_a_sender_whose_series_come_and_go_is_seldom_recorded() -> None:
    """Where every second request has other series, a tape that grows each time helps nobody."""
    recorder, fitting = Recorder(), Written(series=100)
    loose = Written(series=100, singles=100)
    recorded = [place for place in range(400) if recorder.wants(loose if place % 2 else fitting)]
    assert len(recorded) < 12
    assert not any(recorder.wants(fitting) for _ in range(40))
    assert [recorder.wants(loose) for _ in range(70)].count(True) >= 3


def test_a_sender_of_many_requests_is_recorded_in_one_round() -> None:
    """What was never on the tape is recorded at once, however many requests differ."""
    recorder, known = Recorder(), {head_of(number) for number in range(120)}
    requests = [
        b"".join(message(number, 2.5, NOW) for number in range(first, first + 20))
        for first in range(0, 120, 20)
    ]
    for body in requests:
        assert recorder.wants(read_v1(body, known, recorder.tape))
        recorder.tape = learnt(recorder.tape, body, known)
    assert not any(recorder.wants(read_v1(body, known, recorder.tape)) for body in requests)


def test_a_single_sample_is_seen_with_and_without_its_value() -> None:
    """Zero is left out by senders; the time has six bytes from 1971 to 2109."""
    for value, raw in ((2.5, struct.pack("<d", 2.5)), (0.0, bytes(8))):
        body = message(3, value, NOW)
        found = single_at(body, 2, len(body))
        assert found is not None
        assert (found.head, found.raw) == (head_of(3), raw)
