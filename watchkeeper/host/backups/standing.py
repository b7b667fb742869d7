"""How a backup stands, whatever tool makes it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

MOST_COPIES = 10_000
"""Copies of one backup that are looked at; beyond it the oldest are left out."""


class CopyKind(Enum):
    """What a copy holds: everything, or what changed."""

    FULL = "full"
    DIFFERENTIAL = "differential"
    INCREMENTAL = "incremental"
    WAL = "wal"


class Copy(NamedTuple):
    """One complete copy; ``at`` in seconds since 1970 is its end, or its start if no end is kept."""

    name: str
    at: float
    kind: CopyKind = CopyKind.FULL
    size_bytes: float | None = None  # of what it can restore
    seconds: float | None = None  # how long it took


class Standing(NamedTuple):
    """What a reader found; None: the tool does not tell."""

    copies: tuple[Copy, ...]  # the oldest first
    chain_intact: bool | None = None
    partial: int = 0
    failures: int | None = None  # runs in a row, the last among them
    running_since: float | None = None
    stale_locks: int | None = None
    encrypted: bool | None = None
    missing: int | None = None  # segments of a log that should be there
    waiting: int | None = None  # segments of a log that are not archived yet

    @property
    def newest(self) -> Copy | None:
        return self.copies[-1] if self.copies else None


def in_order(copies: list[Copy]) -> tuple[Copy, ...]:
    """Return copies with the oldest first, of many the newest."""
    return tuple(sorted(copies, key=lambda each: (each.at, each.name))[-MOST_COPIES:])
