"""The file of a backup: a ZIP whose last member is the manifest.  Bounded memory both ways.

ZIP because everybody can open it, the standard library reads and writes it as a stream beyond
4 GiB, and its directory says the sizes before anything is unpacked.  The reader goes by the
manifest: sizes and checksums are those of our own list, never the container's.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import IO, Any, Protocol

from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError
from watchkeeper.storage.backup.manifest import (
    MOST_MEMBERS,
    NAME,
    Manifest,
    Member,
    bytes_from_manifest,
    manifest_from_bytes,
)

PIECE = 1 << 20
_MOST_MANIFEST_BYTES = 64 << 20
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError)

Told = Callable[[int], None]
"""Is told how many bytes have been written or read since the last call."""


class Packing(IntEnum):
    """How a member lies in the file; blocks of series are as small as they get already."""

    AS_IS = zipfile.ZIP_STORED
    SMALLER = zipfile.ZIP_DEFLATED


class Output(Protocol):
    """What a backup is written to: a file, or a connection."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Attributes:
    """Mode and owner of a file as it was found."""

    mode: int = 0o640
    owner: str = ""
    group: str = ""


class ArchiveWriter:
    """Writes members one after the other; ``finish`` writes the manifest and ends the file."""

    def __init__(self, output: Output, told: Told = lambda _size: None) -> None:
        self._zip = zipfile.ZipFile(_Unseekable(output), "w", compresslevel=1)
        self._told = told
        self.members: list[Member] = []

    def add(
        self,
        name: str,
        source: IO[bytes],
        *,
        packing: Packing = Packing.SMALLER,
        attributes: Attributes = Attributes(),
        most_bytes: int | None = None,
    ) -> Member:
        """Write *source*, or its first *most_bytes*, as a member."""
        digest, size = hashlib.sha256(), 0
        self._zip.compression = int(packing)
        with self._zip.open(name, "w", force_zip64=True) as target:
            for piece in _pieces(source, most_bytes):
                digest.update(piece)
                target.write(piece)
                size += len(piece)
                self._told(len(piece))
        member = Member(
            name, size, digest.hexdigest(), attributes.mode, attributes.owner, attributes.group
        )
        self.members.append(member)
        return member

    def finish(self, manifest: Manifest) -> None:
        self._zip.compression = int(Packing.SMALLER)
        with self._zip.open(NAME, "w") as target:
            target.write(bytes_from_manifest(manifest))
        self._zip.close()

    def abandon(self) -> None:
        """Let go of a file that is not finished; it cannot be read as a backup."""
        self._zip.fp = None  # else its destructor writes a directory, as if it were whole


class Archive:
    """A backup that is read; its manifest is checked, its members are not yet."""

    def __init__(self, found: zipfile.ZipFile, manifest: Manifest, at: str) -> None:
        self._zip = found
        self._at = at
        self.manifest = manifest

    def verify(self, told: Told = lambda _size: None) -> None:
        """Read every member to its end and compare.  Raises InvalidInput for the first damage."""
        for member in self.manifest.members:
            for piece in self.pieces(member):
                told(len(piece))

    def pieces(self, member: Member) -> Iterator[bytes]:
        """Yield a member's content; raises InvalidInput at its end, where it is not what it was."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(member.name) as source:
                while piece := source.read(min(PIECE, member.size_bytes - size + 1)):
                    size += len(piece)
                    if size > member.size_bytes:
                        raise self._damaged(member.name)
                    digest.update(piece)
                    yield piece
        except _DAMAGES as error:
            raise self._damaged(member.name) from error
        if size != member.size_bytes or digest.hexdigest() != member.sha256:
            raise self._damaged(member.name)

    def read(self, member: Member, *, most_bytes: int) -> bytes:
        """Return a small member whole."""
        if member.size_bytes > most_bytes:
            raise self._damaged(member.name)
        return b"".join(self.pieces(member))

    def unpack(self, member: Member, target: Path, told: Told = lambda _size: None) -> None:
        """Write a member to a new file that is on the disk when this returns."""
        with target.open("xb") as file:
            os.fchmod(file.fileno(), member.mode)
            for piece in self.pieces(member):
                file.write(piece)
                told(len(piece))
            file.flush()
            os.fsync(file.fileno())

    def _damaged(self, name: str) -> InvalidInput:
        return InvalidInput("the backup is damaged: {name}", at=self._at, name=name)


@contextmanager
def reading_archive(path: Path) -> Iterator[Archive]:
    """Open a backup and read its manifest.  Raises InvalidInput, Unavailable with the file's name."""
    found, manifest = _opened(path)
    with found:
        yield Archive(found, manifest, str(path))


def _opened(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(zipfile.ZipFile(path))
            manifest = _manifest_of(found)
        except WatchkeeperError as error:
            error.at = error.at or str(path)
            raise
        except _DAMAGES as error:
            raise InvalidInput(
                "is no whole backup: {reason}", at=str(path), reason=error
            ) from error
        except OSError as error:
            raise Unavailable(
                "cannot be read: {reason}", at=str(path), reason=error.strerror or error
            ) from error
        stack.pop_all()
        return found, manifest


def _manifest_of(found: zipfile.ZipFile) -> Manifest:
    infos = {info.filename: info for info in found.infolist()}
    if len(infos) != len(found.infolist()) or len(infos) > MOST_MEMBERS + 1:
        raise InvalidInput("the backup has too many files, or one of them twice")
    own = infos.pop(NAME, None)
    if own is None:
        raise InvalidInput("there is no manifest in it: this is no backup of watchkeeper")
    if own.file_size > _MOST_MANIFEST_BYTES:
        raise InvalidInput("the backup's manifest is larger than any of ours")
    with found.open(own) as file:
        manifest = manifest_from_bytes(file.read(_MOST_MANIFEST_BYTES))
    named = {member.name: member for member in manifest.members}
    for name in sorted(named.keys() ^ infos.keys()):
        where = "manifest" if name in named else "file"
        raise InvalidInput(
            "the backup is not whole: {name!r} is in its {where} only", name=name[:200], where=where
        )
    for name, info in infos.items():
        if info.file_size != named[name].size_bytes:
            raise InvalidInput("the backup is damaged: {name}", name=name)
    return manifest


def _pieces(source: IO[bytes], most_bytes: int | None) -> Iterator[bytes]:
    left = most_bytes
    while left is None or left > 0:
        piece = source.read(PIECE if left is None else min(PIECE, left))
        if not piece:
            return
        left = None if left is None else left - len(piece)
        yield piece


class _Unseekable:
    """Makes ``zipfile`` write as to a pipe: never back."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        self._output.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        self._output.flush()

    def close(self) -> None:
        """The output belongs to whoever gave it."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)
