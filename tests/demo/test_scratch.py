"""Folders of programs that were killed go with the next start; those in use stay."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.eventually import eventually
from tests.running import python_to_kill, runs
from watchkeeper.demo.scratch import abandoned, scratch_folder

HOLD = """
import shutil
import signal
import sys
from pathlib import Path
from watchkeeper.demo.scratch import scratch_folder
with scratch_folder("mine-", place=Path(sys.argv[1])):
    (Path(sys.argv[1]) / "ready").write_text("")
    signal.pause()
"""


def folders(place: Path) -> list[Path]:
    return sorted(place.glob("mine-*"))


async def test_the_folder_of_a_killed_program_goes_with_the_next_start(tmp_path: Path) -> None:
    """While the other lives its folder stays; after SIGKILL the next start removes it, once."""
    ended: list[Path] = []
    with python_to_kill(["-c", HOLD, str(tmp_path)]) as other:
        await eventually((tmp_path / "ready").exists)
        (theirs,) = folders(tmp_path)
        (theirs / "data").mkdir()
        with scratch_folder("mine-", place=tmp_path, before_removal=ended.append) as mine:
            assert set(folders(tmp_path)) == {theirs, mine}
    await eventually(lambda: not runs(other))
    assert set(abandoned(tmp_path, "mine-")) == {theirs, mine}
    with scratch_folder("mine-", place=tmp_path, before_removal=ended.append) as newest:
        assert folders(tmp_path) == [newest]
    assert ended == sorted([theirs, mine])


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """A folder without a lock, a file, and a link to a folder elsewhere are left alone."""
    (tmp_path / "mine-plain").mkdir()
    (tmp_path / "mine-file").write_text("x")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".in-use").write_text("")
    (tmp_path / "mine-link").symlink_to(elsewhere)
    (tmp_path / "mine-linked-lock").mkdir()
    (tmp_path / "mine-linked-lock" / ".in-use").symlink_to(elsewhere / ".in-use")
    before = folders(tmp_path)
    with scratch_folder("mine-", place=tmp_path) as mine:
        assert folders(tmp_path) == sorted([*before, mine])
    assert (elsewhere / ".in-use").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="by design: only root can give a folder away")
def test_the_folder_of_another_user_stays(tmp_path: Path) -> None:
    """Whoever may write into the place cannot have us remove what is theirs."""
    with scratch_folder("mine-", place=tmp_path) as other:
        os.chown(other, 65_534, 65_534)
    assert list(abandoned(tmp_path, "mine-")) == []


CLUSTER = """
import signal
from pathlib import Path
import sys
from tests.postgresql_cluster import start_cluster
with start_cluster() as cluster:
    Path(sys.argv[1]).write_text(f"{cluster.pid} {cluster.data}")
    signal.pause()
"""


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that the user of the database can walk through, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


async def test_a_cluster_ends_with_the_test_run_that_was_killed(open_place: Path) -> None:
    """PostgreSQL gets the parent's death as a signal; the next cluster removes its folder."""
    told = open_place / "told"
    with python_to_kill(["-c", CLUSTER, str(told)], {"TMPDIR": str(open_place)}):
        await eventually(lambda: bool(told.exists() and told.read_text()), within_seconds=60)
        pid, data = (await asyncio.to_thread(told.read_text)).split()
        server = psutil.Process(int(pid))
        assert server.is_running()
    await eventually(lambda: not runs(server), within_seconds=30)
    folder = Path(data).parent
    assert folder in set(abandoned(folder.parent, "watchkeeper-pg-"))
    shutil.rmtree(folder)
