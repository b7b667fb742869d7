"""One unit-of-work interface for SQLite and PostgreSQL (D10).

A unit is a plain function that takes a SQLAlchemy Connection and returns a value:

    ticket = await database.write(lambda connection: open_ticket(connection, alert))

It runs inside one transaction and is committed before ``write`` returns.  Units are synchronous
on both engines, hence written once: SQLite runs them on its one writing thread, PostgreSQL on a
greenlet over asyncpg.  A unit must not wait for anything but the database and may be run again
after a serialization failure, so it must have no effect outside of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
Unit = Callable[[Connection], T]


class Database(Protocol):
    """A relational database, already migrated."""

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        ...

    async def write(self, unit: Unit[T]) -> T:
        """Run *unit* in a transaction of its own and return after the commit is durable.

        An exception of the unit rolls back its own changes only and is raised here.
        """
        ...

    async def read(self, unit: Unit[T]) -> T:
        """Run *unit* on one consistent snapshot; it must not write."""
        ...

    async def close(self) -> None: ...
