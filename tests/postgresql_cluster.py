"""Start a PostgreSQL cluster of the tests' own: free port, temporary folder, unprivileged user."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.components import postgresql_bin

DURABLE = "-c max_connections=60 -c shared_buffers=32MB"
_SETTINGS = f"{DURABLE} -c fsync=off -c full_page_writes=off"


@dataclass
class Cluster:
    """A running server; ``new_database`` makes an empty database and returns its address."""

    bin: Path
    port: int
    data: Path = Path()
    settings: str = _SETTINGS
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def pid(self) -> int:
        """Return the process that all others of the server descend from."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def new_database(self) -> str:
        name = f"watch_{os.getpid()}_{next(self._numbers)}"
        self._run("createdb", name)
        return f"postgresql://watch@127.0.0.1:{self.port}/{name}"

    def end_sessions(self) -> None:
        """End the sessions of all clients."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        self._run("psql", "-d", "postgres", "-c", f"{ended} AND pid <> pg_backend_pid()")

    def stop(self, folder: Path) -> None:
        _as_nobody([str(self.bin / "pg_ctl"), "-D", str(folder), "-m", "immediate", "-w", "stop"])

    def start(self, folder: Path) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k '' {self.settings}"
        _as_nobody(
            [
                str(self.bin / "pg_ctl"),
                "-D",
                str(folder),
                "-w",
                "-l",
                str(folder / "log"),
                "-o",
                options,
                "start",
            ]
        )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [
                str(self.bin / program),
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
                "-U",
                "watch",
                *arguments,
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )


@contextmanager
def start_cluster(
    _factory: pytest.TempPathFactory | None = None, *, settings: str = _SETTINGS
) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-pg-"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    data = folder / "data"
    cluster = Cluster(postgresql_bin(), _free_port(), data, settings)
    _as_nobody(
        [
            str(cluster.bin / "initdb"),
            "-D",
            str(data),
            "-U",
            "watch",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
    )
    try:
        cluster.start(data)
        yield cluster
        cluster.stop(data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_nobody(command: list[str]) -> None:
    prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    full = [*prefix, *command] if os.geteuid() == 0 else command
    subprocess.run(full, check=True, capture_output=True, timeout=60, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
