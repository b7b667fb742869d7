"""Event loops that end what connections they still have when they are closed.

A test may be over before its loop has read that the other side of a connection is gone.  Such a
transport belongs to a cycle of objects: it was found by whichever test made the collector look at
everything, minutes later, and "unclosed transport" failed that one.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping

_TURNS = 2
"""Of the loop: in the first somebody is told, in the second does what follows from it."""


class TidyLoop(asyncio.SelectorEventLoop):
    """Closes as others do, after it has aborted its transports."""

    _transports: MutableMapping[int, asyncio.Transport]  # of asyncio's own, by file descriptor

    def close(self) -> None:
        if not self.is_closed() and not _is_any_running():
            for transport in list(self._transports.values()):
                transport.abort()
            self._turn()
            for task in asyncio.all_tasks(self):  # begun by somebody who heard of an end
                task.cancel()
            self._turn()
        super().close()

    def _turn(self) -> None:
        for _ in range(_TURNS):
            self.call_soon(self.stop)
            self.run_forever()


def _is_any_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class TidyPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes tidy loops: for tests, and for what runs a loop in a thread of its own."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return TidyLoop()
