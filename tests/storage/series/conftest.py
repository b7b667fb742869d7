"""A clock that tests set, and an open store."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.store import SeriesStore

NOW = Instant(1_795_000_000_000)


class SetClock:
    """Contract time as the test sets it."""

    def __init__(self, now: int = NOW) -> None:
        self.instant = Instant(now)

    def now(self) -> Instant:
        return self.instant

    def monotonic(self) -> float:
        return time.monotonic()

    def go(self, milliseconds: int) -> Instant:
        self.instant = Instant(self.instant + milliseconds)
        return self.instant


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def store(tmp_path: Path, clock: SetClock) -> AsyncIterator[SeriesStore]:
    opened = await SeriesStore.open(tmp_path, clock=clock)
    yield opened
    await opened.close()
