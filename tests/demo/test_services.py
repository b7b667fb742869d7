from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.eventually import eventually
from tests.running import python_to_kill, runs
from watchkeeper.core.errors import Unavailable
from watchkeeper.demo.children import Children
from watchkeeper.demo.service import KEPT_BACKUPS, write_backup

SERVICE = "watchkeeper.demo.service"


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    with Children(tmp_path / "logs") as running:
        yield running


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
            return bool(reply.read() == b'{"ok": true}')
    except (urllib.error.URLError, OSError):
        return False


async def test_a_killed_service_answers_no_more_and_can_be_started_again(
    children: Children,
) -> None:
    """The demo's fault is real: the process is gone, its port refuses; restoring brings it back."""
    port = free_port()
    children.start("web", SERVICE, "http", str(port))
    await eventually(lambda: answers(port))
    children.kill("web")
    assert not answers(port)
    children.start("web", SERVICE, "http", str(port))
    await eventually(lambda: answers(port))


async def test_the_backup_job_writes_files_and_goes_on_without_its_heartbeat(
    children: Children, tmp_path: Path
) -> None:
    """A heartbeat that does not arrive is said in the job's log and does not stop the backups."""
    folder = tmp_path / "backups"
    children.start("backup", SERVICE, "backup", str(folder), "http://127.0.0.1:9/ping", "0.05")
    await eventually(lambda: len(list(folder.glob("*.dump"))) == KEPT_BACKUPS)
    assert "did not arrive" in children.last_lines("backup")


def test_old_backups_make_room(tmp_path: Path) -> None:
    """Only the newest few are kept, so the demo cannot fill a disk."""
    for number in range(KEPT_BACKUPS + 3):
        write_backup(tmp_path, number)
    assert len(list(tmp_path.iterdir())) == KEPT_BACKUPS


async def test_a_child_that_ends_by_itself_is_reported_with_its_log(children: Children) -> None:
    """An ended child is an error that shows the end of its output."""
    children.start("web", SERVICE, "http", "not-a-port")
    await eventually(lambda: not children.is_running("web"))
    with pytest.raises(Unavailable, match="not-a-port"):
        children.check(["web"])


async def test_the_burning_core_stops_by_itself(children: Children) -> None:
    """The processor is given back after the time asked for."""
    children.start("burn", SERVICE, "burn", "0.2")
    await eventually(lambda: not children.is_running("burn"))


KINDS = ("http", "tcp", "backup", "burn", "agent")
PARENT = """
import signal, sys
from pathlib import Path
from watchkeeper.demo.children import Children

folder, http, tcp = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
service = "watchkeeper.demo.service"
with Children(folder / "logs") as children:
    children.start("http", service, "http", http)
    children.start("tcp", service, "tcp", tcp)
    children.start("backup", service, "backup", str(folder / "backups"), "http://127.0.0.1:9/", "60")
    children.start("burn", service, "burn", "60")
    children.start("agent", "agent", "--config", str(folder / "agent.conf"))
    signal.pause()
"""


async def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    """After SIGKILL, which nobody can catch, the services, the backup job, the agent and the burner end."""
    port = free_port()
    (tmp_path / "agent.conf").write_text(f"[agent]\nlisten = off\nstate_dir = {tmp_path}/state\n")
    arguments = ["-c", PARENT, str(tmp_path), str(port), str(free_port())]
    with python_to_kill(arguments) as parent:
        await eventually(lambda: len(parent.children()) == len(KINDS))
        await eventually(lambda: answers(port) and (tmp_path / "backups").exists())
        children = parent.children()
        assert all(runs(child) for child in children)
    await eventually(lambda: not any(runs(child) for child in children), what="the children end")
    assert not answers(port)
