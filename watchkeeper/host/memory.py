"""/proc/meminfo, /proc/vmstat, /proc/swaps."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.host.parsing import parser, unescaped


class Swap(NamedTuple):
    """One line of /proc/swaps; sizes in bytes."""

    device: str
    kind: str  # partition, file
    size_bytes: int
    used_bytes: int
    priority: int


@parser("/proc/meminfo")
def meminfo(text: str) -> dict[str, int]:
    """Read /proc/meminfo by node_exporter's names: ``MemFree_bytes``, ``HugePages_Total``.

    Brackets become underscores (``Active(anon)`` is ``Active_anon_bytes``), kB become bytes.
    """
    values: dict[str, int] = {}
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        number, *unit = rest.split()
        plain = name.replace("(", "_").replace(")", "") if "(" in name else name
        if unit:
            values[plain + "_bytes"] = int(number) * 1024
        else:
            values[plain] = int(number)
    if "MemTotal_bytes" not in values:
        raise ValueError
    return values


@parser("/proc/vmstat")
def vmstat(text: str) -> dict[str, int]:
    """Read /proc/vmstat."""
    return {name: int(number) for name, number in map(str.split, text.splitlines())}


@parser("/proc/swaps")
def swaps(text: str) -> tuple[Swap, ...]:
    """Read /proc/swaps; empty where there is no swap."""
    found = []
    for line in text.splitlines()[1:]:
        device, kind, size, used, priority = line.rsplit(None, 4)
        found.append(
            Swap(unescaped(device.strip()), kind, int(size) * 1024, int(used) * 1024, int(priority))
        )
    return tuple(found)
