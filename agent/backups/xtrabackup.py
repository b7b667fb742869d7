"""xtrabackup and mariadb-backup: one folder for each backup, full or incremental."""

from __future__ import annotations

from typing import NamedTuple

from agent.backup_settings import BackupSettings
from agent.backups.entries import Folder, folders_in
from agent.backups.reader import CannotTry, CopyIsBad, OnlyReads, Restored
from agent.backups.tools import Tool
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.files import read_regular
from agent.paths import Path
from agent.sources.directories import size_below
from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.backups.mysql import Checkpoints, checkpoints, is_chain_intact, times
from watchkeeper.host.backups.standing import Copy, CopyKind, Standing, in_order

_MOST_BYTES = 1 << 20
_PREFIXES = ("xtrabackup", "mariadb_backup")


class _Backup(NamedTuple):
    copy: Copy
    covers: Checkpoints


class XtrabackupReader(OnlyReads):
    """A restore test prepares copies of a full backup and of what builds on it."""

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "mariadb-backup", clock)
        self._sizes: dict[tuple[str, float], float] = {}

    def read(self) -> Standing:
        folders = folders_in(self._settings.path, self._settings.glob)
        found = [each for each in map(self._backup, folders) if each is not None]
        return Standing(
            in_order([each.copy for each in found]),
            chain_intact=is_chain_intact(each.covers for each in found) if found else None,
            partial=len(folders) - len(found),
        )

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        base, *increments = self._chain(copy)
        target = scratch / "data"
        self._copy_of(base, target, scratch)
        self._prepare(target)
        for place, name in enumerate(increments):
            part = scratch / f"increment-{place}"
            self._copy_of(name, part, scratch)
            self._prepare(target, f"--incremental-dir={part}")
        return restored_in(target)

    def _copy_of(self, name: str, target: Path, scratch: Path) -> None:
        source = str(self._settings.path / name)
        self._tool.tried("-R", "--", source, str(target), program="cp", fills=scratch)

    def _prepare(self, target: Path, *words: str) -> None:
        said = self._tool.tried("--no-defaults", "--prepare", f"--target-dir={target}", *words)
        if "completed OK!" not in said:
            raise CopyIsBad("{tool}: {said}", tool=self._tool.path, said=said.strip()[-200:])

    def _chain(self, copy: Copy) -> list[str]:
        """Return a full backup and the incremental ones up to *copy*.  Raises CannotTry."""
        folders = folders_in(self._settings.path, self._settings.glob)
        found = {each.copy.name: each for each in map(self._backup, folders) if each is not None}
        chain = [found[copy.name]] if copy.name in found else []
        while chain and chain[0].covers.kind is not CopyKind.FULL and len(chain) <= len(found):
            start = chain[0].covers.from_position
            before = [
                each
                for each in found.values()
                if each.covers.to_position == start and each not in chain
            ]
            chain = [max(before, key=lambda each: each.copy.at), *chain] if before else []
        if not chain:
            raise CannotTry("there is no full backup for {copy}", copy=copy.name)
        return [each.copy.name for each in chain]

    def _backup(self, folder: Folder) -> _Backup | None:
        """Return a backup; None for one that was not ended: its times are written last."""
        for prefix in _PREFIXES:
            try:
                covers = checkpoints(_text(folder.path / f"{prefix}_checkpoints"))
                run = times(_text(folder.path / f"{prefix}_info"))
            except (FileNotFoundError, InvalidInput):
                continue
            key = (folder.name, run.ended)
            if key not in self._sizes:
                self._sizes[key] = float(size_below(folder.path))
            copy = Copy(
                folder.name, run.ended, covers.kind, self._sizes[key], run.ended - run.began
            )
            return _Backup(copy, covers)
        return None


def _text(path: Path) -> str:
    return read_regular(path, _MOST_BYTES).decode("utf-8", "replace")
