"""Names of the backups that the server makes by itself, and which of them stay.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from watchkeeper.config.settings import KeptBackups
from watchkeeper.core.instants import (
    Instant,
    datetime_from_instant,
    instant_from_datetime,
    local_day,
)

_NAME = re.compile(r"watchkeeper-(\d{8}T\d{6}Z)\.zip")
_FORM = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class KeptFile:
    """A backup in the folder."""

    taken_at: Instant
    name: str


def name_at(now: Instant) -> str:
    return f"watchkeeper-{datetime_from_instant(now).strftime(_FORM)}.zip"


def kept_files(names: Iterable[str]) -> tuple[KeptFile, ...]:
    """Return the backups among *names*, the oldest first; other files are none of ours."""
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match:
            try:
                taken = datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)
            except ValueError:  # digits that are no day
                continue
            found.append(KeptFile(instant_from_datetime(taken), name))
    return tuple(sorted(found))


def superseded(files: Iterable[KeptFile], kept: KeptBackups, zone: str) -> tuple[KeptFile, ...]:
    """Return the files that go: not the newest of the latest days, nor of the latest weeks."""
    newest_first = sorted(files, reverse=True)
    days: dict[object, KeptFile] = {}
    weeks: dict[object, KeptFile] = {}
    for file in newest_first:
        day = local_day(file.taken_at, zone)
        days.setdefault(day, file)
        weeks.setdefault(day.isocalendar()[:2], file)
    stay = {*list(days.values())[: kept.daily], *list(weeks.values())[: kept.weekly]}
    return tuple(file for file in reversed(newest_first) if file not in stay)
