"""Run a program of the host: no shell, a deadline, bounded output, and nothing left behind."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Callable, NamedTuple

from agent.clock import AgentClock
from agent.log import log

MOST_OUTPUT_BYTES = 65_536
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
_GRACE_SECONDS = 0.2
"""How long an ended program's output is waited for, where a child of it holds it open."""

_LOOK_SECONDS = 0.01


_spent = threading.local()


class Keep(Enum):
    """Which part of a long output is kept."""

    FIRST = "first"
    LAST = "last"


class Output:
    """What is kept of an output that may be long; each byte of it is moved at most twice."""

    def __init__(self, most_bytes: int, keep: Keep) -> None:
        self._most_bytes = most_bytes
        self._keep = keep
        self._content = bytearray()

    def add(self, more: bytes) -> None:
        if self._keep is Keep.FIRST:
            more = more[: self._most_bytes - len(self._content)]
        self._content += more
        if len(self._content) > 2 * self._most_bytes:
            del self._content[: -self._most_bytes]

    def kept(self) -> bytes:
        return bytes(self._content[-self._most_bytes :])


class Finished(NamedTuple):
    """How a program ended; ``code`` is None where it had to be ended."""

    code: int | None
    output: bytes
    seconds: float


def run(
    arguments: Sequence[str],
    *,
    timeout_seconds: float,
    clock: AgentClock,
    most_bytes: int = MOST_OUTPUT_BYTES,
    keep: Keep = Keep.FIRST,
    environment: Mapping[str, str] = ENVIRONMENT,
    grace_seconds: float = 0.0,
    may_go_on: Callable[[], bool] | None = None,
) -> Finished:
    """Run a program to its end or its deadline; all that it started ends with it.

    Raises OSError where it cannot be started.  Output beyond *most_bytes* is read and forgotten.
    At its deadline, or once it may not go on, it is asked to end, and after the grace it is ended.
    """
    began = clock.monotonic()
    handle, pid = _started(arguments, environment)
    try:
        output = Output(most_bytes, keep)
        _read(handle, pid, _Span(began + timeout_seconds, clock, may_go_on), output)
        is_over = _has_ended(pid)
        if not is_over and grace_seconds:
            os.killpg(pid, signal.SIGTERM)
            _wait(pid, _Span(clock.monotonic() + grace_seconds, clock))
    finally:
        os.close(handle)
        code = _end(pid)
    return Finished(code if is_over else None, output.kept(), clock.monotonic() - began)


def spent_by_programs() -> float:
    """Return the CPU seconds of all programs that this thread ran to their end."""
    seconds: float = getattr(_spent, "seconds", 0.0)
    return seconds


def _started(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, int]:
    """Start a program in a session of its own; return where its output comes, and its number.

    By posix_spawn: subprocess would cost 0.5 MB.
    """
    reading, writing = os.pipe()  # neither is inherited but by the copies below
    try:
        pid = os.posix_spawnp(
            arguments[0],
            list(arguments),
            environment,
            file_actions=(
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, writing, 1),
                (os.POSIX_SPAWN_DUP2, writing, 2),
            ),
            setsid=True,
            setsigdef=(signal.SIGPIPE, signal.SIGINT, signal.SIGTERM),
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    return reading, pid


class _Span:
    """How long a program may run."""

    def __init__(
        self, deadline: float, clock: AgentClock, may_go_on: Callable[[], bool] | None = None
    ) -> None:
        self._deadline = deadline
        self._clock = clock
        self._may_go_on = may_go_on

    def left(self) -> float:
        if self._may_go_on is not None and not self._may_go_on():
            return 0.0
        return self._deadline - self._clock.monotonic()


def _read(handle: int, pid: int, span: _Span, output: Output) -> None:
    """Read until the output ends, or the program ended and says no more, or its time is over."""
    while (left := span.left()) > 0:
        ready, _, _ = select.select([handle], [], [], min(left, _GRACE_SECONDS))
        if not ready:
            if _has_ended(pid):
                return
            continue
        more = os.read(handle, MOST_OUTPUT_BYTES)
        if not more:
            _wait(pid, span)
            return
        output.add(more)


def _wait(pid: int, span: _Span) -> None:
    while not _has_ended(pid) and span.left() > 0:
        select.select([], [], [], _LOOK_SECONDS)


def _has_ended(pid: int) -> bool:
    """Tell whether a program ended; it stays a zombie, so that its number stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(pid: int) -> int:
    """End the program's whole session, also children that outlived it; return its exit code."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # one that became another user's
        log.info("program could not be ended", process=pid)
    _, status, usage = os.wait4(pid, 0)
    _spent.seconds = spent_by_programs() + usage.ru_utime + usage.ru_stime
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
