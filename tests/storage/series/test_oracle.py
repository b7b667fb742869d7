"""Whatever comes in whatever order: the store answers as a plain list of samples does."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, PlainStore, equal, same, samples_of, series
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.store import Feed, Sequences, SeriesStore

SERIES = [series(f"m{n % 3}", n=str(n)) for n in range(7)]
SPAN = 40  # slots that ticks fall into

values = st.one_of(
    st.floats(allow_nan=False, width=64), st.just(float("nan")), st.just(ABSENT), st.just(STALE)
)


@dataclass(frozen=True)
class Push:
    """Ticks of an agent in one of two layouts."""

    boot: int
    slots: tuple[int, ...]
    jitter: int
    columns: int
    values: tuple[float, ...]


@dataclass(frozen=True)
class Write:
    """One tick by name, at a slot of a 60 s feed."""

    slot: int
    jitter: int
    samples: dict[int, float]


@dataclass(frozen=True)
class Repeat:
    """An earlier push once more."""

    which: int


@dataclass(frozen=True)
class Restart:
    """Close, and open from the WAL."""


jitters = st.integers(-4_000, 4_000)
pushes = st.builds(
    Push,
    boot=st.integers(0, 1),
    slots=st.lists(st.integers(0, SPAN), min_size=1, max_size=4, unique=True).map(
        lambda slots: tuple(sorted(slots))
    ),
    jitter=jitters,
    columns=st.integers(1, 5),
    values=st.lists(values, min_size=20, max_size=20).map(tuple),
)
writes = st.builds(
    Write,
    slot=st.integers(0, SPAN // 4),
    jitter=jitters,
    samples=st.dictionaries(
        st.integers(0, 6), st.floats(allow_nan=False, width=64), min_size=1, max_size=4
    ),
)
steps = st.lists(
    st.one_of(pushes, pushes, writes, st.builds(Repeat, st.integers(0, 50)), st.just(Restart())),
    max_size=25,
)


class Story:
    """Plays steps on a store and on the plain list."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SetClock(NOW)
        self.start = NOW - SPAN * 15 * SECOND - MINUTE
        self.plain = PlainStore()
        self.sent: list[tuple[Push, int]] = []
        self.next_sequence = [1, 1]

    async def play(self, steps: list[Push | Write | Repeat | Restart]) -> None:
        for life in _lives(steps):
            store = await SeriesStore.open(self.directory, clock=self.clock)
            try:
                self.compare(store)
                for step in life:
                    await self.do(store, step)
                    self.compare(store)
            finally:
                await store.close()

    async def do(self, store: SeriesStore, step: Push | Write | Repeat) -> None:
        match step:
            case Push():
                await self.push(store, step, self.next_sequence[step.boot])
            case Write():
                await self.write(store, step)
            case Repeat() if self.sent:
                push, first = self.sent[step.which % len(self.sent)]
                await self.push(store, push, first)
            case _:
                pass

    async def push(self, store: SeriesStore, push: Push, first: int) -> None:
        feed = store.feed("agent:a", interval=Duration(15 * SECOND), layout=f"boot{push.boot}")
        feed.extend(self.layout(push.boot)[len(feed.layout) : push.columns])
        times = [self.start + slot * 15 * SECOND + push.jitter for slot in push.slots]
        vectors = np.array(push.values[: len(times) * push.columns]).reshape(len(times), -1)
        await store.append(feed, times, vectors, sequence=Sequences(f"boot{push.boot}", first))
        if first == self.next_sequence[push.boot]:
            self.next_sequence[push.boot] += len(times)
            self.sent.append((push, first))
            for time, vector in zip(times, vectors, strict=True):
                self.note(store, feed, time, dict(zip(feed.layout, vector.tolist())))  # noqa: B905 a vector may be narrower than the layout

    def layout(self, boot: int) -> list[Labels]:
        return SERIES[boot : boot + 5]

    def note(self, store: SeriesStore, feed: Feed, time: int, samples: dict[Labels, float]) -> None:
        missing = {np.float64(ABSENT).tobytes(), np.float64(STALE).tobytes()}
        self.plain.tick(
            "agent:a",
            time,
            {
                labels: value
                for labels, value in samples.items()
                if np.float64(value).tobytes() not in missing
            },
        )

    async def write(self, store: SeriesStore, step: Write) -> None:
        time = Instant(self.start + step.slot * MINUTE + step.jitter)
        samples = {series("w", n=str(n)): value for n, value in step.samples.items()}
        await store.write("rules:a", interval=MINUTE, at=time, samples=samples)
        self.plain.tick("rules:a", time, samples)

    def compare(self, store: SeriesStore) -> None:
        assert not any(store.refused.values())
        for start, end in self.windows():
            assert same(samples_of(store, start, end, EVERYTHING), self.plain.samples(start, end))
        at = Instant(self.start + SPAN * 7 * SECOND)
        for moment in (at, self.clock.now()):
            found = {one.labels: one.value for one in store.latest(EVERYTHING, at=moment)}
            expected = self.plain.latest(moment, 5 * MINUTE)
            assert same(
                {k: {0: v} for k, v in found.items()}, {k: {0: v} for k, v in expected.items()}
            )
        only = samples_of(store, 0, NOW, (equal(METRIC_NAME, "m1"),))
        assert all(dict(labels)[METRIC_NAME] == "m1" for labels in only)

    def windows(self) -> list[tuple[int, int]]:
        middle = self.start + SPAN * 7 * SECOND
        return [(0, NOW), (self.start, middle), (middle, middle + 5 * MINUTE), (middle, middle)]


def _memory() -> str | None:
    """Return a directory in memory where there is one: the disk has tests of its own."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _lives(steps: list[Push | Write | Repeat | Restart]) -> list[list[Push | Write | Repeat]]:
    """Cut the steps at restarts; a last life only looks."""
    lives: list[list[Push | Write | Repeat]] = [[]]
    for step in steps:
        if isinstance(step, Restart):
            lives.append([])
        else:
            lives[-1].append(step)
    return [*lives, []]


@settings(
    phases=[Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_any_interleaving_answers_as_a_plain_list(
    played: list[Push | Write | Repeat | Restart],
) -> None:
    """Pushes, repeats, late ticks and restarts in any order change nothing in the answers."""
    with tempfile.TemporaryDirectory(dir=_memory()) as directory:
        asyncio.run(Story(Path(directory)).play(played))
