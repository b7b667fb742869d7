"""An answer of HTTP/1.1 as it comes from a socket, within bounds of size and time."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from typing import NamedTuple

from agent.clock import AgentClock
from watchkeeper.core.errors import InvalidInput

MAX_HEAD_BYTES = 32_768
MAX_BODY_BYTES = 262_144
_MOST_DIGITS = 19
_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")


class Answer(NamedTuple):
    """What the server said; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Ended(Exception):
    """The server closed the connection before it said anything: it had been idle too long."""


class AnswerReader:
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
            return Answer(status, headers, self._take(int(length[:_MOST_DIGITS])))
        return Answer(status, {**headers, "connection": "close"}, self._rest())

    def status(self) -> int:
        """Read a head after which something else than HTTP follows; return its status.

        Nothing behind the head is taken: the other side speaks only when it is spoken to.
        """
        status, _ = self._head()
        return status

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
            if not _CHUNK_SIZE.fullmatch(size):
                raise InvalidInput("the server's answer is broken")
            length = int(size, 16)
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
            raise Ended("the server closed the connection")
        self._buffer += more

    def _received(self) -> bytes:
        left = self._deadline - self._clock.monotonic()
        if left <= 0:  # also of one who never stops talking
            raise TimeoutError("timed out")
        self._source.settimeout(left)
        return self._source.recv(65_536)
