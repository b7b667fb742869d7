"""Make a backup of a running installation, or of one that stands still; blocks, in a thread.

The state is copied first, then the series: whatever a ticket tells of has its samples with it, as
after a power cut.  Copies lie in the data folder until they are written out.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from watchkeeper import __version__
from watchkeeper.config.settings import Settings
from watchkeeper.core.instants import Instant
from watchkeeper.server.backup.belongings import (
    ASIDE,
    Belongings,
    ConfigurationFile,
    Openness,
    attributes_of,
    belongings,
)
from watchkeeper.server.backup.sealed import sealed_from_files
from watchkeeper.storage.backup.archive import ArchiveWriter, Output, Packing
from watchkeeper.storage.backup.manifest import SEAL, Manifest, stays_below
from watchkeeper.storage.backup.series import PinnedLog, block_files, copy_blocks, pin_log
from watchkeeper.storage.backup.state import StateCopy, copy_state
from watchkeeper.storage.disk import require_room, size_of
from watchkeeper.storage.open_database import sqlite_path
from watchkeeper.storage.sqlite_copy import Progress, no_progress

STAGING = ".backup-"
MARK = "restored.json"
_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_NOT_DOCUMENTS = frozenset({"wal", "forward", "forwarded.json", "lock", MARK})
"""What belongs to the stores; the forwarder's place in the log would be ahead of the log here."""


