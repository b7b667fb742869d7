"""HTTP/1.1 by hand: what servers may answer, and what they must not."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.answer import AnswerReader
from agent.clock import SystemClock
from agent.connection import ServerConnection, Way
from tests.agent.manual_clock import StandingClock
from tests.agent.push_server import PushServer, serving
from watchkeeper.core.errors import InvalidInput, Unavailable


class Says:
    """A server that says these bytes to whoever connects, and ends."""

    def __init__(self) -> None:
        self.content = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                client.recv(65_536)
                client.sendall(self.content)
                client.shutdown(socket.SHUT_WR)
                client.recv(1)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@pytest.fixture(scope="module")
def says() -> Iterator[Says]:
    server = Says()
    yield server
    server.close()


def ask(url: str) -> tuple[int, bytes]:
    connection = ServerConnection(url, clock=SystemClock(), timeout_seconds=5)
    try:
        answer = connection.request("GET", "/", headers={})
    finally:
        connection.close()
    return answer.status, answer.body


GOOD = {
    "with a length": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    "in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1;x=y\r\ni\r\n0\r\n\r\n",
    "until the end": b"HTTP/1.1 200 OK\r\n\r\nhi",
    "after a 100": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:2\r\n\r\nhi",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\nhi",
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD.keys())
def test_answers_are_read(says: Says, content: bytes) -> None:
    says.content = content
    assert ask(says.url) == (200, b"hi")


BAD = {
    "nothing": b"",
    "no HTTP": b"SSH-2.0-OpenSSH\r\n\r\n",
    "half a head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "half a body": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi",
    "a body too long": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
    "a head too long": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 9_000,
    "a broken chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "a chunk below nothing": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n12345\r\n0\r\n\r\n",
    "a length of many digits": b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_broken_answer_is_an_error_of_ours(says: Says, content: bytes) -> None:
    says.content = content
    with pytest.raises((InvalidInput, Unavailable)):
        ask(says.url)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60), st.booleans())
def test_any_answer_raises_only_errors_of_ours(says: Says, noise: bytes, has_head: bool) -> None:
    """No bytes of a server raise anything else, or keep us waiting."""
    says.content = (b"HTTP/1.1 200 OK\r\n" if has_head else b"") + noise
    try:
        ask(says.url)
    except (InvalidInput, Unavailable):
        return


def test_one_that_hangs_up_twice_is_away(says: Says) -> None:
    """As a balancer with nobody behind it: the idle connection ends, and the new one without a word."""
    says.content = GOOD["with a length"]
    connection = ServerConnection(says.url, clock=SystemClock(), timeout_seconds=5)
    assert connection.request("GET", "/", headers={}).status == 200
    says.content = b""
    with pytest.raises(Unavailable):
        connection.request("GET", "/", headers={})
    connection.close()


ENDLESS = {
    "of answers that are none yet": b"HTTP/1.1 100 Continue\r\n\r\n",
    "of lines behind the last chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\na: b\r\n",
}


@pytest.mark.parametrize("content", ENDLESS.values(), ids=ENDLESS.keys())
def test_an_answer_has_its_time_however_fast_it_comes(content: bytes) -> None:
    """A server that never stops talking is given up when its time is over."""
    clock = StandingClock()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(content + b"a: b\r\n" * 100 + b"\r\n" + GOOD["with a length"])
        reader = AnswerReader(ours, clock, clock.monotonic() - 0.001)
        with pytest.raises(OSError, match="timed out"):
            reader.answer()


@pytest.mark.parametrize(
    "host", ["b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher..example", "\udce9"]
)
def test_a_name_that_no_host_can_have_is_an_error_of_ours(host: str) -> None:
    connection = ServerConnection(f"https://{host}", clock=SystemClock())
    with pytest.raises(InvalidInput, match="no name of a host"):
        connection.request("GET", "/", headers={})


def test_nobody_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Unavailable, match="refused"):
        ask(f"http://127.0.0.1:{port}")


def test_only_the_pinned_ca_is_trusted(tmp_path: Path) -> None:
    """A server of another CA is not spoken to, whatever its name."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    with serving(PushServer(), folder=ours) as mine, serving(PushServer(), folder=theirs):
        for ca, is_trusted in ((ours / "ca.pem", True), (theirs / "ca.pem", False)):
            connection = ServerConnection(mine.url, way=Way(ca), clock=SystemClock())
            if is_trusted:
                assert connection.request("GET", "/", headers={}).status == 404
            else:
                with pytest.raises(Unavailable, match="certificate verify failed"):
                    connection.request("GET", "/", headers={})
            connection.close()


def test_an_interpreter_with_another_inner_module_takes_the_outer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ``_ssl`` is not as expected, ``ssl`` does the same: the pinned CA is trusted."""
    import _ssl

    monkeypatch.delattr(_ssl, "PROTO_TLSv1_2")
    with serving(PushServer(), folder=tmp_path) as server:
        trusting = ServerConnection(server.url, way=Way(tmp_path / "ca.pem"), clock=SystemClock())
        assert trusting.request("GET", "/ca", headers={}).status
        trusting.close()
        doubting = ServerConnection(server.url, clock=SystemClock())
        with pytest.raises(Unavailable, match="certificate"):
            doubting.request("GET", "/ca", headers={})
        doubting.close()
