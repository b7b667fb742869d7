"""Label sets as bytes: in a push, and in the agent's spool."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import METRIC_NAME, Labels

MAX_PAIRS = 64
MAX_LABEL_BYTES = 4_096

_PAIR = struct.Struct("<HH")
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def bytes_from_labels(labels: Labels) -> bytes:
    """Write one label set: count of pairs, then each pair's lengths, name and value."""
    parts = [bytes((len(labels),))]
    for name, value in labels:
        raw_name, raw_value = name.encode(), value.encode("utf-8", "replace")
        parts += (_PAIR.pack(len(raw_name), len(raw_value)), raw_name, raw_value)
    return b"".join(parts)


def can_be_told(labels: Labels) -> bool:
    """Tell whether a label set is small enough for every reader."""
    return len(labels) <= MAX_PAIRS and all(
        len(name.encode()) <= MAX_LABEL_BYTES
        and len(value.encode("utf-8", "replace")) <= MAX_LABEL_BYTES
        for name, value in labels
    )


def labels_from_bytes(block: bytes, count: int) -> tuple[Labels, ...]:
    """Read *count* label sets; less than eight zero bytes may follow.  Raises InvalidInput."""
    found: list[Labels] = []
    at = 0
    try:
        for _ in range(count):
            labels, at = _read_labels(block, at)
            found.append(labels)
    except (IndexError, struct.error):
        raise broken("its layout ends too early") from None
    if len(block) - at >= 8 or any(block[at:]):
        raise broken("its layout is longer than it says")
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
            raise broken("its layout ends too early")
        pairs.append(
            (text_from_bytes(block[at + _PAIR.size : middle]), text_from_bytes(block[middle:end]))
        )
        at = end
    _check_labels(pairs)
    return tuple(pairs), at


def _check_labels(pairs: Sequence[tuple[str, str]]) -> None:
    names = [name for name, _ in pairs]
    if any(before >= after for before, after in zip(names, names[1:])):
        raise broken("a series' labels are not sorted by name")
    for name, value in pairs:
        if not value or not _LABEL.fullmatch(name):
            raise broken(f"{name[:40]!r} is no label with a value")
        if name == METRIC_NAME and not _METRIC.fullmatch(value):
            raise broken(f"{value[:40]!r} is no metric name")
    if METRIC_NAME not in names:
        raise broken("a series has no name")


def text_from_bytes(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise broken("a text in it is no UTF-8") from None


def broken(why: str) -> InvalidInput:
    return InvalidInput("this is no push of version 1: {why}", why=why)
