"""From the thread that makes a backup to the loop that sends it: bounded both ways."""

from __future__ import annotations

import asyncio
import concurrent.futures
from typing import Final

from watchkeeper.core.errors import Unavailable

_PIECE_BYTES = 256 << 10
_PIECES = 8
_SLOW_SECONDS = 120.0


class Ended:
    """Nothing more comes."""


END: Final = Ended()


class Pipe:
    """A file to the thread, a line of pieces to the loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._line: asyncio.Queue[bytes | Ended] = asyncio.Queue(_PIECES)
        self._buffer = bytearray()
        self._is_closed = False

    def write(self, data: bytes) -> int:
        """Take bytes, in the thread.  Raises Unavailable where nobody takes them off."""
        self._buffer += data
        if len(self._buffer) >= _PIECE_BYTES:
            self._hand_over()
        return len(data)

    def flush(self) -> None:
        """Pieces are handed over when they are large enough, and at the end."""

    def finish(self) -> None:
        """Hand over what is left, in the thread."""
        self._hand_over()

    def end(self) -> None:
        """Say that nothing more comes, in the thread and whatever happened."""
        if not self._is_closed:
            self._put(END)

    async def take(self) -> bytes | Ended:
        return await self._line.get()

    def close(self) -> None:
        """Take nothing more, on the loop: the thread is told at its next piece."""
        self._is_closed = True
        while not self._line.empty():
            self._line.get_nowait()

    def check(self) -> None:
        """Raise Unavailable in the thread where nobody waits for it any more."""
        if self._is_closed:
            raise Unavailable("whoever asked for the backup has gone")

    def _hand_over(self) -> None:
        while self._buffer:
            piece = bytes(self._buffer[:_PIECE_BYTES])
            del self._buffer[:_PIECE_BYTES]
            self._put(piece)

    def _put(self, item: bytes | Ended) -> None:
        self.check()
        put = asyncio.run_coroutine_threadsafe(self._line.put(item), self._loop)
        try:
            put.result(_SLOW_SECONDS)
        except (TimeoutError, concurrent.futures.CancelledError) as error:
            put.cancel()
            raise Unavailable("whoever asked for the backup takes it too slowly") from error
