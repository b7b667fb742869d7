"""Queries over weeks, of which most samples are gone, against a list of every sample."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from rules.promql import Evaluator, Matrix, Vector, compile_plan
from tests.storage.series.rollups.long_life import BEGIN, KINDS, LongLife
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import FloatArray

DAYS = 33
END = Instant(BEGIN + DAYS * DAY)
Answer = dict[str, float]
Of = Callable[[FloatArray], float]


@dataclass(frozen=True)
class Lived:
    life: LongLife
    store: SeriesStore


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Give a store in which weeks passed: raw 2 d, 5 m 8 d, 1 h for good."""
    life = LongLife(tmp_path_factory.mktemp("life"))
    with asyncio.Runner() as runner:
        store = runner.run(life.open())
        runner.run(life.live(store, DAYS))
        yield Lived(life, store)
        runner.run(store.close())


@pytest.fixture
def life(lived: Lived) -> LongLife:
    return lived.life


@pytest.fixture
def store(lived: Lived) -> SeriesStore:
    return lived.store


def asked(store: SeriesStore, text: str, at: int = END) -> Answer:
    """Return what the store gives, by name."""
    found = Evaluator(store).instant(compile_plan(text), Instant(at))
    assert isinstance(found, Vector)
    return {dict(labels)["name"]: value for labels, value in found}


def wanted(life: LongLife, names: Sequence[str], of: Of, days: float, at: int = END) -> Answer:
    """Return what all samples of a window give."""
    answer = {}
    for name in names:
        times, values = life.samples(name)
        answer[name] = of(values[(times > at - days * DAY) & (times <= at)])
    return answer


def named(function: str, names: Sequence[str], days: float) -> str:
    inner = f'{function}({{__name__=~"{"|".join(names)}"}}[{int(days * 24 * 60)}m])'
    return f'label_replace({inner}, "name", "$1", "kind", "(.*)")'


def rise_of(values: FloatArray) -> float:
    """Return by how much a counter rose, resets counted, as if it went on to the edges."""
    steps = np.diff(values)
    rose = float(np.where(steps < 0, values[1:], steps).sum())
    return rose * len(values) / (len(values) - 1)


OVER_TIME: dict[str, Of] = {
    "avg": lambda values: float(values.mean()),
    "min": lambda values: float(values.min()),
    "max": lambda values: float(values.max()),
    "sum": lambda values: float(values.sum()),
    "count": lambda values: float(len(values)),
    "last": lambda values: float(values[-1]),
    "present": lambda values: 1.0,
}


@pytest.mark.parametrize("function", list(OVER_TIME))
@pytest.mark.parametrize("days", [30, 7, 5], ids="{} d".format)
def test_aggregates_over_weeks_are_those_over_all_samples(
    life: LongLife, store: SeriesStore, function: str, days: int
) -> None:
    """Of a window that begins with a period nothing is lost, be it of 5 minutes or of an hour."""
    found = asked(store, named(f"{function}_over_time", KINDS, days))
    expected = wanted(life, KINDS, OVER_TIME[function], days)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("minutes", [7, 34, 59], ids="{} min after the hour".format)
def test_a_window_is_off_by_a_period_at_most(
    life: LongLife, store: SeriesStore, minutes: int
) -> None:
    """Where a window does not begin with a period, it is that of one shifted by less than one."""
    at = END - DAY + minutes * MINUTE
    found = asked(store, named("sum_over_time", ("gauge",), 25), at)
    expected = wanted(life, ("gauge",), OVER_TIME["sum"], 25, at)
    assert found == pytest.approx(expected, rel=2 / (25 * 24))


@pytest.mark.parametrize("days", [30, 7, 5], ids="{} d".format)
def test_increases_over_weeks_count_resets(life: LongLife, store: SeriesStore, days: int) -> None:
    """Counters, those with many resets too, rise by what they rise by over all samples."""
    names = ("counter", "often_reset", "steady")
    expected = wanted(life, names, rise_of, days)
    assert asked(store, named("increase", names, days)) == pytest.approx(expected, rel=0.001)
    by_second = {name: rise / (days * DAY / 1000) for name, rise in expected.items()}
    assert asked(store, named("rate", names, days)) == pytest.approx(by_second, rel=0.001)


def test_graphs_of_long_ago_have_the_last_value_of_each_period(
    life: LongLife, store: SeriesStore
) -> None:
    """A range query over five weeks has a point wherever there were samples within the hour."""
    step, first = Duration(6 * HOUR), Instant(BEGIN + 2 * HOUR)
    found = Evaluator(store).range(compile_plan('{kind="gauge"}'), first, END, step)
    assert isinstance(found, Matrix)
    (graph,) = found
    times, values = life.samples("gauge")
    expected = values[np.searchsorted(times, graph.times, side="right") - 1]
    assert graph.times.tolist() == list(range(first, END + 1, step))
    assert graph.values.tolist() == expected.tolist()


def test_what_is_kept_is_what_was_asked_for(life: LongLife, store: SeriesStore) -> None:
    """Samples go after two days, though not before what follows is rolled up."""
    assert END - 3 * DAY <= store.raw_since() <= END - 2 * DAY
    selection = store.select(())
    rolled = store.roll_ups(selection, Instant(END - 7 * DAY), END)
    assert rolled is not None
    assert rolled.period == 5 * MINUTE
    assert END - DAY - HOUR <= rolled.until < END
    longer = store.roll_ups(selection, Instant(BEGIN), END)
    assert longer is not None
    assert longer.period == HOUR
    assert END - 2 * DAY <= longer.until < END
    assert not math.isnan(longer.blocks[0].last[-1].sum())
