"""The last lines that agents told of their log files: kept for tickets in the database, bounded.

They are there after a restart, and for the other nodes that judge what one of them took in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from collector.tables import log_lines
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, Duration, Instant, later
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text
from watchkeeper.wire.log_lines import LogLines

MOST_LOGS = 100
"""Of a target; beyond it those that were told longest ago go."""

KEPT = Duration(7 * DAY)


class KeptLogLines:
    """The last lines of each target's log patterns."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, target: str, told: Sequence[LogLines]) -> None:
        """Keep them in place of those told before; durable on return.  Raises Unavailable."""
        if told:
            now = self._clock.now()
            await self._database.write(lambda connection: _keep(connection, target, told, now))

    async def of(self, target: str, log: str) -> LogLines | None:
        """Return what a pattern of a target fitted last.  Raises Unavailable."""
        return await self._database.read(lambda connection: _of(connection, target, log))


def _keep(connection: Connection, target: str, told: Sequence[LogLines], now: Instant) -> None:
    insert = _insert(connection.dialect.name)
    replaced = ("read_at", "told_at", "lines")
    statement = insert.on_conflict_do_update(
        index_elements=["target", "log"],
        set_={name: insert.excluded[name] for name in replaced},
    )
    last = {each.log: each for each in told}
    rows = [
        {
            "target": target,
            "log": name,
            "read_at": each.at,
            "told_at": now,
            "lines": json_text(list(each.lines)),
        }
        for name, each in sorted(last.items())
    ]
    connection.execute(statement, rows)
    _forget(connection, target, now)


def _insert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(log_lines) if dialect == "sqlite" else postgresql.insert(log_lines)


def _forget(connection: Connection, target: str, now: Instant) -> None:
    """Forget what is old, of whatever target, and what is too much of this one."""
    table = log_lines
    connection.execute(delete(table).where(table.c.told_at < later(now, -KEPT)))
    newest_first = select(table.c.log).where(table.c.target == target)
    newest_first = newest_first.order_by(table.c.told_at.desc(), table.c.log)
    too_many = list(connection.scalars(newest_first.offset(MOST_LOGS).limit(MOST_LOGS)))
    if too_many:
        gone = delete(table).where(table.c.target == target, table.c.log.in_(too_many))
        connection.execute(gone)


def _of(connection: Connection, target: str, log: str) -> LogLines | None:
    table = log_lines
    wanted = select(table).where(table.c.target == target, table.c.log == log)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    return LogLines(row.log, Instant(row.read_at), tuple(json.loads(row.lines)))
