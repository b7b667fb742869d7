"""Files that came with this installation beside the packages: the units of systemd."""

from __future__ import annotations

import sys
from pathlib import Path

_FIRST = "watchkeeper.service"


def shipped_units() -> Path | None:
    """Return the folder of the shipped units: of the installed wheel, else of the source tree."""
    for folder in (
        Path(sys.prefix) / "share" / "watchkeeper" / "systemd",
        Path(__file__).parents[2] / "systemd",
    ):
        if (folder / _FIRST).exists():
            return folder
    return None
