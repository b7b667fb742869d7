"""Bytes and JSON in one stream."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import Unavailable
from watchkeeper.wire.frames import frame_bytes, frames_from

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(items=st.lists(st.binary(max_size=40) | JSON, max_size=6))
def test_what_is_written_is_read(items: list[Any]) -> None:
    """In its order, whatever it is."""
    stream = io.BytesIO(b"".join(frame_bytes(item) for item in items))
    assert list(frames_from(stream.read)) == items


@given(data=st.binary(max_size=60))
def test_any_bytes_are_frames_or_refused(data: bytes) -> None:
    """Nothing but our own error comes out, and no length is believed that is too large."""
    stream = io.BytesIO(data)
    try:
        found = list(frames_from(stream.read))
    except Unavailable:
        return
    assert sum(len(one) for one in found if isinstance(one, bytes)) <= len(data)


@pytest.mark.parametrize("length", [1, 4, 6, 10])
def test_a_stream_that_breaks_off_is_refused(length: int) -> None:
    """Within the head of a frame or within its content."""
    stream = io.BytesIO(frame_bytes(b"0123456789")[:length])
    with pytest.raises(Unavailable):
        list(frames_from(stream.read))
