"""Record what an agent of this version sends: ``python -m tests.wire.record``; once for each minor version.

What an earlier version sent is never recorded again: its agents are on hosts.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

from watchkeeper import __version__
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.wire.encoder import encoded
from watchkeeper.wire.enrolment import (
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    bytes_from_answer,
    bytes_from_request,
    text_from_token,
)

RECORDED = Path(__file__).parent / "recorded"
AT = Instant(1_795_392_000_000)
BOOT = bytes(range(16))
INTERVAL = Duration(15 * SECOND)
LABELS = (
    labels_of({"__name__": "node_load1"}),
    labels_of({"__name__": "node_filesystem_avail_bytes", "mountpoint": "/数据", "fstype": "ext4"}),
    labels_of({"__name__": "node_network_up", "device": 'e"0'}),
)
ABSENT = struct.unpack("<d", struct.pack("<Q", ABSENT_BITS))[0]
FIRST = ((1.5, 2e9), (1.75, ABSENT))
NEXT = ((0.25, 1e9, 1.0),)


def minor(version: str) -> tuple[int, int]:
    major, minor_, *_ = version.split(".")
    return int(major), int(minor_)


def name_of(version: str) -> str:
    return "{}.{}".format(*minor(version))


def record(folder: Path) -> None:
    """Write an enrolment and two pushes: the names and two ticks; then one tick with a new name."""
    folder.mkdir()
    token = EnrolmentToken("https://watch.example:8420", "ab" * 32, "secret-0123456789")
    request = EnrolmentRequest(token.secret, "web-1", "cd" * 32, __version__)
    answer = EnrolmentAnswer("agent0123456789a", "web-1", "token-0123456789")
    (folder / "token.txt").write_text(text_from_token(token) + "\n")
    (folder / "request.json").write_bytes(bytes_from_request(request))
    (folder / "answer.json").write_bytes(bytes_from_answer(answer))
    (folder / "first.push").write_bytes(_push(1, FIRST, base=0, at=AT))
    (folder / "next.push").write_bytes(_push(3, NEXT, base=2, at=Instant(AT + INTERVAL)))


def _push(sequence: int, ticks: tuple[tuple[float, ...], ...], *, base: int, at: Instant) -> bytes:
    width = len(ticks[0])
    return encoded(
        agent="agent0123456789a",
        boot=BOOT,
        layout=1,
        first_sequence=sequence,
        sent_at=at,
        interval=INTERVAL,
        base=base,
        additions=LABELS[base:width],
        times=[Instant(at - (len(ticks) - 1 - n) * INTERVAL) for n in range(len(ticks))],
        vectors=b"".join(struct.pack(f"<{width}d", *tick) for tick in ticks),
    )


if __name__ == "__main__":
    target = RECORDED / name_of(__version__)
    if target.exists():
        sys.exit(f"{target.name} is recorded: what its agents send does not change any more")
    record(target)
    sys.stdout.write(json.dumps(sorted(path.name for path in target.iterdir())) + "\n")
