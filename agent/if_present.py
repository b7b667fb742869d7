"""A source whose code is loaded only where the host has what it measures: most have no RAID."""

from __future__ import annotations

from typing import Callable

from agent.paths import Path
from agent.source import Lane, NotHere, Source
from watchkeeper.core.spans import MINUTE, Duration
from watchkeeper.wire.exposition import Reading


class IfPresent:
    """Stands for a source until *path* exists; then makes it and reads it."""

    def __init__(
        self, name: str, path: Path, make: Callable[[], Source], *, lane: Lane = Lane.CYCLE
    ) -> None:
        self.name = name
        self.lane = lane
        self._path = path
        self._make = make
        self._source: Source | None = None

    @property
    def every(self) -> Duration:
        return MINUTE if self._source is None else self._source.every

    def read(self) -> list[Reading]:
        if self._source is None:
            if not self._path.exists():
                raise NotHere("{path} does not exist", path=self._path)
            self._source = self._make()
        return self._source.read()

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
