"""Messages in a stream of syslog (RFC 6587): counted, or each with its own end; bounded; pure.

A count is believed only where the message behind it begins with ``<``: lines may begin with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collector.syslog.lines import MAX_BYTES

_COUNT = re.compile(rb"([1-9]\d{0,6}) <")
_MAYBE_COUNT = re.compile(rb"[1-9]\d{0,6} ?\Z")
_ENDS = re.compile(rb"[\n\0]")
_BETWEEN = b"\r\n\0 "
_LEADING = re.compile(rb"[\r\n\0 ]+")


class Framer:
    """Cuts a stream into messages; ``cut`` counts those that were longer than is kept."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._skip_counted = 0  # bytes of a counted message that are not wanted
        self._is_skipping = False  # to the end of a line that was too long
        self.cut = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take bytes and yield the messages that are whole now; never keeps more than one."""
        self._buffer += data
        while self._buffer:
            before = len(self._buffer)
            message = self._next()
            if message:
                yield message
            elif len(self._buffer) == before:
                return

    def end(self) -> bytes:
        """Return what is left when the stream ends: a line without its end."""
        left = b"" if self._is_skipping or self._skip_counted else bytes(self._buffer)
        self._buffer.clear()
        return left[:MAX_BYTES].strip(_BETWEEN)

    def _next(self) -> bytes:
        """Take one message off the buffer; empty where it took something else, or nothing."""
        if self._skip_counted:
            gone = min(self._skip_counted, len(self._buffer))
            self._skip_counted -= gone
            return self._taken(gone, keep=0)
        if self._is_skipping:
            return self._skip_line()
        between = _LEADING.match(self._buffer)
        if between is not None:
            return self._taken(between.end(), keep=0)
        count = _COUNT.match(self._buffer)
        if count is not None:
            return self._counted(int(count[1]), len(count[1]) + 1)
        if _MAYBE_COUNT.match(self._buffer):
            return b""  # the next bytes tell whether it is a count
        return self._line()

    def _counted(self, length: int, begin: int) -> bytes:
        wanted = min(length, MAX_BYTES)
        if len(self._buffer) < begin + wanted:
            return b""
        self._skip_counted = length - wanted
        self.cut += self._skip_counted > 0
        del self._buffer[:begin]
        return self._taken(wanted, keep=wanted)

    def _line(self) -> bytes:
        end = _ENDS.search(self._buffer)
        if end is not None:
            self.cut += end.start() > MAX_BYTES
            return self._taken(end.end(), keep=min(end.start(), MAX_BYTES))
        if len(self._buffer) < MAX_BYTES:
            return b""
        self._is_skipping = True
        self.cut += 1
        return self._taken(len(self._buffer), keep=MAX_BYTES)

    def _skip_line(self) -> bytes:
        end = _ENDS.search(self._buffer)
        self._is_skipping = end is None
        return self._taken(len(self._buffer) if end is None else end.end(), keep=0)

    def _taken(self, count: int, *, keep: int) -> bytes:
        message = bytes(self._buffer[:keep])
        del self._buffer[:count]
        return message.rstrip(b"\r")
