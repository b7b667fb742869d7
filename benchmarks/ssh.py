"""Read many hosts by SSH over connections that are held: asyncssh and paramiko behind one Protocol.

The hosts are addresses of one real sshd on this machine, each with a connection of its own; what is
run is the probe's script.  CPU is of this process alone, all threads of it.

    benchmarks/run ssh [--hosts 300] [--rounds 3] [--at-once 50]
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from collector.probes.host_samples import samples_of_host
from collector.probes.ssh_script import SCRIPT, sections
from collector.ssh.pool import Connection, SshPool
from collector.ssh.route import Hop, Means, Route
from watchkeeper.inventory.secrets import Credential
from watchkeeper.server.clock import SystemClock

_IDLE_SECONDS = 10


@dataclass(frozen=True)
class Host:
    """A real sshd, and what lets in and what proves it."""

    port: int
    key: Path
    fingerprint: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=50)
    arguments = parser.parse_args()
    raise_file_limit()
    with tempfile.TemporaryDirectory() as folder, sshd(Path(folder)) as host:
        for means in Means:
            print(f"{means.value}, {arguments.hosts} hosts", flush=True)
            asyncio.run(measure(host, means, arguments))


async def measure(host: Host, means: Means, arguments: argparse.Namespace) -> None:
    pool = SshPool(SystemClock())
    routes = [route(host, f"127.0.{n // 250}.{n % 250 + 1}", means) for n in range(arguments.hosts)]
    connections = [pool.take(one) for one in routes]
    gate = asyncio.Semaphore(arguments.at_once)
    outputs: list[str] = []

    async def sign_in(connection: Connection) -> None:
        async with gate:
            await connection.line()

    async def run(connection: Connection) -> None:
        async with gate:
            outputs.append(await connection.run(SCRIPT))

    await told("  signing in", connections, sign_in)
    for _ in range(arguments.rounds):
        outputs.clear()
        await told("  one command on a held connection", connections, run)
    size = sum(map(len, outputs)) // len(outputs)
    before = time.process_time()
    for output in outputs:
        samples_of_host(sections(output))
    parsing = (time.process_time() - before) * 1e3 / len(outputs)
    print(f"  its {size / 1000:.0f} kB as series                {parsing:6.2f} ms CPU each")
    before = time.process_time()
    await asyncio.sleep(_IDLE_SECONDS)
    idle = (time.process_time() - before) * 1e3 / _IDLE_SECONDS
    print(f"  idle, {pool.held} held                    {idle:6.2f} ms CPU a second, "
          f"{threading.active_count()} threads, {memory_megabytes():.0f} MB at most", flush=True)  # fmt: skip
    await pool.close()


async def told(
    what: str, connections: list[Connection], work: Callable[[Connection], Awaitable[None]]
) -> None:
    started, before = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work(one) for one in connections))
    each = (time.process_time() - before) * 1e3 / len(connections)
    wall = time.perf_counter() - started
    print(f"{what:<40} {each:6.2f} ms CPU each, {wall:5.1f} s", flush=True)


def route(host: Host, address: str, means: Means) -> Route:
    credential = Credential(key_file=host.key)
    hop = Hop(address, host.port, getpass.getuser(), (host.fingerprint,), credential)
    return Route((hop,), (), means)


@contextmanager
def sshd(folder: Path) -> Iterator[Host]:
    """Start sshd as the current user, with keys of its own."""
    for name in ("host", "client"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    (folder / "authorized").write_text((folder / "client.pub").read_text())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "config"
    config.write_text(
        f"Port {port}\nListenAddress 0.0.0.0\nHostKey {folder / 'host'}\n"
        f"AuthorizedKeysFile {folder / 'authorized'}\nPidFile none\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin yes\nPermitUserRC no\nMaxStartups 1000\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program is not None, "install openssh-server"
    process = subprocess.Popen([program, "-D", "-f", str(config), "-E", str(folder / "log")])
    try:
        wait_until_open(port)
        shown = subprocess.run(
            ["ssh-keygen", "-lf", folder / "host.pub"], check=True, capture_output=True, text=True
        ).stdout
        yield Host(port, folder / "client", shown.split()[1])
    finally:
        process.terminate()
        process.wait(10)


def wait_until_open(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("sshd did not start within 20 s")


def raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def memory_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
