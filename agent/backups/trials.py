"""Checks and restore tests of copies: when one is due, how it is made, what it found."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from agent.backup_settings import BackupSettings
from agent.backups import families
from agent.backups.memory import Memory
from agent.backups.reader import CannotTry, CopyIsBad, Reader, Restored
from agent.backups.room import room_in
from agent.backups.trees import Comparison, compare, remove
from agent.clock import AgentClock
from agent.log import log
from agent.paths import Path
from agent.worker import Worker
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.host.backups.standing import Copy, Standing
from watchkeeper.wire.exposition import Family, Reading

PAUSE_SECONDS = 3_600.0
"""How long after a trial that taught nothing the next one begins."""

_ROOM_FACTOR = 2.0
_ONE_AT_A_TIME = threading.Lock()


class Trial(Enum):
    """What is done with a copy to know whether it is good."""

    VERIFY = "verify"
    RESTORE = "restore"


def due_trial(
    settings: BackupSettings, known: Memory, newest: Copy, now: float, *, checks_each_copy: bool
) -> Trial | None:
    """Return what is to be done now; a check goes before a restore."""
    if _is_open(known, Trial.VERIFY, now):
        is_new = checks_each_copy and known.number("verify_copy_at") != newest.at
        if is_new or _is_over(known.number("verify_at"), settings.verify, now):
            return Trial.VERIFY
    if _is_open(known, Trial.RESTORE, now) and _is_over(
        known.number("restore_at"), settings.restore_test, now
    ):
        return Trial.RESTORE
    return None


def _is_open(known: Memory, trial: Trial, now: float) -> bool:
    """Tell whether a trial may begin: not soon after one that taught nothing."""
    tried_at = known.number(f"{trial.value}_tried_at")
    return tried_at is None or not 0 <= now - tried_at < PAUSE_SECONDS


def _is_over(last: float | None, every: int | None, now: float) -> bool:
    if every is None:
        return False
    return last is None or not 0 <= now - last < every / 1000


class Trials:
    """Makes the trials of one backup in a thread; of all backups one at a time."""

    def __init__(
        self,
        settings: BackupSettings,
        reader: Reader,
        known: Memory,
        clock: AgentClock,
        state: Path,
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._known = known
        self._clock = clock
        where = settings.scratch or state / "scratch"
        self._scratch = where / f"watchkeeper-restore-{settings.name.replace('/', '%')}"
        self._worker = Worker(f"backup-{settings.name}")

    def begin(self, standing: Standing) -> None:
        """Begin what is due, unless a backup runs or another trial does."""
        newest = standing.newest
        if newest is None or standing.running_since is not None or self._worker.is_busy:
            return
        trial = self._due(newest)
        if trial is None or not _ONE_AT_A_TIME.acquire(blocking=False):
            return
        if not self._worker.start(lambda: self._make_and_release(trial, newest)):
            _ONE_AT_A_TIME.release()

    def make(self, trial: Trial, copy: Copy) -> bool | None:
        """Make a trial now and keep what it found: good or not; None where nothing was learnt."""
        began = self._clock.monotonic()
        self._known.keep(**{f"{trial.value}_tried_at": self._clock.now() / 1000})
        try:
            found = self._outcome(trial, copy)
        except CopyIsBad as error:
            if not self._still_answers():
                log.warning("backup not tried to its end", backup=self._settings.name, reason=error)
                return None
            log.error("backup is not good", backup=self._settings.name, reason=error)
            found = {f"{trial.value}_good": 0.0}
        except (OSError, WatchkeeperError) as error:
            log.warning("backup not tried", backup=self._settings.name, reason=error)
            return None
        now, seconds = self._clock.now() / 1000, self._clock.monotonic() - began
        self._known.keep(
            **{
                f"{trial.value}_at": now,
                f"{trial.value}_copy_at": copy.at,
                f"{trial.value}_seconds": seconds,
                f"{trial.value}_tried_at": None,
                **found,
            }
        )
        return found[f"{trial.value}_good"] == 1.0

    def wait(self, seconds: float) -> bool:
        """Return whether the trial under way ended within *seconds*."""
        return self._worker.wait(seconds)

    def readings(self) -> list[Reading]:
        labels = (self._settings.name,)
        found: list[Reading] = [
            (family, labels, value)
            for name, family in _TOLD.items()
            if (value := self._known.number(name)) is not None
        ]
        for every, family in (
            (self._settings.verify, families.VERIFY_EVERY),
            (self._settings.restore_test, families.RESTORE_EVERY),
        ):
            if every is not None:
                found.append((family, labels, every / 1000))
        return found

    def close(self) -> None:
        self._worker.end()

    def _due(self, newest: Copy) -> Trial | None:
        return due_trial(
            self._settings,
            self._known,
            newest,
            self._clock.now() / 1000,
            checks_each_copy=self._reader.checks_each_copy,
        )

    def _make_and_release(self, trial: Trial, copy: Copy) -> None:
        try:
            self.make(trial, copy)
        except Exception:  # noqa: BLE001 a defect in one trial must not end its thread unseen
            log.exception("trial of a backup has a defect", backup=self._settings.name)
        finally:
            _ONE_AT_A_TIME.release()

    def _still_answers(self) -> bool:
        """Tell a bad copy from a line that broke: tools fail for both in the same way."""
        try:
            self._reader.read()
        except (OSError, WatchkeeperError):
            return False
        return True

    def _outcome(self, trial: Trial, copy: Copy) -> dict[str, float | None]:
        if trial is Trial.VERIFY:
            self._reader.verify(copy)
            return {"verify_good": 1.0}
        check_room(self._settings, self._scratch.parent, copy)
        with _alone(self._scratch.parent):
            _empty(self._scratch)
            try:
                return self._restored(copy)
            finally:
                remove(str(self._scratch))

    def _restored(self, copy: Copy) -> dict[str, float | None]:
        restored = self._reader.restore(copy, self._scratch)
        original = self._settings.compare
        compared = None if original is None else compare(self._scratch, original)
        return {"restore_good": _judged(original, compared), **_numbers(restored, compared)}


def check_room(settings: BackupSettings, folder: Path, copy: Copy) -> None:
    """Raise CannotTry where *copy* is larger than allowed, or than what is free, twice counted."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    size = 0.0 if copy.size_bytes is None or settings.restore_path else copy.size_bytes
    if size > settings.restore_most:
        raise CannotTry(
            "{copy} has {size} bytes, restore_most is {most}",
            copy=copy.name,
            size=int(size),
            most=settings.restore_most,
        )
    if size * _ROOM_FACTOR > room_in(folder):
        raise CannotTry("{folder} has no room for {size} bytes", folder=folder, size=int(size))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others, as the command that is run by hand, from the folder.  Raises CannotTry."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if not _is_locked(handle):
            raise CannotTry("another restore test is under way in {folder}", folder=folder)
        yield
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    """Take the lock; False where another process has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _empty(scratch: Path) -> None:
    remove(str(scratch))
    scratch.mkdir(0o700, parents=True, exist_ok=False)


def _judged(original: Path | None, found: Comparison | None) -> float:
    """Raise CopyIsBad where restored files differ, or nothing could be compared."""
    if found is None:
        return 1.0
    if found.different:
        raise CopyIsBad(
            "{count} restored files differ from their originals, the first is {path}",
            count=found.different,
            path=found.first_difference,
        )
    if not found.compared:
        raise CopyIsBad("no restored file could be compared with {original}", original=original)
    return 1.0


def _numbers(restored: Restored, found: Comparison | None) -> dict[str, float | None]:
    return {
        "restore_files": float(restored.files),
        "restore_bytes": restored.size_bytes,
        "restore_compared": None if found is None else float(found.compared),
        "restore_different": None if found is None else float(found.different),
    }


_TOLD: dict[str, Family] = {
    "verify_at": families.VERIFIED,
    "verify_good": families.VERIFY_GOOD,
    "verify_seconds": families.VERIFY_SECONDS,
    "restore_at": families.RESTORED,
    "restore_good": families.RESTORE_GOOD,
    "restore_seconds": families.RESTORE_SECONDS,
    "restore_files": families.RESTORED_FILES,
    "restore_bytes": families.RESTORED_BYTES,
    "restore_compared": families.COMPARED,
    "restore_different": families.DIFFERENT,
}
