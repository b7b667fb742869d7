"""What a reader of backups is, and what its words mean."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from agent.paths import Path
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.host.backups.standing import Copy, Standing


class CopyIsBad(WatchkeeperError):
    """A copy was read, or restored, and is not what it should be."""


class CannotTry(Unavailable):
    """Nothing was learnt of a copy: no room, no program, no answer in time."""


class Restored(NamedTuple):
    """What came out of a copy: files and bytes, or tables in place of files."""

    files: int
    size_bytes: float


class Reader(Protocol):
    """Asks one tool, or looks into one folder.  All may raise OSError and WatchkeeperError."""

    @property
    def checks_each_copy(self) -> bool:
        """Tell whether a new copy is checked as soon as it is there."""
        ...

    def read(self) -> Standing: ...

    def verify(self, copy: Copy) -> None:
        """Read copies again.  Raises CopyIsBad, or CannotTry."""
        ...

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        """Restore *copy* into an empty folder.  Raises CopyIsBad, or CannotTry."""
        ...


class OnlyReads:
    """What readers have in common whose tool can neither check nor restore."""

    checks_each_copy = False

    def verify(self, copy: Copy) -> None:
        raise CannotTry("{copy} cannot be checked by its tool", copy=copy.name)

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        raise CannotTry("{copy} cannot be restored into {scratch}", copy=copy.name, scratch=scratch)
