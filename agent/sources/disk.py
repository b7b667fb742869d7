"""Disk I/O."""

from __future__ import annotations

import re

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.disks import FIELDS, SECTOR_BYTES, diskstats
from watchkeeper.wire.exposition import Family, Kind, Reading

_MS = 1 / 1000
_METRICS = {
    "reads_completed": ("reads_completed_total", 1, "Reads completed."),
    "reads_merged": ("reads_merged_total", 1, "Reads merged into others."),
    "sectors_read": ("read_bytes_total", SECTOR_BYTES, "Bytes read."),
    "read_ms": ("read_time_seconds_total", _MS, "Seconds that reads took, all together."),
    "writes_completed": ("writes_completed_total", 1, "Writes completed."),
    "writes_merged": ("writes_merged_total", 1, "Writes merged into others."),
    "sectors_written": ("written_bytes_total", SECTOR_BYTES, "Bytes written."),
    "write_ms": ("write_time_seconds_total", _MS, "Seconds that writes took, all together."),
    "io_now": ("io_now", 1, "Requests under way."),
    "io_ms": ("io_time_seconds_total", _MS, "Seconds in which a request was under way."),
    "io_weighted_ms": (
        "io_time_weighted_seconds_total",
        _MS,
        "Seconds in which requests were under way, times their number.",
    ),
    "discards_completed": ("discards_completed_total", 1, "Discards completed."),
    "discards_merged": ("discards_merged_total", 1, "Discards merged into others."),
    "sectors_discarded": ("discarded_sectors_total", 1, "Sectors discarded."),
    "discard_ms": ("discard_time_seconds_total", _MS, "Seconds that discards took."),
    "flushes_completed": ("flush_requests_total", 1, "Flushes completed."),
    "flush_ms": ("flush_requests_time_seconds_total", _MS, "Seconds that flushes took."),
}
_COLUMNS = tuple(
    (
        Family(
            f"node_disk_{name}",
            Kind.COUNTER if name.endswith("_total") else Kind.GAUGE,
            help_text,
            ("device",),
        ),
        factor,
    )
    for name, factor, help_text in (_METRICS[field] for field in FIELDS)
)


class DiskSource(CycleSource):
    """node_exporter's collector diskstats."""

    name = "diskstats"

    def __init__(self, proc: Path, excluded: re.Pattern[str]) -> None:
        self._file = HeldFile(proc / "diskstats")
        self._excluded = excluded
        self._wanted: dict[str, bool] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for device, (_major, _minor, numbers) in diskstats(self._file.read()).items():
            if self._is_wanted(device):
                for (family, factor), number in zip(_COLUMNS, numbers):
                    found.append((family, (device,), number * factor))
        return found

    def close(self) -> None:
        self._file.close()

    def _is_wanted(self, device: str) -> bool:
        wanted = self._wanted.get(device)
        if wanted is None:
            wanted = self._wanted[device] = not self._excluded.search(device)
        return wanted
