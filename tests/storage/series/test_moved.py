"""A series that moves from a feed of a short interval to one of a longer keeps all its samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import equal, samples_of, series
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

UP = series("up")
SHORT_LOG = SeriesLimits(segment_bytes=1_000, segment_age=MINUTE)
FIVE_SECONDS = Duration(5 * SECOND)


class Life:
    """A store, its clock, and the times at which the series had a sample."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.clock = SetClock(NOW)
        self._written: list[int] = []

    async def begin(self) -> None:
        self.store = await SeriesStore.open(self._folder, clock=self.clock, limits=SHORT_LOG)

    async def again(self) -> None:
        await self.store.close()
        await self.begin()

    async def write(
        self, feed: str, interval: Duration, length: Duration, *, every: Duration | None = None
    ) -> None:
        step = every or interval
        for _ in range(length // step):
            at = self.clock.go(step)
            await self.store.write(feed, interval=interval, at=at, samples={UP: 1.0})
            self._written.append(at)
        await self.store.flush()

    def missing(self) -> int:
        """Return how many samples a window lacks that is asked for the first time."""
        now = self.clock.now()
        asked = (equal("__name__", "up"), Matcher("asked", MatchKind.NOT_EQUAL, str(now)))
        found = samples_of(self.store, NOW - HOUR, now, asked)
        return sum(at not in found.get(UP, {}) for at in self._written)


@pytest.mark.parametrize("is_restarted", [False, True], ids=["lives", "restarted"])
@pytest.mark.parametrize("feed", ["fast", "slow"], ids=["the same feed", "another feed"])
async def test_no_sample_is_hidden_by_the_longer_head(
    tmp_path: Path, feed: str, *, is_restarted: bool
) -> None:
    """By seconds, then by 15 s: what only blocks have is read from them, after hours as well."""
    life = Life(tmp_path)
    await life.begin()
    await life.write("fast", SECOND, Duration(20 * MINUTE), every=FIVE_SECONDS)
    await life.write(feed, Duration(15 * SECOND), Duration(3 * MINUTE))
    for _ in range(7):
        await life.write(feed, Duration(15 * SECOND), Duration(20 * MINUTE), every=MINUTE)
        assert life.missing() == 0
        if is_restarted:
            await life.again()
            assert life.missing() == 0
    await life.store.close()


async def test_what_the_log_has_no_more_is_read_from_blocks_after_a_restart(tmp_path: Path) -> None:
    """By seconds for two hours, then by minutes until the log has no seconds; a restart then."""
    life = Life(tmp_path)
    await life.begin()
    for _ in range(12):
        await life.write("fast", SECOND, Duration(10 * MINUTE), every=Duration(10 * SECOND))
    for _ in range(4):
        await life.write("slow", MINUTE, Duration(10 * MINUTE))
    await life.again()
    assert life.missing() == 0
    await life.store.close()
