"""PostgreSQL by asyncpg: each unit is a transaction of its own on a pooled connection."""

from __future__ import annotations

import asyncio
import random
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Unit

T = TypeVar("T")
log = get_log("storage")

APPLICATION = "watchkeeper"
"""What PostgreSQL calls our sessions."""

_ATTEMPTS = 5
_LONGEST_STATEMENT_SECONDS = 60  # a server that is gone without a word answers never
_TROUBLE = ("08", "53", "57")  # connection lost, resources short, shutting down or starting up
_RETRIED = frozenset({"40001", "40P01"})  # serialization_failure, deadlock_detected


class PostgresqlDatabase:
    """A PostgreSQL database; several nodes may write to it at once."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = create_async_engine(
            async_url(url),
            pool_size=8,
            max_overflow=4,
            pool_pre_ping=True,
            connect_args={
                "timeout": 10,
                "command_timeout": _LONGEST_STATEMENT_SECONDS,
                "server_settings": {
                    "application_name": APPLICATION,
                    "idle_in_transaction_session_timeout": "10000",
                    "tcp_user_timeout": "30000",
                },
            },
        )

    async def write(self, unit: Unit[T]) -> T:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(unit)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _RETRIED or attempt == _ATTEMPTS:
                    raise _explained(error) from error
                log.debug("transaction repeated", attempt=attempt)
                await asyncio.sleep(random.uniform(0.005, 0.05) * attempt)  # noqa: S311 jitter
            except OSError as error:
                raise Unavailable("PostgreSQL cannot be reached: {reason}", reason=error) from error
            except PoolTimeout as error:
                raise _all_in_use() from error
        raise AssertionError("unreachable")

    async def read(self, unit: Unit[T]) -> T:
        try:
            async with self._engine.connect() as connection:
                await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                async with connection.begin():
                    return await connection.run_sync(unit)
        except DBAPIError as error:
            raise _explained(error) from error
        except OSError as error:
            raise Unavailable("PostgreSQL cannot be reached: {reason}", reason=error) from error
        except PoolTimeout as error:
            raise _all_in_use() from error

    async def close(self) -> None:
        await self._engine.dispose()


def async_url(url: str) -> str:
    """Return *url* with the asyncpg driver named."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+asyncpg://{rest}" if scheme in {"postgres", "postgresql"} else url


def _all_in_use() -> Unavailable:
    return Unavailable("all connections to PostgreSQL are in use; is it slow, or locked?")


def _explained(error: DBAPIError) -> Exception:
    is_lost = isinstance(error, (OperationalError, InterfaceError)) or error.connection_invalidated
    if is_lost or str(getattr(error.orig, "sqlstate", None)).startswith(_TROUBLE):
        return Unavailable("PostgreSQL did not answer: {reason}", reason=error.orig)
    return error
