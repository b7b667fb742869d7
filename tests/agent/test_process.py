"""The agent as a process: pushed, killed, stopped, watched, without rights."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agent.processes import (
    CODE,
    PYTHON,
    as_nobody,
    running,
    wait_for,
    write_config,
)
from tests.agent.push_server import TOKEN, PushServer, serving
from tests.components import missing, program
from watchkeeper.core.labels import labels_of
from watchkeeper.wire.page_parser import parse

LOAD = labels_of({"__name__": "node_load1"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "token").chmod(0o600)
    return tmp_path


def config_text(folder: Path, url: str, *, listen: str = "off", interval: str = "1s") -> str:
    return (
        f"[agent]\nserver = {url}\nid = a1\ntoken_file = {folder}/token\n"
        f"interval = {interval}\nlisten = {listen}\nstate_dir = {folder}/state\n"
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def reserved_port() -> Iterator[int]:
    """A port on which nobody listens and that nobody else gets: connections are refused."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


def fetch(port: int, path: str = "/metrics") -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        body: bytes = answer.read()
        return body


def test_ticks_arrive_every_second_without_a_gap(folder: Path) -> None:
    """A real agent over a real connection: the first tick at once, sequences in a row."""
    with serving(PushServer()) as server:
        config = write_config(folder, config_text(folder, server.url))
        with running(config) as agent:
            server.wait_until("three ticks", lambda: len(server.ticks) >= 3)
            assert agent.terminate() == 0
        ticks = sorted(server.ticks.values(), key=lambda each: each.sequence)
        assert [each.sequence for each in ticks] == list(range(1, len(ticks) + 1))
        assert all(LOAD in each.values for each in ticks)
        assert sorted({each.time for each in ticks}) == [each.time for each in ticks]


MOST_RESIDENT_BYTES = 20_000_000


def test_with_tls_the_agent_stays_within_twenty_megabytes(folder: Path) -> None:
    """Of the system's Python, once the start is over: what only the start needed is given back."""
    if not Path(PYTHON).exists():
        missing("the system's python3 is not installed")
    with serving(PushServer(), folder=folder) as server:
        text = config_text(folder, server.url) + f"ca_file = {folder}/ca.pem\n"
        config = write_config(folder, text)
        once = [PYTHON, "-m", "agent", "--config", str(config), "--once"]
        subprocess.run(once, cwd=CODE, check=True, capture_output=True)  # compiled from here on
        with running(config, python=PYTHON, environment={"MALLOC_ARENA_MAX": "1"}) as agent:
            server.wait_until("the start to be over", lambda: len(server.ticks) >= 6)
            resident = int(Path(f"/proc/{agent.process.pid}/statm").read_text().split()[1])
            assert agent.terminate() == 0
    assert resident * os.sysconf("SC_PAGE_SIZE") < MOST_RESIDENT_BYTES


def test_nothing_is_lost_over_kills_while_the_server_is_away(folder: Path) -> None:
    """Server away, agent killed by SIGKILL, twice: what was spooled arrives, each tick once.

    A kill may cost the one tick that was under way, as the manual says; never more.
    """
    with reserved_port() as port:
        assert_nothing_is_lost_over_kills(folder, port)


def assert_nothing_is_lost_over_kills(folder: Path, port: int) -> None:
    config = write_config(folder, config_text(folder, f"http://127.0.0.1:{port}"))
    spool = folder / "state/spool"

    def spooled() -> int:
        return sum(path.stat().st_size for path in spool.glob("*.ticks"))

    for _ in range(2):
        sizes = {spooled() if spool.exists() else 0}
        with running(config) as agent:
            # Its head, the layout, and whole ticks: each is written at once.
            wait_for(lambda sizes=sizes: sizes.add(spooled()) or len(sizes) > 5, what="some ticks")
            agent.kill()
    state = PushServer()
    with running(config), serving(state, port=port):
        state.wait_until("three runs", lambda: len({boot for boot, _ in state.ticks}) == 3, 40)
        wait_for(lambda: not list(spool.glob("*.ticks")), 40, "an empty spool")
    assert state.repeats == 0
    for boot in {boot for boot, _ in state.ticks}:
        sequences = {sequence for each, sequence in state.ticks if each == boot}
        assert len(set(range(1, max(sequences) + 1)) - sequences) <= 1


def test_a_stop_spools_what_is_under_way(folder: Path) -> None:
    """SIGTERM while the server hangs: the agent ends soon, with 0, and the tick is on disk."""
    with serving(PushServer()) as server:
        server.hang()
        config = write_config(folder, config_text(folder, server.url, interval="2m"))
        with running(config) as agent:
            wait_for(lambda: server.connections == 1, what="a request under way")
            assert agent.terminate() == 0
        assert list((folder / "state/spool").glob("*.ticks"))


def test_a_taken_port_is_said_once_and_pushing_goes_on(folder: Path) -> None:
    """Where a node_exporter has the port, the agent says so and pushes all the same."""
    with serving(PushServer()) as server, socket.create_server(("127.0.0.1", 0)) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        config = write_config(folder, config_text(folder, server.url, listen=listen))
        with running(config) as agent:
            server.wait_until("two ticks", lambda: len(server.ticks) >= 2)
            assert agent.log.count("page /metrics not served") == 1


