"""The columnar push format, version 1 (docs/en/push-protocol.md).

A request carries one agent's ticks of one run and one layout: the times, then all vectors as one
block of little-endian float64, aligned to eight bytes, so that a receiver with numpy reads them
by one ``numpy.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)``.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.spans import Duration, Instant
from watchkeeper.wire.encoder import CONTENT_TYPE, HEAD, MAGIC, PREAMBLE, PUSH_PATH, encoded, padded
from watchkeeper.wire.label_sets import broken, labels_from_bytes, text_from_bytes

__all__ = ["CONTENT_TYPE", "PUSH_PATH", "Push", "decode", "encode", "padded"]
from watchkeeper.core.labels import Labels

MAX_BODY_BYTES = 4 << 20
MAX_INFLATED_BYTES = 32 << 20
MAX_SERIES = 50_000
MAX_TICKS = 5_000
MAX_AGENT_BYTES = 128


@dataclass(frozen=True)
class Push:
    """One request: ticks of one run and one layout whose sequences follow one another.

    A repeat of (agent, boot, sequence) is acknowledged and ignored.  ``boot`` names one run of the agent's process.  The receiver must know ``base`` series of
    ``layout`` already (409 where it does not); ``additions`` are those from ``base`` to ``width``.
    """

    agent: str
    boot: bytes  # 16 random bytes
    layout: int  # counts from 1 within a boot; a layout only grows
    first_sequence: int
    sent_at: Instant
    interval: Duration
    base: int
    additions: tuple[Labels, ...]
    times: tuple[Instant, ...]
    vectors: bytes  # float64 LE, (ticks, width), row by row; ABSENT_BITS = no sample

    @property
    def width(self) -> int:
        return self.base + len(self.additions)

    @property
    def ticks(self) -> int:
        return len(self.times)

    @property
    def sequences(self) -> range:
        return range(self.first_sequence, self.first_sequence + len(self.times))

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Give each tick's vector as floats; for receivers without numpy."""
        return (
            struct.Struct(f"<{self.width}d").iter_unpack(self.vectors) if self.width else iter(())
        )


def encode(push: Push, *, compression: int = 1) -> bytes:
    """Return the body of a request."""
    return encoded(
        agent=push.agent,
        boot=push.boot,
        layout=push.layout,
        first_sequence=push.first_sequence,
        sent_at=push.sent_at,
        interval=push.interval,
        base=push.base,
        additions=push.additions,
        times=push.times,
        vectors=push.vectors,
        compression=compression,
    )


def decode(body: bytes) -> Push:
    """Read the body of a request.

    Raises TooLarge beyond the bounds (413), InvalidInput for all else that is wrong (400).
    """
    inflated = _inflate(body)
    if len(inflated) < HEAD.size:
        raise broken("it ends within its head")
    (sent_at, first, interval, layout, base, width, ticks, additions_bytes, boot, agent_bytes) = (
        HEAD.unpack_from(inflated)
    )
    _check_counts(base=base, width=width, ticks=ticks, agent_bytes=agent_bytes)
    additions_at = HEAD.size + _up(agent_bytes)
    times_at = additions_at + additions_bytes
    vectors_at = times_at + 8 * ticks
    if additions_bytes % 8 or len(inflated) != vectors_at + 8 * ticks * width:
        raise broken("its length does not agree with its head")
    return Push(
        agent=text_from_bytes(inflated[HEAD.size : HEAD.size + agent_bytes]),
        boot=boot,
        layout=layout,
        first_sequence=first,
        sent_at=Instant(sent_at),
        interval=Duration(interval),
        base=base,
        additions=labels_from_bytes(inflated[additions_at:times_at], width - base),
        times=struct.unpack_from(f"<{ticks}q", inflated, times_at),
        vectors=inflated[vectors_at:],
    )


def _check_counts(*, base: int, width: int, ticks: int, agent_bytes: int) -> None:
    if width > MAX_SERIES or ticks > MAX_TICKS:
        raise TooLarge(
            "{ticks} ticks of {width} series; {most_ticks} of {most_series} are allowed",
            ticks=ticks, width=width, most_ticks=MAX_TICKS, most_series=MAX_SERIES,
        )  # fmt: skip
    if base > width or not ticks:
        raise broken("it has no tick, or fewer series than it begins with")
    if not 0 < agent_bytes <= MAX_AGENT_BYTES:
        raise broken("it names no agent")


def _inflate(body: bytes) -> bytes:
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge("a push has at most {most} bytes", most=MAX_BODY_BYTES)
    if len(body) < PREAMBLE.size or body[:3] != MAGIC[:3]:
        raise broken("it does not begin with WKC")
    magic, inflated_bytes = PREAMBLE.unpack_from(body)
    if magic != MAGIC:
        raise InvalidInput(
            "version {version} of the push format is unknown here; this server reads version 1",
            version=magic[3],
        )
    if inflated_bytes > MAX_INFLATED_BYTES:
        raise TooLarge("a push inflates to at most {most} bytes", most=MAX_INFLATED_BYTES)
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(memoryview(body)[PREAMBLE.size :], inflated_bytes + 1)
    except zlib.error:
        raise broken("it does not inflate") from None
    if len(inflated) != inflated_bytes or not inflater.eof or inflater.unused_data:
        raise broken("it does not inflate to the length it says")
    return inflated


def _up(length: int) -> int:
    return length + -length % 8
