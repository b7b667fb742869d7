"""borg's archives (1.2), told in UTC: borg writes local times without their zone."""

from __future__ import annotations

from calendar import timegm
from time import strptime
from typing import NamedTuple

from watchkeeper.host.backups.answers import answer, listing, mapping, number, word
from watchkeeper.host.backups.standing import Copy, in_order
from watchkeeper.host.parsing import parser


class Archives(NamedTuple):
    """What a repository holds."""

    copies: tuple[Copy, ...]
    is_encrypted: bool


class ArchiveSize(NamedTuple):
    """What one archive would restore, and how long it took to make."""

    size_bytes: float
    seconds: float


@parser("borg's list of archives")
def archives(text: str) -> Archives:
    """Read ``borg list --json`` of a repository, run with ``TZ=UTC``."""
    told = mapping(answer(text))
    copies = [
        Copy(word(each["name"]), _seconds(each.get("end", each["start"])))
        for each in listing(told["archives"])
    ]
    mode = word(mapping(told["encryption"])["mode"])
    return Archives(in_order(copies), mode not in {"none", "authenticated", "authenticated-blake2"})


@parser("borg's account of an archive")
def archive_size(text: str) -> ArchiveSize:
    """Read ``borg info --json REPOSITORY::ARCHIVE``."""
    (told,) = listing(mapping(answer(text))["archives"])
    return ArchiveSize(
        number(mapping(told["stats"])["original_size"]), max(0.0, number(told["duration"]))
    )


def _seconds(value: object) -> float:
    return float(timegm(strptime(word(value)[:19], "%Y-%m-%dT%H:%M:%S")))
