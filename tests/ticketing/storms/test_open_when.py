"""``open_when``: N times in M minutes, or once for M minutes; never for level I."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.storms.open_when import (
    OpenWhen,
    Waiting,
    begins,
    ends,
    is_forgotten,
    is_met,
    opens_at,
)
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant
from watchkeeper.core.levels import Level

WANTED = OpenWhen(3, Duration(10 * MINUTE))


def after(*minutes: int) -> Waiting:
    """It began at these minutes and ended again but for the last time."""
    waiting = Waiting()
    for minute in minutes:
        waiting = begins(ends(waiting), Instant(minute * MINUTE), WANTED)
    return waiting


@pytest.mark.parametrize(
    ("minutes", "now", "level", "expected"),
    [
        ((0, 3), 3, Level.II, False),
        ((0, 3, 6), 6, Level.II, True),
        ((0, 3, 10), 10, Level.II, True),
        ((0, 3, 11), 11, Level.II, False),
        ((0,), 9, Level.III, False),
        ((0,), 10, Level.III, True),
        ((0,), 0, Level.I, True),
    ],
    ids=[
        "twice",
        "three times",
        "just within the time",
        "the first is too old",
        "once, and not for long",
        "once, and it stays",
        "level I waits for nothing",
    ],
)
def test_a_ticket_opens_after_so_many_times(
    minutes: tuple[int, ...], now: int, level: Level, expected: bool
) -> None:
    assert is_met(after(*minutes), level, Instant(now * MINUTE), WANTED) is expected


def test_what_is_gone_opens_nothing_and_is_forgotten() -> None:
    """Two short alerts are no ticket, at no level; ten minutes later nothing is remembered."""
    gone = ends(after(0, 3))
    assert not is_met(gone, Level.I, Instant(4 * MINUTE), WANTED)
    assert not is_forgotten(gone, Instant(13 * MINUTE), WANTED)
    assert is_forgotten(gone, Instant(13 * MINUTE + 1), WANTED)
    assert not is_forgotten(after(0), Instant(60 * MINUTE), WANTED)


@pytest.mark.parametrize(
    ("times", "within"),
    [(1, MINUTE), (21, MINUTE), (3, 0), (3, DAY + 1)],
    ids=["once", "too many", "no time", "too long"],
)
def test_what_counts_nothing_is_refused(times: int, within: int) -> None:
    with pytest.raises(InvalidInput):
        OpenWhen(times, Duration(within))


@given(st.lists(st.integers(0, 60 * MINUTE).map(Instant), min_size=1, max_size=30))
def test_what_goes_on_always_opens(instants: list[Instant]) -> None:
    """No alert that stays waits longer than the time of the rule, in whatever order it is told."""
    waiting = Waiting()
    for at in instants:
        waiting = begins(waiting, at, WANTED)
    began = min(instants)
    assert waiting.firing_since == began
    last = Instant(began + WANTED.within)
    assert is_met(waiting, Level.IV, Instant(max(last, *instants)), WANTED)
    assert opens_at(waiting, Instant(max(instants)), WANTED) <= max(last, *instants)
    assert len(waiting.began) <= WANTED.times
