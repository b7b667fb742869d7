from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchkeeper.core.errors import Conflict
from watchkeeper.server.lock import DirectoryLock

_HOLD = """
import sys
from pathlib import Path
from watchkeeper.server.lock import DirectoryLock
with DirectoryLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    """Two processes cannot work on one data directory; the refusal names the first."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(Conflict, match=f"pid {first.pid}"), DirectoryLock(tmp_path):
            pass
        first.kill()
    with DirectoryLock(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
