"""Bytes and JSON in one stream: each frame is a letter, a length of four bytes, its content.

``D`` is data, ``J`` a JSON value.  A stream that ends without the JSON value that its reader
waits for has broken off.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any, Callable, Union

from watchkeeper.core.errors import Unavailable

CONTENT_TYPE = "application/x-watchkeeper-frames"
MOST_BYTES = 4 << 20
_HEAD = struct.Struct("<cI")

Frame = Union[bytes, Any]


def frame_bytes(item: Frame) -> bytes:
    """Return *item* as a frame: bytes as data, all else as JSON."""
    if isinstance(item, bytes):
        return _HEAD.pack(b"D", len(item)) + item
    content = json.dumps(item, ensure_ascii=False).encode()
    return _HEAD.pack(b"J", len(content)) + content


def frames_from(read: Callable[[int], bytes]) -> Iterator[Frame]:
    """Yield what ``frame_bytes`` wrote; *read* returns at most so many bytes, none at the end.

    Raises Unavailable where the stream breaks off within a frame or is none.
    """
    while head := _exactly(read, _HEAD.size, may_end=True):
        kind, length = _HEAD.unpack(head)
        if kind not in (b"D", b"J") or length > MOST_BYTES:
            raise Unavailable("the server's answer is none that this version reads")
        content = _exactly(read, length)
        yield content if kind == b"D" else _value(content)


def _value(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:
        raise Unavailable("the server's answer broke off") from error


def _exactly(read: Callable[[int], bytes], size: int, *, may_end: bool = False) -> bytes:
    parts = []
    left = size
    while left:
        part = read(left)
        if not part:
            if may_end and left == size:
                return b""
            raise Unavailable("the server's answer broke off")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
