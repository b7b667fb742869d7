"""The columnar push format, version 1 (docs/en/push-protocol.md).

A request carries one agent's ticks of one run and one layout: the times, then all vectors as one
block of little-endian float64, aligned to eight bytes, so that a receiver with numpy reads them
by one ``numpy.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)``.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.samples import ABSENT_BITS

PUSH_PATH = "/api/agent/v1/push"
CONTENT_TYPE = "application/vnd.watchkeeper.columns"

MAX_BODY_BYTES = 4 << 20
MAX_INFLATED_BYTES = 32 << 20
MAX_SERIES = 50_000
MAX_TICKS = 5_000
MAX_PAIRS = 64
MAX_LABEL_BYTES = 4_096
MAX_AGENT_BYTES = 128

_MAGIC = b"WKC\x01"
_PREAMBLE = struct.Struct("<4sI")  # magic and version, inflated bytes
_HEAD = struct.Struct("<qQIIIIII16sHxxxxxx")
_PAIR = struct.Struct("<HH")
_ABSENT_BYTES = struct.pack("<Q", ABSENT_BITS)
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


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


def padded(vector: bytes, width: int) -> bytes:
    """Return *vector* with absent values up to *width*: a tick from before the layout grew."""
    return vector + _ABSENT_BYTES * (width - len(vector) // 8)


def encode(push: Push, *, compression: int = 1) -> bytes:
    """Return the body of a request."""
    agent = _aligned(push.agent.encode("utf-8", "replace"))
    additions = _aligned(b"".join(map(bytes_from_labels, push.additions)))
    head = _HEAD.pack(
        push.sent_at,
        push.first_sequence,
        push.interval,
        push.layout,
        push.base,
        push.width,
        push.ticks,
        len(additions),
        push.boot,
        len(push.agent.encode("utf-8", "replace")),
    )
    times = struct.pack(f"<{push.ticks}q", *push.times)
    inflated = b"".join((head, agent, additions, times, push.vectors))
    return _PREAMBLE.pack(_MAGIC, len(inflated)) + zlib.compress(inflated, compression)


def decode(body: bytes) -> Push:
    """Read the body of a request.

    Raises TooLarge beyond the bounds (413), InvalidInput for all else that is wrong (400).
    """
    inflated = _inflate(body)
    if len(inflated) < _HEAD.size:
        raise _broken("it ends within its head")
    (sent_at, first, interval, layout, base, width, ticks, additions_bytes, boot, agent_bytes) = (
        _HEAD.unpack_from(inflated)
    )
    _check_counts(base=base, width=width, ticks=ticks, agent_bytes=agent_bytes)
    additions_at = _HEAD.size + _up(agent_bytes)
    times_at = additions_at + additions_bytes
    vectors_at = times_at + 8 * ticks
    if additions_bytes % 8 or len(inflated) != vectors_at + 8 * ticks * width:
        raise _broken("its length does not agree with its head")
    return Push(
        agent=_text(inflated[_HEAD.size : _HEAD.size + agent_bytes]),
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


def bytes_from_labels(labels: Labels) -> bytes:
    """Write one label set: count of pairs, then each pair's lengths, name and value."""
    parts = [bytes((len(labels),))]
    for name, value in labels:
        raw_name, raw_value = name.encode(), value.encode("utf-8", "replace")
        parts += (_PAIR.pack(len(raw_name), len(raw_value)), raw_name, raw_value)
    return b"".join(parts)


def labels_from_bytes(block: bytes, count: int) -> tuple[Labels, ...]:
    """Read *count* label sets; less than eight zero bytes may follow.  Raises InvalidInput."""
    found: list[Labels] = []
    at = 0
    try:
        for _ in range(count):
            labels, at = _read_labels(block, at)
            found.append(labels)
    except (IndexError, struct.error):
        raise _broken("its layout ends too early") from None
    if len(block) - at >= 8 or any(block[at:]):
        raise _broken("its layout is longer than it says")
    return tuple(found)


def _read_labels(block: bytes, at: int) -> tuple[Labels, int]:
    pairs: list[tuple[str, str]] = []
    count = block[at]
    if count > MAX_PAIRS:
        raise TooLarge(
            "a series has {count} labels; {most} are allowed", count=count, most=MAX_PAIRS
        )
    at += 1
    for _ in range(count):
        name_bytes, value_bytes = _PAIR.unpack_from(block, at)
        if name_bytes > MAX_LABEL_BYTES or value_bytes > MAX_LABEL_BYTES:
            raise TooLarge("a label is longer than {most} bytes", most=MAX_LABEL_BYTES)
        middle = at + _PAIR.size + name_bytes
        end = middle + value_bytes
        if end > len(block):
            raise _broken("its layout ends too early")
        pairs.append((_text(block[at + _PAIR.size : middle]), _text(block[middle:end])))
        at = end
    _check_labels(pairs)
    return tuple(pairs), at


def _check_labels(pairs: Sequence[tuple[str, str]]) -> None:
    names = [name for name, _ in pairs]
    if any(before >= after for before, after in zip(names, names[1:])):
        raise _broken("a series' labels are not sorted by name")
    for name, value in pairs:
        if not value or not _LABEL.fullmatch(name):
            raise _broken(f"{name[:40]!r} is no label with a value")
        if name == METRIC_NAME and not _METRIC.fullmatch(value):
            raise _broken(f"{value[:40]!r} is no metric name")
    if METRIC_NAME not in names:
        raise _broken("a series has no name")


def _check_counts(*, base: int, width: int, ticks: int, agent_bytes: int) -> None:
    if width > MAX_SERIES or ticks > MAX_TICKS:
        raise TooLarge(
            "{ticks} ticks of {width} series; {most_ticks} of {most_series} are allowed",
            ticks=ticks, width=width, most_ticks=MAX_TICKS, most_series=MAX_SERIES,
        )  # fmt: skip
    if base > width or not ticks:
        raise _broken("it has no tick, or fewer series than it begins with")
    if not 0 < agent_bytes <= MAX_AGENT_BYTES:
        raise _broken("it names no agent")


def _inflate(body: bytes) -> bytes:
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge("a push has at most {most} bytes", most=MAX_BODY_BYTES)
    if len(body) < _PREAMBLE.size or body[:3] != _MAGIC[:3]:
        raise _broken("it does not begin with WKC")
    magic, inflated_bytes = _PREAMBLE.unpack_from(body)
    if magic != _MAGIC:
        raise InvalidInput(
            "version {version} of the push format is unknown here; this server reads version 1",
            version=magic[3],
        )
    if inflated_bytes > MAX_INFLATED_BYTES:
        raise TooLarge("a push inflates to at most {most} bytes", most=MAX_INFLATED_BYTES)
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(memoryview(body)[_PREAMBLE.size :], inflated_bytes + 1)
    except zlib.error:
        raise _broken("it does not inflate") from None
    if len(inflated) != inflated_bytes or not inflater.eof or inflater.unused_data:
        raise _broken("it does not inflate to the length it says")
    return inflated


def _aligned(block: bytes) -> bytes:
    return block + bytes(-len(block) % 8)


def _up(length: int) -> int:
    return length + -length % 8


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _broken("a text in it is no UTF-8") from None


def _broken(why: str) -> InvalidInput:
    return InvalidInput("this is no push of version 1: {why}", why=why)
