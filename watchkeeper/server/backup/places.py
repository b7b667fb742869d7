"""Where a backup is restored to, and what of its configuration has to follow.

Paths below the former folders are written anew in the YAML files, so that a house may move.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.config.settings import Settings, read_settings
from watchkeeper.core.errors import Conflict
from watchkeeper.storage.backup.manifest import Manifest

MAIN_FILE = "watchkeeper.yml"
_END_OF_FOLDER = r"(?=[/\"'\s,}\]]|$)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; ``data`` and ``database`` only where they are to differ."""

    config: Path  # watchkeeper.yml
    data: Path | None = None
    database: str = ""

    @property
    def folder(self) -> Path:
        return self.config.absolute().parent


def moved(text: str, manifest: Manifest, wanted: Wanted) -> str:
    """Return a YAML file of the configuration with the folders as they are here."""
    new: dict[str, str] = {}
    if wanted.data is not None:
        new[manifest.data_folder] = str(wanted.data.absolute())
    new.setdefault(manifest.configuration_folder, str(wanted.folder))
    return _replaced(text, {old: to for old, to in new.items() if len(old) > 1 and old != to})


def _replaced(text: str, new: Mapping[str, str]) -> str:
    if not new:
        return text
    longest_first = sorted(new, key=len, reverse=True)
    pattern = f"({'|'.join(map(re.escape, longest_first))}){_END_OF_FOLDER}"
    return re.sub(pattern, lambda match: new[match[1]], text)


def with_main_keys(text: str, wanted: Wanted) -> str:
    """Return watchkeeper.yml with the data folder and the database that were asked for."""
    if wanted.data is not None:
        text = _with_key(text, "data", str(wanted.data.absolute()))
    if wanted.database:
        text = _with_key(text, "database", wanted.database)
    return text


def _with_key(text: str, key: str, value: str) -> str:
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
    changed, count = re.subn(rf"(?m)^{key}:.*$", lambda _match: line, text)
    return changed if count else f"{text.rstrip()}\n{line}\n"


def settings_at(path: Path, wanted: Wanted, manifest: Manifest) -> Settings:
    """Read the settings that will be in force.

    A state in SQLite may move into PostgreSQL; raises Conflict for the way back.
    """
    settings = read_settings(path)
    url = settings.database_url()
    if url.startswith("sqlite:") and manifest.dialect != "sqlite":
        raise Conflict(
            "the backup holds a database of {dialect}, but the settings say {url}; "
            "give the address of one by --database",
            at=str(wanted.config),
            dialect=manifest.dialect,
            url=url.partition("://")[0] + "://",
        )
    return settings
