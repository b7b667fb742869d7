"""/proc/PID/stat, read as bytes because there are hundreds of them every cycle."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.host.parsing import parser

KERNEL_PARENT = 2
"""kthreadd: kernel threads are its children."""


class ProcessStat(NamedTuple):
    """A tuple and not a dataclass: it costs half to make (0.23 against 0.48 us)."""

    name: bytes  # at most 15 bytes
    parent: int
    user_ticks: int
    system_ticks: int
    threads: int
    start_ticks: int  # since boot
    resident_pages: int
    state: bytes = b"S"  # R, S, D, Z, T ...


@parser("/proc/PID/stat")
def process_stat(content: bytes) -> ProcessStat:
    """Read /proc/PID/stat; the name may hold brackets and spaces."""
    opening, closing = content.index(b"("), content.rindex(b")")
    fields = content[closing + 2 :].split(None, 22)
    return ProcessStat(
        content[opening + 1 : closing],
        int(fields[1]),
        int(fields[11]),
        int(fields[12]),
        int(fields[17]),
        int(fields[19]),
        int(fields[21]),
        fields[0],
    )


def command_name(command_line: bytes) -> bytes:
    """Return the base name of the program in a /proc/PID/cmdline; empty for kernel threads."""
    program = command_line.split(b"\0", 1)[0].split(b" ", 1)[0]
    return program.rsplit(b"/", 1)[-1].rstrip(b":")
