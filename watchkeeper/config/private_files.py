"""Files that hold secrets: only their owner may read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from watchkeeper.core.errors import ConfigError

_MOST_BYTES = 8 << 20


def private_bytes(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none.

    Raises ConfigError where it cannot be read, or others may read it.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error
    if mode & 0o077:
        raise ConfigError(
            "may be read by others (mode {mode}); run: chmod 600 {path}",
            at=str(path),
            mode=f"{mode:04o}",
            path=path,
        )
    return content
