"""restic's snapshots, sizes and locks (0.14; the summary of a snapshot since 0.17)."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.host.backups.answers import answer, listing, mapping, number, word
from watchkeeper.host.backups.standing import Copy, in_order
from watchkeeper.host.parsing import parser


class Lock(NamedTuple):
    """Who holds the repository since when, in seconds since 1970."""

    host: str
    process: int
    since: float


@parser("restic's list of snapshots")
def snapshots(text: str) -> tuple[Copy, ...]:
    """Read ``restic snapshots --json``; every snapshot can be restored by itself."""
    return in_order([_copy(each) for each in listing(answer(text))])


@parser("restic's statistics")
def restored_size(text: str) -> float:
    """Read ``restic stats --json --mode restore-size``."""
    return number(mapping(answer(text))["total_size"])


@parser("restic's lock")
def lock(text: str) -> Lock:
    """Read ``restic cat lock ID``."""
    told = mapping(answer(text))
    return Lock(
        word(told.get("hostname", "")), int(number(told.get("pid", 0))), _seconds(told["time"])
    )


def lock_names(text: str) -> tuple[str, ...]:
    """Read ``restic list locks``: one long name a line."""
    names = (line.strip() for line in text.splitlines())
    return tuple(name for name in names if len(name) == 64 and set(name) <= set("0123456789abcdef"))


def _copy(told: dict[str, object]) -> Copy:
    began = _seconds(told["time"])
    summary = mapping(told["summary"]) if "summary" in told else {}
    ended = _seconds(summary["backup_end"]) if "backup_end" in summary else began
    size = summary.get("total_bytes_processed")
    return Copy(
        name=word(told["id"]),
        at=ended,
        size_bytes=None if size is None else number(size),
        seconds=_seconds_between(summary),
    )


def _seconds_between(summary: dict[str, object]) -> float | None:
    if "backup_start" not in summary or "backup_end" not in summary:
        return None
    return max(0.0, _seconds(summary["backup_end"]) - _seconds(summary["backup_start"]))


def _seconds(value: object) -> float:
    return instant_from_rfc3339(word(value)) / 1000
