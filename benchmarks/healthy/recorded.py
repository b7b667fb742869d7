"""Recorded processor use of real virtual machines: the AWS files of the NAB data, faults cut out.

Five minutes a value, two weeks a file.  Only what is well is kept: labelled windows are left out,
and what is around them is joined.
"""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import numpy as np

from benchmarks.healthy.shapes import Floats, Times
from watchkeeper.core.instants import MINUTE

_FOLDER = "realAWSCloudwatch"
_EVERY = 5 * MINUTE


def recorded_use(nab: Path) -> tuple[Floats, ...]:
    """Return the busy part of the processors, 0 to 1, of each machine that was recorded."""
    windows = json.loads((nab / "combined_windows.json").read_text())
    files = sorted((nab / "data" / _FOLDER).glob("ec2_cpu_utilization_*.csv"))
    return tuple(_well(path, windows[f"{_FOLDER}/{path.name}"]) for path in files)


def _well(path: Path, windows: list[list[str]]) -> Floats:
    faults = [[datetime.fromisoformat(edge) for edge in window] for window in windows]
    with path.open(newline="") as file:
        rows = [
            (datetime.fromisoformat(at), float(value)) for at, value in list(csv.reader(file))[1:]
        ]
    kept = [value for at, value in rows if not any(begin <= at <= end for begin, end in faults)]
    return np.array(kept) / 100


def at_times(recorded: Floats, times: Times, *, first: int) -> Floats:
    """Return a recording at other times, begun at its value number *first* and repeated."""
    place = first + (times - times[0]) / _EVERY
    known = np.arange(len(recorded), dtype=np.float64)
    shown: Floats = np.interp(place % len(recorded), known, recorded)
    return shown
