"""Whatever comes in whatever order, through flushes and restarts: roll-ups say what samples say."""

from __future__ import annotations

import asyncio
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import series
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import RollUps

BEGIN = 1_795_000_000_000 - 1_795_000_000_000 % DAY + 21 * HOUR  # a day ends within
NAMES = tuple(series("m", n=str(number)) for number in range(3))
HALF = Duration(30_000)

Record = tuple[float, ...]


@dataclass(frozen=True)
class Batch:
    """Ticks at half minutes after the begin; of a series that is None there is no sample."""

    slots: tuple[int, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Pass:
    minutes: int


@dataclass(frozen=True)
class Restart:
    pass


batches = st.builds(
    Batch,
    slots=st.lists(
        st.one_of(st.integers(0, 840), st.integers(0, 84).map(lambda five: 10 * five)),
        min_size=1,
        max_size=12,
        unique=True,
    ).map(tuple),
    values=st.lists(
        st.one_of(st.none(), st.integers(0, 40).map(float)), min_size=36, max_size=36
    ).map(tuple),
)
steps = st.lists(
    st.one_of(batches, batches, st.builds(Pass, st.integers(30, 200)), st.just(Restart())),
    min_size=1,
    max_size=14,
)


class Story:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SetClock(BEGIN)
        self.sent: dict[int, dict[int, float]] = {number: {} for number in range(len(NAMES))}

    async def play(self, steps: list[Batch | Pass | Restart]) -> RollUps | None:
        store = await self.open()
        for step in steps:
            match step:
                case Batch():
                    await self.write(store, step)
                case Pass():
                    await self.wait(store, step.minutes)
                case Restart():
                    await store.close()
                    store = await self.open()
        await self.wait(store, 60)
        self.clock.go(2 * DAY)
        await store.flush()
        selection = store.select_since((), Instant(0))
        rolled = store.roll_ups(selection, Instant(BEGIN - DAY), self.clock.now())
        self.check(rolled, [dict(selection.labels(row))["n"] for row in range(len(selection))])
        await store.close()
        return rolled

    async def wait(self, store: SeriesStore, minutes: int) -> None:
        """Let time pass without a jump, which would overtake late ticks that wait for more."""
        for passed in range(0, minutes, 15):
            self.clock.go(min(15, minutes - passed) * MINUTE)
            await store.flush()

    async def open(self) -> SeriesStore:
        return await SeriesStore.open(self.directory, clock=self.clock)

    async def write(self, store: SeriesStore, batch: Batch) -> None:
        """Write what is not from the future; of two samples of one time the first counts."""
        times = [BEGIN + slot * HALF for slot in batch.slots]
        taken = [at for at, time in enumerate(times) if time <= self.clock.now()]
        cells = np.array([ABSENT if one is None else one for one in batch.values])
        values = cells[: 3 * len(times)].reshape(-1, 3)[taken]
        moments = [times[at] for at in taken]
        done = await store.import_ticks(
            "f", interval=HALF, labels=NAMES, times=moments, values=values
        )
        assert not done.refused
        for time, vector in zip(moments, values.tolist(), strict=True):
            for number, value in enumerate(vector):
                if not math.isnan(value):
                    self.sent[number].setdefault(time, value)

    def check(self, rolled: RollUps | None, names: list[str]) -> None:
        found: dict[int, dict[int, Record]] = {number: {} for number in range(len(NAMES))}
        for block in rolled.blocks if rolled is not None else ():
            fields = (block.count, block.last, block.minimum, block.maximum, block.total)
            values = [np.asarray(field) for field in (*fields, block.increase)]
            for at, time in enumerate(block.times.tolist()):
                for column, row in enumerate(block.rows.tolist()):
                    if values[0][at, column]:
                        record = tuple(float(field[at, column]) for field in values)
                        found[int(names[row])][time] = record
        for number, samples in self.sent.items():
            assert found[number] == told(samples)


def told(samples: dict[int, float]) -> dict[int, Record]:
    """Return what the samples of a series say of each period, one by one."""
    periods: dict[int, list[float]] = {}
    rises: dict[int, float] = {}
    before: float | None = None
    for time in sorted(samples):
        value, end = samples[time], math.ceil(time / (5 * MINUTE)) * 5 * MINUTE
        periods.setdefault(end, []).append(value)
        step = 0.0 if before is None else value if value < before else value - before
        rises[end] = rises.get(end, 0.0) + step
        before = value
    return {
        end: (float(len(all_)), all_[-1], min(all_), max(all_), sum(all_), rises[end])
        for end, all_ in periods.items()
    }


def of_first(*samples: tuple[int, float]) -> Batch:
    """Return samples (minutes after the begin, value) of the first series."""
    values = [part for _, value in samples for part in (value, None, None)]
    slots = tuple(2 * minute for minute, _ in samples)
    return Batch(slots, (*values, *[None] * (36 - len(values))))


@example(
    [Pass(65), of_first((58, 1.0), (60, 5.0)), Pass(1), Pass(125), of_first((90, 2.0)), Pass(9)]
)
@example(
    [Pass(125), of_first((30, 1.0), (120, 9.0)), Pass(70), Pass(5), of_first((50, 4.0)), Pass(5)]
)
@example(
    [Pass(125), of_first((30, 1.0)), Pass(260), of_first((350, 9.0)), Pass(50), of_first((50, 4.0))]
)
@settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_roll_ups_of_any_order_are_those_of_the_samples(
    steps: list[Batch | Pass | Restart],
) -> None:
    """Late samples, the ends of chunks and days, repeats and restarts leave no trace."""
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(Story(Path(directory)).play([Pass(5), *steps]))
