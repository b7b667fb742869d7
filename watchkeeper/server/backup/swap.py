"""Put new entries into folders and what was there aside, all of it or nothing.

Only names change, on one disk; what was put aside lies in ``before-restore-<time>`` beside it and
is the way back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from watchkeeper.storage.disk import sync_directory


@dataclass(slots=True)
class Swap:
    """Renames that can be taken back until they are kept."""

    _done: list[tuple[Path, Path]] = field(default_factory=list)

    def move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        source.rename(target)
        self._done.append((source, target))

    def put_aside(self, folder: Path, aside: Path, is_kept: Callable[[Path], bool]) -> None:
        """Move every entry of *folder* into *aside*, but for those that stay."""
        for entry in sorted(folder.iterdir()):
            if entry != aside and not is_kept(entry):
                self.move(entry, aside / entry.name)

    def bring_in(self, staged: Path, folder: Path) -> None:
        """Move every entry of *staged* into *folder*."""
        for entry in sorted(staged.iterdir()):
            self.move(entry, folder / entry.name)

    def keep(self) -> None:
        """Return when the new names are on the disk."""
        folders = {path.parent for pair in self._done for path in pair}
        for folder in folders:
            if folder.exists():
                sync_directory(folder)

    def take_back(self) -> None:
        """Undo all of it, the last first."""
        while self._done:
            source, target = self._done.pop()
            target.rename(source)
