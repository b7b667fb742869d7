"""Compliance twice, breaches with their reasons, pauses with their evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from ticketing.calendars import AlwaysOpen
from ticketing.commands import PauseReason
from ticketing.events import Channel, EventKind
from ticketing.figures.compliance import (
    ComplianceRow,
    Dimension,
    breaches,
    compliance,
    excused,
    merged,
    pauses,
)
from ticketing.figures.verdicts import Judged, frozen_verdicts, judged
from ticketing.fold import fold
from watchkeeper.core.instants import HOUR
from watchkeeper.core.levels import Level

TERMS = contract()


def _judged(log: Log, hours: float) -> list[Judged]:
    ticket = fold(log.events, TERMS, at(hours))
    return list(judged(ticket, TERMS, at(hours), frozen_verdicts(log.events)))


def _excused_by_pause() -> Log:
    """Return a fault of level II: 30 h, of which 8 h waited for the customer."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 0.2)
    log.add(EventKind.PAUSED, 2, reason="customer_authorisation", asked_by="甲")
    log.add(EventKind.RESUMED, 10, answered_by="某某公司 李工", attachment="7")
    return log.add(EventKind.RESOLVED, 30)


def test_compliance_is_told_twice() -> None:
    """Kept net, missed gross: the row says both."""
    rows = compliance(_judged(_excused_by_pause(), 31))
    resolve = next(row for row in rows if row.metric == "resolve")
    assert resolve == ComplianceRow("acme", "level", "resolve", Level.II, 1, 0, 0, 1)
    assert (resolve.share, resolve.gross_share) == (1.0, 0.0)


def test_what_is_not_decided_counts_nowhere() -> None:
    """A running goal is neither kept nor missed; one that was not owed has no share."""
    assert compliance(_judged(Log("II"), 0.1)) == ()
    assert ComplianceRow(None, None, None, None, 0, 0, 0, 0).share is None


ROWS = st.lists(
    st.builds(
        ComplianceRow,
        st.sampled_from(["acme", "other"]),
        st.sampled_from(["level", "urgency"]),
        st.sampled_from(["respond", "resolve"]),
        st.sampled_from([Level.I, Level.IV]),
        *(st.integers(0, 9) for _ in range(4)),
    ),
    max_size=20,
)


@given(ROWS, st.sets(st.sampled_from(Dimension)))
def test_totals_lose_nothing(rows: list[ComplianceRow], by: set[Dimension]) -> None:
    """However it is told apart, the counts add up to the same, and twice is once."""
    total = merged(rows, frozenset(by))
    for name in ("met", "breached", "gross_met", "gross_breached"):
        assert sum(getattr(row, name) for row in total) == sum(getattr(row, name) for row in rows)
    assert merged(merged(rows, frozenset(Dimension)), frozenset(by)) == total
    assert (len(total) == 1) or by or not rows


def test_a_breach_has_its_reason() -> None:
    """Net and gross misses are listed; the gross one says that only the pauses were its saving."""
    found = _judged(_excused_by_pause(), 31)
    listed = {
        breach.goal: (breach.by_gross_alone, breach.over_by, breach.reason)
        for breach in breaches(found, {("resolve@level", 1): "备件在途"})
    }
    assert listed["resolve@level"] == (True, 6 * HOUR, "备件在途")
    late = list(breaches(_judged(Log("II").add(EventKind.ACKNOWLEDGED, 2), 3), {}))
    respond = next(breach for breach in late if breach.goal == "respond@level")
    assert (respond.by_gross_alone, respond.over_by, respond.reason) == (False, 1.5 * HOUR, None)
    assert respond.breached_at == at(0.5)


def test_a_pause_shows_its_evidence() -> None:
    """Who asked, who answered, by which way, which attachment, and the events that say so."""
    (pause,) = pauses(_excused_by_pause().events)
    assert pause.reason is PauseReason.CUSTOMER_AUTHORISATION
    assert (pause.start, pause.end) == (at(2), at(10))
    assert (pause.asked_by, pause.answered_by) == ("甲", "某某公司 李工")
    assert (pause.asked_channel, pause.answered_channel) == (Channel.MONITOR, Channel.MONITOR)
    assert (pause.attachment, pause.seq, pause.end_seq) == ("7", 3, 4)
    assert pause.is_evidenced


@pytest.mark.parametrize(
    ("asked", "answered", "is_evidenced"),
    [
        pytest.param({}, {}, False, id="nobody is named"),
        pytest.param({"asked_by": "甲"}, {}, False, id="nobody answered"),
        pytest.param({}, {"answered_by": "乙"}, False, id="nobody asked"),
        pytest.param({"asked_by": "甲"}, {"answered_by": " "}, False, id="an empty name"),
        pytest.param({"asked_by": "甲"}, {"answered_by": "乙"}, True, id="both are named"),
        pytest.param({"asked_by": "甲", "answered_by": "乙"}, {}, True, id="both at the start"),
    ],
)
def test_a_pause_without_evidence_is_known(
    asked: dict[str, Any], answered: dict[str, Any], is_evidenced: bool
) -> None:
    """What nobody can show is counted as such."""
    log = Log("II").add(EventKind.PAUSED, 1, reason="appointment", **asked)
    log.add(EventKind.RESUMED, 2, **answered)
    assert pauses(log.events)[0].is_evidenced is is_evidenced


def test_a_pause_ends_with_its_fault() -> None:
    """Resolved while it rested; the next one belongs to the next cycle and still runs."""
    log = Log("II").add(EventKind.PAUSED, 1, reason="vendor").add(EventKind.RESOLVED, 3)
    log.add(EventKind.REOPENED, 4).add(EventKind.PAUSED, 5, reason="vendor", asked_by="甲")
    first, second = pauses(log.events)
    assert (first.cycle, first.end, first.end_seq) == (1, at(3), 3)
    assert (second.cycle, second.end, second.is_evidenced) == (2, None, True)
    assert pauses(()) == ()


def test_names_in_erased_text_are_no_evidence_any_more() -> None:
    """A redacted name leaves the pause, without who it was."""
    log = Log("II").add(EventKind.PAUSED, 1, reason="vendor", prose={"asked_by": "张三"})
    assert pauses(log.events)[0].asked_by == "张三"
    opened, paused = log.events
    erased = [opened, replace(paused, prose={})]
    assert pauses(erased)[0].asked_by is None


STEPS = st.lists(
    st.tuples(st.floats(0.01, 5), st.sampled_from(["pause", "recover", "relapse"])),
    min_size=1,
    max_size=12,
)


@given(steps=STEPS, reason=st.sampled_from(["customer_authorisation", "vendor"]))
def test_pauses_explain_the_whole_difference(steps: list[tuple[float, str]], reason: str) -> None:
    """What each pause excused adds up to what lies between gross and net, however they overlap."""
    log, hours, is_paused = Log("II"), 0.0, False
    for gap, step in steps:
        hours += gap
        if step == "pause" and not is_paused:
            log.add(EventKind.PAUSED, hours, reason=reason)
        elif step == "pause":
            log.add(EventKind.RESUMED, hours)
        else:
            log.add(EventKind.RECOVERED if step == "recover" else EventKind.RELAPSED, hours)
        is_paused ^= step == "pause"
    now = at(hours + 1)
    ticket = fold(log.events, TERMS, now)
    found = {one.goal: one for one in _judged(log, hours + 1)}
    for state in ticket.goals:
        if state.started_at is not None:
            told = sum(
                excused(one, state, ticket.cycle, AlwaysOpen(), now) for one in pauses(log.events)
            )
            assert told == found[state.goal.name].excused, state.goal.name
