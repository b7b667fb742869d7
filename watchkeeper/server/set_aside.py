"""Files that were damaged and set aside: they stand until somebody has looked and deletes them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge

_PLACES = ("*.damaged-*", "wal/*.damaged-*")  # databases and their logs; the log of the series


def files_set_aside(data: Path) -> list[Path]:
    """Return the damaged files of a data directory, without what SQLite keeps beside one."""
    found = chain.from_iterable(data.glob(place) for place in _PLACES)
    return sorted(path for path in found if path.name.rpartition(".damaged-")[2].isdigit())


def watch_set_aside(registry: CollectorRegistry, data: Path) -> None:
    """Count them whenever the metrics are read."""
    count = Gauge(
        "watchkeeper_damaged_files",
        "Files that were damaged and set aside, and not deleted since.",
        registry=registry,
    )
    count.set_function(lambda: float(len(files_set_aside(data))))
