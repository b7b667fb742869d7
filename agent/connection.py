"""HTTP/1.1 to one server over one socket that is kept open: what http.client does in 8 MB more."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from agent.clock import AgentClock
from agent.paths import Path
from agent.tls import Trust, context_for
from watchkeeper.core.errors import InvalidInput, Unavailable

if TYPE_CHECKING:
    from ssl import SSLContext

MAX_HEAD_BYTES = 32_768
MAX_BODY_BYTES = 262_144
TIMEOUT_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}


class Answer(NamedTuple):
    """What the server said; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Ended(Exception):
    """The server closed the connection before it said anything: it had been idle too long."""


class ServerConnection:
    """Sends one request after the other; each ends within the time or is given up.

      *ca_file* is the only CA trusted; None: the system's.

    ``verify=False`` is for fetching the CA itself, before anything secret is said.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: AgentClock,
        ca_file: Path | None = None,
        verify: bool = True,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._scheme, _, rest = url.partition("://")
        self._authority = rest.rstrip("/")
        self._host, self._port = _host_and_port(self._authority, _PORTS.get(self._scheme, 0))
        self._clock = clock
        self._trust = Trust(ca_file, verify)
        self._context: SSLContext | None = None
        self._timeout_seconds = timeout_seconds
        self._socket: socket.socket | None = None

    def request(
        self, method: str, path: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """Send a request and return the answer.  Raises Unavailable, InvalidInput."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._authority}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        content = "\r\n".join(lines).encode("latin-1", "replace") + body
        was_open = self._socket is not None
        try:
            return self._exchange(content)
        except _Ended as error:
            if not was_open:
                raise _away(error) from None
        return self._exchange(content)  # an idle connection was closed; a push may be said twice

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _exchange(self, content: bytes) -> Answer:
        try:
            if self._socket is None:
                self._socket = self._connect()
            self._socket.settimeout(self._timeout_seconds)
            self._socket.sendall(content)
            deadline = self._clock.monotonic() + self._timeout_seconds
            answer = _AnswerReader(self._socket, self._clock, deadline).answer()
        except (ConnectionResetError, BrokenPipeError) as error:
            self.close()
            raise _Ended(str(error)) from None
        except OSError as error:
            self.close()
            raise _away(error) from None
        except (_Ended, InvalidInput):
            self.close()
            raise
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _connect(self) -> socket.socket:
        host = _host_bytes(self._host)
        place = (host, self._port)
        plain = socket.create_connection(place, self._timeout_seconds)  # type: ignore[arg-type]  # bytes will do, too
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._scheme != "https":
            return plain
        try:
            if self._context is None:
                self._context = context_for(self._trust)
            return self._context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise


class _AnswerReader:
    """Reads one answer from a socket, within bounds."""

    def __init__(self, source: socket.socket, clock: AgentClock, deadline: float) -> None:
        self._source = source
        self._clock = clock
        self._deadline = deadline
        self._buffer = b""

    def answer(self) -> Answer:
        status, headers = self._head()
        while 100 <= status < 200:
            status, headers = self._head()
        if status in {204, 304}:
            return Answer(status, headers, b"")
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return Answer(status, headers, self._chunks())
        length = headers.get("content-length", "")
        if length.isdecimal():
            return Answer(status, headers, self._take(int(length)))
        return Answer(status, {**headers, "connection": "close"}, self._rest())

    def _head(self) -> tuple[int, dict[str, str]]:
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        version, _, rest = first.partition(" ")
        if not version.startswith("HTTP/1.") or not rest[:3].isdecimal():
            raise InvalidInput("this is no HTTP server: {said!r}", said=first[:60])
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        if version == "HTTP/1.0":
            headers.setdefault("connection", "close")
        return int(rest[:3]), headers

    def _chunks(self) -> bytes:
        body = b""
        while True:
            size = self._until(b"\r\n").split(b";")[0].strip()
            try:
                length = int(size, 16)
            except ValueError:
                raise InvalidInput("the server's answer is broken") from None
            if length == 0:
                while self._until(b"\r\n"):
                    continue
                return body
            body += self._take(length)
            if len(body) > MAX_BODY_BYTES:
                raise InvalidInput("the server's answer is too long")
            self._take(2)

    def _until(self, end: bytes) -> bytes:
        while end not in self._buffer:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise InvalidInput("the server's answer is too long")
            self._more()
        found, self._buffer = self._buffer.split(end, 1)
        return found

    def _take(self, length: int) -> bytes:
        if length > MAX_BODY_BYTES:
            raise InvalidInput("the server's answer is too long")
        while len(self._buffer) < length:
            self._more()
        found, self._buffer = self._buffer[:length], self._buffer[length:]
        return found

    def _rest(self) -> bytes:
        while len(self._buffer) <= MAX_BODY_BYTES:
            more = self._received()
            if not more:
                return self._buffer
            self._buffer += more
        raise InvalidInput("the server's answer is too long")

    def _more(self) -> None:
        more = self._received()
        if not more:
            raise _Ended("the server closed the connection")
        self._buffer += more

    def _received(self) -> bytes:
        self._source.settimeout(max(0.001, self._deadline - self._clock.monotonic()))
        return self._source.recv(65_536)


def _host_and_port(authority: str, default: int) -> tuple[str, int]:
    host, colon, port = authority.rpartition(":")
    if not colon or port.endswith("]"):
        return authority.strip("[]"), default
    if not port.isdecimal() or int(port) > 65_535:
        raise InvalidInput("{authority!r} has no port that exists", authority=authority[:60])
    return host.strip("[]"), int(port)


def _host_bytes(host: str) -> bytes:
    """Return a name as DNS knows it; given as text, Python loads its IDNA tables: 0.2 MB."""
    return host.encode("ascii" if host.isascii() else "idna")


def _away(error: Exception) -> Unavailable:
    return Unavailable("the server cannot be reached: {reason}", reason=str(error) or "no answer")
