"""What is known of a backup beyond one look: sizes of copies, and how trials of them went."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import NamedTuple

from agent.files import read_regular
from agent.kept import write
from agent.log import log
from agent.paths import Path
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.host.backups.answers import answer, mapping, number
from watchkeeper.host.backups.standing import Copy

_MOST_BYTES = 1 << 20
_SIZES_KEPT = 60
_NUMBERS_KEPT = 40


class Memory:
    """Numbers by name, kept in a file of the agent's own folder; a damaged file is begun anew.

    What the command learnt that somebody ran by hand is read from there as well.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes: dict[str, _Known] = {}
        self._numbers: dict[str, float] = {}
        self._read_as = (0, 0)
        self._guard = threading.Lock()  # trials are made in a thread of their own
        self._refresh()

    def knows(self, name: str) -> bool:
        with self._guard:
            self._refresh()
            return name in self._sizes

    def learn(self, name: str, size_bytes: float, seconds: float | None = None) -> None:
        """Keep the size of a copy, for which the tool works long."""
        with self._guard:
            self._refresh()
            self._sizes[name] = _Known(size_bytes, seconds)
            while len(self._sizes) > _SIZES_KEPT:
                del self._sizes[next(iter(self._sizes))]
            self._save()

    def with_sizes(self, copies: Sequence[Copy]) -> tuple[Copy, ...]:
        return tuple(self._with_size(copy) for copy in copies)

    def number(self, name: str) -> float | None:
        with self._guard:
            self._refresh()
            return self._numbers.get(name)

    def keep(self, **numbers: float | None) -> None:
        """Keep numbers; None forgets one."""
        with self._guard:
            self._refresh()
            known = {**self._numbers, **numbers}
            self._numbers = {name: value for name, value in known.items() if value is not None}
            self._save()

    def _with_size(self, copy: Copy) -> Copy:
        known = self._sizes.get(copy.name)
        return copy._replace(size_bytes=known.size_bytes, seconds=known.seconds) if known else copy

    def _refresh(self) -> None:
        """Read the file where it is another one than was read or written last."""
        found = _identity(self._path)
        if found in {None, self._read_as}:
            return
        self._read_as = found
        try:
            told = mapping(answer(read_regular(self._path, _MOST_BYTES).decode("utf-8", "replace")))
            sizes = list(mapping(told["sizes"]).items())[:_SIZES_KEPT]
            numbers = list(mapping(told["numbers"]).items())[:_NUMBERS_KEPT]
            self._sizes, self._numbers = (
                {name: _known(value) for name, value in sizes},
                {name: number(value) for name, value in numbers},
            )
        except (OSError, WatchkeeperError, ValueError, TypeError, KeyError) as error:
            log.warning("what was known of a backup cannot be read", path=self._path, reason=error)

    def _save(self) -> None:
        content = json.dumps({"sizes": self._sizes, "numbers": self._numbers})
        write(self._path, content.encode())
        self._read_as = _identity(self._path) or self._read_as


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from the one that was there before; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


class _Known(NamedTuple):
    size_bytes: float
    seconds: float | None


def _known(value: object) -> _Known:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError(value)
    return _Known(number(value[0]), None if value[1] is None else number(value[1]))
