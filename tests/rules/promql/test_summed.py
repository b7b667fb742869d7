"""Windows that blocks have summed up answer as their samples do."""

from __future__ import annotations

import contextlib
import math
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from rules.promql import Asked, Evaluator, Usage, compile_plan, summed
from rules.promql.series import Block, Matcher, Selection
from rules.promql.summed import SUMMED
from rules.promql.values import Vector
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.native import a_histogram
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import MatchKind

INTERVAL = Duration(MINUTE)
HOURS = 14


def named(name: str) -> Labels:
    return labels_of({"__name__": "m", "series": name})


SHAPES: Mapping[str, Callable[[int], float]] = {
    "counter": lambda n: float(n * 1_000 % 100_003),
    "percent": lambda n: round(50 + 49 * math.sin(n), 2),
    "about_zero": lambda n: math.sin(n) * 1e-3,
    "cancelling": lambda n: (1e15 if n % 2 else -1e15) + n,
    "constant": lambda n: 0.1,
    "huge": lambda n: 1e308,
    "holes": lambda n: ABSENT if n % 7 == 3 else float(n),
    "stale": lambda n: STALE if n % 100 > 90 else float(n),
    "nan": lambda n: math.nan if n % 200 == 5 else float(n),
    "only_nan": lambda n: math.nan,
    "infinite": lambda n: math.inf if n == 300 else float(n),
    "rare": lambda n: 1.0 if n == 200 else ABSENT,
}


@dataclass(frozen=True)
class WithoutSummaries:
    """The same series, every sample of which is looked at."""

    store: SeriesStore

    def select(self, matchers: tuple[Matcher, ...]) -> Selection:
        return self.store.select(matchers)

    def select_since(self, matchers: tuple[Matcher, ...], since: Instant) -> Selection:
        return self.store.select_since(matchers, since)

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        return self.store.window(selection, start, end)


async def live(store: SeriesStore, clock: SetClock, minutes: range) -> None:
    """Let two feeds tick every minute, the second for the first half only; flush as it is due."""
    one = store.feed("a", interval=INTERVAL)
    one.extend(named(name) for name in SHAPES)
    two = store.feed("b", interval=INTERVAL)
    two.extend([named("ended")])
    for n in minutes:
        now = clock.go(MINUTE)
        await store.append(one, [now - 7_000], np.array([[of(n) for of in SHAPES.values()]]))
        if n < HOURS * 30:
            await store.append(two, [now - 3_000], np.array([[float(n)]]))
        if n % 10 == 0:
            await store.flush()


