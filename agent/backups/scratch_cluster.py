"""A PostgreSQL server for one restore test: in a scratch folder, by a socket there, and gone after.

The server refuses to run as root, so the agent must not be root.
"""

from __future__ import annotations

import os
import re
import select
from types import TracebackType

from agent.backup_settings import BackupSettings
from agent.backups.reader import CannotTry, CopyIsBad
from agent.backups.tools import (
    MOST_OUTPUT_BYTES,
    MOST_TRIED_BYTES,
    Tool,
    postgresql_program,
)
from agent.kept import write
from agent.paths import Path

_RECOVERY_SECONDS = 3_600.0
_SOCKET = ".s.PGSQL.5432.lock"
_LONGEST_SOCKET = 107
_LOOK_SECONDS = 0.1
_USER = "watchkeeper"
_DATABASE = "restored"
_SERVER = (
    "-c listen_addresses='' -c archive_mode=off -c fsync=off -c full_page_writes=off"
    " -c max_connections=20 -c shared_buffers=16MB -c max_wal_senders=0 -c logging_collector=off"
    " -c shared_preload_libraries='' -c ssl=off -c hot_standby=off -c port=5432"
)
_TABLES = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
)
_NO_ROLE = re.compile(r'ERROR:  role ".*" does not exist$')
_SIZE = "SELECT sum(pg_database_size(oid)) FROM pg_database"


class ScratchCluster:
    """Runs while the block runs.  ``data`` is made by initdb, or was restored before."""

    def __init__(
        self, settings: BackupSettings, tool: Tool, scratch: Path, *, user: str = ""
    ) -> None:
        self._settings = settings
        self._tool = tool
        self._scratch = scratch
        self._user = user or _USER
        self._is_restored = bool(user)
        self.data = scratch / "data"

    def __enter__(self) -> ScratchCluster:
        self._check_place()
        if not self._is_restored:
            words = ("-U", self._user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            self._server("initdb", "-D", str(self.data), *words)
        try:
            self._start()
            if not self._is_restored:
                self._client("createdb", _DATABASE)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def restore(self, pg_restore: str, dump: Path) -> None:
        """Restore a dump of pg_dump's own format; what it says of owners is left out."""
        words = ("--exit-on-error", "--no-owner", "--no-privileges", "-d", _DATABASE, str(dump))
        self._client(pg_restore, *words)

    def run_file(self, dump: Path) -> None:
        """Run a dump that is text.  Its owners are not here; any other error makes it bad."""
        words = ("-X", "-q", "-o", "/dev/null", "-f", str(dump), "-d", _DATABASE)
        error = first_error(self._client("psql", *words, most_bytes=MOST_OUTPUT_BYTES))
        if error:
            raise CopyIsBad("{path}: {error}", path=dump, error=error)

    def read_all(self) -> None:
        """Read each row of each table, as a dump of everything does."""
        self._client("pg_dumpall", "--no-sync", "-f", "/dev/null")

    def tables(self) -> int:
        return int(self._number(_TABLES))

    def size(self) -> float:
        return self._number(_SIZE)

    def _check_place(self) -> None:
        """Raise CannotTry where no socket of a server can stand there, or its path be written."""
        path = f"{self._scratch}/{_SOCKET}"
        if len(os.fsencode(path)) > _LONGEST_SOCKET or "'" in path:
            raise CannotTry(
                "no server can listen in {folder}; name a short folder by scratch",
                folder=self._scratch,
            )

    def _number(self, query: str) -> float:
        database = "postgres" if self._is_restored else _DATABASE
        said = self._client("psql", "-X", "-A", "-t", "-d", database, "-c", query)
        try:
            return float(said.split()[-1])
        except (ValueError, IndexError):
            raise CopyIsBad(
                "the restored server does not answer: {said}", said=said[-200:]
            ) from None

    def _start(self) -> None:
        settings, access = self._scratch / "server.conf", self._scratch / "access.conf"
        write(settings, b"")  # where they lie in /etc the copy has none
        write(access, b"local all all trust\n")
        options = (
            f"{_SERVER} -c unix_socket_directories='{self._scratch}'"
            f" -c config_file='{settings}' -c hba_file='{access}'"
        )
        log = str(self._scratch / "server.log")
        words = ("-D", str(self.data), "-o", options, "-l", log, "-t", "600", "-w", "start")
        self._server("pg_ctl", *words)
        self._await_recovery()

    def _await_recovery(self) -> None:
        """Wait until the log is replayed: pg_ctl does not where there are no readers before."""
        deadline = self._tool.clock.monotonic() + _RECOVERY_SECONDS
        while True:
            try:
                self._client("pg_isready", "-q")
            except CopyIsBad:
                if self._tool.clock.monotonic() > deadline:
                    raise
                select.select([], [], [], _LOOK_SECONDS)
            else:
                return

    def _stop(self) -> None:
        try:
            self._server("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
        except CopyIsBad:  # it does not run
            return

    def _server(self, program: str, *words: str) -> str:
        path = postgresql_program(program, self._settings.server_programs)
        return self._tool.tried(*words, program=path, folder=self._scratch)

    def _client(self, program: str, *words: str, most_bytes: int = MOST_TRIED_BYTES) -> str:
        where = ("-h", str(self._scratch), "-U", self._user)
        return self._tool.tried(
            *where,
            *words,
            program=program,
            folder=self._scratch,
            most_bytes=most_bytes,
            fills=self._scratch,
        )


def first_error(said: str) -> str:
    """Return the first error that psql wrote, but for roles that are missing; empty: none."""
    errors = (line for line in said.splitlines() if "ERROR:  " in line)
    return next((line[-200:] for line in errors if not _NO_ROLE.search(line)), "")
