"""The last lines that agents told of their log files: kept for tickets, in memory, bounded.

After a restart of the server lines are there again when the next one fits.
"""

from __future__ import annotations

from collections import OrderedDict

from watchkeeper.wire.log_lines import LogLines

MOST_CHARACTERS = 16_000_000
"""Of all lines together; beyond it those that were told longest ago go."""

_OF_AN_ENTRY = 200


class KeptLogLines:
    """The last lines of each target's log patterns."""

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        self._most_characters = most_characters
        self._kept: OrderedDict[tuple[str, str], LogLines] = OrderedDict()
        self._characters = 0

    def keep(self, target: str, lines: LogLines) -> None:
        key = (target, lines.log)
        before = self._kept.pop(key, None)
        self._characters += _size(lines) - (_size(before) if before else 0)
        self._kept[key] = lines
        while self._characters > self._most_characters and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._characters -= _size(oldest)

    def of(self, target: str, log: str) -> LogLines | None:
        """Return what a pattern of a target fitted last."""
        return self._kept.get((target, log))


def _size(lines: LogLines) -> int:
    return _OF_AN_ENTRY + sum(map(len, lines.lines))
