"""What the machine is: os-release and uname."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchkeeper.host.parsing import parser

UNAME_COMMAND = "uname -s; uname -r; uname -v; uname -m; uname -n"
"""One line each, in the order that ``uname`` reads; the version holds spaces."""

_ASSIGNMENT = re.compile(r"([A-Z][A-Z0-9_]*)=(.*)")
_ESCAPED = re.compile(r"\\([\\\"$`'])")


class Uname(NamedTuple):
    """Names as node_uname_info has them."""

    system: str
    release: str
    version: str
    machine: str
    node: str


@parser("the output of uname")
def uname(text: str) -> Uname:
    """Read the output of ``UNAME_COMMAND``."""
    system, release, version, machine, node = text.splitlines()
    return Uname(system, release, version, machine, node)


@parser("os-release")
def os_release(text: str) -> dict[str, str]:
    """Read /etc/os-release: names in small letters to values without quotes."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _ASSIGNMENT.fullmatch(line.strip())
        if match:
            found[match[1].lower()] = _unquoted(match[2])
    return found


class FileHandles(NamedTuple):
    """File handles of the whole host."""

    allocated: int
    maximum: int


@parser("/proc/sys/fs/file-nr")
def file_handles(content: bytes) -> FileHandles:
    """Read /proc/sys/fs/file-nr."""
    allocated, _unused, maximum = map(int, content.split())
    return FileHandles(allocated, maximum)


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return _ESCAPED.sub(r"\1", value)
