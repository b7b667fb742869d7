"""The stages of an upgrade: told as they come, and named where one of them fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.errors import Conflict, WatchkeeperError
from watchkeeper.core.messages import Text
from watchkeeper.storage.migrate import Schema, Standing, refuse_unknown
from watchkeeper.storage.upgrade.words import Stage, Tell, UpgradeFailed


class Stages:
    """Where an upgrade is."""

    def __init__(self, tell: Tell, *, database: str) -> None:
        self._tell = tell
        self._database = database
        self._stage = Stage.LOOK

    def enter(self, stage: Stage) -> None:
        self._stage = stage
        self._tell(stage, 0, 1)

    def progress(self, done: int, of: int) -> None:
        self._tell(self._stage, done, of)

    def refuse(self, fault: Text | None) -> None:
        """Raise UpgradeFailed where there is a fault."""
        if fault is not None:
            raise self._failed(fault)

    @contextmanager
    def ending_well(self, clear: Callable[[], None]) -> Iterator[None]:
        """Turn what fails into one sentence; *clear* takes away what was begun."""
        try:
            yield
        except (UpgradeFailed, Conflict):
            clear()
            raise
        except Exception as error:
            clear()
            raise self._failed(_said(error)) from error

    def _failed(self, reason: object) -> UpgradeFailed:
        return UpgradeFailed(
            "the upgrade ended while {stage}: {reason}; nothing was changed, {database} is as it was",
            stage=Text(self._stage.value),
            reason=reason,
            database=self._database,
        )


def check_standing(schema: Schema) -> bool:
    """Return whether there is something to upgrade.  Raises Conflict for a newer schema."""
    refuse_unknown(schema)
    return schema.standing is Standing.OLDER


def _said(error: Exception) -> str:
    """Return the first line of an error: what follows in SQLAlchemy's is the statement."""
    lines = str(error).splitlines() or [""]
    is_plain = isinstance(error, (WatchkeeperError, OSError, sqlite3.Error, SQLAlchemyError))
    return lines[0] if is_plain else f"{type(error).__name__}: {lines[0]}"
