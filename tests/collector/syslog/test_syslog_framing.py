"""Messages in a stream: counted or ended, in any pieces, bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.syslog.framing import Framer
from collector.syslog.lines import MAX_BYTES


def messages(*pieces: bytes) -> list[bytes]:
    framer = Framer()
    found = [message for piece in pieces for message in framer.feed(piece)]
    left = framer.end()
    return [*found, left] if left else found


@pytest.mark.parametrize(
    ("stream", "found"),
    [
        (b"5 <1>ab7 <1>cdef", [b"<1>ab", b"<1>cdef"]),
        (b"<1>a\n<1>b\r\n<1>c\0<1>d", [b"<1>a", b"<1>b", b"<1>c", b"<1>d"]),
        (b"12 errors found\n", [b"12 errors found"]),
        (b"5 <1>ab\n<1>line\n5 <1>cd", [b"<1>ab", b"<1>line", b"<1>cd"]),
        (b"8 <1>a\nb\nc", [b"<1>a\nb\nc"]),
        (b"2026-11-23 text\n", [b"2026-11-23 text"]),
        (b"\n\n \r\n", []),
        (b"999 <1>never ends", [b"999 <1>never ends"]),
        (b"12", [b"12"]),
    ],
    ids=["counted", "ended by LF, CRLF, NUL or nothing", "a line that begins with a number",
         "both in one stream", "ends within a counted message", "a date", "nothing", "a count that is not kept", "a number"],
)  # fmt: skip
def test_both_framings(stream: bytes, found: list[bytes]) -> None:
    """The same messages come out, in one piece or byte by byte."""
    assert messages(stream) == found
    assert messages(*(bytes([byte]) for byte in stream)) == found


@pytest.mark.parametrize("begin", [b"", b"%d " % (3 * MAX_BYTES + 3)], ids=["ended", "counted"])
def test_a_message_that_is_too_long_is_cut(begin: bytes) -> None:
    """Its beginning is kept, its rest is skipped, the next message is whole; it is counted."""
    framer = Framer()
    end = b"" if begin else b"\n"
    stream = begin + b"<1>" + b"x" * 3 * MAX_BYTES + end + b"5 <1>ab"
    found = [
        message
        for start in range(0, len(stream), 1_000)
        for message in framer.feed(stream[start : start + 1_000])
    ]
    assert [len(message) for message in found] == [MAX_BYTES, 5]
    assert framer.cut == 1


@given(st.lists(st.binary(max_size=60), max_size=30))
def test_any_stream_is_cut_into_bounded_messages(pieces: list[bytes]) -> None:
    """However bytes arrive, no message is longer than its bound and nothing is said twice."""
    found = messages(*pieces)
    assert all(0 < len(message) <= MAX_BYTES for message in found)
    assert sum(map(len, found)) <= sum(map(len, pieces))


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8), st.integers(1, 50))
def test_counted_messages_come_back(bodies: list[bytes], size: int) -> None:
    """What is counted arrives as it was, whatever is in it and however it is cut."""
    whole = [b"<1>" + body.strip(b"\r\n\0 ") + b"." for body in bodies]
    stream = b"".join(b"%d %s" % (len(one), one) for one in whole)
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert messages(*pieces) == whole
