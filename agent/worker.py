"""A thread for what may hang: the cycle waits for it only so long."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Worker:
    """Runs one job at a time.  A job that hangs keeps the thread; it does not keep the process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._job: Callable[[], None] | None = None
        self._wanted = threading.Semaphore(0)
        self._idle = threading.Event()
        self._idle.set()
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        return not self._idle.is_set()

    def start(self, job: Callable[[], None]) -> bool:
        """Begin a job, which must not raise; the one before it must have ended.

        Return False where the host has no thread left for it.
        """
        assert not self.is_busy
        if self._thread is None:
            thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            try:
                thread.start()
            except RuntimeError:
                return False
            self._thread = thread
        self._idle.clear()
        self._job = job
        self._wanted.release()
        return True

    def wait(self, seconds: float) -> bool:
        """Return whether the job ended within *seconds*."""
        return self._idle.wait(seconds)

    def end(self) -> None:
        """Let the thread end after its job."""
        self._wanted.release()

    def _run(self) -> None:
        while True:
            self._wanted.acquire()
            job, self._job = self._job, None
            if job is None:
                return
            try:
                job()
            finally:
                self._idle.set()