def test_the_page_is_served_and_read_by_promtool(folder: Path) -> None:
    """The page parses strictly, says what scrapers expect, and promtool finds no lint of ours."""
    port = free_port()
    config = write_config(folder, f"[agent]\nlisten = 127.0.0.1:{port}\n")
    (folder / "backups").mkdir()
    (folder / "backups/a.dump").write_bytes(b"x")
    config.write_text(config.read_text() + f'[backup "nightly"]\npath = {folder}/backups\n')
    with running(config):
        wait_for(lambda: reachable(port), what="a page")
        body = fetch(port)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch(port, "/other")
    names = {dict(sample.labels)["__name__"] for sample in parse(body).samples}
    assert {"node_load1", "node_cpu_seconds_total", "backup_files"} <= names
    checked = subprocess.run(
        [program("promtool"), "check", "metrics"], input=body, capture_output=True, check=False
    )
    assert b"error while linting" not in checked.stderr.lower()
    ours = re.findall(r"^((?:watchkeeper|backup)_\S+ .*)$", checked.stderr.decode(), re.M)
    assert ours == []


def reachable(port: int) -> bool:
    try:
        return bool(fetch(port))
    except OSError:
        return False


@pytest.fixture
def notify_socket(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(str(tmp_path / "notify"))
        notify.settimeout(20)
        yield notify


def test_systemd_hears_ready_pings_and_the_end(folder: Path, notify_socket: socket.socket) -> None:
    """READY=1 once it measures, WATCHDOG=1 while cycles come round, STOPPING=1 at the end."""
    config = write_config(folder, "[agent]\nlisten = off\ninterval = 1s\n")
    environment = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "600000"}
    with running(config, environment=environment) as agent:
        assert notify_socket.recv(1_000).startswith(b"READY=1")
        for _ in range(3):
            assert notify_socket.recv(1_000) == b"WATCHDOG=1"
        agent.process.terminate()
        while (said := notify_socket.recv(1_000)) == b"WATCHDOG=1":
            continue
        assert said == b"STOPPING=1"


def drain(notify: socket.socket) -> None:
    """Take what was sent before the process froze."""
    notify.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            notify.recv(1_000)


def test_a_loop_that_stands_still_is_not_called_alive(
    folder: Path, notify_socket: socket.socket
) -> None:
    """A frozen process sends no ping: systemd will start it anew."""
    config = write_config(folder, "[agent]\nlisten = off\ninterval = 1s\n")
    environment = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "600000"}
    with running(config, environment=environment) as agent:
        assert notify_socket.recv(1_000).startswith(b"READY=1")
        notify_socket.recv(1_000)
        agent.process.send_signal(signal.SIGSTOP)
        drain(notify_socket)
        notify_socket.settimeout(1.0)
        with pytest.raises(TimeoutError):
            notify_socket.recv(1_000)
        notify_socket.settimeout(20)
        agent.process.send_signal(signal.SIGCONT)
        assert notify_socket.recv(1_000) == b"WATCHDOG=1"


@pytest.mark.tree
def test_without_rights_it_measures_and_pushes() -> None:
    """As nobody, with a folder of its own, everything of the page that needs no root is there."""
    with as_nobody() as (folder, become), serving(PushServer()) as server:
        (folder / "token").write_text(TOKEN)
        (folder / "token").chmod(0o600)
        os.chown(folder / "token", 65_534 if become else -1, -1)
        config = write_config(folder, config_text(folder, server.url))
        done = subprocess.run(
            [*become, PYTHON, "-m", "agent", "--config", str(config), "--once"],
            cwd=folder if become else CODE,
            env={"PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        names = {dict(sample.labels)["__name__"] for sample in parse(done.stdout).samples}
        assert {
            "node_cpu_seconds_total",
            "node_filesystem_avail_bytes",
            "node_network_receive_bytes_total",
            "namedprocess_namegroup_num_procs",
        } <= names
        assert len(server.ticks) == 1


@pytest.mark.tree
def test_files_it_may_not_read_are_told_not_fatal() -> None:
    """A token, a configuration and a backup folder of root: each error says what to do."""
    with as_nobody() as (folder, become):
        if not become:
            pytest.skip("by design: only root can make what others may not read")
        (folder / "closed").mkdir(mode=0o700)
        config = write_config(folder, f'[agent]\nlisten=off\n[backup "b"]\npath={folder}/closed\n')

        def once() -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [*become, PYTHON, "-m", "agent", "--config", str(config), "--once"],
                cwd=folder,
                env={"PATH": "/usr/bin:/bin"},
                capture_output=True,
                text=True,
                check=False,
            )

        measured = once()
        assert measured.returncode == 0
        assert 'backup_folder_readable{backup="b"} 0' in measured.stdout
        assert "backup folder not readable" in measured.stderr
        (folder / "token").write_text(TOKEN)
        (folder / "token").chmod(0o600)
        config.write_text(config_text(folder, "http://127.0.0.1:1"))
        assert "cannot read the agent's token: Permission denied" in once().stderr
        config.chmod(0o600)
        refused = once()
        assert refused.returncode == 2
        assert "cannot read it: Permission denied" in refused.stderr


def test_once_tells_when_the_server_is_away(folder: Path) -> None:
    """Exit code 3, the page all the same, and the tick in the spool."""
    with reserved_port() as port:
        config = write_config(folder, config_text(folder, f"http://127.0.0.1:{port}"))
        done = subprocess.run(
            [sys.executable, "-m", "agent", "--config", str(config), "--once"],
            cwd=CODE,
            capture_output=True,
            check=False,
        )
    assert done.returncode == 3
    assert parse(done.stdout).samples
    assert list((folder / "state/spool").glob("*.ticks"))


def test_a_wrong_configuration_ends_with_usage(folder: Path) -> None:
    config = write_config(folder, "[agent]\nintervall = 1s\n")
    done = subprocess.run(
        [sys.executable, "-m", "agent", "--config", str(config)],
        cwd=CODE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "agent.conf:2: intervall is unknown here; nearest is interval" in done.stderr
