"""Run a job: its output goes through, the last of it is kept, signals reach it, time is bounded."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NamedTuple

from agent.clock import AgentClock

MOST_KEPT_BYTES = 8_000
NOT_FOUND, NOT_EXECUTABLE, TIMED_OUT = 127, 126, 124
"""As a shell and timeout(1) say it."""

GRACE_SECONDS = 10.0
"""Between the request to end and the end by force."""

_FORWARDED = (
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
)
_CHUNK = 65_536
_LINGER_SECONDS = 0.5
"""How long output is waited for that something holds open which the job left behind."""


class Ended(NamedTuple):
    """How a job ended; ``why`` is empty where it ended by itself."""

    code: int
    seconds: float
    output: bytes = b""  # the last of it, of both streams
    why: str = ""


class JobLimits(NamedTuple):
    """None: as long as it takes."""

    timeout_seconds: float | None = None
    grace_seconds: float = GRACE_SECONDS


def run_job(
    command: Sequence[str],
    *,
    clock: AgentClock,
    limits: JobLimits = JobLimits(),  # noqa: B008 a NamedTuple does not change
    without: Sequence[str] = (),
) -> Ended:
    """Run *command* to its end; variables *without* are left out of its environment."""
    began = clock.monotonic()
    environment = {name: value for name, value in os.environ.items() if name not in without}
    is_interactive = os.isatty(0)  # there the terminal's own signals must reach it
    try:
        process = subprocess.Popen(  # noqa: S603 what the person who calls us wrote
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=not is_interactive,
        )
    except OSError as error:
        code = NOT_FOUND if isinstance(error, FileNotFoundError) else NOT_EXECUTABLE
        sys.stderr.write(f"{command[0]}: {error.strerror}\n")
        return Ended(code, 0.0, why=f"cannot be started: {error.strerror}")
    with process, _Watch(process, clock, limits, is_grouped=not is_interactive) as watch:
        output = watch.until_the_end()
    code = process.returncode
    why = watch.why or (f"ended by signal {-code}" if code < 0 else "")
    code = TIMED_OUT if watch.is_timed_out else 128 - code if code < 0 else code
    return Ended(code, clock.monotonic() - began, output, why)


class _Watch:
    """What is done while a job runs; within ``with`` signals to us are the job's."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        clock: AgentClock,
        limits: JobLimits,
        *,
        is_grouped: bool,
    ) -> None:
        self._process = process
        self._clock = clock
        self._limits = limits
        self._is_grouped = is_grouped
        self._selector = selectors.DefaultSelector()
        self._woken, self._wake = socket.socketpair()
        self._kept = b""
        self._end_at: float | None = None
        if limits.timeout_seconds is not None:
            self._end_at = clock.monotonic() + limits.timeout_seconds
        self._left_at: float | None = None  # when no more output is waited for
        self.is_timed_out = False
        self.why = ""

    def __enter__(self) -> _Watch:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._selector.register(self._process.stdout, selectors.EVENT_READ, 1)
        self._selector.register(self._process.stderr, selectors.EVENT_READ, 2)
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        for end in (self._woken, self._wake):
            end.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        self._before = [signal.signal(each, self._forward) for each in _FORWARDED]
        self._child_before = signal.signal(signal.SIGCHLD, _only_wake)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGCHLD, self._child_before)
        for each, before in zip(_FORWARDED, self._before):
            signal.signal(each, before)
        signal.set_wakeup_fd(self._wakeup_before)
        self._selector.close()
        self._woken.close()
        self._wake.close()

    def until_the_end(self) -> bytes:
        """Pass output through until the job ended; return the last of it."""
        while not self._is_over():
            for key, _ in self._selector.select(self._wait_seconds()):
                if key.data is None:
                    self._woken.recv(_CHUNK)
                else:
                    self._pass_through(key)
            self._keep_time()
        return self._kept

    def _is_over(self) -> bool:
        if self._process.poll() is None:
            return False
        if len(self._selector.get_map()) == 1:  # both streams ended
            return True
        if self._left_at is None:
            self._left_at = self._clock.monotonic() + _LINGER_SECONDS
        return self._clock.monotonic() >= self._left_at

    def _wait_seconds(self) -> float | None:
        times = [at for at in (self._end_at, self._left_at) if at is not None]
        return max(0.0, min(times) - self._clock.monotonic()) if times else None

    def _pass_through(self, key: selectors.SelectorKey) -> None:
        content = os.read(key.fd, _CHUNK)
        if not content:
            self._selector.unregister(key.fileobj)
            return
        self._kept = (self._kept + content)[-MOST_KEPT_BYTES:]
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[os.write(key.data, rest) :]
        except OSError:  # whoever reads our output left; the job goes on
            return

    def _keep_time(self) -> None:
        if self._end_at is None or self._clock.monotonic() < self._end_at:
            return
        if self._process.poll() is not None:
            self._end_at = None
        elif self.is_timed_out:
            self._send(signal.SIGKILL)
            self._end_at = None
        else:
            self.is_timed_out = True
            self.why = f"ended after {self._limits.timeout_seconds:g} s, which is its timeout"
            self._send(signal.SIGTERM)
            self._end_at = self._clock.monotonic() + self._limits.grace_seconds

    def _forward(self, number: int, _frame: FrameType | None) -> None:
        self.why = f"ended by signal {number}, which {os.path.basename(sys.argv[0])} got"  # noqa: PTH119 the agent does without pathlib
        self._send(number)

    def _send(self, number: int) -> None:
        if self._process.poll() is not None:
            return
        try:
            if self._is_grouped:
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
        except (ProcessLookupError, PermissionError):  # just gone, or another user's by now
            return


def _only_wake(_number: int, _frame: FrameType | None) -> None:
    """Without a handler of its own a child's end would not wake us."""
