"""The clocks that are made for speed say what the plain ones say, whatever happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at
from tests.ticketing.oracle.plain_fold import plain_fold
from ticketing.commands import LevelCause, PauseReason
from ticketing.events import EventKind
from ticketing.fold import fold
from ticketing.policy import Retarget, Terms, terms_of
from ticketing.policy_file import policy_from_text, preset_text

Change = Callable[[Log], Log]

LEVELS = st.sampled_from(["I", "II", "III", "IV"])
HOURS = st.one_of(st.integers(0, 60), st.floats(0, 200)).map(float)
PLAIN = st.sampled_from(
    [
        EventKind.ACKNOWLEDGED,
        EventKind.PLAN_SUBMITTED,
        EventKind.WORKAROUND_REPORTED,
        EventKind.ARRIVED_ON_SITE,
        EventKind.EMERGENCY_PLAN_SUBMITTED,
        EventKind.RECOVERED,
        EventKind.RELAPSED,
        EventKind.WENT_SILENT,
        EventKind.RESUMED,
        EventKind.SELF_RECOVERED,
        EventKind.REPORT_SUBMITTED,
        EventKind.CLOSED,
        EventKind.CANCELLED,
        EventKind.MERGED,
        EventKind.REOPENED,
        EventKind.COMMENTED,
    ]
)


def _plain(kind: EventKind, hours: float) -> Change:
    facts: dict[str, Any] = {"into": 9} if kind is EventKind.MERGED else {}
    return lambda log: log.add(kind, hours, **facts)


def _paused(hours: float, reason: PauseReason) -> Change:
    return lambda log: log.add(EventKind.PAUSED, hours, reason=reason.value)


def _changed(hours: float, level: str, cause: LevelCause) -> Change:
    return lambda log: log.add(EventKind.LEVEL_CHANGED, hours, level=level, cause=cause.value)


def _resolved(hours: float, restored: float | None) -> Change:
    restored_at = None if restored is None else at(restored)
    return lambda log: log.add(EventKind.RESOLVED, hours, restored_at=restored_at)


CHANGES = st.lists(
    st.one_of(
        st.builds(_plain, PLAIN, HOURS),
        st.builds(_paused, HOURS, st.sampled_from(PauseReason)),
        st.builds(_changed, HOURS, LEVELS, st.sampled_from(LevelCause)),
        st.builds(_resolved, HOURS, st.none() | HOURS),
    ),
    max_size=14,
)


@lru_cache(maxsize=16)
def terms(preset: str, calendar: str, reopened: Retarget, worsened: Retarget) -> Terms:
    policy = policy_from_text(preset_text(preset), preset)
    goals = tuple(replace(goal, calendar=calendar) for goal in policy.goals)
    changed = replace(policy, goals=goals, reopened=reopened, worsened=worsened)
    return terms_of(changed, version=1, zone="Asia/Shanghai")


@pytest.mark.parametrize("preset", ["contract-cn", "team"])
@settings(max_examples=300)
@given(
    level=LEVELS,
    changes=CHANGES,
    now=HOURS,
    calendar=st.sampled_from(["7x24", "5x8"]),
    reopened=st.sampled_from([Retarget.RESUME, Retarget.FROM_REOPENING]),
    worsened=st.sampled_from([Retarget.FROM_CHANGE, Retarget.FROM_REPORT]),
)
def test_fast_clocks_say_what_plain_ones_say(
    preset: str,
    level: str,
    changes: list[Change],
    now: float,
    calendar: str,
    reopened: Retarget,
    worsened: Retarget,
) -> None:
    """Cycles and every field of every goal are the same, for logs in any order of time."""
    log = Log(level)
    for change in changes:
        change(log)
    agreed = terms(preset, calendar, reopened, worsened)
    ticket = fold(log.events, agreed, at(now))
    cycles, goals = plain_fold(log.events, agreed, at(now))
    assert ticket.cycles == cycles
    assert ticket.goals == goals
