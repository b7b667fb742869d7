"""Whatever is done to a store in whatever order, it answers as a plain list of samples does."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import (
    EVERYTHING,
    PlainStore,
    check_summary,
    equal,
    same,
    samples_of,
    series,
)
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT, ABSENT_BITS, STALE, STALE_BITS, bits_of
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

INTERVALS = {"fast": Duration(SECOND), "slow": Duration(MINUTE), "imported": Duration(MINUTE)}
PHASES = {"fast": 0, "slow": 7 * SECOND, "imported": 0}
NAMES = {
    feed: [series("m", feed=feed, n=str(n)) for n in range(3)] for feed in ("fast", "slow")
} | {"imported": [series("m", feed="imported", n=str(n)) for n in range(3)]}
WINDOWS = [(1 << 40, 0), (20, 0), (60, 0), (150, 0), (300, 120), (1_800, 180), (12_000, 1_800)]
"""In minutes ago: within each head, across where it begins, and behind it."""

LIMITS = SeriesLimits(segment_bytes=300, samples_kept=Duration(30 * DAY))

marks = st.sampled_from([ABSENT, STALE])
values = st.one_of(st.floats(width=32), marks)
vectors = st.tuples(values, values, values)
ages = st.one_of(
    st.integers(0, 30), st.integers(0, 200), st.integers(150, 600), st.integers(0, 5 * 24 * 60)
)
feeds = st.sampled_from(["fast", "slow"])


def is_sample(value: float) -> bool:
    return bits_of(value) not in {ABSENT_BITS, STALE_BITS}


def copied_if_there(source: str, target: str) -> None:
    """Copy a file of a living store, unless the log has just deleted it: it is in blocks."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


class Machine(RuleBasedStateMachine):
    """A store, a plain list, and what happens to both."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
        self.scratch = tempfile.TemporaryDirectory(dir=memory)
        self.clock, self.plain, self.lives = SetClock(NOW), PlainStore(), 0
        self.directory = Path(self.scratch.name) / "0"
        self.open()

    def open(self) -> None:
        opening = SeriesStore.open(self.directory, clock=self.clock, limits=LIMITS)
        self.store = self.runner.run(opening)

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()
        self.scratch.cleanup()

    @rule(feed=feeds, ago=ages, jitter=st.integers(0, 400), vector=vectors)
    def tick(self, feed: str, ago: int, jitter: int, vector: tuple[float, ...]) -> None:
        """A tick of now, of the head, or of days ago."""
        self.push(feed, [self.clock.now() - ago * MINUTE - jitter - PHASES[feed]], [vector])

    @rule(feed=feeds, ago=ages, batch=st.lists(vectors, min_size=2, max_size=6))
    def backlog(self, feed: str, ago: int, batch: list[tuple[float, ...]]) -> None:
        """Some ticks that follow one another, sent at once when their agent is back."""
        first = self.clock.now() - ago * MINUTE - PHASES[feed]
        step = INTERVALS[feed]
        self.push(feed, [first + step * place for place in range(-len(batch), 0)], batch)

    @rule(ages=st.lists(ages, min_size=1, max_size=6, unique=True), data=st.data())
    def bring(self, ages: list[int], data: st.DataObject) -> None:
        """An import of any age, in any order."""
        times = [self.clock.now() - ago * MINUTE for ago in ages]
        batch = data.draw(st.lists(vectors, min_size=len(ages), max_size=len(ages)))
        importing = self.store.import_ticks(
            "imported",
            interval=MINUTE,
            labels=NAMES["imported"],
            times=times,
            values=np.array(batch),
        )
        found = self.runner.run(importing)
        assert not found.refused
        self.note("imported", times, batch)

    @rule(hours=st.integers(1, 16), feed=feeds)
    def live_on(self, hours: int, feed: str) -> None:
        """Time goes by as it does in a server: feeds tick, the flush runs."""
        for _ in range(hours):
            self.clock.go(15 * MINUTE)
            self.runner.run(self.store.flush())
            self.push(feed, [self.clock.now() - PHASES[feed]], [(1.0, 2.0, 3.0)])

    @rule(minutes=st.integers(1, 20 * 60))
    def sleep(self, minutes: int) -> None:
        """The machine is suspended."""
        self.clock.go(minutes * MINUTE)

    @rule()
    def flush(self) -> None:
        self.runner.run(self.store.flush())

    @rule(feed=st.sampled_from(list(NAMES)), n=st.integers(0, 2))
    def erase(self, feed: str, n: int) -> None:
        self.runner.run(self.store.erase((equal("feed", feed), equal("n", str(n)))))
        for there in self.plain.ticks.get(feed, {}).values():
            there.pop(NAMES[feed][n], None)

    @rule()
    def restart(self) -> None:
        self.runner.run(self.store.close())
        self.open()

    @rule()
    def be_killed(self) -> None:
        """Go on from the files as they are now; what ends in an orderly way comes too late."""
        self.lives += 1
        copy = Path(self.scratch.name) / str(self.lives)
        shutil.copytree(self.directory, copy, copy_function=copied_if_there)
        self.runner.run(self.store.close())
        shutil.rmtree(self.directory)
        self.directory = copy
        self.open()

    def push(self, feed: str, times: list[int], batch: list[tuple[float, ...]]) -> None:
        known = self.plain.ticks.get(feed, {})
        fresh = [place for place, time in enumerate(times) if time not in known]
        if not fresh:
            return
        handle = self.store.feed(feed, interval=INTERVALS[feed], layout="one")
        handle.extend(NAMES[feed][len(handle.layout) :])
        times, batch = [times[place] for place in fresh], [batch[place] for place in fresh]
        self.runner.run(self.store.append(handle, times, np.array(batch)))
        self.note(feed, times, batch)

    def note(self, feed: str, times: list[int], batch: list[tuple[float, ...]]) -> None:
        for time, vector in zip(times, batch, strict=True):
            found: dict[Labels, float] = dict(zip(NAMES[feed], vector, strict=True))
            self.plain.tick(feed, time, {one: v for one, v in found.items() if is_sample(v)})

    @invariant()
    def answers_as_a_plain_list(self) -> None:
        assert not any(self.store.refused.values())
        now = self.clock.now()
        for begin, until in WINDOWS:
            start, end = max(now - begin * MINUTE, 0), now - until * MINUTE
            expected = self.plain.samples(start, end)
            assert same(samples_of(self.store, start, end, EVERYTHING), expected)
            check_summary(self.store, start, end, expected)


Machine.TestCase.settings = settings(
    phases=[Phase.generate],
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


TestMachine = Machine.TestCase
"""Ticks, backlogs, imports, flushes, erasures, sleep, restarts and kills in any order."""
