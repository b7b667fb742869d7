"""What a backup says of itself: ``manifest.json``, its last member.

It names every other member with its size and SHA-256, and itself by a digest, so that a reader
trusts nothing else of the file.  Everything in it is checked here, as it comes from a file that anybody may have made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant

FORMAT = 1
NAME = "manifest.json"
SEAL = "sealed.bin"
"""The member that holds what only the passphrase opens."""

MOST_MEMBERS = 200_000
_LONGEST_NAME = 1_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ROOTS = frozenset({"state", "series", "data", "configuration"})
_FIRST_PRINTABLE = 0x20


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the backup; owner and group are names, empty where they do not matter."""

    name: str
    size_bytes: int
    sha256: str
    mode: int = 0o640
    owner: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableCopy:
    """How many rows a table had; of PostgreSQL in the order in which they can be put back."""

    name: str
    rows: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a restore has to know before it touches anything."""

    version: str
    taken_at: Instant
    dialect: str  # of the state: sqlite or postgresql
    schema: str  # revision of its tables
    configuration_folder: str
    data_folder: str
    has_series: bool
    members: tuple[Member, ...]
    tables: tuple[TableCopy, ...] = ()
    series: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # rows by table
    left_out: tuple[str, ...] = ()  # files that must be made or typed again
    is_sealed: bool = False

    def total_bytes(self) -> int:
        return sum(member.size_bytes for member in self.members)

    def below(self, folder: str) -> tuple[Member, ...]:
        """Return the members whose names begin with ``folder/``."""
        return tuple(one for one in self.members if one.name.startswith(f"{folder}/"))


def bytes_from_manifest(manifest: Manifest) -> bytes:
    values = {name.name: getattr(manifest, name.name) for name in fields(manifest)}
    values |= {
        "format": FORMAT,
        "members": [asdict(member) for member in manifest.members],
        "tables": [asdict(table) for table in manifest.tables],
        "series": dict(manifest.series),
    }
    values["digest"] = _digest(values)
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _digest(values: Mapping[str, object]) -> str:
    """Return a checksum of the manifest's own values, in whatever way they are written."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def manifest_from_bytes(data: bytes) -> Manifest:
    """Read and check a manifest.  Raises InvalidInput."""
    try:
        values = json.loads(data)
        _check_format(values["format"])
        _check_digest(values)
        manifest = _manifest(values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidInput("the backup's manifest is damaged: {reason}", reason=error) from error
    _check_names(manifest)
    return manifest


def _check_format(found: object) -> None:
    if found != FORMAT:
        raise InvalidInput(
            "the backup has format {found}, this watchkeeper reads {known}; "
            "restore it with the version that made it, or a newer one",
            found=str(found)[:20],
            known=FORMAT,
        )


def _check_digest(values: dict[str, Any]) -> None:
    digest = values.pop("digest")
    if digest != _digest(values):
        raise ValueError("it is not what was written")


def _manifest(values: dict[str, Any]) -> Manifest:
    members = tuple(_member(one) for one in values.pop("members")[:MOST_MEMBERS])
    tables = tuple(
        TableCopy(_text(one["name"]), _count(one["rows"]), tuple(map(_text, one["columns"])))
        for one in values.pop("tables")
    )
    series = {_text(name): _count(rows) for name, rows in values.pop("series").items()}
    return Manifest(
        version=_text(values["version"]),
        taken_at=Instant(_count(values["taken_at"])),
        dialect=_text(values["dialect"]),
        schema=_text(values["schema"]),
        configuration_folder=_text(values["configuration_folder"]),
        data_folder=_text(values["data_folder"]),
        has_series=bool(values["has_series"]),
        members=members,
        tables=tables,
        series=MappingProxyType(series),
        left_out=tuple(map(_text, values["left_out"])),
        is_sealed=bool(values["is_sealed"]),
    )


def _member(values: dict[str, Any]) -> Member:
    sha256 = _text(values["sha256"])
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256[:80]!r} is no SHA-256")
    return Member(
        name=_text(values["name"]),
        size_bytes=_count(values["size_bytes"]),
        sha256=sha256,
        mode=_count(values["mode"]) & 0o777,
        owner=_text(values["owner"]),
        group=_text(values["group"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        raise ValueError(f"{str(value)[:80]!r} is no name")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 62:
        raise ValueError(f"{str(value)[:80]!r} is no count")
    return value


def _check_names(manifest: Manifest) -> None:
    seen = set()
    for member in manifest.members:
        if member.name in seen or not is_safe(member.name):
            raise InvalidInput("the backup names a file {name!r}", name=member.name[:200])
        seen.add(member.name)


def is_safe(name: str) -> bool:
    """Return whether a member's name stays below the folder it is written to."""
    if name == SEAL:
        return True
    parts = name.split("/")
    return parts[0] in _ROOTS and len(parts) > 1 and stays_below("/".join(parts[1:]))


def stays_below(name: str) -> bool:
    """Return whether a relative name has only plain parts: no "..", no root, no odd characters."""
    return all(
        part not in {"", ".", ".."}
        and not part.startswith("~")
        and "\\" not in part
        and all(ord(character) >= _FIRST_PRINTABLE for character in part)
        for part in name.split("/")
    )
