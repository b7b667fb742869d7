"""Lines of log files for tickets: told ahead of the tick whose count says that they came."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Callable

from agent.clock import AgentClock
from agent.delivery import Outcome, outcome_of
from agent.log import log
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.wire.log_lines import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_LINES,
    LogLines,
    bytes_from_log_lines,
)

_UNKNOWN = 404
_OVER = frozenset({Outcome.STORED, Outcome.BROKEN, Outcome.TOO_LARGE})
"""With these lines are not told again: the server has them, or will never take them."""

_MOST_BYTES_A_CHARACTER = 6  # as JSON writes it
_HEAD_BYTES = 1_500
Post = Callable[[bytes], int]
"""Sends a body and returns the status.  Raises Unavailable, InvalidInput."""


class ToldLines:
    """What fitted each pattern last, until the server has it.  Safe to use from two threads."""

    def __init__(self, agent: str, clock: AgentClock) -> None:
        self._agent = agent
        self._clock = clock
        self._guard = threading.Lock()
        self._waiting: dict[str, LogLines] = {}
        self._is_wanted = True

    def put(self, name: str, lines: Sequence[bytes]) -> None:
        """Take the last lines of a pattern, in place of those it had before."""
        shown = tuple(line.decode("utf-8", "replace") for line in lines)
        with self._guard:
            self._waiting[name] = LogLines(name, self._clock.now(), shown)

    def tell(self, post: Post) -> None:
        """Tell what is new; what the server cannot take now is told the next time."""
        if not self._is_wanted or not self._waiting:
            return
        with self._guard:
            telling = list(self._waiting.values())[: self._fitting()]
        try:
            status = post(bytes_from_log_lines(self._agent, telling))
        except (Unavailable, InvalidInput):  # the push that follows says so
            return
        if status == _UNKNOWN:
            self._is_wanted = False
            log.info("the server takes no lines of logs; it is older than this agent")
        if status == _UNKNOWN or outcome_of(status) in _OVER:
            self._forget(telling)

    def _fitting(self) -> int:
        """Return how many logs surely fit into one message."""
        size = 0
        for count, each in enumerate(self._waiting.values()):
            shown = (line[:MOST_CHARACTERS] for line in each.lines[-MOST_LINES:])
            size += _MOST_BYTES_A_CHARACTER * sum(len(line) + 8 for line in shown) + _HEAD_BYTES
            if size > MOST_BYTES and count:
                return count
        return len(self._waiting)

    def _forget(self, told: Sequence[LogLines]) -> None:
        with self._guard:
            for each in told:
                if self._waiting.get(each.log) is each:
                    del self._waiting[each.log]
