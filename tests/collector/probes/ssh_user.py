"""A real sshd with a user of its own, as docs/en/ssh.md makes one: known in its mount namespace alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.collector.probes.processes import free_ports, open_folder, running
from tests.collector.probes.ssh_daemon import fingerprint_of, make_key
from tests.components import missing, program

USER, NUMBER = "watch", 64_123
PASSWORD = "Zq9 of the user"
_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication yes
KbdInteractiveAuthentication no
PermitRootLogin no
LogLevel VERBOSE
"""
_START = """\
mount --make-rprivate / && mount --bind {folder}/passwd /etc/passwd &&
mount --bind {folder}/shadow /etc/shadow && exec {sshd} -D -e -f {folder}/sshd_config
"""


@dataclass(frozen=True)
class UserDaemon:
    """``home`` is the user's, whose ``.ssh/authorized_keys`` a test writes."""

    port: int
    home: Path
    key: Path
    fingerprint: str
    log: Path

    @property
    def public_key(self) -> str:
        return self.key.with_suffix(".pub").read_text()

    def let_in(self, line: str) -> None:
        place = self.home / ".ssh" / "authorized_keys"
        place.write_text(line)
        os.chown(place, NUMBER, NUMBER)


@contextmanager
def user_daemon() -> Iterator[UserDaemon]:
    """Start sshd where the user is known; needs the right to make a mount namespace."""
    unshare = program("unshare")
    if subprocess.run([unshare, "--mount", "true"], check=False, capture_output=True).returncode:
        missing("no mount namespace may be made here: run the tests as root")
    with open_folder() as folder:
        home = folder / "home"
        (home / ".ssh").mkdir(parents=True)
        _write_user(folder, home)
        host_key, (port,) = make_key(folder / "host_key"), free_ports(1)
        (folder / "sshd_config").write_text(_CONFIG.format(port=port, folder=folder))
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        start = _START.format(folder=folder, sshd=program("sshd"))
        with running([unshare, "--mount", "sh", "-c", start], [port], folder=folder):
            key = make_key(folder / "client_key")
            yield UserDaemon(port, home, key, fingerprint_of(host_key), folder / "output.log")


def _write_user(folder: Path, home: Path) -> None:
    command = [program("openssl"), "passwd", "-6", PASSWORD]
    hashed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    known = Path("/etc/passwd").read_text()
    (folder / "passwd").write_text(f"{known}{USER}:x:{NUMBER}:{NUMBER}::{home}:/bin/sh\n")
    (folder / "shadow").write_text(f"root:*:::::::\n{USER}:{hashed}:20000::::::\n")
    (folder / "shadow").chmod(0o600)
    for path in (home, home / ".ssh"):
        os.chown(path, NUMBER, NUMBER)
        path.chmod(0o700)
