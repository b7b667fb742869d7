"""/proc/diskstats."""

from __future__ import annotations

from watchkeeper.host.parsing import parser

SECTOR_BYTES = 512
"""What the kernel counts in, whatever the disk's own sectors are."""

FIELDS = (
    "reads_completed",
    "reads_merged",
    "sectors_read",
    "read_ms",
    "writes_completed",
    "writes_merged",
    "sectors_written",
    "write_ms",
    "io_now",
    "io_ms",
    "io_weighted_ms",
    "discards_completed",
    "discards_merged",
    "sectors_discarded",
    "discard_ms",
    "flushes_completed",
    "flush_ms",
)
"""In the kernel's order (Documentation/admin-guide/iostats.rst); older kernels end earlier."""


@parser("/proc/diskstats")
def diskstats(text: str) -> dict[str, tuple[int, int, tuple[int, ...]]]:
    """Read /proc/diskstats: device to (major, minor, numbers in the order of ``FIELDS``)."""
    disks: dict[str, tuple[int, int, tuple[int, ...]]] = {}
    for line in text.splitlines():
        major, minor, device, *numbers = line.split()
        if len(numbers) < 11:
            raise ValueError
        disks[device] = (int(major), int(minor), tuple(map(int, numbers[: len(FIELDS)])))
    return disks
