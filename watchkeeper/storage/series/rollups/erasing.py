"""Erase series from roll-ups, row by row.  In the flushing thread."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.rollups.packing import Packing
from watchkeeper.storage.series.rollups.records import groups_of
from watchkeeper.storage.series.rollups.table import FoundRow, RollUpTable

_GROUP = 1_024  # series that are in memory together

log = get_log("storage")


def erase_next_row(table: RollUpTable, feed: int, series: Set[int], *, after: int) -> int | None:
    """Take *series* out of the row of a feed behind *after*; return its id, None behind the last."""
    row = table.next_of(feed, after)
    if row is None:
        return None
    _erase(table, row, series)
    return row.id


def _erase(table: RollUpTable, row: FoundRow, series: Set[int]) -> None:
    try:
        packed = table.whole(row)
    except ValueError as error:
        log.warning("damaged roll-ups are deleted", row=row.id, error=error)
        table.replace(row, None)
        return
    is_gone = np.isin(packed.series, list(series))
    if not is_gone.any():
        return
    packing = Packing(packed.times)
    for kept in groups_of(packed.series[~is_gone], _GROUP):
        packing.add(packed.records(kept)[0])
    table.replace(row, packing.packed())
