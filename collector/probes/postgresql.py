"""PostgreSQL: does it let us in, is its copy behind, what does it do; as postgres_exporter.

One connection a round, that can only read: its transactions are read-only and end by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from collector.probes.bounded_loop import BoundedLoop
from collector.probes.databases import (
    MAX_ROWS,
    Encryption,
    Row,
    SignInPause,
    SignInRefused,
    UserQuery,
    check_queries,
    samples_of_rows,
)
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.postgresql_queries import QUESTIONS
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential

MAX_BYTES = 16 * 1024 * 1024  # of one round, unless it is encrypted
_REFUSALS = (
    asyncpg.InvalidPasswordError,
    asyncpg.InvalidAuthorizationSpecificationError,
)


@dataclass(frozen=True, slots=True)
class PostgresqlSettings:
    credentials: str | None = None
    port: int = 5432
    host: str = ""
    database: str = "postgres"
    tls: Encryption = Encryption.NONE
    ca_file: Path | None = None
    queries: tuple[UserQuery, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        check_queries(self.queries)


def postgresql_probe(target: Target, spec: ProbeSpec, tools: Tools) -> PostgresqlProbe:
    settings = bind(spec.settings, PostgresqlSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return PostgresqlProbe(host, settings, spec.timeout / 1000, tools)


class PostgresqlProbe:
    """``lost`` are the samples of a server that does not let us in."""

    lost: Samples = {series("pg_up"): 0.0}  # noqa: RUF012 a Mapping: nobody changes it

    def __init__(
        self, host: str, settings: PostgresqlSettings, timeout_seconds: float, tools: Tools
    ) -> None:
        self._host = host
        self._settings = settings
        self._timeout_seconds = timeout_seconds
        self._tools = tools
        self._pause = SignInPause(tools.clock)

    async def measure(self) -> Outcome:
        self._pause.check(self._host)
        clock = self._tools.clock
        started = clock.monotonic()
        async with self._connected() as connection:
            connected = clock.monotonic()
            samples, problem, notes = await self._ask(connection)
        phase = "probe_database_duration_seconds"
        samples |= {
            series("pg_up"): 1.0,
            series(phase, phase="connect"): connected - started,
            series(phase, phase="queries"): clock.monotonic() - connected,
        }
        return Outcome(samples, problem, notes)

    async def close(self) -> None:
        """Nothing is held: each round has a connection of its own."""

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await self._connect()
        try:
            yield connection
        finally:
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError):
                await connection.close(timeout=1)

    async def _connect(self) -> asyncpg.Connection:
        settings = self._settings
        named = settings.credentials
        credential = self._tools.secrets.credential(named) if named else Credential()
        try:
            connection = await asyncpg.connect(
                host=self._host,
                port=settings.port,
                user=credential.user or None,
                password=credential.password or None,
                passfile="/dev/null",
                database=settings.database,
                ssl=await self._context(),
                timeout=self._timeout_seconds,
                command_timeout=self._timeout_seconds,
                statement_cache_size=0,
                loop=BoundedLoop(asyncio.get_running_loop(), MAX_BYTES),
                server_settings=self._server_settings(),
            )
        except _REFUSALS as error:
            self._pause.refused(str(error))
            raise SignInRefused(
                "{host} does not let {user} in: {reason}",
                host=self._host,
                user=credential.user or "?",
                reason=str(error)[:200],
            ) from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
            raise ProbeFailed(
                "{host} refuses the connection: {reason}", host=self._host, reason=str(error)[:200]
            ) from error
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=settings.port,
                reason=(error.strerror or str(error))[:200],
            ) from error
        self._pause.let_in()
        return connection

    async def _context(self) -> ssl.SSLContext | bool:
        settings = self._settings
        if settings.tls is Encryption.NONE:
            return False
        return await self._tools.tls_context(
            Trust(ca_file=settings.ca_file), verify=settings.tls is Encryption.VERIFIED
        )

    def _server_settings(self) -> dict[str, str]:
        return {
            "application_name": "watchkeeper",
            "default_transaction_read_only": "on",
            "statement_timeout": str(round(self._timeout_seconds * 1000)),
            "lock_timeout": "1000",
            "idle_in_transaction_session_timeout": "10000",
        }

    async def _ask(
        self, connection: asyncpg.Connection
    ) -> tuple[dict[tuple[tuple[str, str], ...], float], Text | None, tuple[Text, ...]]:
        """Ask everything; a question that is not allowed costs its series only."""
        samples: dict[tuple[tuple[str, str], ...], float] = {}
        notes: list[Text] = []
        problem: Text | None = None
        version = connection.get_server_version()
        for question in QUESTIONS:
            if version.major * 10_000 < question.least:
                continue
            try:
                samples |= question.read(await _fetch(connection, question.query))
            except asyncpg.PostgresError as error:
                notes.append(_unanswered(question.name, error))
        for query in self._settings.queries:
            try:
                samples |= samples_of_rows(
                    query.name, query.labels, await _fetch(connection, query.query)
                )
            except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
                problem = problem or _unanswered(query.name, error)
        return samples, problem, tuple(notes)


async def _fetch(connection: asyncpg.Connection, query: str) -> Sequence[Row]:
    """Return the first rows of an answer, in a transaction that cannot write."""
    async with connection.transaction(readonly=True):
        cursor = await connection.cursor(query)
        return [dict(row) for row in await cursor.fetch(MAX_ROWS)]


def _unanswered(name: str, error: Exception) -> Text:
    return text("the query {name!r} fails: {reason}", name=name, reason=str(error)[:200])
