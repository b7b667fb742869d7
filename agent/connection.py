"""HTTP/1.1 to one server over one socket that is kept open: what http.client does in 8 MB more."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from agent.answer import Answer, AnswerReader, Ended
from agent.clock import AgentClock
from agent.paths import Path
from agent.proxy import Proxy, tunnel
from agent.tls import Trust, context_for
from watchkeeper.core.errors import InvalidInput, Unavailable

if TYPE_CHECKING:
    from ssl import SSLContext

TIMEOUT_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}


class Way(NamedTuple):
    """How to reach servers and whom to believe there.

    *ca_file* is the only CA trusted; None: the system's.  ``verify=False`` is for fetching the CA
    itself, before anything secret is said.  *certificate* with its *key* says who we are.
    """

    ca_file: Path | None = None
    verify: bool = True
    certificate: Path | None = None
    key: Path | None = None
    proxy: Proxy | None = None  # for https; plain http stays on this machine


DIRECT = Way()


class ServerConnection:
    """Sends one request after the other; each ends within the time or is given up."""

    def __init__(
        self,
        url: str,
        *,
        clock: AgentClock,
        way: Way = DIRECT,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self.url = url
        self._scheme, _, rest = url.partition("://")
        self._authority = rest.rstrip("/")
        self._host, self._port = _host_and_port(self._authority, _PORTS.get(self._scheme, 0))
        self._clock = clock
        self._proxy = way.proxy if self._scheme == "https" else None
        self._trust = Trust(way.ca_file, way.verify, way.certificate, way.key)
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
        if self._socket is not None:
            with suppress(Ended):  # an idle connection was closed; a push may be said twice
                return self._exchange(content)
        try:
            return self._exchange(content)
        except Ended as error:
            raise _away(error) from None

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
            answer = AnswerReader(self._socket, self._clock, deadline).answer()
        except (ConnectionResetError, BrokenPipeError) as error:
            self.close()
            raise Ended(str(error)) from None
        except OSError as error:
            self.close()
            raise _away(error) from None
        except (Ended, InvalidInput, Unavailable):
            self.close()
            raise
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _connect(self) -> socket.socket:
        host = _host_bytes(self._host)
        plain = self._reached(host)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._scheme != "https":
                return plain
            if self._context is None:
                self._context = context_for(self._trust)
            return self._context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    def _reached(self, host: bytes) -> socket.socket:
        """Connect to the server, or to the proxy that connects to it.  Raises OSError."""
        if self._proxy is None:
            return _connected(host, self._port, self._timeout_seconds)
        began = self._clock.monotonic()
        plain = _connected(_host_bytes(self._proxy.host), self._proxy.port, self._timeout_seconds)
        try:
            place = f"{_in_brackets(host.decode('ascii'))}:{self._port}"
            tunnel(plain, self._proxy, place, self._clock, began + self._timeout_seconds)
        except BaseException:
            plain.close()
            raise
        return plain


def _host_and_port(authority: str, default: int) -> tuple[str, int]:
    host, colon, port = authority.rpartition(":")
    if not colon or port.endswith("]"):
        return authority.strip("[]"), default
    if not port.isdecimal() or int(port) > 65_535:
        raise InvalidInput("{authority!r} has no port that exists", authority=authority[:60])
    return host.strip("[]"), int(port)


def _connected(host: bytes, port: int, timeout_seconds: float) -> socket.socket:
    place = (host, port)
    return socket.create_connection(place, timeout_seconds)  # type: ignore[arg-type]  # bytes will do, too


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _host_bytes(host: str) -> bytes:
    """Return a name as DNS knows it; given as text, Python loads its IDNA tables: 0.2 MB."""
    try:
        return host.encode("ascii" if host.isascii() else "idna")
    except UnicodeError:
        raise InvalidInput("{host!r} is no name of a host", host=host[:60]) from None


def _away(error: Exception) -> Unavailable:
    return Unavailable("the server cannot be reached: {reason}", reason=str(error) or "no answer")
