"""Figures of a period: what falls into it, for whom, and in which lists."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from ticketing.calendars import AlwaysOpen
from ticketing.events import EventKind
from ticketing.figures import interface
from ticketing.figures.compliance import Dimension, merged
from ticketing.figures.interface import FiguresView, FiguresWish
from ticketing.figures.tally import Tally
from ticketing.figures.verdicts import GoalKey
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level

TERMS = contract()
NOW = at(200)


def _view(
    logs: list[Log],
    wish: FiguresWish,
    reasons: dict[GoalKey, str] | None = None,
) -> FiguresView:
    tally = Tally(
        wish,
        now=NOW,
        working_hours=lambda _person: AlwaysOpen(),
        zone_of=lambda _person: "Asia/Shanghai",
    )
    for log in logs:
        tally.add(log.events, TERMS, AlwaysOpen(), reasons or {})
    return tally.view()


def _wish(start: float = 0, end: float = 200, **more: Any) -> FiguresWish:
    return FiguresWish(start=at(start), end=at(end), **more)


def _missed(level: str = "II", customer: str = "acme") -> Log:
    """Return a fault that is answered at 2 h, paused without evidence, and solved at 30 h."""
    log = Log(level, customer=customer).add(EventKind.ACKNOWLEDGED, 2)
    log.add(EventKind.PAUSED, 3, reason="vendor").add(EventKind.RESUMED, 4)
    return log.add(EventKind.RESOLVED, 30)


def test_the_figures_of_a_period() -> None:
    """Times, compliance, breaches and pauses of one ticket stand side by side."""
    view = _view([_missed()], _wish(), {("resolve@level", 1): "备件在途"})
    assert view.tickets == 1
    assert {breach.goal for breach in view.breaches} >= {"respond@level", "resolve@level"}
    assert view.unexplained == view.breach_count - 1
    assert (view.pause_count, view.unevidenced) == (1, 1)
    assert view.times
    assert {row.level for row in view.compliance} == {Level.II}


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(_wish(100, 200), id="another period"),
        pytest.param(_wish(customer="other"), id="another customer"),
        pytest.param(_wish(levels=frozenset({Level.IV})), id="another level"),
    ],
)
def test_what_is_not_wished_is_not_counted(wish: FiguresWish) -> None:
    """Neither as a ticket nor in any list; of a running report goal nothing is decided."""
    log = _missed().add(EventKind.REPORT_SUBMITTED, 31)
    view = _view([log], wish)
    assert view.tickets == 0
    assert (view.times, view.compliance, view.breaches, view.pauses) == ((), (), (), ())


@given(cuts=st.lists(st.integers(1, 199), unique=True, max_size=5).map(sorted))
def test_parts_add_up_to_the_whole(cuts: list[int]) -> None:
    """Each goal counts in exactly one of the months that a year is cut into."""
    logs = [_missed(), _missed("I", "other"), Log("IV").add(EventKind.ACKNOWLEDGED, 150)]
    edges = [0, *cuts, 200]
    parts = [_view(logs, _wish(start, end)) for start, end in pairwise(edges)]
    whole = _view(logs, _wish())
    rows = [row for part in parts for row in part.compliance]
    assert merged(rows, frozenset(Dimension)) == whole.compliance
    assert sum(part.breach_count for part in parts) == whole.breach_count


def test_lists_are_cut_and_counts_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad month does not fill the memory; it is told all the same."""
    monkeypatch.setattr("ticketing.figures.tally.MOST_LISTED", 3)
    monkeypatch.setattr("ticketing.figures.tally._MERGED_AT", 4)
    logs = [_missed(customer=f"customer-{number}") for number in range(6)]
    view = _view(logs, _wish())
    assert (len(view.breaches), len(view.pauses)) == (3, 3)
    assert (view.breach_count > 12, view.pause_count) == (True, 6)
    assert sum(row.breached for row in view.compliance) == view.breach_count
    assert interface.MOST_LISTED == 1_000


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(5, 5, id="empty"),
        pytest.param(6, 5, id="ends before it begins"),
        pytest.param(0, 801 * 24, id="longer than anything is kept"),
    ],
)
def test_a_period_makes_sense(start: float, end: float) -> None:
    """What cannot be counted is refused before anything is read."""
    with pytest.raises(InvalidInput):
        FiguresWish(start=Instant(at(start)), end=Instant(at(end)))
