"""mariadb-backup and mariadb-dump on a real server: chains, and copies that are prepared anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.backups.trials import Trial
from tests.agent.backup_room import Room, told, told_by, tried
from tests.agent.processes import wait_for
from tests.components import program

DEADLINE_SECONDS = 60
USER = "nobody" if os.geteuid() == 0 else os.environ.get("USER", "")


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """A server of this module's own, with a table; its socket is ``s``."""
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-mariadb-"))
    folder.chmod(0o755)
    made = Room(folder)
    temporary = folder / "tmp"  # in /tmp it would clear other servers' temporary tables
    for each in (made.data, temporary):
        each.mkdir()
        if os.geteuid() == 0:
            shutil.chown(each, USER)
    install = (
        program("mariadb-install-db"), "--no-defaults", f"--user={USER}", f"--datadir={made.data}",
        "--auth-root-authentication-method=normal", "--skip-test-db",
    )  # fmt: skip
    command = (
        program("mariadbd"), "--no-defaults", f"--user={USER}", f"--datadir={made.data}", f"--socket={made.data}/s",
        f"--tmpdir={temporary}",
        "--skip-networking", "--innodb-buffer-pool-size=16M", "--performance-schema=OFF",
    )  # fmt: skip
    try:
        made.run(*install, TMPDIR=str(temporary))
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for((made.data / "s").exists, 60, what="MariaDB's socket")
            sql(made, "CREATE DATABASE shop; CREATE TABLE shop.t (a int PRIMARY KEY); INSERT INTO shop.t VALUES (1)")  # fmt: skip
            yield made
        finally:
            server.terminate()
            server.wait(DEADLINE_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def client(room: Room) -> tuple[str, ...]:
    return ("--no-defaults", "-uroot", f"--socket={room.data}/s")


def sql(room: Room, statements: str) -> None:
    room.run(program("mariadb"), *client(room), "-e", statements)


def back_up(room: Room, name: str, *words: str) -> None:
    target = (f"--datadir={room.data}", f"--target-dir={room.folder}/out/{name}")
    room.run(program("mariadb-backup"), *client(room), "--backup", *target, *words)


def test_a_chain_is_told_restored_and_found_broken(room: Room) -> None:
    """Full and two increments; a restore prepares copies of all three; without the full one it is broken."""
    out = room.folder / "out"
    out.mkdir()
    back_up(room, "full")
    for number, base in ((1, "full"), (2, "1")):
        sql(room, f"INSERT INTO shop.t VALUES ({number + 1})")
        back_up(room, str(number), f"--incremental-basedir={out}/{base}")
    (out / "begun").mkdir()
    source = room.source(f"tool = xtrabackup\npath = {out}\nrestore_test = 30d\n")
    found = told_by(source)
    assert (found["backup_files"], found["backup_partial_files"]) == (3, 1)
    assert found["backup_chain_intact"] == 1
    assert tried(source, Trial.RESTORE) is True
    assert told(source.trials.readings())["backup_restore_test_files"] > 10
    os.truncate(out / "full/ib_logfile0", 100)
    assert tried(source, Trial.RESTORE) is False
    shutil.rmtree(out / "full")
    assert told_by(source)["backup_chain_intact"] == 0
    assert tried(source, Trial.RESTORE) is None


def test_a_real_dump_ends_as_we_know_it(room: Room) -> None:
    dumps = room.folder / "dumps"
    dumps.mkdir()
    dump = dumps / "shop.sql"
    dump.write_text(room.run(program("mariadb-dump"), *client(room), "--databases", "shop"))
    source = room.source(f"tool = mysqldump\npath = {dumps}\n")
    assert tried(source, Trial.VERIFY) is True
    os.truncate(dump, dump.stat().st_size - 60)
    assert tried(source, Trial.VERIFY) is False
