"""Room for what is restored: a trial must not fill the disk of the host that it is to protect."""

from __future__ import annotations

import os

from agent.paths import Path

LEAST_FREE_BYTES = 1 << 30
"""What a trial leaves free: a copy may hold ten times what it takes itself."""


def room_in(folder: Path) -> int:
    """Return how many bytes may be written there; below zero where too many were.  Raises OSError."""
    usage = os.statvfs(folder)
    return usage.f_bavail * usage.f_frsize - LEAST_FREE_BYTES
