"""Backups of databases, made by their own tools on real servers, checked and restored as nobody.

PostgreSQL does not run as root, so the agent's command runs as the tests' unprivileged user.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.agent.backup_room import flip_a_byte
from tests.components import program
from tests.postgresql_cluster import Cluster, start_cluster
from tests.unprivileged import Unprivileged, unprivileged

pytestmark = pytest.mark.xdist_group("backups of databases")

TABLES = "CREATE TABLE shop AS SELECT g, md5(g::text) AS word FROM generate_series(1, 20000) g"
DEADLINE_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A cluster whose log is archived, and where its backups lie; all of it nobody's."""

    cluster: Cluster
    who: Unprivileged
    folder: Path

    def run(self, *command: str, good: tuple[int, ...] = (0,)) -> str:
        """Run a command as the unprivileged user, in the folder."""
        done = subprocess.run(
            [*self.who.prefix, *command],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=DEADLINE_SECONDS,
            check=False,
        )
        assert done.returncode in good, f"{done.stdout[-300:]} {done.stderr[-300:]}"
        return done.stdout

    def client(self, name: str, *words: str) -> str:
        where = ("-h", "127.0.0.1", "-p", str(self.cluster.port), "-U", "watch")
        return self.run(str(self.cluster.bin / name), *where, *words)

    def pgbackrest(self, *words: str) -> str:
        conf = f"--config={self.folder}/pgbackrest.conf"
        return self.run(program("pgbackrest"), conf, "--stanza=main", *words)

    def agent(self, settings: str, *words: str) -> tuple[int, dict[str, float]]:
        """Run ``watchkeeper-agent backup x``; return its exit code and what it told."""
        conf = self.folder / "agent.conf"
        conf.write_text(f'[agent]\nstate_dir = {self.folder}/state\n[backup "x"]\n{settings}')
        conf.chmod(0o644)
        done = self.who.run(
            ["-m", "agent", "--config", str(conf), "backup", "x", *words], timeout=DEADLINE_SECONDS
        )
        sys.stderr.write(done.stderr)  # pytest shows it where a test fails
        return done.returncode, _numbers(done.stdout)


def _numbers(page: str) -> dict[str, float]:
    lines = (line for line in page.splitlines() if not line.startswith("#"))
    return {line.partition("{")[0]: float(line.rpartition(" ")[2]) for line in lines}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with a table, whose log pgBackRest archives."""
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-backups-"))
    try:
        folder.chmod(0o755)
        with start_cluster() as cluster, unprivileged() as who:
            for name in ("out", "state", "repository", "log", "wal", "sockets"):
                (folder / name).mkdir()
                if os.geteuid() == 0:
                    shutil.chown(folder / name, "nobody", "nogroup")
            made = Server(cluster, who, folder)
            _archive(made)
            made.pgbackrest("stanza-create")
            made.client("psql", "-q", "-d", "postgres", "-c", TABLES)
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _archive(server: Server) -> None:
    """Let the server archive its log twice: for pgBackRest, and into a folder."""
    folder, cluster = server.folder, server.cluster
    conf = folder / "pgbackrest.conf"
    conf.write_text(
        f"[global]\nrepo1-path={folder}/repository\nlog-path={folder}/log\nlock-path={folder}/log\n"
        f"spool-path={folder}/log\nstart-fast=y\ncompress-type=lz4\n[main]\npg1-path={cluster.data}\n"
        f"pg1-port={cluster.port}\npg1-socket-path={folder}/sockets\npg1-user=watch\n"
    )
    push = f"{program('pgbackrest')} --config={conf} --stanza=main archive-push %p"
    cluster.stop(cluster.data)
    with (cluster.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(
            f"unix_socket_directories = '{folder}/sockets'\narchive_mode = on\n"
            f"archive_command = 'cp %p {folder}/wal/%f && {push}'\n"
        )
    cluster.settings = f"{cluster.settings} -c unix_socket_directories={folder}/sockets"
    cluster.start(cluster.data)


# pg_dump.


def dump(server: Server, *words: str) -> str:
    """Dump into an empty folder; return the agent's settings for it."""
    out = server.folder / "out"
    server.run("sh", "-c", f"rm -rf {out}/*")
    server.client("pg_dump", "-d", "postgres", *words)
    return f"tool = pg_dump\npath = {out}\nrestore_test = 30d\n"


FORMATS = {
    "custom": (("-Fc", "-f", "out/shop.dump"), 0.6),
    "text": (("-Fp", "-f", "out/shop.sql"), 0.6),
    "tar": (("-Ft", "-f", "out/shop.tar"), 0.6),
}


@pytest.mark.parametrize(("words", "share"), FORMATS.values(), ids=FORMATS.keys())
def test_a_dump_is_checked_restored_and_found_cut(
    server: Server, words: tuple[str, ...], share: float
) -> None:
    """Restored into a server of its own, its tables counted; a cut one is bad, behind its list too."""
    settings = dump(server, *words)
    assert server.agent(settings, "--verify")[0] == 0
    code, told = server.agent(settings, "--restore-test")
    assert (code, told["backup_restore_test_files"]) == (0, 1)
    assert told["backup_restore_test_bytes"] > 1_000_000
    assert server.run("ls", f"{server.folder}/state/backups/scratch") == ""
    (path,) = (server.folder / "out").iterdir()
    os.truncate(path, int(path.stat().st_size * share))
    assert server.agent(settings, "--verify")[0] == 1
    code, told = server.agent(settings, "--restore-test")
    assert (code, told["backup_restore_test_success"]) == (1, 0)


