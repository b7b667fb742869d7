"""restic: snapshots of one repository, of one host or with one tag."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.memory import Memory
from agent.backups.reader import Restored
from agent.backups.tools import Tool, check_secret
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.paths import Path
from watchkeeper.host.backups.restic import lock, lock_names, restored_size, snapshots
from watchkeeper.host.backups.standing import Copy, Standing

_STALE_SECONDS = 1_800.0
"""restic renews a lock every five minutes and itself takes one of half an hour for dead."""

_MOST_LOCKS = 10


class ResticReader:
    """Asks without taking a lock; a check reads all data, which a plain check does not."""

    checks_each_copy = False

    def __init__(self, settings: BackupSettings, clock: AgentClock, memory: Memory) -> None:
        self._settings = settings
        self._clock = clock
        self._memory = memory
        where = {"RESTIC_REPOSITORY": str(settings.path)}  # it may hold a password: no argument
        self._tool = Tool(settings, "restic", clock, where)

    def read(self) -> Standing:
        copies = snapshots(self._said("snapshots", "--json", *self._filter()))
        if copies and copies[-1].size_bytes is None:
            self._learn_size(copies[-1])
        return Standing(
            copies=self._memory.with_sizes(copies),
            stale_locks=self._stale_locks(),
            encrypted=True,  # restic knows no other repositories
        )

    def verify(self, copy: Copy) -> None:
        self._tool.tried(*self._common(), "check", "--read-data")

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        part = ("--include", self._settings.restore_path) if self._settings.restore_path else ()
        self._tool.tried(
            *self._common(),
            "restore",
            copy.name,
            "--target",
            str(scratch),
            "--verify",
            *part,
            fills=scratch,
        )
        return restored_in(scratch)

    def _common(self) -> tuple[str, ...]:
        settings = self._settings
        assert settings.password_file is not None
        check_secret(settings.password_file)
        secret = ("--password-file", str(settings.password_file))
        return (*secret, "--no-lock", "--no-cache")

    def _said(self, *words: str) -> str:
        return self._tool.said(*self._common(), *words)

    def _filter(self) -> tuple[str, ...]:
        host = ("--host", self._settings.host) if self._settings.host else ()
        return (*host, *(("--tag", self._settings.tag) if self._settings.tag else ()))

    def _learn_size(self, copy: Copy) -> None:
        if not self._memory.knows(copy.name):
            told = self._said("stats", "--json", "--mode", "restore-size", copy.name)
            self._memory.learn(copy.name, restored_size(told))

    def _stale_locks(self) -> int:
        names = lock_names(self._said("list", "locks"))[:_MOST_LOCKS]
        held = [lock(self._said("cat", "lock", name)) for name in names]
        now = self._clock.now() / 1000
        return sum(each.since < now - _STALE_SECONDS for each in held)
