"""Start the agent as a process of its own, as root or as nobody."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.components import missing
from tests.unprivileged import folder_of

CODE = folder_of("agent").parent
"""Where any interpreter finds the agent: the tree, or where the wheel was installed."""
PYTHON = "/usr/bin/python3"


@dataclass
class AgentProcess:
    """A running agent; ``log`` is what it said on standard error."""

    process: subprocess.Popen[str]
    log_path: Path

    @property
    def log(self) -> str:
        return self.log_path.read_text()

    def terminate(self) -> int:
        self.process.terminate()
        return self.process.wait(20)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)


def write_config(folder: Path, text: str) -> Path:
    path = folder / "agent.conf"
    path.write_text(text)
    return path


@contextlib.contextmanager
def running(
    config: Path,
    *,
    environment: dict[str, str] | None = None,
    prefix: Sequence[str] = (),
    python: str = sys.executable,
) -> Iterator[AgentProcess]:
    """Run the agent; kill it at the end if it still runs."""
    log_path = config.with_suffix(".log")
    with log_path.open("a") as log_file:
        process = subprocess.Popen(
            [*prefix, python, "-m", "agent", "--config", str(config)],
            cwd=CODE,
            env={**os.environ, **(environment or {})},
            stderr=log_file,
            text=True,
        )
    agent = AgentProcess(process, log_path)
    try:
        yield agent
    finally:
        if process.poll() is None:
            agent.kill()


@contextlib.contextmanager
def as_nobody() -> Iterator[tuple[Path, list[str]]]:
    """Give a folder with a copy of the agent that nobody may read, and the words to become nobody.

    Proves first that the right is missing: nobody cannot read what only root may.
    """
    if os.geteuid() != 0:
        yield Path(tempfile.mkdtemp()), []
        return
    if shutil.which("setpriv") is None or not Path(PYTHON).exists():
        missing("setpriv or the system's python3 is not installed")
    become = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    folder = Path(tempfile.mkdtemp())
    try:
        for package in ("agent", "watchkeeper"):
            shutil.copytree(folder_of(package), folder / package)
        secret = folder / "secret"
        secret.write_text("x")
        secret.chmod(0o600)
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        denied = subprocess.run([*become, "cat", str(secret)], check=False, capture_output=True)
        assert denied.returncode != 0
        yield folder, become
    finally:
        shutil.rmtree(folder)


def wait_for(condition: object, within_seconds: float = 20.0, what: str = "") -> None:
    """Wait for what another thread or process does."""
    assert callable(condition)
    ticking = threading.Event()
    for _ in range(int(within_seconds * 100)):
        if condition():
            return
        ticking.wait(0.01)
    raise AssertionError(f"not in time: {what}")
