"""Ping over bad lines in a network namespace of its own: loss by nftables, delay by a TUN relay.

    unshare --net python -m tests.collector.probes.far_line

prints the samples of both as JSON.  netem would do, where a kernel has it.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.components import program
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.server.clock import SystemClock

_RULES = """\
table ip far {
  chain input {
    type filter hook input priority 0;
    icmp type echo-reply numgen inc mod 5 0 drop
  }
}
"""
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
DELAYS = (0.03, 0.09)
"""Seconds by which the relay holds back one packet and the next."""


def run(*command: str) -> None:
    subprocess.run([program(command[0]), *command[1:]], check=True)


@contextmanager
def relay() -> Iterator[None]:
    """Answer echo requests to 10.99.0.0/24, each late, as a host at the end of a long line would."""
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    loop = asyncio.get_running_loop()
    count = 0

    def answer() -> None:
        nonlocal count
        packet = os.read(tun, 2048)
        if len(packet) < 28 or packet[0] != 0x45 or packet[9] != 1 or packet[20] != 8:
            return
        back = packet[:12] + packet[16:20] + packet[12:16] + b"\0" + packet[21:22]
        sum_then = int.from_bytes(packet[22:24], "big") + 0x0800  # RFC 1624: 8 became 0
        back += ((sum_then & 0xFFFF) + (sum_then >> 16)).to_bytes(2, "big") + packet[24:]
        loop.call_later(DELAYS[count % 2], os.write, tun, back)
        count += 1

    try:
        fcntl.ioctl(tun, _TUNSETIFF, struct.pack("16sH", b"far0", _IFF_TUN | _IFF_NO_PI))
        run("ip", "address", "add", "10.99.0.1/24", "dev", "far0")
        run("ip", "link", "set", "far0", "up")
        loop.add_reader(tun, answer)
        yield
    finally:
        loop.remove_reader(tun)
        os.close(tun)


async def pinged(address: str, settings: str) -> dict[str, float]:
    spec = probe_from_node(parse_yaml(settings, name="targets/test.yml"))
    async with Tools(SystemClock()) as tools:
        report = await probe_once(Target("far", address), spec, tools)
    return {
        f"{label(labels, METRIC_NAME)} {label(labels, 'phase')}".strip(): number
        for labels, number in report.samples.items()
    }


async def measured() -> dict[str, dict[str, float]]:
    with relay():
        late = await pinged("10.99.0.7", "{icmp: {count: 10, gap: 10ms}}")
    run("nft", _RULES)
    lossy = await pinged("127.0.0.1", "{icmp: {count: 20, gap: 5ms, wait: 300ms}}")
    return {"late": late, "lossy": lossy}


def main() -> None:
    run("ip", "link", "set", "lo", "up")
    sys.stdout.write(json.dumps(asyncio.run(measured())))


if __name__ == "__main__":
    main()
