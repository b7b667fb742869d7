"""Contract time as a file says it, so that a test can step the clock of a server that runs.

``python -m tests.chaos.clock --config PATH`` is ``watchkeeper serve`` on such a clock; the file is
named by ``WATCHKEEPER_TEST_CLOCK``.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import zlib
from pathlib import Path

from watchkeeper.cli.command_line import exit_code
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant, later
from watchkeeper.core.logs import set_up_logs
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.serve import serve

VARIABLE = "WATCHKEEPER_TEST_CLOCK"
_AHEAD = struct.Struct("<qI")  # milliseconds, their CRC-32: a reader may meet half of a write


class SteppedClock(SystemClock):
    """The system's clock, ahead by what a file says; all processes that read it agree."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(_packed(0))
        self._file = path.open("r+b")
        self._view = mmap.mmap(self._file.fileno(), _AHEAD.size)

    def now(self) -> Instant:
        return later(super().now(), self.ahead)

    @property
    def ahead(self) -> int:
        while True:
            ahead, checksum = _AHEAD.unpack(self._view[:])
            if zlib.crc32(struct.pack("<q", ahead)) == checksum:
                return int(ahead)

    def step(self, by: int) -> None:
        """Move the time by so many milliseconds, also back."""
        self._view[:] = _packed(self.ahead + by)

    def close(self) -> None:
        self._view.close()
        self._file.close()


def _packed(ahead: int) -> bytes:
    return _AHEAD.pack(ahead, zlib.crc32(struct.pack("<q", ahead)))


def main(config: Path) -> int:
    set_up_logs("info")
    try:
        return serve(config, SteppedClock(Path(os.environ[VARIABLE])))
    except WatchkeeperError as error:
        sys.stderr.write(f"watchkeeper: {error}\n")
        return exit_code(error)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[2])))
