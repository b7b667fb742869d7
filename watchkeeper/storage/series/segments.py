"""Segments of the WAL on disk: named ``00000001.wal`` and so on, each complete in itself.

A segment defines every layout it uses, so an old one can be deleted without the others.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import sync_directory
from watchkeeper.storage.series.frames import Scan, frame_bytes, scan

log = get_log("storage")

_NAME = re.compile(r"(\d{8})\.wal")
_HEADER = b"H watchkeeper series wal 1"


@dataclass(slots=True)
class Segment:
    """A file of the WAL, and by interval class the newest time of the samples in it."""

    path: Path
    newest: dict[int, Instant] = field(default_factory=dict)

    def note(self, interval: int, time: int) -> None:
        self.newest[interval] = Instant(max(self.newest.get(interval, time), time))

    @property
    def number(self) -> int:
        return int(self.path.stem)

    def is_older_than(self, horizons: dict[int, Instant]) -> bool:
        """Return whether all of its samples lie before the horizons of their classes."""
        return all(
            time < horizons[interval] if interval in horizons else False
            for interval, time in self.newest.items()
        )


@dataclass(frozen=True, slots=True)
class Damage:
    """What was wrong in a segment, for the operator."""

    segment: str
    torn_bytes: int
    damaged_bytes: int
    set_aside_as: str | None

    @property
    def number(self) -> int:
        return int(Path(self.segment).stem)


def segment_path(directory: Path, number: int) -> Path:
    return directory / f"{number:08d}.wal"


def numbers_in(directory: Path) -> list[int]:
    found = (_NAME.fullmatch(path.name) for path in directory.iterdir())
    return sorted(int(match[1]) for match in found if match)


def create(path: Path) -> int:
    """Create a segment and return its descriptor; its name is durable then."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
    try:
        write_all(descriptor, frame_bytes(_HEADER))
        sync_directory(path.parent)
    except OSError:
        os.close(descriptor)
        path.unlink(missing_ok=True)
        raise
    return descriptor


def write_all(descriptor: int, data: bytes) -> None:
    """Write *data* to its end.  Raises OSError, after which a part of it may be in the file."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def payloads_of(path: Path) -> tuple[Iterator[memoryview], Damage | None]:
    """Return the good records of a segment, oldest first; a damaged file is repaired on disk.

    A torn tail is cut off: it was never acknowledged.  Where good frames follow the damage, the
    file is set aside as ``.damaged`` and the good ones are kept in its place.
    """
    found = scan(path.read_bytes())
    damage = None
    if found.damaged_bytes:
        damage = _set_aside(path, found)
    elif found.torn_bytes:
        os.truncate(path, found.good_bytes)
        damage = Damage(path.name, found.torn_bytes, 0, None)
    if damage:
        log.warning(
            "the WAL of the series store was damaged",
            segment=damage.segment,
            torn_bytes=damage.torn_bytes,
            damaged_bytes=damage.damaged_bytes,
            set_aside=damage.set_aside_as or "-",
        )
    return (payload for payload in found.payloads if bytes(payload[:1]) != b"H"), damage


def _set_aside(path: Path, found: Scan) -> Damage:
    """Keep the damaged file under another name; put its good frames in its place, atomically."""
    aside = path.with_suffix(f".damaged-{len(list(path.parent.glob('*.damaged-*'))) + 1}")
    repaired = path.with_suffix(".repaired")
    with repaired.open("wb") as file:
        for payload in found.payloads:
            file.write(frame_bytes(payload))
        file.flush()
        os.fsync(file.fileno())
    aside.hardlink_to(path)
    repaired.replace(path)
    sync_directory(path.parent)
    return Damage(path.name, found.torn_bytes, found.damaged_bytes, aside.name)
