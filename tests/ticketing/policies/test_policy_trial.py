"""Closed tickets judged by another policy, and what differs between two of them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.logs import Log, contract
from ticketing.events import EventKind
from ticketing.goal_state import Verdict
from ticketing.pinned import PinnedTerms, TermsSource
from ticketing.policies.differences import differences
from ticketing.policies.outcome import TrialSpan, TrialTally
from ticketing.policies.trial import Candidate, Left, TriedTicket, try_ticket
from ticketing.policy import Policy, scale
from ticketing.policy_file import policy_from_text, preset_text
from ticketing.verdicts import verdicts_of
from ticketing.workdays.book import shipped_book
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, Duration, Instant
from watchkeeper.core.levels import Level

DIGEST = "a" * 64
SOURCE = preset_text("contract-cn")
POLICY = policy_from_text(SOURCE, "contract-cn")
STRICT = policy_from_text(
    SOURCE.replace("target: {I: 12h, II: 24h", "target: {I: 12h, II: 2h"), "strict"
)
PINNED = PinnedTerms(
    1,
    TermsSource("contract-cn", SOURCE, ("level", "urgency"), "Asia/Shanghai", 1),
    contract("level", "urgency"),
)


def closed(hours: float = 3, **facts: Any) -> Log:
    """Return the log of a ticket of level II that was solved and closed."""
    log = Log("II", terms=DIGEST, **facts).add(EventKind.ACKNOWLEDGED, 0.2)
    log.add(EventKind.PLAN_SUBMITTED, 1).add(EventKind.RESOLVED, hours)
    log.add(EventKind.REPORT_SUBMITTED, hours + 1)
    frozen: dict[str, Any] = {"verdicts": verdicts_of(log.ticket(hours + 2))}
    return log.add(EventKind.CLOSED, hours + 2, **frozen)


def tried(
    log: Log, policy: Policy, *, instead_of: str | None = None, digest: str = DIGEST
) -> TriedTicket | Left:
    candidate = Candidate(policy, instead_of=instead_of, book=shipped_book())
    return try_ticket(log.events, candidate, {digest: PINNED}, lambda _: "contract-cn")


def goal(found: TriedTicket | Left, name: str) -> tuple[Verdict | None, Verdict | None]:
    assert isinstance(found, TriedTicket)
    (one,) = [one for one in found.goals if one.goal == name]
    return one.before, one.after


def test_a_stricter_target_would_have_been_breached() -> None:
    """Solved after 3 h of 24 h: kept; of 2 h it would have been missed.  Nothing else moves."""
    found = tried(closed(), STRICT)
    assert goal(found, "resolve@level") == (Verdict.MET, Verdict.BREACHED)
    assert isinstance(found, TriedTicket)
    assert [one.goal for one in found.goals if one.is_changed] == ["resolve@level"]


def test_today_is_what_was_frozen() -> None:
    """A correction after the close moves neither side: the verdict was given without it."""
    log = closed(30)
    assert goal(tried(log, POLICY), "resolve@level") == (Verdict.BREACHED, Verdict.BREACHED)
    late = log.add(EventKind.CORRECTED, 40, seq=4, happened_at=log.events[0].occurred_at + 1)
    assert goal(tried(late, POLICY), "resolve@level") == (Verdict.BREACHED, Verdict.BREACHED)


def test_a_goal_of_one_policy_alone_has_one_verdict() -> None:
    """`team` promises respond and resolve: the plan is not owed by it, and counts as no change."""
    team = policy_from_text(preset_text("team"), "team")
    assert goal(tried(closed(), team), "plan@level") == (Verdict.MET, None)


def test_only_the_tickets_that_it_would_be_for_are_tried() -> None:
    """Those of the policy it replaces, of such levels as its `select` wants."""
    assert tried(closed(), STRICT, instead_of="team") is Left.OTHER
    early = policy_from_text(preset_text("early-warning"), "early-warning")
    assert tried(closed(), early) is Left.UNSELECTED
    tally = TrialTally()
    for found in (tried(closed(), early), tried(closed(), STRICT), tried(closed(1), STRICT)):
        tally.add(found)
    span = TrialSpan(start=Instant(0), end=Instant(1))
    outcome = tally.outcome(policy="strict", instead_of=None, span=span, is_whole=True)
    assert (outcome.tickets, outcome.breached, outcome.breached_before) == (2, 1, 0)
    assert (outcome.unselected, outcome.changed) == (1, 1)
    (changed,) = outcome.changes
    assert (changed.level, changed.goal, changed.before, changed.after) == (
        Level.II, "resolve@level", "met", "breached",
    )  # fmt: skip


def test_a_damaged_log_is_no_ticket() -> None:
    """A log that names terms nobody has raises, and the caller sets it aside."""
    with pytest.raises(LookupError):
        tried(closed(), STRICT, digest="b" * 64)


@settings(max_examples=50)
@given(st.floats(min_value=0.5, max_value=200), st.integers(min_value=1, max_value=40))
def test_a_shorter_target_never_excuses(hours: float, divisor: int) -> None:
    """The same policy judges as the close did; with all durations divided it breaches no less."""
    log = closed(hours)
    same, shorter = tried(log, POLICY), tried(log, scale(POLICY, divisor))
    assert isinstance(same, TriedTicket)
    assert isinstance(shorter, TriedTicket)
    assert not any(one.is_changed for one in same.goals)
    assert all(one.is_breached for one in shorter.goals if one.was_breached)


def test_differences_are_said_goal_by_goal() -> None:
    """Targets per level, what a goal counts by, goals that come and go; the rest by its key."""
    resolve = next(one for one in POLICY.goals if one.metric == "resolve")
    targets = dict(resolve.targets)
    del targets[Level.IV]
    targets[Level.II] = Duration(2 * HOUR)
    other = replace(
        STRICT,
        goals=tuple(
            replace(one, calendar="5x8", targets=MappingProxyType(targets))
            if one.metric == "resolve"
            else one
            for one in POLICY.goals
            if one.metric != "report"
        ),
        gates={},
    )
    assert [str(one) for one in differences(POLICY, other)] == [
        "resolve@level at level II: 1d becomes 2h",
        "resolve@level is no longer promised at level IV",
        "resolve@level, calendar: 7x24 becomes 5x8",
        "report@level is no longer promised",
        "gates is written otherwise",
    ]
    assert [str(one) for one in differences(other, POLICY)][1::2] == [
        "resolve@level is new at level IV: 5d",
        "report@level is new: I: 1d; II: 1d; III: 1d; IV: 1d",
    ]
    assert differences(POLICY, policy_from_text(SOURCE, "again")) == ()


def test_a_span_that_cannot_be_is_refused() -> None:
    """It has a beginning before its end, and 800 days at most."""
    for start, end in ((5, 5), (0, 801 * 86_400_000)):
        with pytest.raises(InvalidInput):
            TrialSpan(start=Instant(start), end=Instant(end))
