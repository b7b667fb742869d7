"""Which series stands in which column.  A layout only grows; a new one begins at most hourly."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from agent.log import log
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.core.spans import HOUR
from watchkeeper.wire.exposition import Family, Reading
from watchkeeper.wire.label_sets import bytes_from_labels, can_be_told

MOST_LABEL_BYTES = 3 << 20
"""Of all label sets together, so that a push fits what a server takes, compressed or not."""

_RENEW_AFTER_SECONDS = HOUR / 1000
_RENEW_BEYOND_ABSENT = 200
_write = struct.Struct("<d").pack_into
_ABSENT_BYTES = struct.pack("<Q", ABSENT_BITS)


class Layout:
    """Gives each series a column and writes vectors."""

    def __init__(self, *, most_series: int, now: float) -> None:
        self._most_series = most_series
        self._number = 1
        self._began_at = now
        self._columns: dict[tuple[Family, tuple[str, ...]], int] = {}
        self._label_bytes = 0
        self._too_long: set[tuple[Family, tuple[str, ...]]] = set()
        self.labels: list[Labels] = []  # in the order of the columns; it only grows
        self.refused = 0  # series of the last tick for which there was no room

    @property
    def number(self) -> int:
        return self._number

    def vector(self, readings: Sequence[Reading], now: float) -> bytes:
        """Return *readings* as a vector; a series seen for the first time gets a new column."""
        if self._is_worn(readings, now):
            self.renew(now)
        columns = [self._column(family, values) for family, values, _ in readings]
        vector = bytearray(_ABSENT_BYTES * len(self.labels))
        for column, (_family, _values, number) in zip(columns, readings):
            if column is not None:
                _write(vector, 8 * column, number)
        self._tell_refused(columns.count(None))
        return bytes(vector)

    def _column(self, family: Family, values: tuple[str, ...]) -> int | None:
        key = (family, values)
        column = self._columns.get(key)
        if column is not None or len(self.labels) >= self._most_series or key in self._too_long:
            return column
        labels = family.labels(values)
        if not self._has_room_for(labels):
            self._leave_out(key)
            return None
        self._columns[key] = column = len(self.labels)
        self.labels.append(labels)
        return column

    def _has_room_for(self, labels: Labels) -> bool:
        """Take room for a label set; False where a server would refuse the tick because of it."""
        if not can_be_told(labels):
            return False
        size = len(bytes_from_labels(labels))
        if self._label_bytes + size > MOST_LABEL_BYTES:
            return False
        self._label_bytes += size
        return True

    def _leave_out(self, key: tuple[Family, tuple[str, ...]]) -> None:
        if not self._too_long:
            log.warning("labels are too long to be told; series left out", name=key[0].name[:60])
        if len(self._too_long) >= self._most_series:
            self._too_long.clear()
        self._too_long.add(key)

    def _tell_refused(self, count: int) -> None:
        if count and not self.refused:
            log.warning("series are left out", refused=count, most_series=self._most_series)
        self.refused = count

    def _is_worn(self, readings: Sequence[Reading], now: float) -> bool:
        absent = len(self.labels) - len(readings)
        return (
            absent > max(_RENEW_BEYOND_ABSENT, len(readings) // 2)
            and now - self._began_at >= _RENEW_AFTER_SECONDS
        )

    def renew(self, now: float) -> None:
        """Begin a new layout, which has only the series of the next tick."""
        self._number += 1
        self._began_at = now
        self._columns.clear()
        self._label_bytes = 0
        self._too_long.clear()
        self.labels = []
