"""The examination of a data directory that no server uses, for ``doctor --offline``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import Conflict, WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.doctor.integrity import Integrity, IntegrityLine
from watchkeeper.server.doctor.model import problem
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.storage.open_database import open_database, sqlite_path


def examine_here(settings: Settings) -> Iterator[IntegrityLine]:
    """Yield what is found; the directory is locked meanwhile."""
    try:
        with DirectoryLock(settings.data):
            yield from _examine(settings)
    except Conflict as error:
        said = Text(error.sentence, error.facts)
        remedy = text("without --offline the running server examines itself")
        yield IntegrityLine(check=problem("integrity", said, remedy))
    except WatchkeeperError as error:
        remedy = text(
            "look at database: and data: in watchkeeper.yml; `watchkeeper doctor` says more"
        )
        yield IntegrityLine(check=problem("integrity", Text(error.sentence, error.facts), remedy))


def _examine(settings: Settings) -> Iterator[IntegrityLine]:
    """Drive the examination step by step, so that its progress can be shown as it comes."""
    path = sqlite_path(settings.database_url())
    if path is not None and not path.exists():
        return
    with closing(asyncio.new_event_loop()) as loop:
        database = loop.run_until_complete(open_database(settings.database_url()))
        lines = Integrity(settings.data, database, SystemClock()).run()
        try:
            while (line := loop.run_until_complete(anext(lines, None))) is not None:
                yield line
        finally:
            loop.run_until_complete(lines.aclose())
            loop.run_until_complete(database.close())
            loop.run_until_complete(loop.shutdown_default_executor())
