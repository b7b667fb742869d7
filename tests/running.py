"""Processes that start others: kill them, and see whether what they started still runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil


@contextmanager
def python_to_kill(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[psutil.Process]:
    """Run ``python ARGUMENTS``; leaving the block ends it by SIGKILL, which it cannot catch."""
    where = {**os.environ, "PYTHONPATH": str(Path.cwd()), **(environment or {})}
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, env=where
    ) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.kill()


def runs(process: psutil.Process) -> bool:
    """Return False also for a dead one that nobody has waited for yet."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
