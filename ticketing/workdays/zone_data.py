"""Which edition of the time zones' rules this machine computes by."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_FIRST_WORD = "# version "


@lru_cache(maxsize=1)
def zone_data_version() -> str:
    """Return it as ``2026b``: the system's where it says so, else that of the tzdata package."""
    for folder in zoneinfo.TZPATH:
        try:
            with Path(folder, "tzdata.zi").open(encoding="ascii", errors="replace") as rules:
                line = rules.readline(100)
        except OSError:
            continue
        if line.startswith(_FIRST_WORD):
            return line.removeprefix(_FIRST_WORD).strip()[:20]
    return version("tzdata")
