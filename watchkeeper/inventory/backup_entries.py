"""An entry of ``backups`` in targets/*.yml: what is expected of a backup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchkeeper.config.nodes import Node
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.inventory.model import BACKUP_GRACE, BackupJob, BackupKind, SizeBand

_MOST_KEPT = 100_000
_FULL_BACKUPS = {"daily": Duration(DAY), "weekly": Duration(7 * DAY), "monthly": Duration(31 * DAY)}
_SIZE = re.compile(r"(\d{1,12})\s*(B|KiB|MiB|GiB|TiB)?")
_UNITS = {None: 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}


@dataclass(frozen=True, slots=True)
class SizeEntry:
    """``{least: 1GiB, most: 20GiB}``, or one of the two."""

    least: Node | None = None
    most: Node | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """The keys of a backup as they are written."""

    name: Node
    tool: str
    schedule: Node
    full: Node | None = None
    grace: Duration = BACKUP_GRACE
    restore_test: Duration | None = None
    kind: BackupKind | None = None
    size: SizeEntry | None = None
    keep: int | None = None
    retention: Duration | None = None
    offsite: Duration | None = None
    verify: Duration | None = None
    encrypted: bool = False
    at: str = ""


def backup_from_entry(entry: BackupEntry, *, name: str, schedule: str) -> BackupJob:
    """Return the job of an entry.  Raises ConfigError."""
    return BackupJob(
        name=name,
        tool=entry.tool,
        schedule=schedule,
        full=_full_backup(entry.full),
        grace=entry.grace,
        restore_test=entry.restore_test,
        kind=entry.kind,
        size=_band(entry.size),
        keep=_kept(entry),
        retention=entry.retention,
        offsite=entry.offsite,
        verify=entry.verify,
        encrypted=entry.encrypted,
        at=entry.at,
    )


def _full_backup(node: Node | None) -> Duration | None:
    if node is None:
        return None
    try:
        return _FULL_BACKUPS.get(node.text) or duration_from_text(node.text)
    except InvalidInput as error:
        raise ConfigError(
            "full must be daily, weekly, monthly or a duration such as 14d", at=node.at
        ) from error


def _kept(entry: BackupEntry) -> int | None:
    if entry.keep is not None and not 1 <= entry.keep <= _MOST_KEPT:
        raise ConfigError("keep must be 1 to {most} copies", at=entry.at, most=_MOST_KEPT)
    return entry.keep


def _band(entry: SizeEntry | None) -> SizeBand:
    if entry is None:
        return SizeBand()
    band = SizeBand(_bytes(entry.least), _bytes(entry.most))
    if band.least is not None and band.most is not None and band.least > band.most:
        raise ConfigError("the least size is larger than the most", at=entry.at)
    return band


def _bytes(node: Node | None) -> int | None:
    if node is None:
        return None
    text = str(node.value) if isinstance(node.value, int) else node.text
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ConfigError("{size!r} is no size; write for example 5GiB", at=node.at, size=text[:40])
    return int(match[1]) * _UNITS[match[2]]
