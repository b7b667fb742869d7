"""What rows are called by, kept over restarts: one small file for each probe of a device."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from collector.snmp.keyed_rows import MOST_ROWS, KeyedRows
from watchkeeper.core.logs import get_log

log = get_log("collector")

Names = Mapping[str, Mapping[str, str]]
"""For each table the index label that each name had when it was first seen."""

_MOST_BYTES = 4 * 1024 * 1024
_LONGEST_NAME = 300


class RowFile:
    """Reads once, writes when something changed; a file that cannot be read is begun anew."""

    def __init__(self, folder: Path, feed: str) -> None:
        digest = hashlib.sha256(feed.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self._path = folder / f"{digest}.json"
        self._written: Names = {}

    def read(self) -> dict[str, KeyedRows]:
        self._written = _names_in(self._path)
        return {table: KeyedRows(first=dict(names)) for table, names in self._written.items()}

    def is_due(self, keyed: Mapping[str, KeyedRows]) -> bool:
        """Tell whether there are other names than in the file."""
        return names_of(keyed) != self._written

    def write(self, names: Names) -> None:
        """Put the names into the file; nobody sees half of it.  A full disk costs one line."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            written = self._path.with_suffix(".new")
            written.write_text(json.dumps(names), "utf-8")
            written.replace(self._path)
        except OSError as error:
            log.warning("names of interfaces not kept", file=self._path, reason=error)
        self._written = names


def names_of(keyed: Mapping[str, KeyedRows]) -> Names:
    return {table: dict(rows.first) for table, rows in keyed.items() if rows.first}


def _names_in(path: Path) -> Names:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(table): _checked(names) for table, names in found.items() if isinstance(names, dict)
    }


def _checked(names: Mapping[object, object]) -> Mapping[str, str]:
    return {
        name: number
        for name, number in list(names.items())[:MOST_ROWS]
        if isinstance(name, str) and isinstance(number, str) and len(name + number) < _LONGEST_NAME
    }
