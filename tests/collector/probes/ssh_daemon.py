"""A real sshd on a free loopback port, run by the current user, with keys of its own."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.components import program

_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PermitUserRC no
MaxStartups 200
LogLevel VERBOSE
"""


@dataclass(frozen=True)
class SshDaemon:
    """``fingerprint`` is what ``ssh-keygen -lf`` prints for the host's key."""

    port: int
    user: str
    client_key: Path
    stranger_key: Path
    host_key: Path
    fingerprint: str
    log: Path

    def sign_ins(self) -> int:
        return self.log.read_text().count("Accepted publickey")


def make_key(path: Path) -> Path:
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def fingerprint_of(path: Path) -> str:
    command = [program("ssh-keygen"), "-lf", f"{path}.pub"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[1]


@contextmanager
def ssh_daemon(folder: Path, port: int, *, more: str = "") -> Iterator[SshDaemon]:
    """Start sshd; where it runs as root it wants its empty folder /run/sshd.

    *more* are lines of its configuration; of a setting the first counts.
    """
    host_key, client_key = make_key(folder / "host_key"), make_key(folder / "client_key")
    stranger_key = make_key(folder / "stranger_key")
    (folder / "authorized_keys").write_text(client_key.with_suffix(".pub").read_text())
    (folder / "sshd_config").write_text(more + _CONFIG.format(port=port, folder=folder))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = folder / "sshd.log"
    log.touch()
    command = [program("sshd"), "-D", "-f", str(folder / "sshd_config"), "-E", str(log)]
    process = subprocess.Popen(command)
    try:
        _wait_until_open(port, process)
        yield SshDaemon(
            port,
            getpass.getuser(),
            client_key,
            stranger_key,
            host_key,
            fingerprint_of(host_key),
            log,
        )
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError("sshd ended at once") from None
        return
    raise AssertionError("sshd does not listen")
