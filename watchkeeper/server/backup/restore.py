"""Restore a backup: check all of it, unpack beside the target, then let names change.

Until the last step nothing that is there has changed; a failure says so and leaves no trace.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import ConfigError, Conflict, Unavailable
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.logs import get_log
from watchkeeper.server.backup.belongings import ASIDE, ConfigurationFile
from watchkeeper.server.backup.make import MARK
from watchkeeper.server.backup.places import MAIN_FILE, Wanted, moved, settings_at, with_main_keys
from watchkeeper.server.backup.swap import Swap
from watchkeeper.server.backup.unpack import (
    Folders,
    configuration_of,
    give,
    owner_of_data,
    unpack_data,
    write_files,
)
from watchkeeper.server.chains import chain_fault
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.storage.backup.archive import Archive, reading_archive
from watchkeeper.storage.backup.manifest import Manifest, stays_below
from watchkeeper.storage.backup.state import SQLITE_NAME
from watchkeeper.storage.disk import require_room
from watchkeeper.storage.migrate import known_revisions, newest_revision
from watchkeeper.storage.move_to_postgresql import move_to_postgresql
from watchkeeper.storage.open_database import sqlite_path
from watchkeeper.storage.postgresql_copy import load_postgresql
from watchkeeper.storage.sqlite_copy import Progress, no_progress

log = get_log("backup")

_STAGING = ".restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``aside`` are the folders that hold what was there before."""

    manifest: Manifest
    config: Path
    data: Path
    missing: tuple[str, ...]
    aside: tuple[str, ...]
    needs_upgrade: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything is decided and unpacked; nothing has changed yet."""

    wanted: Wanted
    settings: Settings
    manifest: Manifest
    state: Path  # unpacked
    data: Path
    configuration: Path | None  # None: the files that are there stay
    stamp: str

    @property
    def aside(self) -> str:
        return f"{ASIDE}{self.stamp}"


def restore(
    path: Path,
    wanted: Wanted,
    *,
    passphrase: str = "",
    replaces: bool = False,
    with_configuration: bool = True,
    now: Instant,
    tell: Progress = no_progress,
) -> Restored:
    """Restore the backup at *path*; blocks.

    Raises InvalidInput for a damaged backup, Conflict where something is there and *replaces* is
    not said, Unavailable where there is no room or a database cannot be written.
    """
    with _disk_trouble(path), reading_archive(path) as archive, ExitStack() as stack:
        manifest = archive.manifest
        check_schema(manifest, str(path))
        told = _Tally(2 * manifest.total_bytes(), tell)
        files = _configuration(archive, wanted, passphrase) if with_configuration else ()
        staging = stack.enter_context(_staging(wanted.folder, now))
        configuration = _write_configuration(files, staging) if with_configuration else None
        main = (configuration or wanted.folder) / MAIN_FILE
        if not main.is_file():
            raise ConfigError(
                "is not in the backup, as it holds secrets and no passphrase sealed it; "
                "write it first, then restore with --keep-configuration",
                at=MAIN_FILE,
            )
        settings = settings_at(main, wanted, manifest)
        require_room(settings.data, manifest.total_bytes())
        stamp = _stamp(now)
        data = settings.data / f"{_STAGING}{stamp}"
        plan = _Plan(
            wanted, settings, manifest, data / "state", data / "data", configuration, stamp
        )
        _refuse(plan, replaces=replaces)
        archive.verify(told.add)
        stack.enter_context(_staging(settings.data, now))
        stack.enter_context(DirectoryLock(settings.data))
        _refuse(plan, replaces=replaces)  # once more: what came meanwhile is not lost either
        _unpack(archive, plan, told)
        _mark(plan, now)
        aside = _switch(plan, replaces=replaces)
    log.info("backup restored", backup=path, taken_at=manifest.taken_at, data=settings.data)
    missing = _missing(manifest, passphrase) if with_configuration else ()
    needs_upgrade = manifest.schema != newest_revision()
    return Restored(manifest, wanted.config, settings.data, missing, aside, needs_upgrade)


@contextmanager
def _disk_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            "it cannot be restored: {reason}; nothing was changed",
            at=str(error.filename or path),
            reason=error.strerror or error,
        ) from error


def check_schema(manifest: Manifest, at: str) -> None:
    """Raise Conflict where a newer version made the backup."""
    if manifest.schema not in known_revisions():
        raise Conflict(
            "the backup's tables have schema {found}, which this version does not know; "
            "restore it with watchkeeper {version} or a newer one",
            at=at,
            found=manifest.schema or "-",
            version=manifest.version,
        )


class _Tally:
    def __init__(self, total: int, tell: Progress) -> None:
        self._total, self._done, self._tell = total, 0, tell

    def add(self, size: int) -> None:
        self._done += size
        self._tell(min(self._done, self._total), self._total)


def _missing(manifest: Manifest, passphrase: str) -> tuple[str, ...]:
    """Return what must be typed or copied again."""
    sealed = ("everything that was sealed",) if manifest.is_sealed and not passphrase else ()
    return (*manifest.left_out, *sealed)


def _configuration(
    archive: Archive, wanted: Wanted, passphrase: str
) -> tuple[ConfigurationFile, ...]:
    """Return the files as they will be here."""
    found = configuration_of(archive, passphrase)
    return tuple(_adapted(file, archive.manifest, wanted) for file in found)


def _adapted(file: ConfigurationFile, manifest: Manifest, wanted: Wanted) -> ConfigurationFile:
    if not file.name.endswith((".yml", ".yaml", ".conf")):
        return file
    try:
        text = moved(file.content.decode(), manifest, wanted)
    except UnicodeDecodeError:
        return file
    if file.name == MAIN_FILE:
        text = with_main_keys(text, wanted)
    return replace(file, content=text.encode())


def _write_configuration(files: tuple[ConfigurationFile, ...], staging: Path) -> Path:
    folder = staging / "configuration"
    folder.mkdir()
    write_files(files, folder)
    return folder


@contextmanager
def _staging(folder: Path, now: Instant) -> Iterator[Path]:
    """Make a folder on the disk of the target; it goes, whatever happens."""
    is_new = not folder.exists()
    staging = folder / f"{_STAGING}{_stamp(now)}"
    staging.mkdir(parents=True, mode=0o700, exist_ok=True)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


def _refuse(plan: _Plan, *, replaces: bool) -> None:
    """Raise Conflict where something is there that would have to go."""
    if replaces:
        return
    data = plan.settings.data
    there = [one for one in data.iterdir() if not _stays(plan, one)] if data.exists() else []
    if plan.configuration is not None:
        there += [entry for entry in plan.wanted.folder.iterdir() if not _stays(plan, entry)]
    state = sqlite_path(plan.settings.database_url())
    if state is not None and state.exists():
        there.append(state)
    if there:
        raise Conflict(
            "{path} is there already; nothing was changed; --replace puts what is there aside, "
            "into {aside} beside it",
            path=there[0],
            aside=plan.aside,
        )


def _stays(plan: _Plan, entry: Path) -> bool:
    """Tell what no restore touches: the lock, earlier restores, backups, and our own folder."""
    others = [plan.settings.data, plan.wanted.folder]
    if plan.settings.backup is not None:
        others.append(plan.settings.backup.directory)
    return (
        entry.name == "lock"
        or entry.name.startswith((ASIDE, _STAGING))
        or any(one.absolute().is_relative_to(entry.absolute()) for one in others)
        or entry.is_socket()
    )


def _unpack(archive: Archive, plan: _Plan, told: _Tally) -> None:
    for folder in (plan.state, plan.data):
        folder.mkdir()
    unpack_data(archive, Folders(plan.state, plan.data), told.add)
    path = sqlite_path(plan.settings.database_url())
    if path is not None and path.parent.absolute() == plan.settings.data.absolute():
        (plan.state / SQLITE_NAME).rename(plan.data / path.name)


def _mark(plan: _Plan, now: Instant) -> None:
    """Leave word for the next start, which then knows what it did not live through."""
    mark = plan.data / MARK
    mark.write_text(json.dumps({"taken_at": plan.manifest.taken_at, "restored_at": now}))
    owner = owner_of_data(plan.manifest)
    give(mark, owner)
    give(plan.settings.data / "lock", owner)
    give(plan.settings.data, replace(owner, mode=0o750))


def _switch(plan: _Plan, *, replaces: bool) -> tuple[str, ...]:
    """Let names change; undo that where the last step fails."""
    swap = Swap()
    try:
        aside = _move(plan, swap)
        swap.keep()
        url = plan.settings.database_url()
        if sqlite_path(url) is None:
            schema = f"before_restore_{plan.stamp.lower()}" if replaces else ""
            _fill_postgresql(plan, url, schema)
    except BaseException:
        swap.take_back()
        raise
    return aside


def _fill_postgresql(plan: _Plan, url: str, aside: str) -> None:
    manifest = plan.manifest
    if manifest.dialect != "sqlite":
        load_postgresql(url, plan.state, manifest.tables, revision=manifest.schema, aside=aside)
        return
    source = plan.state / SQLITE_NAME
    look = chain_fault if manifest.schema == newest_revision() else _no_fault
    move_to_postgresql(source, url, revision=manifest.schema, aside=aside, look=look)


def _no_fault(_connection: Connection) -> None:
    """Look at nothing: today's code knows today's tables."""


def _move(plan: _Plan, swap: Swap) -> tuple[str, ...]:
    data, folder = plan.settings.data, plan.wanted.folder
    swap.put_aside(data, data / plan.aside, lambda entry: _stays(plan, entry))
    swap.bring_in(plan.data, data)
    path = sqlite_path(plan.settings.database_url())
    if path is not None and path.parent.absolute() != data.absolute():
        for beside in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            if beside.exists():
                swap.move(beside, path.parent / plan.aside / beside.name)
        swap.move(plan.state / SQLITE_NAME, path)
    if plan.configuration is not None:
        _move_configuration(plan, swap, folder)
    there = (data / plan.aside, folder / plan.aside)
    return tuple(dict.fromkeys(str(place) for place in there if place.exists()))


def _move_configuration(plan: _Plan, swap: Swap, folder: Path) -> None:
    assert plan.configuration is not None
    swap.put_aside(folder, folder / plan.aside, lambda entry: _stays(plan, entry))
    for name in plan.manifest.left_out:  # secrets that are here already stay in use
        kept, staged = folder / plan.aside / name, plan.configuration / name
        if stays_below(name) and kept.is_file() and not staged.exists():
            staged.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            shutil.copy2(kept, staged)
    swap.bring_in(plan.configuration, folder)


def _stamp(now: Instant) -> str:
    return datetime_from_instant(now).strftime("%Y%m%dT%H%M%SZ")
