"""What an upgrade is told, tells and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.messages import Text, mark


class Stage(Enum):
    """Where an upgrade is; nothing of the old database changes before the last stage's end."""

    LOOK = mark("looking at the database")
    COPY = mark("copying the database")
    MIGRATE = mark("migrating")
    VERIFY = mark("verifying")
    SWITCH = mark("switching to the new database")


Tell = Callable[[Stage, int, int], None]
"""Is told the stage, what of it is done, of how much."""

Examine = Callable[[Connection], Text | None]
"""Returns what is wrong with the content of a database, None where nothing is."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did; ``kept`` is the former database, where it is a file."""

    found: str
    newest: str
    kept: Path | None


class UpgradeFailed(WatchkeeperError):
    """An upgrade ended early; the database is as it was."""


def tell_nobody(_stage: Stage, _done: int, _of: int) -> None:
    """Tell nobody."""
