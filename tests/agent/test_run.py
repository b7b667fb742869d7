"""`watchkeeper-agent run -- CMD`: a job of cron, its exit code, its output, its heartbeat."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clock import SystemClock
from agent.job import MOST_KEPT_BYTES, TIMED_OUT, JobLimits, run_job
from agent.ping import MOST_KEPT, Heartbeat, KeptPings, Ping
from agent.run import UNDER_WAY
from tests.agent.processes import CODE, wait_for
from watchkeeper.core.errors import InvalidInput

KEY = "k-secret"
SAYS = "import sys; print('to out'); print('to err', file=sys.stderr); sys.exit({code})"


class Said(NamedTuple):
    """One call of a heartbeat."""

    signal: str
    run: str
    body: str


class Receiver:
    """A heartbeat's server that writes down what it is told, and can be away."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.status = 200
        self.url = ""

    @property
    def signals(self) -> list[str]:
        return [each.signal for each in self.said]


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        path, _, run = self.path.partition("?rid=")
        assert path.startswith(f"/ping/{KEY}/")
        if self.receiver.status == 200:
            self.receiver.said.append(Said(path.rpartition("/")[2], run, body))
        self.send_response(self.receiver.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/ping/{KEY}"
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def words(folder: Path, *options: str, job: Sequence[str]) -> list[str]:
    state = ["--state-dir", str(folder / "state")]
    return [sys.executable, "-m", "agent", "run", *state, *options, "--", *job]


def environment(receiver: Receiver) -> dict[str, str]:
    return {**os.environ, "WATCHKEEPER_PING": receiver.url}


def ran(
    folder: Path, receiver: Receiver, *options: str, job: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words(folder, *options, job=job),
        cwd=CODE,
        env=environment(receiver),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("code", [0, 3])
def test_a_job_is_told_and_keeps_its_code(tmp_path: Path, receiver: Receiver, code: int) -> None:
    """Start, then the exit code with the last lines; both streams go through as they are."""
    done = ran(tmp_path, receiver, job=[sys.executable, "-c", SAYS.format(code=code)])
    assert (done.returncode, done.stdout, done.stderr) == (code, "to out\n", "to err\n")
    assert receiver.signals == ["start", str(code)]
    assert receiver.said[0].run == receiver.said[1].run
    head, *lines = receiver.said[1].body.splitlines()
    assert head.startswith(f"exit code {code} after ")
    assert sorted(lines) == ["to err", "to out"]


@pytest.mark.parametrize(
    ("job", "code", "said"),
    [
        (["/nowhere/at/all"], 127, "cannot be started: No such file"),
        (["/etc/passwd"], 126, "cannot be started: Permission denied"),
        (["/bin/sh", "-c", "kill -9 $$"], 137, "ended by signal 9"),
    ],
    ids=["not there", "no program", "killed"],
)
def test_a_job_that_fails_badly_is_told(
    tmp_path: Path, receiver: Receiver, job: list[str], code: int, said: str
) -> None:
    done = ran(tmp_path, receiver, job=job)
    assert done.returncode == code
    assert receiver.said[-1].signal == str(code)
    assert said in receiver.said[-1].body


def test_a_job_without_end_is_ended(tmp_path: Path, receiver: Receiver) -> None:
    """After its timeout it and all that it started get the word to end; the code is timeout's."""
    pid = tmp_path / "pid"
    job = ["/bin/sh", "-c", f"sleep 600 & echo $! > {pid}; wait"]
    done = ran(tmp_path, receiver, "--timeout", "1s", job=job)
    assert done.returncode == TIMED_OUT
    assert receiver.said[-1].signal == "124"
    assert "ended after 1 s, which is its timeout" in receiver.said[-1].body
    wait_for(lambda: not Path(f"/proc/{pid.read_text().strip()}").exists(), what="its child's end")


def test_what_does_not_heed_the_word_is_ended_by_force() -> None:
    """A job that ignores SIGTERM is killed a grace later."""
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    limits = JobLimits(timeout_seconds=1.0, grace_seconds=0.2)
    ended = run_job([sys.executable, "-c", deaf], clock=SystemClock(), limits=limits)
    assert ended.code == TIMED_OUT
    assert ended.seconds < 30


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_are_the_jobs(tmp_path: Path, receiver: Receiver, number: signal.Signals) -> None:
    """The job hears what its caller is told, may put things right, and its own code counts."""
    ready = tmp_path / "ready"
    job = (
        "import pathlib, signal, sys\n"
        f"signal.signal({number:d}, lambda *_: sys.exit(42))\n"
        f"pathlib.Path({str(ready)!r}).touch()\n"
        "signal.pause()\n"
    )
    with subprocess.Popen(
        words(tmp_path, job=[sys.executable, "-c", job]),
        cwd=CODE,
        env=environment(receiver),
        stdin=subprocess.DEVNULL,
    ) as process:
        wait_for(ready.exists, what="the job")
        process.send_signal(number)
        assert process.wait(30) == 42
    assert receiver.signals == ["start", "42"]
    assert f"ended by signal {number:d}" in receiver.said[-1].body


def test_a_second_run_waits_for_nobody(tmp_path: Path, receiver: Receiver) -> None:
    """While the run before is under way it is not started; that is said, and told as a note."""
    ready, end = tmp_path / "ready", tmp_path / "end"
    job = ["/bin/sh", "-c", f"touch {ready}; while ! [ -e {end} ]; do sleep 0.05; done"]
    with subprocess.Popen(
        words(tmp_path, "--no-overlap", job=job),
        cwd=CODE,
        env=environment(receiver),
        stdin=subprocess.DEVNULL,
    ) as first:
        wait_for(ready.exists, what="the first run")
        second = ran(tmp_path, receiver, "--no-overlap", job=["/bin/true"])
        end.touch()
        assert first.wait(30) == 0
    assert second.returncode == UNDER_WAY
    assert "the run before is still under way" in second.stderr
    assert receiver.signals == ["start", "log", "0"]
    assert ran(tmp_path, receiver, "--no-overlap", job=["/bin/true"]).returncode == 0


def test_a_server_that_is_away_is_told_later(tmp_path: Path, receiver: Receiver) -> None:
    """The job runs all the same; the next run tells first how this one ended."""
    receiver.status = 503
    done = ran(tmp_path, receiver, job=["/bin/sh", "-c", "echo worked; exit 5"])
    assert (done.returncode, done.stdout) == (5, "worked\n")
    assert "the next run tells how this one ended" in done.stderr
    assert not any(KEY in str(path) for path in tmp_path.rglob("*"))
    receiver.status = 200
    assert ran(tmp_path, receiver, job=["/bin/true"]).returncode == 0
    assert receiver.signals == ["5", "start", "0"]
    assert receiver.said[0].body.startswith("told late; it ended at 20")
    assert "worked" in receiver.said[0].body


def test_a_heartbeat_that_is_unknown_is_no_reason_to_wait(
    tmp_path: Path, receiver: Receiver
) -> None:
    """It is said once at start and once at the end; nothing is kept for later."""
    receiver.status = 404
    done = ran(tmp_path, receiver, job=["/bin/sh", "-c", "exit 4"])
    assert done.returncode == 4
    assert done.stderr.count("knows no such heartbeat") == 2
    assert list((tmp_path / "state").rglob("*.ping")) == []


def test_the_address_is_in_no_argument_and_not_the_jobs(tmp_path: Path, receiver: Receiver) -> None:
    """From a file, or a variable that the job does not inherit: other users see neither."""
    job = ["/bin/sh", "-c", "env; cat /proc/$PPID/cmdline"]
    assert KEY not in ran(tmp_path, receiver, job=job).stdout
    address = tmp_path / "address"
    address.write_text(f"{receiver.url}\n")
    done = ran(tmp_path, receiver, "--ping-file", str(address), "--no-output", job=["/bin/ls", "/"])
    assert done.returncode == 0
    assert len(receiver.said[-1].body.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "say which heartbeat"),
        ("nonsense", "no address of a heartbeat"),
        ("http://10.0.0.1/ping/k", "use https"),
    ],
)
def test_a_wrong_address_is_said_before_the_job_starts(
    tmp_path: Path, receiver: Receiver, address: str, said: str
) -> None:
    receiver.url = address
    mark = tmp_path / "mark"
    done = ran(tmp_path, receiver, job=["/bin/touch", str(mark)])
    assert (done.returncode, mark.exists()) == (2, False)
    assert said in done.stderr


