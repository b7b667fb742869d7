"""What of the configuration goes into a backup: as it is, sealed, or not at all.

A file is sealed unless it is known to hold no secret; without a passphrase it is left out and
named, so that somebody can put it back.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from watchkeeper.config.nodes import Node
from watchkeeper.config.settings import Settings
from watchkeeper.inventory.scrapes import FOLDER as SCRAPES
from watchkeeper.storage.backup.archive import Attributes
from watchkeeper.storage.backup.manifest import stays_below

ASIDE = "before-restore-"
"""Folders of this name hold what a restore replaced."""

_MOST_BYTES = 4 << 20  # of one file: configuration is smaller
_MOST_FILES = 10_000
_SECRET_KEYS = frozenset(
    {"password", "secret", "token", "key", "url", "signing_secret", "secret_token", "app_secret"}
) | {"encrypt_key", "verification_token"}
_PROMETHEUS_SECRET = re.compile(rb"""\b(password|bearer_token|credentials)["']?\s*:""")
_PLAIN_ENDINGS = frozenset({".yml", ".yaml", ".pem", ".crt", ".conf"})
_PLAIN_NAMES = frozenset({"known_hosts", "README"})
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Openness(Enum):
    """Who may read a file of the configuration."""

    PLAIN = "plain"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """A file by its name below the configuration folder."""

    name: str
    content: bytes = field(repr=False)
    openness: Openness
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Belongings:
    """The configuration as files; ``unreadable`` are those that this user may not read."""

    files: tuple[ConfigurationFile, ...]
    unreadable: tuple[str, ...]
    outside: tuple[str, ...]  # named by the settings and elsewhere


def belongings(
    folder: Path, settings: Settings, given: Mapping[str, bytes] = _NOTHING
) -> Belongings:
    """Read the configuration folder; *given* are files of it that only the caller could read."""
    files: list[ConfigurationFile] = []
    unreadable: list[str] = []
    for path in _walk(folder, skipped=_elsewhere(settings)):
        name = path.relative_to(folder).as_posix()
        content = _content(path) or given.get(name)
        if content is None or not stays_below(name):
            unreadable.append(name)
            continue
        openness = _openness(name, content, settings)
        files.append(ConfigurationFile(name, content, openness, attributes_of(path)))
    return Belongings(tuple(files), tuple(unreadable), tuple(_outside(folder, settings)))


def attributes_of(path: Path) -> Attributes:
    """Return mode, owner and group of a file by name."""
    found = path.stat()
    return Attributes(
        stat.S_IMODE(found.st_mode), _user_name(found.st_uid), _group_name(found.st_gid)
    )


def _walk(folder: Path, *, skipped: Sequence[Path]) -> Iterator[Path]:
    """Yield regular files, in order; nothing hidden, no data and nothing a restore put aside."""
    count = 0
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith((".", ASIDE)) and here / name not in skipped
        )
        for path in (here / name for name in sorted(names) if not name.startswith(".")):
            if path.is_file() and count < _MOST_FILES:
                count += 1
                yield path


def _elsewhere(settings: Settings) -> tuple[Path, ...]:
    return (settings.data, settings.data.absolute())


def _content(path: Path) -> bytes | None:
    """Return a file's bytes, None where it cannot be read or is too large for what it should be."""
    try:
        with path.open("rb") as file:
            found = file.read(_MOST_BYTES + 1)
    except OSError:
        return None
    return found if len(found) <= _MOST_BYTES else None


def _openness(name: str, content: bytes, settings: Settings) -> Openness:
    base, ending = Path(name).name, Path(name).suffix
    is_plain = (
        (ending in _PLAIN_ENDINGS or base in _PLAIN_NAMES)
        and not base.startswith("secrets.")
        and b"PRIVATE KEY" not in content
        and not (name == "watchkeeper.yml" and has_inline_secrets(settings))
        and not (name.startswith(f"{SCRAPES}/") and _PROMETHEUS_SECRET.search(content))
    )
    return Openness.PLAIN if is_plain else Openness.SEALED


def has_inline_secrets(settings: Settings) -> bool:
    """Tell whether watchkeeper.yml itself holds a password, a key or an address that is one."""
    boxes = settings.mail_in.mailboxes.values() if settings.mail_in else ()
    if urlsplit(settings.database).password or any(box.password for box in boxes):
        return True
    return any(
        _SECRET_KEYS & node.value.keys()
        for node in (*settings.channels.values(), *settings.answers.values())
        if isinstance(node.value, dict)
    )


def _outside(folder: Path, settings: Settings) -> Iterator[str]:
    """Yield files that the settings name and that lie elsewhere: they are not in a backup."""
    tls = settings.tls
    named = [tls.certificate, tls.key, tls.ca] if tls else []
    named += [path for node in settings.channels.values() for path in _files_of(node)]
    for path in dict.fromkeys(named):
        if path is not None and not path.is_relative_to(folder):
            yield str(path)


def _files_of(node: Node) -> list[Path]:
    values = node.value if isinstance(node.value, dict) else {}
    return [Path(one.text) for key, one in values.items() if key.endswith("_file")]


def _user_name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return ""


def _group_name(group: int) -> str:
    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return ""
