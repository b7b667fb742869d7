"""A small disk of a server's own, which fills up, turns read-only and is repaired; needs root."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ENVIRONMENT = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"}
_BALLAST = "ballast"
_PIECE = b"\0" * (1 << 20)


class Disk:
    """An ext4 file system in a file, mounted on *folder*."""

    def __init__(self, image: Path, folder: Path, *, megabytes: int) -> None:
        self.folder = folder
        self._image = image
        folder.mkdir(parents=True, exist_ok=True)
        with image.open("wb") as file:
            file.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
        self.mount()

    def mount(self) -> None:
        _run("mount", "-o", "loop", str(self._image), str(self.folder))

    def unmount(self) -> None:
        _run("umount", str(self.folder))

    def fill(self) -> None:
        """Take all the room there is."""
        with (self.folder / _BALLAST).open("wb", buffering=0) as file:
            for piece in (_PIECE, _PIECE[:512]):
                with contextlib.suppress(OSError):
                    while file.write(piece) == len(piece):
                        pass

    def make_room(self) -> None:
        (self.folder / _BALLAST).unlink()

    def fail(self) -> None:
        """Let the kernel find an error: from now on it takes no write, whoever has files open."""
        _run("mount", "-o", "remount,abort", str(self.folder))

    def repair(self) -> None:
        """Check and mount it anew, as an operator does; nobody may use it."""
        self.unmount()
        _run("e2fsck", "-fy", str(self._image), allowed=(0, 1))
        self.mount()


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Disk]:
    """Mount a disk; it is gone afterwards, whoever still uses it."""
    image = folder.with_name(f"{folder.name}.ext4")
    disk = Disk(image, folder, megabytes=megabytes)
    try:
        yield disk
    finally:
        _run("umount", "-l", str(folder), allowed=(0, 32))
        image.unlink()


@functools.cache
def may_mount() -> bool:
    """Tell whether a disk of one's own can be had here: root, loop devices, ext4."""
    scratch = Path(tempfile.mkdtemp(prefix="watchkeeper-disk-"))
    try:
        with small_disk(scratch / "try", megabytes=4):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run(*command: str, allowed: tuple[int, ...] = (0,)) -> None:
    done = subprocess.run(
        command, env=_ENVIRONMENT, capture_output=True, timeout=60, check=False, text=True
    )
    if done.returncode not in allowed:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
