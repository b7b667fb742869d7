"""/proc/mdstat: software RAID."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchkeeper.host.parsing import parser

STATES = ("active", "inactive", "recovering", "resync", "check")
_BLOCKS = re.compile(r"\s*(\d{1,20}) blocks")
_DISKS = re.compile(r"\[(\d{1,6})/(\d{1,6})\] \[[U_]{1,4096}\]")
_PROGRESS = re.compile(r"(recovery|resync|reshape|check)\s*=\s*[^(]{0,40}\((\d{1,20})/(\d{1,20})\)")
_WAITING = re.compile(r"(recovery|resync|reshape|check)\s*=\s*(PENDING|DELAYED|REMOTE)")
_STATE_OF = {"recovery": "recovering", "reshape": "recovering"}


class Array(NamedTuple):
    """One array; blocks of 1,024 bytes."""

    device: str
    state: str  # one of STATES
    required: int  # disks that a whole array has
    active: int
    failed: int
    spare: int
    blocks: int
    synced: int


@parser("/proc/mdstat")
def mdstat(text: str) -> tuple[Array, ...]:
    """Read /proc/mdstat."""
    sections: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith(("Personalities", "unused")):
            continue
        if line and not line[0].isspace():
            sections.append([line])
        elif sections:
            sections[-1].append(line)
    return tuple(_array(first, "\n".join(rest)) for first, *rest in sections)


def _array(first: str, rest: str) -> Array:
    device, _, after = first.partition(" : ")
    words = after.split()
    if not device or words[0] not in {"active", "inactive"}:
        raise ValueError
    members = [word for word in words if "[" in word]
    failed = sum("(F)" in word for word in members)
    spare = sum("(S)" in word for word in members)
    disks = _DISKS.search(rest)
    plain = len(members) - failed - spare  # raid0 and linear tell no disks
    required, active = (int(disks[1]), int(disks[2])) if disks else (plain, plain)
    blocks = int(_match(_BLOCKS, rest)[1])
    progress = _PROGRESS.search(rest)
    return Array(
        device=device,
        state=_state(words[0], rest),
        required=required,
        active=active if words[0] == "active" else 0,
        failed=failed,
        spare=spare,
        blocks=blocks,
        synced=int(progress[2]) if progress else blocks,
    )


def _state(word: str, rest: str) -> str:
    under_way = _PROGRESS.search(rest) or _WAITING.search(rest)
    if word == "inactive" or not under_way:
        return word
    return _STATE_OF.get(under_way[1], under_way[1])


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.search(text)
    if found is None:
        raise ValueError
    return found
