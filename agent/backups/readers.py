"""All readers of backups: one entry for each; a reader's code is loaded where it is configured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable, NamedTuple

from agent.backup_settings import BackupSettings
from agent.backups.memory import Memory
from agent.backups.reader import Reader
from agent.clock import AgentClock
from agent.paths import Path


class Means(NamedTuple):
    """What a reader may need."""

    settings: BackupSettings
    clock: AgentClock
    memory: Memory
    state: Path


def reader_of(means: Means) -> Reader:
    """Return the reader of a backup's tool."""
    return READERS[means.settings.tool](means)


def _restic(means: Means) -> Reader:
    from agent.backups.restic import ResticReader

    return ResticReader(means.settings, means.clock, means.memory)


def _borg(means: Means) -> Reader:
    from agent.backups.borg import BorgReader

    return BorgReader(means.settings, means.clock, means.memory, means.state)


def _pgbackrest(means: Means) -> Reader:
    from agent.backups.pgbackrest import PgBackRestReader

    return PgBackRestReader(means.settings, means.clock)


def _pg_basebackup(means: Means) -> Reader:
    from agent.backups.pg_basebackup import PgBasebackupReader

    return PgBasebackupReader(means.settings, means.clock)


def _pg_dump(means: Means) -> Reader:
    from agent.backups.pg_dump import PgDumpReader

    return PgDumpReader(means.settings, means.clock)


def _wal(means: Means) -> Reader:
    from agent.backups.wal import WalReader

    return WalReader(means.settings)


def _mysqldump(means: Means) -> Reader:
    from agent.backups.mysqldump import MysqldumpReader

    return MysqldumpReader(means.settings, means.clock)


def _xtrabackup(means: Means) -> Reader:
    from agent.backups.xtrabackup import XtrabackupReader

    return XtrabackupReader(means.settings, means.clock)


def _rsnapshot(means: Means) -> Reader:
    from agent.backups.rsnapshot import RsnapshotReader

    return RsnapshotReader(means.settings, means.clock)


def _archive(means: Means) -> Reader:
    from agent.backups.archive import ArchiveReader

    return ArchiveReader(means.settings, means.clock)


def _timer(means: Means) -> Reader:
    from agent.backups.timer import TimerReader

    return TimerReader(means.settings, means.clock, means.memory)


READERS: Mapping[str, Callable[[Means], Reader]] = {
    "restic": _restic,
    "borg": _borg,
    "pgbackrest": _pgbackrest,
    "pg_basebackup": _pg_basebackup,
    "pg_dump": _pg_dump,
    "wal": _wal,
    "mysqldump": _mysqldump,
    "xtrabackup": _xtrabackup,
    "rsnapshot": _rsnapshot,
    "archive": _archive,
    "timer": _timer,
}
