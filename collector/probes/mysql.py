"""MySQL and MariaDB: do they let us in, is the copy behind, what do they do; as mysqld_exporter.

One connection a round, whose transactions cannot write.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiomysql
import pymysql
from pymysql.constants import CR, ER

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
from collector.probes.mysql_answers import (
    samples_of_deadlocks,
    samples_of_replica,
    samples_of_sizes,
    samples_of_status,
    samples_of_transactions,
    samples_of_variables,
)
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.secrets import Credential

MAX_BYTES = 16 * 1024 * 1024  # of one answer
_REFUSALS = frozenset({ER.ACCESS_DENIED_ERROR, ER.DBACCESS_DENIED_ERROR, 1698})
_NO_SUCH_WORDS = frozenset({ER.PARSE_ERROR, ER.UNKNOWN_TABLE})
_REPLICA = ("SHOW ALL SLAVES STATUS", "SHOW REPLICA STATUS", "SHOW SLAVE STATUS")

_QUESTIONS: tuple[tuple[str, tuple[str, ...], Callable[[Sequence[Row]], Samples]], ...] = (
    ("status", ("SHOW GLOBAL STATUS",), samples_of_status),
    ("variables", ("SHOW GLOBAL VARIABLES",), samples_of_variables),
    ("replication", _REPLICA, samples_of_replica),
    (
        "transactions",
        (
            "SELECT COUNT(*) AS open, COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, NOW())), 0)"
            " AS oldest_seconds FROM information_schema.innodb_trx",
        ),
        samples_of_transactions,
    ),
    (
        "sizes",
        (
            "SELECT table_schema AS name, SUM(data_length + index_length) AS bytes"
            " FROM information_schema.tables WHERE table_schema NOT IN"
            " ('information_schema', 'performance_schema', 'sys') GROUP BY table_schema",
        ),
        samples_of_sizes,
    ),
    (
        "deadlocks",
        (
            "SELECT `COUNT` AS `count` FROM information_schema.innodb_metrics"
            " WHERE name = 'lock_deadlocks'",
        ),
        samples_of_deadlocks,
    ),
)
"""Name, the ways to ask (the first that the server knows counts), and how to read the rows."""


@dataclass(frozen=True, slots=True)
class MysqlSettings:
    credentials: str | None = None
    port: int = 3306
    host: str = ""
    database: str = ""
    tls: Encryption = Encryption.NONE
    ca_file: Path | None = None
    queries: tuple[UserQuery, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        check_queries(self.queries)


def mysql_probe(target: Target, spec: ProbeSpec, tools: Tools) -> MysqlProbe:
    settings = bind(spec.settings, MysqlSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return MysqlProbe(host, settings, spec.timeout / 1000, tools)


class MysqlProbe:
    """``lost`` are the samples of a server that does not let us in."""

    lost: Samples = {series("mysql_up"): 0.0}  # noqa: RUF012 a Mapping: nobody changes it

    def __init__(
        self, host: str, settings: MysqlSettings, timeout_seconds: float, tools: Tools
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
            series("mysql_up"): 1.0,
            series(phase, phase="connect"): connected - started,
            series(phase, phase="queries"): clock.monotonic() - connected,
        }
        return Outcome(samples, problem, notes)

    async def close(self) -> None:
        """Nothing is held: each round has a connection of its own."""

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiomysql.Connection]:
        connection = await self._connect()
        try:
            yield connection
        finally:
            connection.close()

    async def _connect(self) -> aiomysql.Connection:
        settings = self._settings
        named = settings.credentials
        credential = self._tools.secrets.credential(named) if named else Credential()
        try:
            connection = await aiomysql.connect(
                host=self._host,
                port=settings.port,
                user=credential.user or "watchkeeper",
                password=credential.password,
                db=settings.database or None,
                charset="utf8mb4",
                connect_timeout=self._timeout_seconds,
                ssl=await self._context(),
                local_infile=False,
                autocommit=True,
                program_name="watchkeeper",
                init_command="SET SESSION TRANSACTION READ ONLY",
            )
        except pymysql.err.MySQLError as error:
            raise self._refused(error, credential) from error
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=settings.port,
                reason=(error.strerror or str(error))[:200],
            ) from error
        self._pause.let_in()
        return connection

    def _refused(self, error: pymysql.err.MySQLError, credential: Credential) -> ProbeFailed:
        number, reason = _number_and_reason(error)
        if number == CR.CR_CONN_HOST_ERROR:
            return ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=self._settings.port,
                reason=_cause(error) or reason,
            )
        if number not in _REFUSALS:
            return ProbeFailed(
                "{host} refuses the connection: {reason}", host=self._host, reason=reason
            )
        self._pause.refused(reason)
        return SignInRefused(
            "{host} does not let {user} in: {reason}",
            host=self._host,
            user=credential.user or "?",
            reason=reason,
        )

    async def _context(self) -> ssl.SSLContext | None:
        settings = self._settings
        if settings.tls is Encryption.NONE:
            return None
        return await self._tools.tls_context(
            Trust(ca_file=settings.ca_file), verify=settings.tls is Encryption.VERIFIED
        )

    async def _ask(
        self, connection: aiomysql.Connection
    ) -> tuple[dict[tuple[tuple[str, str], ...], float], Text | None, tuple[Text, ...]]:
        """Ask everything; a question that is not allowed costs its series only."""
        samples: dict[tuple[tuple[str, str], ...], float] = {}
        notes: list[Text] = []
        problem: Text | None = None
        for name, ways, read in _QUESTIONS:
            try:
                samples |= read(await _fetch_one_way(connection, ways))
            except pymysql.err.MySQLError as error:
                notes.append(_unanswered(name, error))
        for query in self._settings.queries:
            try:
                rows = await _fetch(connection, query.query)
                samples |= samples_of_rows(query.name, query.labels, rows)
            except pymysql.err.MySQLError as error:
                problem = problem or _unanswered(query.name, error)
        return samples, problem, tuple(notes)


async def _fetch_one_way(connection: aiomysql.Connection, ways: Sequence[str]) -> Sequence[Row]:
    """Ask in the first words that this server knows."""
    for query in ways[:-1]:
        try:
            return await _fetch(connection, query)
        except pymysql.err.MySQLError as error:
            if _number_and_reason(error)[0] not in _NO_SUCH_WORDS:
                raise
    return await _fetch(connection, ways[-1])


async def _fetch(connection: aiomysql.Connection, query: str) -> Sequence[Row]:
    """Return the first rows of an answer; they are read one by one."""
    async with connection.cursor(aiomysql.SSDictCursor) as cursor:
        await cursor.execute(query)
        rows: list[Row] = []
        size = 0
        while len(rows) < MAX_ROWS and (row := await cursor.fetchone()) is not None:
            size += sum(len(cell) for cell in row.values() if isinstance(cell, (str, bytes)))
            if size > MAX_BYTES:
                raise pymysql.err.ProgrammingError(0, f"more than {MAX_BYTES} bytes")
            rows.append(dict(row))
        return rows


def _number_and_reason(error: pymysql.err.MySQLError) -> tuple[int, str]:
    number = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    reason = str(error.args[1]) if len(error.args) > 1 else str(error)
    return number, reason[:200]


def _cause(error: pymysql.err.MySQLError) -> str:
    """Return the operating system's own words, which the library wraps."""
    cause = error.__cause__
    return (cause.strerror or "")[:200] if isinstance(cause, OSError) else ""


def _unanswered(name: str, error: Exception) -> Text:
    reason = _number_and_reason(error)[1] if isinstance(error, pymysql.err.MySQLError) else error
    return text("the query {name!r} fails: {reason}", name=name, reason=reason)
