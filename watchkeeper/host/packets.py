"""What becomes of packets inside the kernel: softnet_stat, connection tracking, neighbours."""

from __future__ import annotations

from watchkeeper.host.parsing import parser

SOFTNET_FIELDS = {
    0: "processed",
    1: "dropped",
    2: "times_squeezed",
    8: "cpu_collision",
    9: "received_rps",
    10: "flow_limit_count",
    11: "backlog_len",
}
"""Columns of softnet_stat (net/core/net-procfs.c); column 12 is the CPU since Linux 5.10."""

_CPU_COLUMN = 12


@parser("/proc/net/softnet_stat")
def softnet(content: bytes) -> dict[str, dict[str, int]]:
    """Read /proc/net/softnet_stat: CPU to the names of ``SOFTNET_FIELDS`` that are there."""
    found: dict[str, dict[str, int]] = {}
    for row, line in enumerate(content.splitlines()):
        columns = line.split()
        if len(columns) < 3:
            raise ValueError
        cpu = int(columns[_CPU_COLUMN], 16) if len(columns) > _CPU_COLUMN else row
        found[str(cpu)] = {
            name: int(columns[column], 16)
            for column, name in SOFTNET_FIELDS.items()
            if column < len(columns)
        }
    return found


@parser("/proc/net/stat/nf_conntrack")
def conntrack(content: bytes) -> dict[str, int]:
    """Read /proc/net/stat/nf_conntrack: each column added up over all CPUs."""
    header, *lines = content.decode("ascii", "replace").splitlines()
    sums = dict.fromkeys(header.split(), 0)
    if not sums:
        raise ValueError
    for line in lines:
        for name, number in zip(sums, line.split()):
            sums[name] += int(number, 16)
    return sums


@parser("/proc/net/arp")
def neighbours(content: bytes) -> dict[str, int]:
    """Read /proc/net/arp: interface to the number of its entries."""
    found: dict[str, int] = {}
    for line in content.decode("utf-8", "replace").splitlines()[1:]:
        device = line.rsplit(None, 1)[1]
        found[device] = found.get(device, 0) + 1
    return found