@pytest.fixture
async def store(tmp_path: Path, clock: SetClock) -> AsyncIterator[SeriesStore]:
    opened = await SeriesStore.open(tmp_path, clock=clock)
    await live(opened, clock, range(HOURS * 60))
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small windows be summed up, too."""
    monkeypatch.setattr(summed, "FEWEST_ROWS_TIMES_MS", 0)


def answers(evaluator: Evaluator, expression: str, at: int) -> dict[Labels, float]:
    found = evaluator.instant(compile_plan(expression), Instant(at))
    assert isinstance(found, Vector)
    return dict(found)


def compare(store: SeriesStore, window: str, at: int) -> None:
    for function in SUMMED:
        expression = f"{function}(m[{window}])"
        found = answers(Evaluator(store), expression, at)
        expected = answers(Evaluator(WithoutSummaries(store)), expression, at)
        assert found.keys() == expected.keys(), function
        for labels, value in expected.items():
            assert alike(found[labels], value), (function, labels, found[labels], value)


def alike(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other or abs(one - other) <= 1e-12 * abs(other)


WINDOWS = {
    "up to now": ("12h", 0),
    "all there is": ("20h", 0),
    "behind the head": ("7h", 5 * HOUR),
    "to the middle of a block": ("9h23m", 4 * HOUR + 11 * MINUTE),
    "an end between ticks": ("8h0m7s", 2 * HOUR + 1),
    "where one has ended": ("4h", 3 * HOUR),
}


@pytest.mark.parametrize(("window", "ago"), list(WINDOWS.values()), ids=list(WINDOWS))
async def test_functions_give_what_samples_give(
    store: SeriesStore, clock: SetClock, window: str, ago: int
) -> None:
    """Whatever the samples are, and wherever the window begins and ends."""
    compare(store, window, clock.now() - ago)


async def test_late_samples_count(store: SeriesStore, clock: SetClock) -> None:
    """Such as lie beside the blocks of their time, and such as are of a series of their own."""
    times = [clock.now() - 6 * HOUR + n * 1_000 for n in range(5)]
    labels = [named("counter"), named("late")]
    await store.import_ticks(
        "b", interval=INTERVAL, labels=labels, times=times, values=np.full((5, 2), 1e9)
    )
    compare(store, "12h", clock.now())
    found = answers(Evaluator(store), 'max_over_time(m{series="counter"}[12h])', clock.now())
    assert list(found.values()) == [1e9]


async def test_a_late_tick_in_the_head_counts(store: SeriesStore, clock: SetClock) -> None:
    """Its span is in blocks, but without it until the next flush."""
    late = Instant(clock.now() - 2 * HOUR - 30 * MINUTE + 500)
    await store.write("a", interval=INTERVAL, at=late, samples={named("counter"): 1e9})
    compare(store, "10h", clock.now())
    found = answers(Evaluator(store), 'max_over_time(m{series="counter"}[10h])', clock.now())
    assert list(found.values()) == [1e9]


async def test_erased_series_are_gone(store: SeriesStore, clock: SetClock) -> None:
    """The others of their blocks are as they were."""
    before = answers(Evaluator(store), "count_over_time(m[14h])", clock.now())
    await store.erase((Matcher("series", MatchKind.EQUAL, "percent"),))
    after = answers(Evaluator(store), "count_over_time(m[14h])", clock.now())
    assert before.keys() - after.keys() == {labels_of({"series": "percent"})}
    compare(store, "14h", clock.now())


async def test_histograms_are_looked_at(store: SeriesStore, clock: SetClock) -> None:
    """Where there are some in the window nothing is summed up."""
    for _ in range(5 * 60):
        await store.write(
            "h",
            interval=INTERVAL,
            at=clock.go(MINUTE),
            samples={named("late"): a_histogram(2.0, 1.0)},
        )
        await store.flush()
    expression = 'count_over_time(m{series="late"}[5h])'
    assert list(answers(Evaluator(store), expression, clock.now()).values()) == [5 * 60]
    compare(store, "12h", clock.now())


@pytest.mark.parametrize("statistics", [b"", b"\x01damaged"], ids=["none", "damaged"])
async def test_blocks_that_do_not_tell_are_read(
    store: SeriesStore, clock: SetClock, tmp_path: Path, statistics: bytes
) -> None:
    """Such as were written by an earlier version, or in which a byte is wrong."""
    await store.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "series.db")) as connection:
        connection.execute("UPDATE blocks SET statistics = ? WHERE id % 2 = 0", (statistics,))
        connection.commit()
    again = await SeriesStore.open(tmp_path, clock=clock)
    await again.flush()
    compare(again, "12h", clock.now())
    await again.close()


async def test_after_a_restart(store: SeriesStore, clock: SetClock, tmp_path: Path) -> None:
    """What the file says is enough."""
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    await again.flush()
    compare(again, "12h", clock.now())
    await again.close()


MOVES = {"ends and begins anew": 0, "overlaps by a tick": 1, "overlaps by many": 20}


@pytest.mark.parametrize("overlap", list(MOVES.values()), ids=list(MOVES))
@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["same sign", "sums cancel out"])
async def test_series_that_change_their_feed(
    tmp_path: Path, clock: SetClock, overlap: int, sign: float
) -> None:
    """Twice within a block's time; a third series of the feed stays where it is."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    stays, moves = named("stays"), named("moves")
    for n in range(8 * 60):
        now = clock.go(MINUTE)
        is_away = 190 <= n < 230
        at_home = {stays: float(n)}
        if not is_away or n < 190 + overlap:
            at_home[moves] = n + 0.25
        await store.write("home", interval=INTERVAL, at=Instant(now - 7_000), samples=at_home)
        if is_away:
            away = {moves: sign * (n + 0.5)}
            await store.write("away", interval=INTERVAL, at=Instant(now - 3_000), samples=away)
        if n == 230:
            await store.end_feed("away")
        if n % 10 == 0:
            await store.flush()
    for window in ("6h", "8h"):
        compare(store, window, clock.now() - HOUR)
    at = Instant(clock.now() - HOUR)
    if not overlap and sign > 0:
        assert touched(store, at, "moves") < touched(WithoutSummaries(store), at, "moves") / 2
    await store.close()


def touched(source: SeriesStore | WithoutSummaries, at: Instant, series: str = "percent") -> int:
    usage = Usage()
    plan = compile_plan(f'avg_over_time(m{{series="{series}"}}[12h])')
    Evaluator(source).instant(plan, at, Asked(usage=usage))
    return usage.samples


async def test_samples_are_not_touched(store: SeriesStore, clock: SetClock) -> None:
    """Of whole blocks no sample is decoded, only at the edges of the window."""
    everything = touched(WithoutSummaries(store), clock.now())
    assert everything >= 12 * 60
    assert touched(store, clock.now()) < everything / 2


async def test_a_small_window_is_looked_at(
    store: SeriesStore, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was decoded for it is kept: the next evaluation has it at once."""
    monkeypatch.undo()
    assert touched(store, clock.now()) == touched(WithoutSummaries(store), clock.now())