@pytest.mark.parametrize(
    "address",
    [
        "https://me:s3cret@host/ping/k",
        "https://host/ping/s3cret?x=/y",
        "https://host/ping/s3cret#/x",
        "s3cret",
    ],
)
def test_a_wrong_address_is_said_without_its_secret(address: str) -> None:
    """Cron mails what is said."""
    with pytest.raises(InvalidInput) as caught:
        Heartbeat(address, SystemClock())
    assert "s3cret" not in str(caught.value)


def test_a_run_beside_another_tells_what_is_left(tmp_path: Path) -> None:
    """Both find the same kept pings; what the other has told is gone, and no reason to stop."""
    mine, other = KeptPings(tmp_path), KeptPings(tmp_path)
    for number in range(3):
        mine.keep(Ping("0", f"r{number}"), f"{number}")
    told: list[str] = []

    def tell(ping: Ping) -> None:
        told.append(ping.run)
        if len(told) == 1:
            other.tell_all(lambda ping: told.append(ping.run))

    mine.tell_all(tell)
    assert told == ["r0", "r0", "r1", "r2"]


def test_of_much_output_the_end_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    """All of it goes through; the last 8 kB are told."""
    job = ["/bin/sh", "-c", "seq 1 100000"]
    ended = run_job(job, clock=SystemClock())
    assert len(ended.output) == MOST_KEPT_BYTES
    assert ended.output.endswith(b"\n100000\n")
    assert capfd.readouterr().out.splitlines()[-1] == "100000"


def test_what_a_job_leaves_behind_is_not_waited_for() -> None:
    """A service that it started holds its output open; the job has ended all the same."""
    job = ["/bin/sh", "-c", "sleep 30 & echo $!"]
    ended = run_job(job, clock=SystemClock())
    os.kill(int(ended.output), signal.SIGKILL)
    assert (ended.code, ended.seconds < 20) == (0, True)


@given(st.binary(max_size=300))
def test_a_broken_kept_ping_stops_nobody(content: bytes) -> None:
    """It is forgotten; what stands beside it is told."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        kept = KeptPings(Path(folder))
        kept.keep(Ping("0", "r1"), "2")
        (Path(folder) / "1.ping").write_bytes(content)
        told: list[Ping] = []
        kept.tell_all(told.append)
        assert told[-1] == Ping("0", "r1")
        assert list(Path(folder).iterdir()) == []


def test_beyond_a_bound_the_oldest_is_dropped(tmp_path: Path) -> None:
    kept = KeptPings(tmp_path)
    for number in range(MOST_KEPT + 5):
        kept.keep(Ping("0", f"r{number}"), f"{number:05d}")
    told: list[Ping] = []
    kept.tell_all(told.append)
    assert [told[0].run, told[-1].run] == ["r5", f"r{MOST_KEPT + 4}"]
