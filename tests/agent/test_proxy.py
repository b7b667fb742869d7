"""Through a real proxy: tinyproxy connects, or says why not; servers that ask who is there."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.answer import MAX_HEAD_BYTES
from agent.clock import SystemClock
from agent.config import config_from_text
from agent.connection import ServerConnection, Way
from agent.enrol import enrol
from agent.proxy import Proxy, authorization_of, tunnel
from agent.ways import servers_of
from tests.acceptance.harness import free_port
from tests.agent.processes import wait_for
from tests.agent.push_server import PushServer, serving
from tests.components import program
from watchkeeper.core.errors import ConfigError, Unavailable

SECRET = "agents:p4ssword"


@contextmanager
def tinyproxy(folder: Path, *settings: str) -> Iterator[int]:
    """Run tinyproxy on a free port."""
    port = free_port()
    config = folder / "tinyproxy.conf"
    lines = [f"Port {port}", "Listen 127.0.0.1", "Timeout 60", "LogLevel Critical", *settings]
    config.write_text("\n".join(lines) + "\n")
    process = subprocess.Popen([program("tinyproxy"), "-d", "-c", str(config)])
    try:
        wait_for(lambda: _is_open(port), what="tinyproxy")
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _is_open(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PushServer]:
    with serving(PushServer(), folder=tmp_path) as state:
        yield state


def asked(server: PushServer, way: Way) -> int:
    connection = ServerConnection(server.url, clock=SystemClock(), way=way, timeout_seconds=5)
    try:
        return connection.request("GET", "/", headers={}).status
    finally:
        connection.close()


def test_a_proxy_connects_with_the_name_and_password_of_a_file(
    server: PushServer, tmp_path: Path
) -> None:
    """The agent enrols and pushes through it; TLS is checked behind it as without it."""
    secret = tmp_path / "proxy-secret"
    secret.write_text(f"{SECRET}\n")
    secret.chmod(0o600)
    user, _, password = SECRET.partition(":")
    with tinyproxy(tmp_path, f"BasicAuth {user} {password}") as port:
        config = tmp_path / "agent.conf"
        config.write_text(f"[agent]\nproxy = http://127.0.0.1:{port}\nproxy_auth_file = {secret}\n")
        assert enrol(server.enrolment_token(), config, SystemClock()).target == "web-1"
        read = config_from_text(config.read_text(), "agent.conf")
        (one,) = servers_of(read, SystemClock()).due()
        assert one.connection.request("GET", "/", headers={}).status == 404
        one.connection.close()
        stranger = Way(tmp_path / "ca.pem", proxy=Proxy("127.0.0.1", port))
        with pytest.raises(Unavailable, match="proxy_auth_file"):
            asked(server, stranger)


def test_a_proxy_that_does_not_allow_the_server_says_so(server: PushServer, tmp_path: Path) -> None:
    with tinyproxy(tmp_path, "ConnectPort 1") as port:
        way = Way(tmp_path / "ca.pem", proxy=Proxy("127.0.0.1", port))
        with pytest.raises(Unavailable, match="does not allow this server"):
            asked(server, way)


def test_a_proxy_that_is_away_is_told_as_a_server_that_is(server: PushServer) -> None:
    with pytest.raises(Unavailable, match="refused"):
        asked(server, Way(proxy=Proxy("127.0.0.1", free_port())))


@given(st.binary(max_size=300))
@example(b"HTTP/1.1 200 " + b"x" * MAX_HEAD_BYTES)
@example(b"HTTP/1.1 200 Connection established\r\n\r\n")
def test_whatever_a_proxy_answers_it_ends(said: bytes) -> None:
    """It connects, or is told as a proxy that does not."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(5)
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        clock = SystemClock()
        with suppress(Unavailable):
            tunnel(ours, Proxy("proxy", 1), "host:443", clock, clock.monotonic() + 5)


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET)
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        authorization_of(path)
    path.chmod(0o600)
    assert authorization_of(path) == "Basic YWdlbnRzOnA0c3N3b3Jk"
    path.write_text("no colon")
    with pytest.raises(ConfigError, match="name:password"):
        authorization_of(path)


def test_a_server_that_asks_who_is_there_is_shown_the_certificate(tmp_path: Path) -> None:
    """Without one the handshake fails, and nothing is pushed."""
    with serving(PushServer(), folder=tmp_path, asks_who=True) as server:
        shown = Way(
            tmp_path / "ca.pem",
            certificate=tmp_path / "client.pem",
            key=tmp_path / "client.key",
        )
        assert asked(server, shown) == 404
        with pytest.raises(Unavailable, match=r"certificate required|EOF|reset|closed|broken"):
            asked(server, Way(tmp_path / "ca.pem"))
