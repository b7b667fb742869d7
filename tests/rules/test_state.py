from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.state import (
    LONGEST_WAIT_FOR_RECOVERY,
    AlertState,
    Finding,
    Remembered,
    RuleState,
    Timing,
    next_state,
    restored,
)
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels

A: Labels = (("alertname", "A"),)
START = 1_000 * MINUTE


def minutes(count: float) -> Duration:
    return Duration(int(count * MINUTE))


def played(pattern: str, timing: Timing, *, over: str = "") -> str:
    """Play one character a minute (x: the expression gives it) and write the state after each.

    ``.`` nothing, ``p`` pending, ``F`` firing.  Where *over* is given, ``o`` marks minutes at which
    recover_expr lets go.
    """
    state, shown = RuleState(), ""
    for minute, sign in enumerate(pattern):
        is_over: Callable[[Labels], bool] | None = None
        if over:
            lets_go = over[minute] == "o"
            is_over = lambda _labels, answer=lets_go: answer  # noqa: E731 a line of the table
        found = [Finding(A, 1.0)] if sign == "x" else []
        state = next_state(state, found, Instant(START + minute * MINUTE), timing, is_over=is_over)
        alert = state.active.get(A)
        shown += "." if alert is None else ("F" if alert.is_firing else "p")
    return shown


@pytest.mark.parametrize(
    ("timing", "pattern", "expected"),
    [
        (Timing(), "-x-x", ".F.F"),
        (Timing(hold=minutes(2)), "xxxx-", "ppFF."),
        (Timing(hold=minutes(2)), "xx-xxxx", "pp.ppFF"),
        (Timing(hold=minutes(1), keep_firing=minutes(2)), "xx---x", "pFFF.p"),
        (Timing(keep_firing=minutes(2)), "x--x---", "FFFFFF."),
        (Timing(hold=minutes(2), keep_firing=minutes(5)), "xx-", "pp."),
        (Timing(cooldown=minutes(3)), "x-x-xxxx", "F.p.FFFF"),
    ],
    ids=[
        "without for it fires at once",
        "for is over after its time, counted from the first",
        "a gap starts for anew",
        "keep_firing_for holds, then lets go",
        "back while kept: the wait begins anew",
        "keep_firing_for does not hold what is pending",
        "within the cooldown it stays pending",
    ],
)
def test_the_life_of_an_alert(timing: Timing, pattern: str, expected: str) -> None:
    """Pending, firing, kept and gone follow one another as in Prometheus; a minute per character."""
    assert played(pattern, timing) == expected


def test_recover_expr_holds_until_it_lets_go() -> None:
    """An alert that fires goes on until recover_expr says it is over, or the expression stops it."""
    assert played("x---", Timing(), over="--o-") == "FF.."
    assert played("xx--", Timing(hold=minutes(5)), over="----") == "pp.."


def test_recover_expr_does_not_hold_for_ever() -> None:
    """Where the series of recover_expr never come back the alert ends after a day."""
    state = next_state(RuleState(), [Finding(A, 1.0)], Instant(0), Timing())
    state = next_state(state, [], Instant(MINUTE), Timing(), is_over=lambda _: False)
    assert A in state.active
    late = Instant(MINUTE + LONGEST_WAIT_FOR_RECOVERY)
    assert not next_state(state, [], late, Timing(), is_over=lambda _: False).active


def test_the_value_follows_while_it_is_found_and_stays_when_it_is_kept() -> None:
    """Value and annotations are those of the last evaluation that gave the alert."""
    timing = Timing(keep_firing=minutes(5))
    state = next_state(RuleState(), [Finding(A, 1.0)], Instant(0), timing)
    state = next_state(state, [Finding(A, 2.0, {"summary": "two"})], Instant(MINUTE), timing)
    state = next_state(state, [], Instant(2 * MINUTE), timing)
    alert = state.active[A]
    assert (alert.value, alert.annotations, alert.active_at) == (2.0, {"summary": "two"}, 0)


@pytest.mark.parametrize(
    ("was", "expected"),
    [(AlertState.PENDING, "ppF"), (AlertState.FIRING, "FFF")],
    ids=["pending goes on without the downtime", "firing goes on at once"],
)
def test_a_restart_goes_on_counting(was: AlertState, expected: str) -> None:
    """Two of four minutes had passed when the process ended for half an hour."""
    timing = Timing(hold=minutes(4))
    told = Remembered(A, Instant(0), last_seen=Instant(2 * MINUTE), state=was)
    up = 32 * MINUTE
    state, shown = restored([told], Instant(up), timing), ""
    for minute in range(3):
        state = next_state(state, [Finding(A, 1.0)], Instant(up + minute * MINUTE), timing)
        shown += "F" if state.active[A].is_firing else "p"
    assert shown == expected


@given(
    st.text("x-", max_size=40),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_an_alert_fires_exactly_when_for_was_met_or_is_kept(
    pattern: str, hold: int, keep: int
) -> None:
    """Compared with a plain restatement: fires if found for > hold minutes, or kept since."""
    shown = played(pattern, Timing(hold=minutes(hold), keep_firing=minutes(keep)))
    begun: int | None = None
    firing, missing = False, 0
    for minute, sign in enumerate(pattern):
        if sign == "x":
            begun = minute if begun is None else begun
            firing, missing = firing or minute - begun >= hold, 0
        elif firing and missing < keep:
            missing += 1
        else:
            begun, firing, missing = None, False, 0
        assert shown[minute] == ("F" if firing else "p" if begun is not None else ".")
