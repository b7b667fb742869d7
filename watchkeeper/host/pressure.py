"""/proc/pressure/*: how long tasks waited for CPU, disk or memory."""

from __future__ import annotations

from watchkeeper.host.parsing import parser


@parser("/proc/pressure")
def stalled_microseconds(text: str) -> dict[str, int]:
    """Read one file of /proc/pressure: ``some`` and ``full`` to their totals."""
    found: dict[str, int] = {}
    for line in text.splitlines():
        kind, *values = line.split()
        found[kind] = int(dict(value.split("=", 1) for value in values)["total"])
    return found
