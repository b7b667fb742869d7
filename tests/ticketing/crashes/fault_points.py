"""A database whose process is killed at one step of a transaction, chosen by its number.

The steps are: before each statement that writes, before the commit, after it.
"""

from __future__ import annotations

import os
import signal
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from watchkeeper.storage.database import Database, Unit

T = TypeVar("T")

_WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})


class FaultPoints:
    """Fulfils Database by another; from ``arm`` on the steps of its transactions are counted.

    Make it before the database is opened: it listens to every engine of its process.
    """

    def __init__(self) -> None:
        self.database: Database
        self._left = 0
        self._has_written = False
        event.listen(Engine, "before_cursor_execute", self._before_statement)
        event.listen(Engine, "commit", self._before_commit)

    def arm(self, deadly: int) -> None:
        """Kill this process at the step of that number; it may end before it comes so far."""
        self._left = deadly
        self._has_written = False

    @property
    def dialect(self) -> str:
        return self.database.dialect

    async def write(self, unit: Unit[T]) -> T:
        result = await self.database.write(unit)
        if self._has_written:
            self._has_written = False
            self._step()
        return result

    async def read(self, unit: Unit[T]) -> T:
        return await self.database.read(unit)

    async def close(self) -> None:
        await self.database.close()

    def _before_statement(
        self, _connection: Any, _cursor: Any, statement: str, *_parameters: Any
    ) -> None:
        if statement.split(None, 1)[0].upper() in _WRITES:
            self._has_written = True
            self._step()

    def _before_commit(self, _connection: Any) -> None:
        if self._has_written:
            self._step()

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
