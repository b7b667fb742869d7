"""When a silent server is told: decided by attempts that failed, not by the time on the wall."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.satellite.settings import WitnessSettings
from watchkeeper.satellite.silence import (
    LONGEST_GAP_SECONDS,
    Silence,
    Step,
    acknowledged,
    after_call,
    continued,
    next_step,
    silence_from,
    text_of,
)

PLAN = WitnessSettings(after=Duration(5 * MINUTE), repeat=Duration(15 * MINUTE), most=3)
START = Instant(1_790_000_000_000)


def lasting(seconds: float, **more: object) -> Silence:
    return replace(Silence(since=START), lasted_seconds=seconds, **more)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("silence", "step"),
    [
        (None, Step.REST),
        (lasting(299), Step.REST),
        (lasting(300), Step.CALL),
        (after_call(lasting(300), PLAN, "a"), Step.REST),
        (replace(after_call(lasting(300), PLAN, "a"), lasted_seconds=1_199), Step.REST),
        (replace(after_call(lasting(300), PLAN, "a"), lasted_seconds=1_200), Step.CALL),
        (lasting(9_999, calls=3), Step.REST),
        (acknowledged(lasting(9_999)), Step.REST),
    ],
    ids=[
        "no silence",
        "just before five minutes",
        "after five minutes",
        "just called",
        "just before it is repeated",
        "fifteen minutes after the call",
        "called as often as it may",
        "acknowledged",
    ],
)
def test_whether_somebody_is_called(silence: Silence | None, step: Step) -> None:
    """The first call after five minutes, the next each quarter of an hour, no more than three."""
    assert next_step(silence, PLAN) is step


def test_a_satellite_that_was_frozen_begins_anew() -> None:
    """The hours that it did not run are not the server's silence; a call that was made stays made."""
    silence = continued(None, "refused", START, 10)
    silence = continued(silence, "refused", START, 200 * 60)
    assert silence.lasted_seconds == 0
    called = after_call(lasting(300), PLAN, "a")
    again = continued(called, "refused", START, LONGEST_GAP_SECONDS + 1)
    assert (again.calls, again.called) == (1, ("a",))
    assert next_step(again, PLAN) is Step.REST


def test_the_repetition_goes_on_after_a_restart() -> None:
    """What was left of the quarter of an hour is waited for, not all that was counted before."""
    called = replace(lasting(6_000), calls=2, next_call_seconds=6_300)
    again = continued(called, "refused", START, LONGEST_GAP_SECONDS + 1)
    assert next_step(replace(again, lasted_seconds=299), PLAN) is Step.REST
    assert next_step(replace(again, lasted_seconds=300), PLAN) is Step.CALL


@given(gaps=st.lists(st.floats(0, LONGEST_GAP_SECONDS), max_size=40))
def test_silence_is_the_sum_of_its_attempts(gaps: list[float]) -> None:
    """The first failure begins it; each further one adds the time since the one before."""
    silence: Silence | None = None
    for gap in gaps:
        silence = continued(silence, "x", START, gap)
    assert (silence.lasted_seconds if silence else 0.0) == pytest.approx(sum(gaps[1:]))


@given(
    silence=st.builds(
        Silence,
        since=st.integers(0, 1 << 45).map(Instant),
        lasted_seconds=st.floats(0, 1e7),
        reason=st.text(max_size=20),
        calls=st.integers(0, 9),
        called=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        is_acknowledged=st.booleans(),
    )
)
def test_a_silence_outlives_a_restart(silence: Silence) -> None:
    """What is kept is read as it was; what is broken is nothing."""
    assert silence_from(text_of(silence)) == silence
    assert silence_from(text_of(None)) is None
    assert silence_from(text_of(silence)[:-1]) is None
