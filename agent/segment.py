"""A file of the spool: frames of length, CRC-32, kind and payload.

First its head, then the layout, then ticks; where the layout grows, more of it between them.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence

from agent.clock import AgentClock
from agent.log import log
from agent.paths import Path
from agent.tick import Tick
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels
from watchkeeper.core.spans import SECOND, Duration, Instant
from watchkeeper.wire.label_sets import bytes_from_labels, labels_from_bytes

MOST_FRAME_BYTES = 8 << 20
FRAME = struct.Struct("<IIB")  # length, checksum, kind
HEAD = struct.Struct("<16sII")  # boot, layout, interval
COUNT = struct.Struct("<I")
TICK = struct.Struct("<Qq")  # sequence, time
IS_HEAD, IS_LABELS, IS_TICK = 1, 2, 3


class Segment:
    """A file of the spool; ``ticks`` and ``size`` are what is in it.

    ``first_at`` and ``last_at``: when its first and last tick were written, by ``monotonic``.
    ``problem``: why it cannot be read now, as the log has it.
    """

    def __init__(self, path: Path, *, ticks: int, size: int, at: float) -> None:
        self.path = path
        self.ticks = ticks
        self.size = size
        self.first_at = self.last_at = at
        self.problem = ""


def checksum(kind: int, payload: bytes) -> int:
    return zlib.crc32(payload, kind)


def labels_payload(labels: Sequence[Labels]) -> bytes:
    block = b"".join(map(bytes_from_labels, labels))
    return COUNT.pack(len(labels)) + zlib.compress(block, 1)


def _frames(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the frames of a segment up to the first that is broken, which is said."""
    content = path.read_bytes()
    at = 0
    while at < len(content):
        if at + FRAME.size > len(content):
            break
        length, told, kind = FRAME.unpack_from(content, at)
        payload = content[at + FRAME.size : at + FRAME.size + length]
        if length > MOST_FRAME_BYTES or len(payload) < length or checksum(kind, payload) != told:
            break
        yield kind, payload
        at += FRAME.size + length
    if at < len(content):
        log.warning("spool segment is broken", segment=path.name, lost_bytes=len(content) - at)


def ticks_of(path: Path) -> Iterator[Tick]:
    """Give the ticks of a segment up to what is broken.  Raises OSError."""
    head: tuple[bytes, int, int] | None = None
    labels: list[Labels] = []
    try:
        for kind, payload in _frames(path):
            if kind == IS_HEAD:
                head = HEAD.unpack(payload)
            elif kind == IS_LABELS:
                (count,) = COUNT.unpack_from(payload)
                labels += labels_from_bytes(zlib.decompress(payload[COUNT.size :]), count)
            elif kind == IS_TICK and head is not None:
                sequence, time = TICK.unpack_from(payload)
                vector = zlib.decompress(payload[TICK.size :])
                boot, layout, interval = head
                yield Tick(
                    boot, layout, Duration(interval), labels, sequence, Instant(time), vector
                )
    except (InvalidInput, struct.error, zlib.error) as error:
        log.warning("spool segment is broken", segment=path.name, reason=error)


def looked_at(path: Path, clock: AgentClock) -> Segment:
    """Count the ticks of a segment that an earlier run left; none where it cannot be read."""
    segment = Segment(path, ticks=0, size=0, at=clock.monotonic())
    try:
        facts = path.stat()
        segment.size = facts.st_size
        segment.first_at = segment.last_at = segment.first_at - _age_seconds(facts, clock)
        segment.ticks = sum(kind == IS_TICK for kind, _ in _frames(path))
    except OSError:  # said when it is to be sent
        pass
    return segment


def _age_seconds(facts: os.stat_result, clock: AgentClock) -> float:
    return max(0.0, clock.now() / SECOND - facts.st_mtime)
