"""Run a program of the host: no shell, a deadline, bounded output, and nothing left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from agent.clock import AgentClock

MOST_OUTPUT_BYTES = 65_536
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
_GRACE_SECONDS = 0.2
"""How long an ended program's output is waited for, where a child of it holds it open."""

_LOOK_SECONDS = 0.01


class Finished(NamedTuple):
    """How a program ended; ``code`` is None where it had to be ended."""

    code: int | None
    output: bytes
    seconds: float


def run(arguments: Sequence[str], *, timeout_seconds: float, clock: AgentClock) -> Finished:
    """Run a program to its end or its deadline; all that it started ends with it.

    Raises OSError where it cannot be started.  Output beyond 64 KiB is read and forgotten.
    """
    began = clock.monotonic()
    with subprocess.Popen(  # noqa: S603 words of the host's own configuration, no shell
        list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    ) as process:
        try:
            output = _output(process, began + timeout_seconds, clock)
            is_over = _has_ended(process.pid)
        finally:
            _end(process)
    code = process.returncode if is_over else None
    return Finished(code, output, clock.monotonic() - began)


def _output(process: subprocess.Popen[bytes], deadline: float, clock: AgentClock) -> bytes:
    """Read until the output ends, or the program ended and says no more, or the deadline."""
    assert process.stdout is not None
    handle = process.stdout.fileno()
    output = b""
    while True:
        left = deadline - clock.monotonic()
        if left <= 0:
            return output
        ready, _, _ = select.select([handle], [], [], min(left, _GRACE_SECONDS))
        if not ready:
            if _has_ended(process.pid):
                return output
            continue
        more = os.read(handle, MOST_OUTPUT_BYTES)
        if not more:
            _wait(process.pid, deadline, clock)
            return output
        output += more[: MOST_OUTPUT_BYTES - len(output)]


def _wait(pid: int, deadline: float, clock: AgentClock) -> None:
    while not _has_ended(pid) and clock.monotonic() < deadline:
        select.select([], [], [], _LOOK_SECONDS)


def _has_ended(pid: int) -> bool:
    """Tell whether a program ended; it stays a zombie, so that its number stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program's whole session, also children that outlived it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # all gone, or one that became another user
        process.kill()
    process.wait()
