"""/proc/net/dev."""

from __future__ import annotations

from watchkeeper.host.parsing import parser

FIELDS = (
    "receive_bytes",
    "receive_packets",
    "receive_errs",
    "receive_drop",
    "receive_fifo",
    "receive_frame",
    "receive_compressed",
    "receive_multicast",
    "transmit_bytes",
    "transmit_packets",
    "transmit_errs",
    "transmit_drop",
    "transmit_fifo",
    "transmit_colls",
    "transmit_carrier",
    "transmit_compressed",
)


@parser("/proc/net/dev")
def net_dev(text: str) -> dict[str, tuple[int, ...]]:
    """Read /proc/net/dev: interface to numbers in the order of ``FIELDS``."""
    interfaces: dict[str, tuple[int, ...]] = {}
    for line in text.splitlines()[2:]:
        # An alias holds a colon itself (eth0:1), and old kernels leave no space after it.
        name, _, rest = line.rpartition(":")
        numbers = tuple(map(int, rest.split()))
        if not name or len(numbers) != len(FIELDS):
            raise ValueError
        interfaces[name.strip()] = numbers
    return interfaces
