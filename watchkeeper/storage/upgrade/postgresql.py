"""Upgrade a PostgreSQL database: look, migrate and verify in one transaction, which is the switch.

PostgreSQL takes changes of tables back as it does rows, so nothing is copied: until the commit
nobody sees anything, and what fails leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from watchkeeper.core.errors import Conflict
from watchkeeper.storage.migrate import Schema, migrate, schema_of, steps_from
from watchkeeper.storage.postgresql import APPLICATION, async_url
from watchkeeper.storage.upgrade.stages import Stages, check_standing
from watchkeeper.storage.upgrade.verify import fault_after, look_before
from watchkeeper.storage.upgrade.words import Examine, Stage, Tell, Upgraded, tell_nobody

_LONGEST_WAIT = "10s"  # for a lock that another program holds on a table
_NOTHING_MORE: tuple[Path, ...] = ()

Result = TypeVar("Result")

_OTHERS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = :ours AND pid <> pg_backend_pid()"
)


async def schema_of_postgresql(url: str, more: Sequence[Path] = _NOTHING_MORE) -> Schema:
    """Return the schema of a database, which is only read.  Raises UpgradeFailed."""
    stages = Stages(tell_nobody, database=_name_of(url))
    with stages.ending_well(_nothing):
        return await _in_one_transaction(url, lambda connection: schema_of(connection, more))


async def upgrade_postgresql(
    url: str,
    *,
    examine: Examine,
    tell: Tell = tell_nobody,
    more: Sequence[Path] = _NOTHING_MORE,
) -> Upgraded | None:
    """Bring a database to the newest schema; return None where it has it.

    Raises Conflict while a server is connected, UpgradeFailed with nothing changed.
    """
    stages = Stages(tell, database=_name_of(url))

    def unit(connection: Connection) -> Upgraded | None:
        stages.enter(Stage.LOOK)
        found = schema_of(connection, more)
        if not check_standing(found):
            return None
        connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_LONGEST_WAIT}'"))
        _refuse_company(connection)
        before = look_before(connection, examine)
        stages.enter(Stage.MIGRATE)
        migrate(connection, more=more)
        stages.enter(Stage.VERIFY)
        stages.refuse(fault_after(connection, before, steps_from(found.found, more), examine))
        stages.enter(Stage.SWITCH)
        return Upgraded(found.found, found.newest, None)

    with stages.ending_well(_nothing):
        return await _in_one_transaction(url, unit)


async def _in_one_transaction(url: str, unit: Callable[[Connection], Result]) -> Result:
    """Run *unit*; a statement may take as long as a large table needs."""
    settings = {"application_name": f"{APPLICATION} upgrade"}
    engine = create_async_engine(
        async_url(url),
        poolclass=NullPool,
        connect_args={"timeout": 10, "server_settings": settings},
    )
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(unit)
    finally:
        await engine.dispose()


def _refuse_company(connection: Connection) -> None:
    """A server that goes on with the former tables would fail at each statement."""
    count = connection.scalar(_OTHERS, {"ours": APPLICATION}) or 0
    if count:
        raise Conflict(
            "{count} sessions of watchkeeper are connected to the database; stop every server first",
            count=count,
        )


def _name_of(url: str) -> str:
    """Return the address without its password."""
    return sa.make_url(async_url(url)).set(drivername="postgresql").render_as_string()


def _nothing() -> None:
    """Nothing was begun outside of the transaction."""
