"""Samples that go by a remembered way arrive where those do that are looked up one by one."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from collector.intake.write_pace import Ages
from collector.intake.write_routes import Routes
from collector.intake.write_storing import WriteStore
from collector.intake.write_v1 import learnt, read_v1
from tests.collector.intake.prompb import message, one_series
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, samples_of, series
from watchkeeper.core.instants import HOUR, MINUTE, SECOND
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.store import SeriesLimits, SeriesStore

HOSTS, SERIES = 3, 24
NAMES = tuple(
    series("m", instance=f"web-{host}", n=str(number))
    for host in range(HOSTS)
    for number in range(SERIES)
)


class Order(Enum):
    """In which order a request has its series."""

    AS_EVER = auto()
    BACKWARDS = auto()
    WITHOUT_SOME = auto()
    CUT_IN_A_HOST = auto()


class Times(Enum):
    """Whose samples share a time."""

    ALL = auto()
    OF_A_HOST = auto()
    NONE = auto()


@dataclass(frozen=True)
class Tick:
    after: int  # ms
    order: Order = Order.AS_EVER
    times: Times = Times.OF_A_HOST
    delay: int = 0  # ms for which it was on its way


@dataclass(frozen=True)
class Restart:
    pass


ticks = st.builds(
    Tick,
    st.sampled_from([SECOND, 15 * SECOND, 15 * SECOND, 15 * SECOND, MINUTE, 2 * HOUR]),
    st.sampled_from([*Order, Order.AS_EVER, Order.AS_EVER]),
    st.sampled_from([*Times, Times.OF_A_HOST]),
    st.sampled_from([0, 0, 0, 20 * SECOND, 5 * HOUR]),
)
stories = st.lists(st.one_of(ticks, ticks, ticks, st.just(Restart())), min_size=4, max_size=16)


class Story:
    """A sender, and beside the store everything that it sent."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SetClock()
        self.sent: dict[Labels, dict[int, float]] = {name: {} for name in NAMES}

    async def play(self, steps: Sequence[Tick | Restart]) -> None:
        store, intake = await self.open()
        for step in steps:
            if isinstance(step, Restart):
                await store.close()
                store, intake = await self.open()
            else:
                await self.send(intake, step)
                await store.flush()
        found = samples_of(store, NOW - 6 * HOUR, self.clock.now(), EVERYTHING)
        await store.close()
        assert found == {name: samples for name, samples in self.sent.items() if samples}

    async def open(self) -> tuple[SeriesStore, WriteStore]:
        store = await SeriesStore.open(self.directory, clock=self.clock)
        return store, WriteStore(store, self.clock)

    async def send(self, intake: WriteStore, tick: Tick) -> None:
        """Send a tick as a sender does that repeats what was refused for now."""
        at = self.clock.go(tick.after) - tick.delay
        body = self.body(tick, at)
        sender = intake.sender("x")
        written = read_v1(body, sender.homes, sender.recorder.tape)
        stored = await intake.store(sender, written)
        assert not +stored.refused
        sender.recorder.tape = learnt(sender.recorder.tape, body, sender.homes)

    def body(self, tick: Tick, at: int) -> bytes:
        names = {
            Order.AS_EVER: NAMES,
            Order.BACKWARDS: NAMES[::-1],
            Order.WITHOUT_SOME: NAMES[5:],
            Order.CUT_IN_A_HOST: (*NAMES[SERIES + 18 :], *NAMES[: SERIES + 18]),
        }[tick.order]
        found = []
        for name in names:
            place = NAMES.index(name)
            time = (
                at - {Times.ALL: 0, Times.OF_A_HOST: place // SERIES, Times.NONE: place}[tick.times]
            )
            value = float(self.sent[name].setdefault(time, float(time % 10_007 + place)))
            found.append(one_series((time, value), **dict(name)))
        written: bytes = message("WriteRequest", timeseries=found).SerializeToString()
        return written


STEADY = [Tick(15 * SECOND) for _ in range(6)]


@example([*STEADY, Tick(MINUTE), Tick(MINUTE), Tick(MINUTE), Tick(MINUTE), Tick(MINUTE)])
@example([*STEADY, Restart(), *STEADY])
@example([*STEADY, Tick(15 * SECOND, Order.CUT_IN_A_HOST), Tick(15 * SECOND, delay=5 * HOUR)])
@settings(
    deadline=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(stories)
def test_all_samples_arrive(steps: list[Tick | Restart]) -> None:
    """Whatever the order and the times, through changes of pace, delays and restarts."""
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(Story(Path(directory)).play(steps))


async def test_a_steady_sender_has_a_way(tmp_path: Path) -> None:
    """What comes like the request before goes by it; series that move have none until then."""
    story = Story(tmp_path)
    store, intake = await story.open()
    for tick in STEADY:
        await story.send(intake, tick)
    sender, routes = intake.sender("x"), Routes(intake.sender("x"))
    now = story.clock.go(15 * SECOND)
    written = read_v1(story.body(STEADY[0], now), sender.homes, sender.recorder.tape)
    (stretch,) = written.stretches
    ages = Ages(now, SeriesLimits())
    route = routes.of(stretch, ages)
    assert route is not None
    found = route.ticks(stretch, written.values)
    assert [(tick.time, len(tick.values)) for tick in found] == [
        (now - host, SERIES) for host in range(HOSTS)
    ]
    assert np.concatenate([tick.values for tick in found]).tolist() == written.values.tolist()
    sender.changes += 1
    assert routes.of(stretch, ages) is not route
    future = story.body(STEADY[0], now + HOUR)
    (late,) = read_v1(future, sender.homes, sender.recorder.tape).stretches
    assert routes.of(late, ages) is None
    await store.close()
