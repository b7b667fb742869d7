"""Readers of backups against the tools themselves: what is told, found damaged, and restored."""

from __future__ import annotations

import dataclasses
import gzip
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from agent.__main__ import main
from agent.backups.source import ToolBackupSource
from agent.backups.trials import Trial
from agent.clock import AgentClock, SystemClock
from tests.agent.backup_room import Room, flip_a_byte, room_in, told, told_by, tried
from tests.agent.manual_clock import StandingClock
from tests.agent.processes import wait_for
from tests.components import program
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.spans import HOUR

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return room_in(tmp_path)


# restic.


def restic_source(room: Room, more: str = "", clock: AgentClock | None = None) -> ToolBackupSource:
    return room.source(
        f"tool = restic\npath = {room.folder}/repository\npassword_file = {room.password}\n"
        f"verify = 1d\nrestore_test = 30d\ncompare = {room.data}\n{more}",
        clock,
    )


def restic(room: Room, *words: str) -> str:
    common = ("-r", "repository", "--password-file", str(room.password), "--no-cache")
    return room.run(program("restic"), *common, *words)


@pytest.fixture(scope="module")
def restic_made(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A repository with one snapshot; made once, because restic's keys cost half a second each."""
    room = room_in(tmp_path_factory.mktemp("restic"))
    restic(room, "init")
    restic(room, "backup", "--host", "web-1", str(room.data))
    return room


@pytest.fixture
def restic_room(restic_made: Room, tmp_path: Path) -> Room:
    """A copy of it, beside the data that was backed up."""
    shutil.copytree(restic_made.folder / "repository", tmp_path / "repository")
    shutil.copy2(restic_made.password, tmp_path / "password")
    return dataclasses.replace(restic_made, folder=tmp_path, origin=restic_made.data)


def test_restic_is_told_and_restored(restic_room: Room) -> None:
    """Newest snapshot with its size; each file restored and read against its original."""
    source = restic_source(restic_room)
    found = told_by(source)
    assert found["backup_last_success_timestamp_seconds"] > 1_700_000_000
    assert found["backup_last_size_bytes"] == 100_000
    assert (found["backup_files"], found["backup_encrypted"], found["backup_stale_locks"]) == (
        1,
        1,
        0,
    )
    assert tried(source, Trial.RESTORE) is True
    trial = told(source.trials.readings())
    assert (trial["backup_restore_test_files"], trial["backup_restore_test_bytes"]) == (5, 100_000)
    assert trial["backup_restore_test_compared_files"] == 5
    assert trial["backup_restore_test_different_files"] == 0
    assert not list(restic_room.folder.glob("state/backups/scratch/*"))


def test_one_damaged_byte_of_restic_is_found(restic_room: Room) -> None:
    """A check reads the data, where a plain check sees nothing; a restore finds it, too."""
    source = restic_source(restic_room)
    assert tried(source, Trial.VERIFY) is True
    pack = max(
        (restic_room.folder / "repository/data").rglob("*"),
        key=lambda p: p.stat().st_size * p.is_file(),
    )
    flip_a_byte(pack, 5_000)
    assert tried(source, Trial.VERIFY) is False
    assert tried(source, Trial.RESTORE) is False
    trial = told(source.trials.readings())
    assert (trial["backup_verify_success"], trial["backup_restore_test_success"]) == (0, 0)


def test_restic_of_another_host_does_not_count(restic_room: Room) -> None:
    assert told_by(restic_source(restic_room, "host = web-2\n"))["backup_files"] == 0


def test_a_part_of_restic_is_restored(restic_room: Room) -> None:
    source = restic_source(restic_room, f"restore_path = {restic_room.data}/file-3\n")
    assert tried(source, Trial.RESTORE) is True
    assert told(source.trials.readings())["backup_restore_test_files"] == 1


def test_a_password_that_everybody_may_read_is_refused(restic_room: Room) -> None:
    restic_room.password.chmod(0o644)
    with pytest.raises(InvalidInput, match="open to everybody"):
        restic_source(restic_room).reader.read()


def test_a_wrong_password_is_told_once_and_no_measurement(
    restic_room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reader's success is 0, the reason stands in the log, nothing is said of copies."""
    restic_room.password.write_text("wrong\n")
    source = restic_source(restic_room)
    for _ in range(2):
        found = told(source.read())
        assert found["backup_reader_success"] == 0
        assert "backup_last_success_timestamp_seconds" not in found
    said = capsys.readouterr().err
    assert said.count("wrong password") == 1
    source.close()


def test_a_lock_of_restic_that_nobody_renews_is_stale(restic_room: Room) -> None:
    """A backup under way holds a lock; asked two hours later, nobody renewed it."""
    words = ("-r", "repository", "--password-file", "password", "--no-cache", "backup", "--stdin")
    running = subprocess.Popen(
        [program("restic"), *words],
        cwd=restic_room.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    locks = restic_room.folder / "repository/locks"
    try:
        wait_for(lambda: any(locks.iterdir()), what="the lock")
        assert told_by(restic_source(restic_room))["backup_stale_locks"] == 0
        later = StandingClock(SystemClock().now() + 2 * HOUR)
        assert told_by(restic_source(restic_room, clock=later))["backup_stale_locks"] == 1
    finally:
        running.kill()
        running.communicate()


@pytest.mark.tree  # it reads the manuals
def test_the_manual_s_example_runs(restic_room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    """Its settings and its three commands, on a repository of this test."""
    manual = (DOCS / "en/backups.md").read_text()
    (settings,) = re.findall(r"```ini\n# file: agent.conf\n(.*?)```", manual, re.DOTALL)
    assert settings in (DOCS / "zh/backups.md").read_text()
    for old, new in (
        ("/srv/restic", f"{restic_room.folder}/repository"),
        ("/etc/watchkeeper/restic.password", str(restic_room.password)),
        ("/srv/data", str(restic_room.data)),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    conf = restic_room.folder / "agent.conf"
    conf.write_text(f"[agent]\nstate_dir = {restic_room.folder}/state\n{settings}")
    commands = re.findall(r"^watchkeeper-agent (backup files.*?)\s+#", manual, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert main(["--config", str(conf), *command.split()]) == 0
    said = capsys.readouterr().out
    assert 'backup_verify_success{backup="files"} 1' in said
    assert 'backup_restore_test_success{backup="files"} 1' in said


# borg.


def borg(room: Room, *words: str) -> str:
    return room.run(program("borg"), *words, BORG_PASSCOMMAND=f"cat {room.password}", BORG_BASE_DIR=str(room.folder / "base"))  # fmt: skip


def borg_source(room: Room, more: str = "") -> ToolBackupSource:
    return room.source(
        f"tool = borg\npath = {room.folder}/repository\npassword_file = {room.password}\n"
        f"verify = 1d\nrestore_test = 30d\ncompare = {room.data}\n{more}"
    )


@pytest.fixture(scope="module")
def borg_made(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = room_in(tmp_path_factory.mktemp("borg"))
    borg(room, "init", "--encryption", "repokey", "repository")
    borg(room, "create", "repository::web-1", str(room.data))
    return room


@pytest.fixture
def borg_room(borg_made: Room, tmp_path: Path) -> Room:
    """A copy of it, beside the data that was backed up."""
    shutil.copytree(borg_made.folder / "repository", tmp_path / "repository")
    shutil.copy2(borg_made.password, tmp_path / "password")
    return dataclasses.replace(borg_made, folder=tmp_path, origin=borg_made.data)


def test_borg_is_told_and_restored(borg_room: Room) -> None:
    source = borg_source(borg_room)
    found = told_by(source)
    assert found["backup_last_success_timestamp_seconds"] > 1_700_000_000
    assert (found["backup_last_size_bytes"], found["backup_encrypted"]) == (100_000, 1)
    assert tried(source, Trial.RESTORE) is True
    trial = told(source.trials.readings())
    assert trial["backup_restore_test_compared_files"] == 5


def test_one_damaged_byte_of_borg_is_found(borg_room: Room) -> None:
    source = borg_source(borg_room)
    assert tried(source, Trial.VERIFY) is True
    segment = max(
        (borg_room.folder / "repository/data").rglob("*"),
        key=lambda p: p.stat().st_size * p.is_file(),
    )
    flip_a_byte(segment, 5_000)
    assert tried(source, Trial.VERIFY) is False


def test_a_lock_of_borg_is_a_run_and_then_stale(borg_room: Room) -> None:
    """Asking goes past the lock; a lock of yesterday belongs to nobody."""
    source = borg_source(borg_room)
    lock = borg_room.folder / "repository/lock.exclusive"
    lock.mkdir()
    found = told_by(source)
    assert found["backup_running_since_timestamp_seconds"] == lock.stat().st_mtime
    os.utime(lock, (1_700_000_000, 1_700_000_000))
    found = told_by(source)
    assert found["backup_stale_locks"] == 1
    assert "backup_running_since_timestamp_seconds" not in found


def test_only_archives_that_fit_count(borg_room: Room) -> None:
    assert told_by(borg_source(borg_room, "glob = db-*\n"))["backup_files"] == 0


# Archives.


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.tar.xz", "a.zip"])
def test_archives_are_read_to_their_end_and_restored(room: Room, name: str) -> None:
    """A whole one is good and restored; one that was cut is bad."""
    out = room.folder / "out"
    out.mkdir()
    if name.endswith(".zip"):
        with zipfile.ZipFile(out / name, "w") as archive:
            for path in room.data.iterdir():
                archive.write(path, f"data/{path.name}")
    else:
        room.run("tar", "--create", "--auto-compress", "--file", f"out/{name}", "data")
    source = room.source(f"tool = archive\npath = {out}\nrestore_test = 30d\n")
    assert told_by(source)["backup_last_size_bytes"] == (out / name).stat().st_size
    assert tried(source, Trial.VERIFY) is True
    assert tried(source, Trial.RESTORE) is True
    assert told(source.trials.readings())["backup_restore_test_files"] == 5
    os.truncate(out / name, (out / name).stat().st_size // 2)
    assert tried(source, Trial.VERIFY) is False
    assert tried(source, Trial.RESTORE) is False


def test_a_damaged_byte_of_a_zip_is_found(room: Room) -> None:
    out = room.folder / "out"
    out.mkdir()
    with zipfile.ZipFile(out / "a.zip", "w") as archive:
        archive.write(room.data / "file-0", "file-0")
    flip_a_byte(out / "a.zip", 5_000)
    assert tried(room.source(f"tool = archive\npath = {out}\n"), Trial.VERIFY) is False


def test_a_compressed_file_is_tested_and_another_is_not(room: Room) -> None:
    out = room.folder / "out"
    out.mkdir()
    with gzip.open(out / "disk.img.gz", "wb") as file:
        file.write(os.urandom(9_000))
    source = room.source(f"tool = archive\npath = {out}\n")
    assert tried(source, Trial.VERIFY) is True
    (out / "disk.img.gz").rename(out / "disk.img")
    assert tried(source, Trial.VERIFY) is None


# mysqldump.


@pytest.mark.parametrize("compressor", ["", "gzip", "xz", "zstd"])
def test_a_dump_of_mysql_that_was_cut_is_found(room: Room, compressor: str) -> None:
    """Plain and compressed; a dump that was cut before it was compressed is whole as a file."""
    out = room.folder / "out"
    out.mkdir()
    text = "INSERT INTO t VALUES (1);\n" * 20_000
    source = room.source(f"tool = mysqldump\npath = {out}\n")
    for end, is_good in (
        ("-- Dump completed on 2026-11-23 11:53:51\n", True),
        ("INSERT INTO", False),
    ):
        (out / "shop.sql").write_text(text + end)
        if compressor:
            room.run(
                program(compressor),
                "-f",
                *(("--rm",) if compressor == "zstd" else ()),
                "out/shop.sql",
            )
        assert tried(source, Trial.VERIFY) is is_good


# rsnapshot.


def test_rsnapshot_is_told_and_restored(room: Room) -> None:
    """Snapshots of one interval, failures of its log; a failed run is no copy."""
    tabs = (
        ("config_version", "1.2"), ("snapshot_root", f"{room.folder}/snapshots/"),
        ("cmd_rsync", program("rsync")), ("retain", "daily", "3"), ("retain", "weekly", "2"),
        ("logfile", f"{room.folder}/log"), ("lockfile", f"{room.folder}/pid"),
        ("backup", f"{room.data}/", "web-1/"),
    )  # fmt: skip
    (room.folder / "conf").write_text("".join("\t".join(line) + "\n" for line in tabs))
    run = (program("rsnapshot"), "-c", str(room.folder / "conf"), "daily")
    for _ in range(2):
        room.run(*run)
    source = room.source(
        f"tool = rsnapshot\npath = {room.folder}/snapshots\nlog = {room.folder}/log\n"
        f"restore_test = 30d\ncompare = {room.data}\n"
    )
    found = told_by(source)
    assert (found["backup_files"], found["backup_failures_in_a_row"]) == (2, 0)
    assert tried(source, Trial.RESTORE) is True
    assert told(source.trials.readings())["backup_restore_test_compared_files"] == 5
    flip_a_byte(room.folder / f"snapshots/daily.0/web-1{room.data}/file-2")
    assert tried(source, Trial.RESTORE) is False
    shutil.rmtree(room.data)
    assert subprocess.run(run, capture_output=True, check=False).returncode
    assert told_by(source)["backup_failures_in_a_row"] == 1


# systemd's timers.


def fake_systemctl(room: Room, started: str, ended: str, status: int) -> None:
    """Write a systemctl that tells of one run: systemd itself does not run where tests do."""
    timer = "Id=b.timer\nUnit=b.service\nActiveState=active\n"
    service = (
        f"Id=b.service\nActiveState={'inactive' if ended else 'activating'}\n"
        f"Result={'success' if status == 0 else 'exit-code'}\nExecMainStatus={status}\n"
        f"ExecMainStartTimestamp={started}\nExecMainExitTimestamp={ended}\n"
    )
    both = f"cat <<'X'\n{timer}\n{service}X"
    program_of_test = room.folder / "systemctl"
    program_of_test.write_text(f"#!/bin/sh\n{both}\n")
    program_of_test.chmod(0o755)


def test_runs_of_a_timer_are_counted_once(room: Room) -> None:
    """A failure is counted once however often it is seen; the last good run is remembered."""
    settings = f"tool = timer\nunit = b.timer\nprogram = {room.folder}/systemctl\n"
    day = "Mon 2026-11-23"
    fake_systemctl(room, f"{day} 02:00:00 UTC", f"{day} 02:10:00 UTC", 0)
    source = room.source(settings)
    good = told_by(source)
    assert good["backup_last_duration_seconds"] == 600
    fake_systemctl(room, f"{day} 03:00:00 UTC", f"{day} 03:00:05 UTC", 1)
    for _ in range(3):
        found = told_by(source)
    assert found["backup_failures_in_a_row"] == 1
    assert (
        found["backup_last_success_timestamp_seconds"]
        == good["backup_last_success_timestamp_seconds"]
    )
    fake_systemctl(room, f"{day} 04:00:00 UTC", f"{day} 04:00:05 UTC", 1)
    assert told_by(room.source(settings))["backup_failures_in_a_row"] == 2
    fake_systemctl(room, f"{day} 05:00:00 UTC", "", 0)
    assert told_by(source)["backup_running_since_timestamp_seconds"] == 1_795_410_000


# All of them.


def test_a_tool_that_is_not_there_is_no_measurement(room: Room) -> None:
    settings = f"tool = borg\nprogram = /nowhere/borg\npath = {room.folder}\n"
    assert told(room.source(settings).read())["backup_reader_success"] == 0


class After(SystemClock):
    """The real clock, on which an hour more has gone by once *mark* is there."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def monotonic(self) -> float:
        return super().monotonic() + HOUR / 1000 * self._mark.exists()


def test_a_tool_that_hangs_is_ended(room: Room) -> None:
    """After its time a tool is asked to end, so that it gives back its lock."""
    script, lock, returned = (room.folder / name for name in ("borg", "lock", "returned"))
    script.write_text(
        f"#!/bin/sh\ntrap 'mv {lock} {returned}; exit 1' TERM\n"
        f"touch {lock}\nwhile :; do sleep 0.05; done\n"
    )
    script.chmod(0o755)
    settings = f"tool = borg\nprogram = {script}\npath = {room.folder}\ntimeout = 1h\n"
    source = room.source(settings, After(lock))
    with pytest.raises(Unavailable, match="no answer in time"):
        source.reader.read()
    assert returned.exists()


def test_what_the_tool_needs_comes_from_a_file_of_the_host(room: Room) -> None:
    """Keys of a store reach the tool alone, and only from a file that not everybody may read."""
    keys = room.folder / "keys"
    keys.write_text('# of the store\nAWS_SECRET_ACCESS_KEY="of the store"\n')
    script = room.folder / "borg"
    script.write_text('#!/bin/sh\ntest "$AWS_SECRET_ACCESS_KEY" = "of the store" || exit 9\n'
                      'echo \'{"archives": [], "encryption": {"mode": "none"}}\'\n')  # fmt: skip
    script.chmod(0o755)
    settings = f"tool = borg\nprogram = {script}\npath = {room.folder}\nenvironment_file = {keys}\n"
    keys.chmod(0o644)
    with pytest.raises(InvalidInput, match="open to everybody"):
        room.source(settings).reader.read()
    keys.chmod(0o600)
    assert told_by(room.source(settings))["backup_encrypted"] == 0


def test_a_copy_elsewhere_is_told_as_the_off_site_copy(room: Room) -> None:
    """It is awaited as that of the backup whose copy it is, and not by itself."""
    out = room.folder / "out"
    out.mkdir()
    (out / "a.tar").write_bytes(b"x")
    source = room.source(f"tool = archive\npath = {out}\ncopy_of = nightly\n")
    found = {(family.name, *labels): value for family, labels, value in source.read()}
    assert (
        found["backup_offsite_last_success_timestamp_seconds", "nightly"]
        == (out / "a.tar").stat().st_mtime
    )
    assert ("backup_expected_interval_seconds", "x") not in found
    source.close()
