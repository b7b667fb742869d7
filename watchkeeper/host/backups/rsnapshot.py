"""rsnapshot's log: how its last runs of an interval ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STAMP = re.compile(r"\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\] \S*rsnapshot ")
_ENDINGS = {
    "completed successfully": True,
    "completed, but with some warnings": True,
    "completed, but with some errors": False,
}
_ERROR = "ERROR: "
_MOST_ERROR = 200
_NAME = re.compile(r"(?P<interval>[\w-]+)\.(?P<number>\d{1,6})")


class LastRuns(NamedTuple):
    """What the log tells of an interval; ``failures`` in a row, the last among them."""

    failures: int
    is_running: bool
    last_error: str


def last_runs(log: str, interval: str) -> LastRuns:
    """Read the end of the log; lines of other intervals, and those that make no sense, are skipped.

    A run counts as failed by the first error that it writes.
    """
    failures, is_running, has_failed, error = 0, False, False, ""
    for said in _said_of(log, interval):
        if said == "started":
            is_running, has_failed = True, False
        elif said.startswith(_ERROR) or _ENDINGS.get(said) is False:
            failures += not has_failed
            error = error if has_failed else said.replace(_ERROR, "")[:_MOST_ERROR].strip()
            is_running, has_failed = said.startswith(_ERROR) and is_running, True
        elif said in _ENDINGS:
            failures, is_running, has_failed = 0, False, False
    return LastRuns(failures, is_running and not has_failed, error)


def _said_of(log: str, interval: str) -> Iterator[str]:
    for line in log.splitlines():
        stamp = _STAMP.match(line)
        command, _, said = line[stamp.end() :].partition(": ") if stamp else ("", "", "")
        if command.split()[-1:] == [interval]:
            yield said.strip()


def snapshot(name: str) -> tuple[str, int] | None:
    """Return interval and number of a folder such as ``daily.0``; None for others."""
    match = _NAME.fullmatch(name)
    return (match["interval"], int(match["number"])) if match else None