@dataclass(frozen=True, slots=True)
class BackupWish:
    """What goes into a backup; ``given`` are files that the server's own user may not read."""

    with_series: bool = True
    passphrase: str = field(default="", repr=False)
    given: Mapping[str, bytes] = field(default_factory=lambda: _NOTHING, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The installation: its folders and its settings."""

    folder: Path
    settings: Settings
    not_in: tuple[Path, ...] = ()  # folders in the data folder that hold backups


@dataclass(slots=True)
class _Staged:
    """Copies that wait to be written out."""

    state: StateCopy
    log: PinnedLog | None
    blocks: list[Path]
    rows: dict[str, int]


def make_backup(
    source: Source, wish: BackupWish, output: Output, *, now: Instant, tell: Progress = no_progress
) -> Manifest:
    """Write a backup to *output* and return what is in it.

    Raises Unavailable where there is no room or a database cannot be read, InvalidInput for a
    short passphrase; what was written then is no backup.
    """
    own = belongings(source.folder, source.settings, wish.given)
    sealed = _seal(own, wish.passphrase)  # before anything is copied: the passphrase may be short
    tally = _Tally(source_bytes(source, with_series=wish.with_series), tell)
    with (
        _staging(source.settings.data) as staging,
        _writing(output, tally.add) as writer,
        _staged(source, wish, staging, tally) as staged,
    ):
        _write_state(writer, staged)
        if staged.log is not None:
            _write_series(writer, source, staged, staged.log)
        _write_documents(writer, source)
        _write_configuration(writer, own, sealed)
        manifest = _manifest(source, staged, own, writer, now=now, is_sealed=sealed is not None)
        writer.finish(manifest)
    return manifest


def source_bytes(source: Source, *, with_series: bool) -> int:
    """Return about how much is copied and then written, as twice the size of the databases."""
    data = source.settings.data
    state = sqlite_path(source.settings.database_url())
    files = [] if state is None else [state, state.with_name(state.name + "-wal")]
    if with_series:
        files += [*block_files(data), *data.glob("*.db-wal")]
    log = size_of(*(data / "wal").glob("*.wal")) if with_series else 0
    return 2 * size_of(*dict.fromkeys(files)) + log


class _Tally:
    """Adds up what was done; a copy tells its share, a writer its bytes."""

    def __init__(self, total: int, tell: Progress) -> None:
        self._total = total
        self._done = 0
        self._tell = tell

    def add(self, size: int) -> None:
        self._done += size
        self._tell(min(self._done, self._total), self._total)

    def share(self, size: int) -> Progress:
        """Return what a copy of *size* bytes tells how far it is."""
        begun = self._done

        def tell(done: int, of: int) -> None:
            self.add(begun + size * done // max(of, 1) - self._done)

        return tell


@contextmanager
def _staging(data: Path) -> Iterator[Path]:
    """Make a folder for copies; those of a backup that was killed go first."""
    for left in data.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=data))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _writing(output: Output, told: Callable[[int], None]) -> Iterator[ArchiveWriter]:
    writer = ArchiveWriter(output, told)
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise


@contextmanager
def _staged(source: Source, wish: BackupWish, staging: Path, tally: _Tally) -> Iterator[_Staged]:
    """Copy the databases and hold the log."""
    data, url = source.settings.data, source.settings.database_url()
    require_room(data, source_bytes(source, with_series=wish.with_series) // 2)
    path = sqlite_path(url)
    state = copy_state(url, staging, tally.share(size_of(path) if path else 0))
    if not wish.with_series:
        yield _Staged(state, None, [], {})
        return
    with closing(pin_log(data)) as log:
        staged = _Staged(state, log, [], {})
        for found in block_files(data):
            copy, rows = copy_blocks(found, staging, tally.share(size_of(found)))
            staged.blocks.append(copy)
            staged.rows |= rows
        yield staged


def _write_state(writer: ArchiveWriter, staged: _Staged) -> None:
    for path in staged.state.files:
        _write_file(writer, f"state/{path.name}", path, Packing.SMALLER)
        path.unlink()


def _write_series(writer: ArchiveWriter, source: Source, staged: _Staged, log: PinnedLog) -> None:
    for path in staged.blocks:
        _write_file(writer, f"series/{path.name}", path, Packing.AS_IS)
        path.unlink()
    owner = replace(attributes_of(source.settings.data), mode=0o640)
    for name, file, size in log.segments:
        writer.add(f"series/wal/{name}", file, attributes=owner, most_bytes=size)


def _write_documents(writer: ArchiveWriter, source: Source) -> None:
    data = source.settings.data
    for top in sorted(data.iterdir()):
        if not _is_document(top) or top in source.not_in:
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            name = path.relative_to(data).as_posix()
            if path.is_file() and not path.is_symlink() and stays_below(name):
                try:
                    _write_file(writer, f"data/{name}", path, Packing.SMALLER)
                except FileNotFoundError:  # it went since it was listed
                    continue


def _is_document(path: Path) -> bool:
    """Tell what belongs to no store: documents, exported objects, and what rooms put beside them."""
    return not (
        path.name in _NOT_DOCUMENTS
        or path.name.startswith((".", ASIDE, "state.db", "series.db"))
        or ".db" in path.suffixes
        or path.name.endswith((".db-wal", ".db-shm", ".db-journal"))
        or path.is_symlink()
    )


def _write_configuration(writer: ArchiveWriter, own: Belongings, sealed: bytes | None) -> None:
    for file in own.files:
        if file.openness is Openness.PLAIN:
            writer.add(
                f"configuration/{file.name}", io.BytesIO(file.content), attributes=file.attributes
            )
    if sealed is not None:
        writer.add(SEAL, io.BytesIO(sealed), packing=Packing.AS_IS)


def _write_file(writer: ArchiveWriter, name: str, path: Path, packing: Packing) -> None:
    with path.open("rb") as file:
        writer.add(name, file, packing=packing, attributes=attributes_of(path))


def _secrets(own: Belongings) -> tuple[ConfigurationFile, ...]:
    return tuple(file for file in own.files if file.openness is Openness.SEALED)


def _seal(own: Belongings, passphrase: str) -> bytes | None:
    secrets = _secrets(own)
    return sealed_from_files(secrets, passphrase) if passphrase and secrets else None


def _manifest(
    source: Source,
    staged: _Staged,
    own: Belongings,
    writer: ArchiveWriter,
    *,
    now: Instant,
    is_sealed: bool,
) -> Manifest:
    missing = () if is_sealed else tuple(file.name for file in _secrets(own))
    return Manifest(
        version=__version__,
        taken_at=now,
        dialect=staged.state.dialect,
        schema=staged.state.schema,
        configuration_folder=str(source.folder.absolute()),
        data_folder=str(source.settings.data.absolute()),
        has_series=staged.log is not None,
        members=tuple(writer.members),
        tables=staged.state.tables,
        series=MappingProxyType(staged.rows),
        left_out=(*missing, *own.unreadable, *own.outside),
        is_sealed=is_sealed,
    )
