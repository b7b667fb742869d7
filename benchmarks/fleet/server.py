"""The server that a fleet pushes to: ``watchkeeper serve`` as it is installed, in a folder of ours."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import insert

from benchmarks.fleet.shapes import HOST, Cohort, numbers_of, target_of, token_of
from collector.tables import agents as agents_table
from watchkeeper.access.secrets import hash_of
from watchkeeper.storage.open_database import open_database

ROOT = Path(__file__).parents[2]
_START_SECONDS = 180


async def enrol_all(database_url: str, cohorts: Sequence[Cohort]) -> None:
    """Write the agents as enrolment writes them."""
    database = await open_database(database_url)
    rows = [
        {
            "id": f"agent{number:06d}",
            "target": target_of(number),
            "token_hash": hash_of(token_of(number)),
            "hostname": target_of(number),
            "machine_id": f"machine {number}",
            "version": "1",
            "enrolled_at": int(time.time() * 1000),
        }
        for number in numbers_of(cohorts)
    ]
    await database.write(lambda connection: connection.execute(insert(agents_table), rows))
    await database.close()


def write_configuration(folder: Path, targets: Sequence[str], port: int) -> Path:
    """Write what an operator would: where to listen, where data lie, which hosts there are."""
    config = folder / "watchkeeper.yml"
    config.write_text(
        f"listen: {HOST}:{port}\nsocket: {folder / 'sock'}\ndata: {folder / 'data'}\n"
        "tickets: {commissioning: 30d}\n"
    )
    (folder / "data").mkdir()
    (folder / "targets").mkdir()
    lines = [f"- {{name: {name}, agent: true}}" for name in targets]
    (folder / "targets" / "fleet.yml").write_text("targets:\n" + "\n".join(lines) + "\n")
    return config


@contextmanager
def serving(config: Path, port: int, before: Sequence[str] = ()) -> Iterator[psutil.Process]:
    """Run the server; *before* is put in front of its command (perf, py-spy)."""
    command = [*before, sys.executable, "-m", "watchkeeper", "serve", "--config", str(config)]
    with (config.parent / "server.log").open("wb") as log:
        child = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_until_ready(child, port)
        yield psutil.Process(child.pid)
    finally:
        child.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(120)
        child.kill()


def _wait_until_ready(child: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise SystemExit("the server ended; see server.log")
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://{HOST}:{port}/-/ready", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the server did not become ready")


@dataclass(frozen=True)
class Spent:
    """What the server used of the processors since it began, in seconds."""

    cpu: float
    main: float  # of that, the event loop's thread
    waited: float  # the event loop could have run and was not let
    waits: int  # of how many times it ran
    written_bytes: int  # to the disk

    def since(self, before: Spent) -> Spent:
        return Spent(
            self.cpu - before.cpu,
            self.main - before.main,
            self.waited - before.waited,
            self.waits - before.waits,
            self.written_bytes - before.written_bytes,
        )


def spent(process: psutil.Process) -> Spent:
    times = process.cpu_times()
    ran, waited, waits = Path(f"/proc/{process.pid}/schedstat").read_text().split()
    return Spent(
        times.user + times.system,
        int(ran) / 1e9,
        int(waited) / 1e9,
        int(waits),
        process.io_counters().write_bytes,
    )


def bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
