"""A pause excuses a goal net, and never gross."""

from __future__ import annotations

from tests.ticketing.logs import Log, at, contract
from ticketing.events import EventKind
from ticketing.figures.verdicts import judged
from ticketing.fold import fold
from ticketing.goal_state import Verdict
from watchkeeper.core.instants import HOUR


def test_a_goal_that_waited_is_kept_net_and_missed_gross() -> None:
    """Level II, 30 h, 8 h of them paused: 22 h and kept net, 30 h and missed gross."""
    log = Log("II").add(EventKind.PAUSED, 2, reason="customer_authorisation")
    log.add(EventKind.RESUMED, 10).add(EventKind.RESOLVED, 30)
    terms = contract()
    found = judged(fold(log.events, terms, at(31)), terms, at(31), {})
    goal = next(one for one in found if one.goal == "resolve@level")
    assert (goal.elapsed // HOUR, goal.verdict) == (22, Verdict.MET)
    assert (goal.gross_elapsed // HOUR, goal.gross_verdict) == (30, Verdict.BREACHED)
