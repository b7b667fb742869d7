"""borg: the archives of one repository."""

from __future__ import annotations

from shlex import quote

from agent.backup_settings import BackupSettings
from agent.backups.memory import Memory
from agent.backups.reader import Restored
from agent.backups.tools import Tool, check_secret
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.paths import Path
from watchkeeper.host.backups.borg import archive_size, archives
from watchkeeper.host.backups.standing import Copy, Standing

_STALE_SECONDS = 86_400.0
_WARNED = (0, 1)


class BorgReader:
    """Asks past the lock; what it keeps itself lies in the agent's own folder."""

    checks_each_copy = False

    def __init__(
        self, settings: BackupSettings, clock: AgentClock, memory: Memory, state: Path
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._memory = memory
        self._tool = Tool(settings, "borg", clock, _environment(settings, state))

    def read(self) -> Standing:
        told = self._said("list", "--json", "--bypass-lock", "--format", "{end}", *self._filter())
        found = archives(told)
        if found.copies:
            self._learn_size(found.copies[-1])
        locked_since = self._locked_since()
        is_stale = (
            locked_since is not None and locked_since < self._clock.now() / 1000 - _STALE_SECONDS
        )
        return Standing(
            copies=self._memory.with_sizes(found.copies),
            running_since=None if is_stale else locked_since,
            stale_locks=int(is_stale),
            encrypted=found.is_encrypted,
        )

    def verify(self, copy: Copy) -> None:
        self._check_secret()
        self._tool.tried("check", "--lock-wait", "60", str(self._settings.path))

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        self._check_secret()
        part = (self._settings.restore_path.lstrip("/"),) if self._settings.restore_path else ()
        archive = f"{self._settings.path}::{copy.name}"
        self._tool.tried("extract", "--bypass-lock", archive, *part, folder=scratch, fills=scratch)
        return restored_in(scratch)

    def _said(self, *words: str) -> str:
        self._check_secret()
        return self._tool.said(*words, str(self._settings.path), good=_WARNED)

    def _filter(self) -> tuple[str, ...]:
        return () if self._settings.glob == "*" else ("--glob-archives", self._settings.glob)

    def _learn_size(self, copy: Copy) -> None:
        if not self._memory.knows(copy.name):
            self._check_secret()
            told = self._tool.said(
                "info",
                "--json",
                "--bypass-lock",
                f"{self._settings.path}::{copy.name}",
                good=_WARNED,
            )
            size = archive_size(told)
            self._memory.learn(copy.name, size.size_bytes, size.seconds)

    def _locked_since(self) -> float | None:
        try:
            return (self._settings.path / "lock.exclusive").stat().st_mtime
        except OSError:
            return None

    def _check_secret(self) -> None:
        if self._settings.password_file is not None:
            check_secret(self._settings.password_file)


def _environment(settings: BackupSettings, state: Path) -> dict[str, str]:
    """Return borg's settings: no questions, a password by a program that reads its file."""
    environment = {
        "BORG_BASE_DIR": str(state / "borg"),
        "BORG_RELOCATED_REPO_ACCESS_IS_OK": "yes",
        "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes",
    }
    if settings.password_file is not None:
        environment["BORG_PASSCOMMAND"] = f"cat {quote(str(settings.password_file))}"
    return environment
