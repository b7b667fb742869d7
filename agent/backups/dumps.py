"""Dumps of databases as text, compressed or not: whether they were written to their end."""

from __future__ import annotations

import os
from typing import Callable

from agent.backups.reader import CopyIsBad
from agent.backups.tools import Tool, magic
from agent.paths import Path

_TAIL_BYTES = 8_192
_COMPRESSORS = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"\x04\x22\x4d\x18", "lz4"),
)


def compressor_of(path: Path) -> str:
    """Return the program that reads a file; empty where it is not compressed."""
    begin = magic(path, 8)
    return next((program for head, program in _COMPRESSORS if begin.startswith(head)), "")


def check_text_dump(tool: Tool, path: Path, is_whole: Callable[[bytes], bool]) -> None:
    """Look for the mark that a dump ends with; a compressed one is read to its end.

    Raises CopyIsBad, CannotTry, OSError.
    """
    compressor = compressor_of(path)
    if compressor:
        tail = tool.tried("-dc", "--", str(path), program=compressor).encode()
    else:
        tail = _tail(path)
    if not is_whole(tail[-_TAIL_BYTES:]):
        raise CopyIsBad("{path} does not end as a whole dump does", path=path)


def _tail(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size = os.fstat(handle).st_size
        return os.pread(handle, _TAIL_BYTES, max(0, size - _TAIL_BYTES))
    finally:
        os.close(handle)