def test_a_dump_into_a_folder_is_one_copy(server: Server) -> None:
    settings = dump(server, "-Fd", "-f", "out/shop")
    code, told = server.agent(settings)
    assert (code, told["backup_files"]) == (0, 1)
    assert server.agent(settings, "--verify")[0] == 0
    data = max((server.folder / "out/shop").iterdir(), key=lambda path: path.stat().st_size)
    os.truncate(data, data.stat().st_size // 2)
    assert server.agent(settings, "--verify")[0] == 1


def test_a_compressed_dump_that_was_cut_before_is_found(server: Server) -> None:
    settings = dump(server, "-Fp", "-f", "out/shop.sql")
    server.run("gzip", "out/shop.sql")
    assert server.agent(settings, "--verify")[0] == 0
    settings = dump(server, "-Fp", "-f", "out/shop.sql")
    server.run("truncate", "-s", "-5000", "out/shop.sql")
    server.run("gzip", "out/shop.sql")
    assert server.agent(settings, "--verify")[0] == 1


# pg_basebackup.


def test_a_base_backup_is_checked_started_and_read(server: Server) -> None:
    """A manifest makes it complete; a damaged byte is found; a restore reads every row."""
    out = server.folder / "out"
    server.run("sh", "-c", f"rm -rf {out}/*")
    server.client("pg_basebackup", "-D", f"{out}/one", "-c", "fast")
    settings = f"tool = pg_basebackup\npath = {out}\nuser = watch\n"
    code, told = server.agent(settings)
    assert (code, told["backup_files"], told["backup_partial_files"]) == (0, 1, 0)
    assert told["backup_last_size_bytes"] > 20_000_000
    assert server.agent(settings, "--verify")[0] == 0
    code, told = server.agent(settings, "--restore-test")
    assert (code, told["backup_restore_test_success"]) == (0, 1)
    table = max(
        (out / "one/base").rglob("*"), key=lambda path: path.stat().st_size * path.is_file()
    )
    flip_a_byte(table)
    assert server.agent(settings, "--verify")[0] == 1
    (out / "one/backup_manifest").unlink()
    assert server.agent(settings)[1]["backup_partial_files"] == 1


# pgBackRest.


def test_pgbackrest_is_told_checked_and_restored(server: Server) -> None:
    """A full backup and an increment on it; the restored server's rows are read."""
    for kind in ("full", "incr"):
        server.pgbackrest(f"--type={kind}", "backup")
    settings = f"tool = pgbackrest\nconfig = {server.folder}/pgbackrest.conf\nstanza = main\nuser = watch\n"
    code, told = server.agent(settings)
    assert (code, told["backup_files"], told["backup_chain_intact"]) == (0, 2, 1)
    assert told["backup_failures_in_a_row"] == told["backup_encrypted"] == 0
    assert (
        told["backup_last_full_timestamp_seconds"] < told["backup_last_success_timestamp_seconds"]
    )
    assert server.agent(settings, "--verify")[0] == 0
    code, told = server.agent(settings, "--restore-test")
    assert (code, told["backup_restore_test_success"]) == (0, 1)
    files = (server.folder / "repository/backup/main").glob("*F/**/*.lz4")
    flip_a_byte(max(files, key=lambda path: path.stat().st_size), 3_000)
    assert server.agent(settings, "--verify")[0] == 1


# The archive of the log.


def test_the_log_archive_of_a_server(server: Server) -> None:
    """Each switch adds a segment; one taken away is a gap; what waits is counted."""
    for _ in range(3):
        server.client(
            "psql",
            "-q",
            "-d",
            "postgres",
            "-c",
            "CREATE TABLE IF NOT EXISTS s (a int); INSERT INTO s VALUES (1); SELECT pg_switch_wal()",
        )
    archived = "SELECT last_archived_wal FROM pg_stat_archiver"
    last = "SELECT pg_walfile_name(pg_current_wal_lsn() - 16777216)"
    query = f"SELECT ({archived}) >= ({last})"
    for _ in range(200):
        if server.client("psql", "-X", "-A", "-t", "-d", "postgres", "-c", query).strip() == "t":
            break
    settings = f"tool = wal\npath = {server.folder}/wal\ndata = {server.cluster.data}\n"
    _, told = server.agent(settings)
    assert told["backup_files"] >= 3
    assert (told["backup_missing_segments"], told["backup_chain_intact"]) == (0, 1)
    assert told["backup_waiting_segments"] >= 0
    segments = sorted(path for path in (server.folder / "wal").iterdir() if len(path.name) == 24)
    segments[1].unlink()
    _, told = server.agent(settings)
    assert (told["backup_missing_segments"], told["backup_chain_intact"]) == (1, 0)


# What only somebody without rights meets.


def test_a_restored_folder_in_which_nothing_may_be_removed_is_removed(server: Server) -> None:
    """As caches of Go modules are: it is restored to try it, again as well, and gone after."""
    out = server.folder / "out"
    packed = f"mkdir -p out/m/ro && echo x > out/m/ro/f && chmod 555 out/m/ro && tar -cf {out}/a.tar -C out m"
    server.run("sh", "-c", f"rm -rf out/*; {packed}; chmod 755 out/m/ro; rm -rf out/m")
    settings = f"tool = archive\npath = {out}\nrestore_test = 30d\n"
    for _ in range(2):
        code, told = server.agent(settings, "--restore-test")
        assert (code, told["backup_restore_test_files"]) == (0, 1)
    assert not list(server.folder.glob("state/backups/scratch/*"))
