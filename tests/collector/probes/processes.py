"""Start a server of Debian's as a plain process on a free loopback port, and end it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

UNPRIVILEGED = "nobody"
_END_WITH_US = ("setpriv", "--pdeathsig=SIGTERM")  # a run that is killed leaves nothing behind


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on now, no two the same."""
    with ExitStack() as held:
        servers = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in servers]


@contextmanager
def running(
    command: Sequence[str | Path],
    ports: Sequence[int],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
    host: str = "127.0.0.1",
) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command* in *folder* until the block ends; it begins when all ports are open."""
    log = folder / "output.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*_END_WITH_US, *(str(word) for word in command)],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=user if os.geteuid() == 0 else None,
            group=pwd.getpwnam(user).pw_gid if user and os.geteuid() == 0 else None,
        )
    try:
        for port in ports:
            wait_until_open(port, process, log, host)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def wait_until_open(
    port: int, process: subprocess.Popen[bytes], log: Path, host: str = "127.0.0.1"
) -> None:
    for _ in range(600):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"it ended at once: {log.read_text()[-2000:]}") from None
        else:
            return
    raise AssertionError(f"port {port} did not open: {log.read_text()[-2000:]}")


def hand_over(*paths: Path, user: str = UNPRIVILEGED) -> None:
    """Give files to the user that a server runs as, where we are root."""
    if os.geteuid() != 0:
        return
    owner = pwd.getpwnam(user)
    for path in paths:
        os.chown(path, owner.pw_uid, owner.pw_gid)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users can walk into: pytest closes its own to them, again and again."""
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-peer-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
