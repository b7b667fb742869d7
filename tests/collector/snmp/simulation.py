"""Start simulated devices for tests: each a process on a free port of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEVICES = Path(__file__).parent / "devices"
ROOT = Path(__file__).parents[3]


def free_udp_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def simulated(records: Path) -> Iterator[int]:
    """Serve a file of records; gives the port when the device answers."""
    port = free_udp_port()
    module = "tests.collector.snmp.simulated_device"
    command = [sys.executable, "-m", module, str(port), str(records)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield port
        finally:
            process.terminate()
            process.wait(10)
