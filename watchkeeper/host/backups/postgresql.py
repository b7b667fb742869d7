"""Files of PostgreSQL's own backups: manifests, archived log segments, dumps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput

SEGMENT_BYTES = 16 << 20
_SEGMENT = re.compile(
    r"(?P<timeline>[0-9A-F]{8})(?P<log>[0-9A-F]{8})(?P<segment>[0-9A-F]{8})"
    r"(?:-[0-9a-f]{40})?(?:\.(?:gz|zst|lz4|bz2|xz|lzma))?"
)
_END_BYTES = 200
_SIZE = re.compile(rb'"Size":\s*(\d{1,18})')
_MANIFEST_END = re.compile(rb'"Manifest-Checksum":\s*"[0-9a-f]{64}"\s*\}\s*$')
_DUMP_END = b"-- PostgreSQL database dump complete"
_CLUSTER_DUMP_END = b"-- PostgreSQL database cluster dump complete"
_TABLE_DATA = re.compile(r"^\d+; \d+ \d+ TABLE DATA ", re.MULTILINE)


class LogArchive(NamedTuple):
    """Segments of the write-ahead log that are kept."""

    segments: int
    newest: str
    missing: int  # between the oldest and the newest


def manifest_size(lines: Iterable[bytes]) -> float:
    """Return the bytes of all files of a ``backup_manifest``, which has a line for each.

    Raises InvalidInput for one that is cut.
    """
    size, end = 0, b""
    for line in lines:
        size += sum(map(int, _SIZE.findall(line)))
        end = (end + line)[-_END_BYTES:]
    if not _MANIFEST_END.search(end):
        raise InvalidInput("{what} is not as expected", what="the backup manifest")
    return float(size)


def log_archive(names: Iterable[str], segment_bytes: int = SEGMENT_BYTES) -> LogArchive | None:
    """Return what a folder of archived segments holds; None where it holds none.

    All timelines count together: a new one goes on where the one before it was left.
    """
    found: dict[int, str] = {}
    for name in names:
        match = _SEGMENT.fullmatch(name)
        if match:
            place = _place(int(match["log"], 16), int(match["segment"], 16), segment_bytes)
            found[place] = max(name, found.get(place, ""))
    if not found:
        return None
    span = max(found) - min(found) + 1
    return LogArchive(len(found), found[max(found)], span - len(found))


def is_segment(name: str) -> bool:
    return _SEGMENT.fullmatch(name) is not None


def is_whole_dump(tail: bytes) -> bool:
    """Tell a plain dump that was written to its end; newer versions add a line behind the mark."""
    last = tail.splitlines()[-12:]
    return _DUMP_END in last or _CLUSTER_DUMP_END in last


def tables_in(listing: str) -> int:
    """Return how many tables ``pg_restore -l`` lists with their data."""
    return len(_TABLE_DATA.findall(listing))


def _place(log: int, segment: int, segment_bytes: int) -> int:
    return log * max(1, (1 << 32) // segment_bytes) + segment
