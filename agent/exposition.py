"""The agent's page /metrics: plain HTTP on loopback, served by the loop between two cycles.

No thread and no http.server (6 MB): sockets that never block, few connections, short requests.
"""

from __future__ import annotations

import errno
import selectors
import socket
from collections.abc import Callable

from agent.clock import AgentClock
from agent.readers import Address
from watchkeeper.wire.exposition import PAGE_TYPE

MOST_CONNECTIONS = 16
MOST_REQUEST_BYTES = 16_384
IDLE_SECONDS = 60.0
_LACKING = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_HELLO = b'<html lang="en"><title>Watchkeeper agent</title><a href="/metrics">metrics</a></html>\n'
_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


class _Connection:
    """One client: what it said, and what it has yet to hear."""

    def __init__(self, client: socket.socket, heard_at: float) -> None:
        self.socket = client
        self.heard_at = heard_at
        self.asked = b""
        self.answer = b""
        self.is_ending = False


class Exposition:
    """Listens, and answers when the loop says that a socket is ready."""

    def __init__(
        self,
        address: Address,
        *,
        selector: selectors.BaseSelector,
        page: Callable[[], str],
        clock: AgentClock,
    ) -> None:
        self._selector = selector
        self._page = page
        self._clock = clock
        self._connections: dict[int, _Connection] = {}
        self._listener = _listener(address)
        self._is_listening = False
        self._listen()

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def close_idle(self) -> None:
        """Forget clients that said nothing for a minute; listen again where handles lacked."""
        self._listen()
        earliest = self._clock.monotonic() - IDLE_SECONDS
        for connection in list(self._connections.values()):
            if connection.heard_at < earliest:
                self._close(connection)

    def close(self) -> None:
        for connection in list(self._connections.values()):
            self._close(connection)
        self._listen_no_more()
        self._listener.close()

    def _listen(self) -> None:
        if not self._is_listening:
            self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
            self._is_listening = True

    def _listen_no_more(self) -> None:
        if self._is_listening:
            self._selector.unregister(self._listener)
            self._is_listening = False

    def _accept(self, _events: int) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError as error:
            if error.errno in _LACKING:  # the client still waits: we should be woken without end
                self._listen_no_more()
            return
        if len(self._connections) >= MOST_CONNECTIONS:
            self._close(min(self._connections.values(), key=lambda each: each.heard_at))
        client.setblocking(False)
        connection = _Connection(client, self._clock.monotonic())
        self._connections[client.fileno()] = connection
        self._selector.register(
            client, selectors.EVENT_READ, lambda events: self._serve(connection, events)
        )

    def _serve(self, connection: _Connection, events: int) -> None:
        connection.heard_at = self._clock.monotonic()
        try:
            if events & selectors.EVENT_READ:
                self._hear(connection)
            if connection.answer:
                sent = connection.socket.send(connection.answer)
                connection.answer = connection.answer[sent:]
        except BlockingIOError:
            pass
        except OSError:
            connection.answer, connection.is_ending = b"", True
        self._go_on(connection)

    def _hear(self, connection: _Connection) -> None:
        more = connection.socket.recv(MOST_REQUEST_BYTES)
        connection.asked += more
        if not more or len(connection.asked) > MOST_REQUEST_BYTES:
            connection.is_ending = True
        elif b"\r\n\r\n" in connection.asked:
            head, connection.asked = connection.asked.split(b"\r\n\r\n", 1)
            connection.is_ending = wants_end(head)
            connection.answer += answer(head, self._page)

    def _go_on(self, connection: _Connection) -> None:
        if connection.is_ending and not connection.answer:
            self._close(connection)
            return
        waiting_for = selectors.EVENT_WRITE if connection.answer else selectors.EVENT_READ
        key = self._selector.get_key(connection.socket)
        if key.events != waiting_for:
            self._selector.modify(connection.socket, waiting_for, key.data)

    def _close(self, connection: _Connection) -> None:
        self._connections.pop(connection.socket.fileno(), None)
        self._selector.unregister(connection.socket)
        connection.socket.close()


def answer(head: bytes, page: Callable[[], str]) -> bytes:
    """Return the whole answer to a request's head."""
    words = head.split(b"\r\n", 1)[0].split(b" ")
    if len(words) != 3 or not words[2].startswith(b"HTTP/1."):
        return _answer(400, "text/plain", b"this is no HTTP/1 request\n")
    method, path = words[0], words[1].split(b"?", 1)[0]
    if method not in {b"GET", b"HEAD"}:
        return _answer(405, "text/plain", b"only GET\n")
    if path == b"/metrics":
        whole = _answer(200, PAGE_TYPE, page().encode("utf-8", "replace"))
    elif path == b"/":
        whole = _answer(200, "text/html; charset=utf-8", _HELLO)
    else:
        whole = _answer(404, "text/plain", b"there is only /metrics\n")
    return whole if method == b"GET" else whole.split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n"


def wants_end(head: bytes) -> bool:
    """Tell whether no second request follows on this connection; a body would stand before it."""
    is_plain = head.startswith((b"GET ", b"HEAD "))
    return not is_plain or b"HTTP/1.0" in head or b"\r\nconnection: close" in head.lower()


def _answer(status: int, content_type: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\n"
        f"Content-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _listener(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setblocking(False)
        listener.bind((address.host, address.port))
        listener.listen(MOST_CONNECTIONS)
    except BaseException:
        listener.close()
        raise
    return listener
