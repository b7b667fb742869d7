"""How many packages are installed, counted in the files of dpkg, apk and pacman; none is started."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from agent.paths import Path
from agent.source import CycleSource, Lane
from watchkeeper.core.spans import HOUR
from watchkeeper.host.packages import APK_INSTALLED, DPKG_INSTALLED, Manager, count_lines
from watchkeeper.wire.exposition import Family, Kind, Reading

_INSTALLED = Family(
    "watchkeeper_packages_installed", Kind.GAUGE, "Packages that are installed.", ("manager",)
)
_CHUNK_BYTES = 64 << 10
_MOST_CHUNKS = 1_024
_MOST_FOLDERS = 100_000


class PackageSource(CycleSource):
    """Reads a file of some megabytes, hence beside the cycle."""

    name = "packages"
    every = HOUR
    lane = Lane.BESIDE

    def __init__(self, dpkg: Path, apk: Path, pacman: Path) -> None:
        self._files = (
            (Manager.DPKG, dpkg, DPKG_INSTALLED),
            (Manager.APK, apk, APK_INSTALLED),
        )
        self._pacman = pacman

    def read(self) -> list[Reading]:
        found: list[Reading] = [
            (_INSTALLED, (manager.value,), float(_lines(path, pattern)))
            for manager, path, pattern in self._files
            if path.exists()
        ]
        if self._pacman.exists():
            found.append((_INSTALLED, (Manager.PACMAN.value,), float(_folders(self._pacman))))
        return found


def _lines(path: Path, pattern: re.Pattern[bytes]) -> int:
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(_CHUNK_BYTES), b"")
        return count_lines(_first(chunks), pattern)


def _first(chunks: Iterator[bytes]) -> Iterator[bytes]:
    return (chunk for chunk, _ in zip(chunks, range(_MOST_CHUNKS)))


def _folders(path: Path) -> int:
    """Count the packages of pacman, each a folder."""
    with os.scandir(path) as entries:
        return sum(1 for one, _ in zip(entries, range(_MOST_FOLDERS)) if one.is_dir())
