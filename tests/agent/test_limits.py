"""Which sources are slowed down or left out: only decisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.limits import (
    LONGEST_SECONDS,
    WINDOW_SECONDS,
    CpuLimit,
    Demand,
    MemoryLimit,
    Step,
    factors_for,
    largest,
)

MB = 1 << 20
CHEAP, DEAR = Demand(0.001, 15), Demand(1.2, 15)

FACTORS = {
    "all fit": ({"a": CHEAP, "b": CHEAP}, 0.01, {"a": 1, "b": 1}),
    "the dearest waits": ({"a": CHEAP, "b": DEAR}, 0.01, {"a": 1, "b": 16}),
    "two that are dear": ({"a": DEAR, "b": DEAR}, 0.01, {"a": 16, "b": 16}),
    "no longer than an hour": ({"a": Demand(100, 60)}, 0.01, {"a": 32}),
    "no room at all": ({"a": CHEAP}, -1.0, {"a": 128}),
    "one that costs nothing": ({"a": Demand(0, 15)}, -1.0, {"a": 1}),
}


@pytest.mark.parametrize(("demands", "room", "factors"), FACTORS.values(), ids=FACTORS.keys())
def test_who_waits(demands: dict[str, Demand], room: float, factors: dict[str, int]) -> None:
    assert factors_for(demands, room) == factors


@given(
    st.dictionaries(
        st.text("abc", max_size=3),
        st.builds(Demand, st.floats(0, 100), st.floats(1, 7_200)),
        max_size=8,
    ),
    st.floats(-1, 1),
)
def test_what_is_read_fits_or_cannot_wait_longer(demands: dict[str, Demand], room: float) -> None:
    """Either all fit, or whatever still costs something waits as long as it may."""
    factors = factors_for(demands, room)
    shares = {
        name: each.seconds / each.period_seconds / factors[name] for name, each in demands.items()
    }
    fits = sum(shares.values()) <= room
    assert fits or all(
        2 * factors[name] * each.period_seconds > LONGEST_SECONDS
        for name, each in demands.items()
        if shares[name] > 0
    )


def read(limit: CpuLimit, name: str, seconds: float, times: int = 8) -> None:
    for _ in range(times):
        limit.note(name, seconds=seconds, programs=0.0, period_seconds=15)


def test_a_source_that_becomes_cheap_is_read_as_before() -> None:
    limit = CpuLimit(0.01)
    read(limit, "a", 1.3)
    assert limit.factors(0, 0) == {"a": 16}
    read(limit, "a", 0.001, times=20)
    assert limit.factors(1, 0) == {}


def test_a_source_at_the_bound_does_not_swing() -> None:
    """It is read more often again only where four fifths of the bound would do."""
    limit = CpuLimit(0.01)
    read(limit, "a", 0.16)
    assert limit.factors(0, 0) == {"a": 2}
    read(limit, "a", 0.14, times=20)
    assert limit.factors(1, 0) == {"a": 2}
    read(limit, "a", 0.11, times=20)
    assert limit.factors(2, 0) == {}


def test_programs_count_with_who_runs_them() -> None:
    limit = CpuLimit(0.01)
    limit.note("plugin", seconds=0.001, programs=1.3, period_seconds=15)
    assert limit.factors(0, 0) == {"plugin": 16}


def test_what_is_no_source_takes_room() -> None:
    """Pushing and pages cost as well: once a minute is over they leave the sources less room."""
    limit = CpuLimit(0.01)
    read(limit, "a", 0.1)
    assert limit.factors(0, 0.8) == {}
    assert limit.factors(WINDOW_SECONDS, 0.8 + 0.5) == {"a": 4}
    assert limit.used_ratio == pytest.approx(0.5 / 60)


def test_what_the_agent_does_besides_makes_it_not_blind() -> None:
    """While a restore test reads and compares files, sources of a usual cost are read as before."""
    limit = CpuLimit(0.01)
    for name in "abcdef":
        read(limit, name, 0.003)
    read(limit, "dear", 1.3)
    assert limit.factors(0, 0) == {"dear": 16}
    assert limit.factors(WINDOW_SECONDS, 40.0) == {"dear": 128}


def test_memory_is_given_back_before_a_source_is_left_out() -> None:
    """One step at a time: spare memory, after a minute a source, after the next another."""
    limit = MemoryLimit(40 * MB)
    steps = [limit.step(at, 41 * MB) for at in (0, 15, 60, 75, 120)]
    assert steps == [Step.GIVE_BACK, Step.NOTHING, Step.SHED, Step.NOTHING, Step.SHED]


def test_a_source_comes_back_when_memory_is_low_for_long() -> None:
    limit = MemoryLimit(40 * MB)
    for at in (0, 60):
        limit.step(at, 41 * MB)
    limit.shed.append("textfile")
    assert limit.step(120, 35 * MB) is Step.NOTHING
    assert limit.step(500, 20 * MB) is Step.NOTHING
    assert limit.step(660, 20 * MB) is Step.RESTORE


def test_the_largest_is_left_out_first() -> None:
    assert largest({"a": 3, "b": 9, "c": 1}, ()) == "b"
    assert largest({"a": 3, "b": 9, "c": 1}, ["a", "b"]) is None
