"""Connections as ``ss -tniep --cgroup`` of iproute2 prints them: a line of ends, a line of bytes.

Both lines are as misc/ss.c writes them; older releases leave out what they do not know, the header
may be there.  A user number of 0 is never printed.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import NamedTuple

from watchkeeper.host.flows import Flow, unit_of_cgroup

_END = re.compile(r"(?:\[([0-9a-fA-F:.]+)(?:%[^\]]*)?\]|([0-9a-fA-F:.]+)(?:%[^:]*)?):(\d{1,5})")
_HOLDER = re.compile(r'users:\(\("((?:[^"\\]|\\.){1,100})",pid=(\d{1,10}),')
_USER = re.compile(r" uid:(\d{1,10})(?= |$)")
_INODE = re.compile(r" ino:(\d{1,20})(?= |$)")
_COOKIE = re.compile(r" sk:([0-9a-f]{1,16})(?= |$)")
_CGROUP = re.compile(r" cgroup:(/\S{0,500})")
_SENT = re.compile(r"\bbytes_acked:(\d{1,19})\b")
_RECEIVED = re.compile(r"\bbytes_received:(\d{1,19})\b")
_MAPPED = "::ffff:"
_MOST_COLUMNS, _MOST_ENDS_CHARACTERS = 8, 1_000


class Held(NamedTuple):
    """A connection and who holds it; empty where the host does not tell."""

    flow: Flow
    process: str
    pid: int
    unit: str


def held_flows(text: str) -> Iterator[Held]:
    """Read the lines; what is no connection with its bytes is left out."""
    ends = ""
    for line in text.split("\n"):
        if not line.startswith((" ", "\t")):
            ends = line
            continue
        found = _held(ends, line)
        ends = ""
        if found is not None:
            yield found


def _held(ends: str, moved: str) -> Held | None:
    sent, received = _SENT.search(moved), _RECEIVED.search(moved)
    cookie = _COOKIE.search(ends)
    columns = ends[:_MOST_ENDS_CHARACTERS].partition(" users:")[0].split()[:_MOST_COLUMNS]
    both = [found for column in columns if (found := _END.fullmatch(column))][:2]
    if cookie is None or len(both) < 2 or (sent is None and received is None):
        return None
    try:
        (local, local_port), (remote, remote_port) = (_end(one) for one in both)
    except (OSError, ValueError):
        return None
    flow = Flow(
        int(cookie[1], 16),
        local,
        local_port,
        remote,
        remote_port,
        _number(_USER, ends),
        _number(_INODE, ends),
        0,
        int(sent[1]) if sent else 0,
        int(received[1]) if received else 0,
    )
    holder, cgroup = _HOLDER.search(ends), _CGROUP.search(ends)
    return Held(
        flow,
        holder[1] if holder else "",
        int(holder[2]) if holder else 0,
        unit_of_cgroup(cgroup[1]) if cgroup else "",
    )


def _end(found: re.Match[str]) -> tuple[bytes, int]:
    """Return an address and a port.  Raises OSError, ValueError for what is none."""
    address = (found[1] or found[2]).lower()
    if address.startswith(_MAPPED) and "." in address:
        address = address[len(_MAPPED) :]
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    port = int(found[3])
    if port > 65_535:
        raise ValueError
    return socket.inet_pton(family, address), port


def _number(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else 0
