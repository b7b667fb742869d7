"""Small files in the agent's own folder: what it must know again after a restart."""

from __future__ import annotations

import errno
import os

from agent.files import read_regular
from agent.paths import Path
from agent.tail import Place, place_from_bytes
from watchkeeper.core.errors import WatchkeeperError

_MOST_BYTES = 4_096


def kept_place(path: Path) -> Place | None:
    """Return where reading of a file stopped when the agent ended."""
    try:
        return place_from_bytes(read_regular(path, _MOST_BYTES))
    except (OSError, WatchkeeperError):
        return None


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, its folder too; it is not forced to the disk."""
    os.makedirs(path.parent, 0o700, exist_ok=True)  # noqa: PTH103 paths are text here
    draft = f"{path}.new"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        if os.write(handle, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    finally:
        os.close(handle)
    os.rename(draft, path)  # noqa: PTH104 paths are text here
