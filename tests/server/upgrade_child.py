"""Upgrade in a process of its own that dies, or whose disk is full.

python -m tests.server.upgrade_child DATA URL LATER [kill STAGE | kill-after SECONDS | limit BYTES]
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
import threading
from pathlib import Path

from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.server.upgrade import upgrade_state
from watchkeeper.storage.upgrade.words import Stage


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(data: str, url: str, later: str, what: str = "", word: str = "") -> int:
    def tell(stage: Stage, _done: int, _of: int) -> None:
        if what == "kill" and stage.name == word:
            die()

    if what == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(word), int(word)))
    settings = Settings(data=Path(data), database=url)
    if what == "kill-after":
        timer = threading.Timer(float(word), die)
        timer.daemon = True
        timer.start()
    try:
        asyncio.run(upgrade_state(settings, tell=tell, more=(Path(later),)))
    except WatchkeeperError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
