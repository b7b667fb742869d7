"""Lines of logs as they travel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import Instant
from watchkeeper.wire.log_lines import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_LINES,
    LogLines,
    bytes_from_log_lines,
    log_lines_from_bytes,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
LINES = st.builds(
    LogLines,
    TEXT.filter(bool),
    st.integers(0, 2**47).map(Instant),
    st.lists(TEXT, max_size=MOST_LINES).map(tuple),
)


@given(st.lists(LINES, max_size=5))
def test_what_is_written_is_read(logs: list[LogLines]) -> None:
    assert log_lines_from_bytes(bytes_from_log_lines("a1", logs)) == tuple(logs)


@given(
    st.lists(
        st.builds(
            LogLines,
            st.text(min_size=1),
            st.just(Instant(1)),
            st.lists(
                st.text(st.sampled_from("a\x01值\U0001f600"), max_size=2 * MOST_CHARACTERS),
                max_size=40,
            ).map(tuple),
        ),
        max_size=4,
    )
)
def test_whatever_is_told_fits(logs: list[LogLines]) -> None:
    """Of many and long lines as much is written as a reader takes."""
    body = bytes_from_log_lines("a1", logs)
    assert len(body) <= MOST_BYTES
    assert len(log_lines_from_bytes(body)) <= len(logs)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[" * 60_000,
        b'{"logs": {}}',
        b'{"logs": [1]}',
        b'{"logs": [{"log": "", "at": 1, "lines": []}]}',
        b'{"logs": [{"log": "x", "at": -1, "lines": []}]}',
        b'{"logs": [{"log": "x", "at": 1e400, "lines": []}]}',
        b'{"logs": [{"log": "x", "at": 253370764800000, "lines": []}]}',
        b'{"logs": [{"log": "x", "at": 1, "lines": [1]}]}',
        b'{"logs": [{"log": "x", "at": 1, "lines": ["%s"]}]}' % (b"x" * (MOST_CHARACTERS + 1)),
        b'{"logs": [%s]}' % b",".join([b'{"log": "x", "at": 1, "lines": []}'] * 51),
        b" " * (MOST_BYTES + 1),
    ],
    ids=range(13),
)
def test_what_makes_no_sense_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        log_lines_from_bytes(body)


def test_a_line_that_no_database_holds_is_told_without_it() -> None:
    """Half of a character, as only JSON can write it, and what ends a text in C."""
    body = b'{"logs": [{"log": "a\\udc00", "at": 1, "lines": ["b\\ud800", "c\\u0000"]}]}'
    (found,) = log_lines_from_bytes(body)
    assert (found.log, found.lines) == ("a?", ("b?", "c\N{REPLACEMENT CHARACTER}"))


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    try:
        log_lines_from_bytes(body)
    except InvalidInput:
        return
