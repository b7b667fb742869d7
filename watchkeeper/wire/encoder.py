"""The sending half of the columnar push format (docs/en/push-protocol.md): all that an agent needs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.core.spans import Duration, Instant
from watchkeeper.wire.label_sets import bytes_from_labels

PUSH_PATH = "/api/agent/v1/push"
TOKEN_PATH = "/api/agent/v1/token"  # noqa: S105 an address
RENEW_HEADER = "Watchkeeper-Renew"
"""In the answer to a push: ask for a new token by ``TOKEN_PATH`` before the old one ends."""
CONTENT_TYPE = "application/vnd.watchkeeper.columns"
MAGIC = b"WKC\x01"
PREAMBLE = struct.Struct("<4sI")  # magic and version, inflated bytes
HEAD = struct.Struct("<qQIIIIII16sHxxxxxx")

_SMALL_BYTES = 256 << 10
_SMALL_WINDOW, _SMALL_HASH = 12, 6  # 2^12 bytes; of zlib's memory levels
_ABSENT_BYTES = struct.pack("<Q", ABSENT_BITS)


def padded(vector: bytes, width: int) -> bytes:
    """Return *vector* with absent values up to *width*: a tick from before the layout grew."""
    return vector + _ABSENT_BYTES * (width - len(vector) // 8)


def encoded(
    *,
    agent: str,
    boot: bytes,
    layout: int,
    first_sequence: int,
    sent_at: Instant,
    interval: Duration,
    base: int,
    additions: Sequence[Labels],
    times: Sequence[Instant],
    vectors: bytes,
    compression: int = 1,
) -> bytes:
    """Return the body of a request; what the parts are: ``watchkeeper.wire.columns.Push``."""
    raw_agent = agent.encode("utf-8", "replace")
    block = aligned(b"".join(map(bytes_from_labels, additions)))
    head = HEAD.pack(
        sent_at,
        first_sequence,
        interval,
        layout,
        base,
        base + len(additions),
        len(times),
        len(block),
        boot,
        len(raw_agent),
    )
    raw_times = struct.pack(f"<{len(times)}q", *times)
    inflated = b"".join((head, aligned(raw_agent), block, raw_times, vectors))
    return PREAMBLE.pack(MAGIC, len(inflated)) + _compressed(inflated, compression)


def _compressed(content: bytes, level: int) -> bytes:
    """Compress; a small push with a small window, which takes 48 kB of memory and not 270."""
    if len(content) > _SMALL_BYTES:
        return zlib.compress(content, level)
    compressor = zlib.compressobj(level, zlib.DEFLATED, _SMALL_WINDOW, _SMALL_HASH)
    return compressor.compress(content) + compressor.flush()


def aligned(block: bytes) -> bytes:
    """Return *block* with zero bytes up to a multiple of eight."""
    return block + bytes(-len(block) % 8)
