"""Start a PostgreSQL cluster of the tests' own: free port, temporary folder, unprivileged user."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.components import postgresql_bin
from watchkeeper.demo.scratch import scratch_folder

DURABLE = "-c max_connections=60 -c shared_buffers=32MB"
_SETTINGS = f"{DURABLE} -c fsync=off -c full_page_writes=off"
_PREFIX = "watchkeeper-pg-"
_START_SECONDS = 60
_LEAST_MEMORY = 4 << 30
_UNPRIVILEGED = ("--reuid=nobody", "--regid=nogroup", "--clear-groups")
_NOBODY = ("setpriv", *(_UNPRIVILEGED if os.geteuid() == 0 else ()))


@dataclass
class Cluster:
    """A running server; ``new_database`` makes an empty database and returns its address."""

    bin: Path
    port: int
    data: Path = Path()
    settings: str = _SETTINGS
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the process that all others of the server descend from."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def new_database(self) -> str:
        name = f"watch_{os.getpid()}_{next(self._numbers)}"
        self._run("createdb", name)
        return f"postgresql://watch@127.0.0.1:{self.port}/{name}"

    def drop_database(self, address: str) -> None:
        """Forget a database that ``new_database`` made, whoever still uses it."""
        self._run("dropdb", "--force", address.rpartition("/")[2])

    def end_sessions(self) -> None:
        """End the sessions of all clients."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        self._run("psql", "-d", "postgres", "-c", f"{ended} AND pid <> pg_backend_pid()")

    def stop(self, folder: Path) -> None:
        _as_nobody([str(self.bin / "pg_ctl"), "-D", str(folder), "-m", "immediate", "-w", "stop"])
        self._reap()

    def start(self, folder: Path) -> None:
        """Run the server until it is stopped, or this process is gone: SIGQUIT ends it at once."""
        self._reap()  # who killed the one before did not wait for it
        options = ["-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-k", ""]
        command = [str(self.bin / "postgres"), "-D", str(folder), *options, *self.settings.split()]
        with (folder.parent / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_NOBODY, "--pdeathsig=SIGQUIT", *command], stdout=log, stderr=log, cwd="/"
            )
        self._wait_for(self._process)

    def _reap(self) -> None:
        if self._process is not None:
            self._process.wait(_START_SECONDS)

    def _wait_for(self, process: subprocess.Popen[bytes]) -> None:
        asked = [str(self.bin / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        for _ in range(_START_SECONDS * 20):
            if subprocess.run(asked, check=False, timeout=60).returncode == 0:
                return
            if process.poll() is not None:
                break
            threading.Event().wait(0.05)
        raise AssertionError(f"PostgreSQL does not start: code {process.poll()}")

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
    place = _memory() if settings == _SETTINGS else None
    with scratch_folder(_PREFIX, place=place, before_removal=_end_server) as folder:
        data = folder / "data"
        data.mkdir()
        folder.chmod(0o711)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(data, nobody.pw_uid, nobody.pw_gid)
        cluster = Cluster(postgresql_bin(), _free_port(), data, settings)
        words = ("-U", "watch", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        _as_nobody([str(cluster.bin / "initdb"), "-D", str(data), *words])
        try:
            cluster.start(data)
            yield cluster
            cluster.stop(data)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Return where files are memory, for a cluster that need not survive; None where that is scarce.

    A thousand databases of 300 files each keep a disk busier than all tests together.
    """
    place = Path("/dev/shm")
    has_room = place.is_dir() and shutil.disk_usage(place).free >= _LEAST_MEMORY
    return place if has_room and os.access(place, os.W_OK) else None


def _end_server(folder: Path) -> None:
    """End a server that outlived the process that started it, where it is still the one."""
    data = folder / "data"
    try:
        process = psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))
        if str(data) in process.cmdline():
            process.send_signal(signal.SIGQUIT)
            process.wait(_START_SECONDS)
    except (OSError, ValueError, IndexError, psutil.Error):
        return


def _as_nobody(command: list[str]) -> None:
    subprocess.run([*_NOBODY, *command], check=True, capture_output=True, timeout=60, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
