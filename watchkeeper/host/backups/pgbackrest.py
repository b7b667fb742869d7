"""``pgbackrest info --output=json`` (2.45): backups, their chain, the archive of the log."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.backups.answers import answer, listing, mapping, number, word
from watchkeeper.host.backups.standing import Copy, CopyKind, Standing, in_order
from watchkeeper.host.parsing import parser

_KINDS = {
    "full": CopyKind.FULL,
    "diff": CopyKind.DIFFERENTIAL,
    "incr": CopyKind.INCREMENTAL,
}


_STATUS = re.compile(r"\bstatus: ([a-z-]{1,30})")


class _Backup(NamedTuple):
    copy: Copy
    is_good: bool
    needs: tuple[str, ...]  # other backups
    log_needed: tuple[str, str]  # first and last segment


@parser("what pgbackrest tells")
def standing(text: str) -> Standing:
    """Read what is told of one stanza; a backup that holds damaged pages is not counted."""
    (stanza,) = listing(answer(text))
    status = mapping(stanza["status"])
    backups = [_backup(each) for each in listing(stanza["backup"])]
    held = mapping(mapping(status.get("lock", {})).get("backup", {})).get("held", False)
    return Standing(
        copies=in_order([each.copy for each in backups if each.is_good]),
        chain_intact=_is_intact(backups, listing(stanza["archive"])) if backups else None,
        partial=int(bool(held)),
        failures=_bad_at_the_end(backups),
        encrypted=all(each.get("cipher") != "none" for each in listing(stanza["repo"])),
    )


def is_verified(text: str) -> bool:
    """Read ``pgbackrest verify --output=text --verbose``, whose exit code is 0 for damaged files, too (2.45).

    Raises InvalidInput where it tells no status.
    """
    found = _STATUS.findall(text)
    if not found:
        raise InvalidInput("pgbackrest verify tells no status")
    return all(each in {"ok", "valid"} for each in found)


def _backup(told: dict[str, object]) -> _Backup:
    times, archive = mapping(told["timestamp"]), mapping(told.get("archive", {}))
    began, ended = number(times["start"]), number(times["stop"])
    label = word(told["label"])
    prior = [word(told["prior"])] if told.get("prior") else []
    others = told.get("reference") or []
    if not isinstance(others, list):
        raise TypeError(others)
    copy = Copy(
        name=label,
        at=ended,
        kind=_KINDS[word(told["type"])],
        size_bytes=number(mapping(told["info"])["size"]),
        seconds=max(0.0, ended - began),
    )
    log = (str(archive.get("start") or ""), str(archive.get("stop") or ""))
    return _Backup(copy, not told.get("error"), (*prior, *map(word, others)), log)


def _is_intact(backups: list[_Backup], archives: list[dict[str, object]]) -> bool:
    """Tell whether each backup has those it builds on and the log that makes it consistent."""
    names = {each.copy.name for each in backups}
    if not all(set(each.needs) <= names for each in backups):
        return False
    kept = [(str(each.get("min") or ""), str(each.get("max") or "")) for each in archives]
    return all(_has_log(each.log_needed, kept) for each in backups)


def _has_log(needed: tuple[str, str], kept: list[tuple[str, str]]) -> bool:
    """Compare by position in the log: a backup's timeline may have ended since."""
    first, last = (each[8:] for each in needed)
    return not first or any(low[8:] <= first and last <= high[8:] for low, high in kept)


def _bad_at_the_end(backups: list[_Backup]) -> int:
    count = 0
    for each in sorted(backups, key=lambda one: one.copy.at, reverse=True):
        if each.is_good:
            break
        count += 1
    return count
