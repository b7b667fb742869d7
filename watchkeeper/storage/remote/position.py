"""Where the forwarder stands in the WAL: a small file that is replaced whole."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import sync_directory

log = get_log("storage")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """All before it was delivered: segments below, and that many bytes of this one."""

    segment: int
    offset: int = 0


BEGINNING = Position(0)


def read_position(path: Path) -> Position:
    """Return what was written last; the beginning of the WAL where there is nothing readable."""
    try:
        found = json.loads(path.read_bytes())
        position = Position(int(found["segment"]), int(found["offset"]))
        is_sound = found["crc32"] == _checksum(position)
    except FileNotFoundError:
        return BEGINNING
    except (ValueError, KeyError, TypeError):
        is_sound = False
    if not is_sound:
        log.warning("the position of the forwarder is damaged; it begins anew", file=path.name)
        return BEGINNING
    return position


def _checksum(position: Position) -> int:
    """A wrong digit must not let the forwarder pass over what was not delivered."""
    return zlib.crc32(b"%d %d" % (position.segment, position.offset))


def write_position(path: Path, position: Position) -> None:
    """Replace the file; it is on the disk when this returns.  Raises OSError."""
    newer = path.with_suffix(".new")
    with newer.open("wb") as file:
        content = {**asdict(position), "crc32": _checksum(position)}
        file.write(json.dumps(content).encode())
        file.flush()
        os.fsync(file.fileno())
    newer.replace(path)
    sync_directory(path.parent)
