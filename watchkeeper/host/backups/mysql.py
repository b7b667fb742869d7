"""Backups of MySQL and MariaDB: the end of a dump, and what xtrabackup keeps beside its files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import mktime, strptime
from typing import NamedTuple

from watchkeeper.host.backups.standing import CopyKind
from watchkeeper.host.parsing import parser

_DUMP_END = re.compile(rb"^-- Dump completed(?: on [0-9: -]{10,25})?\s*$", re.MULTILINE)
_FULL = ("full-backuped", "full-prepared", "log-applied")
_PAIR = re.compile(r"^(\w{1,60}) = ?(.*)$")


class Checkpoints(NamedTuple):
    """Which part of the log a backup covers (``xtrabackup_checkpoints``)."""

    kind: CopyKind
    from_position: int
    to_position: int


class Times(NamedTuple):
    """When a backup began and ended, seconds since 1970 (``xtrabackup_info``)."""

    began: float
    ended: float


def is_whole_dump(tail: bytes) -> bool:
    """Tell a dump that was written to its end; with ``--skip-comments`` none can be told."""
    return _DUMP_END.search(tail) is not None


@parser("xtrabackup_checkpoints")
def checkpoints(text: str) -> Checkpoints:
    told = _pairs(text)
    kind = CopyKind.FULL if told["backup_type"] in _FULL else CopyKind.INCREMENTAL
    return Checkpoints(kind, int(told["from_lsn"]), int(told["to_lsn"]))


@parser("xtrabackup_info")
def times(text: str) -> Times:
    """Read the local times of ``xtrabackup_info``."""
    told = _pairs(text)
    began, ended = (_seconds(told[name]) for name in ("start_time", "end_time"))
    return Times(began, ended)


def is_chain_intact(backups: Iterable[Checkpoints]) -> bool:
    """Tell whether each incremental backup begins where one that is kept ends."""
    kept = tuple(backups)
    ends = {each.to_position for each in kept if each.kind is CopyKind.FULL}
    waiting = [each for each in kept if each.kind is CopyKind.INCREMENTAL]
    while waiting:
        reached = [each for each in waiting if each.from_position in ends]
        if not reached:
            return False
        ends.update(each.to_position for each in reached)
        waiting = [each for each in waiting if each not in reached]
    return True


def _pairs(text: str) -> dict[str, str]:
    matches = (_PAIR.match(line) for line in text.splitlines())
    return {match[1]: match[2].strip() for match in matches if match}


def _seconds(text: str) -> float:
    try:
        return mktime(strptime(text, "%Y-%m-%d %H:%M:%S"))
    except OverflowError:
        raise ValueError(text) from None
