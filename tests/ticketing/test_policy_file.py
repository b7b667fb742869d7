"""Policies in YAML: the presets, and what a mistake is told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.lifecycle import Gate
from ticketing.policy import Retarget, scale, terms_of, with_tables
from ticketing.policy_file import PRESETS, policy_from_text, preset_text
from watchkeeper.core.errors import ConfigError, InvalidInput, WatchkeeperError
from watchkeeper.core.instants import HOUR, MINUTE, SECOND
from watchkeeper.core.levels import LEVELS, Level

MINIMAL = """\
policy: small
goals:
- {metric: respond, stop: acked, target: {'*': 30m}}
reach: {'*': {by: [mail]}}
"""


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_kept(name: str) -> None:
    """Every shipped policy reads, tells somebody at each level and compiles in any zone."""
    policy = policy_from_text(preset_text(name), name)
    assert policy.name == name
    assert set(policy.reach) == set(LEVELS)
    hours = terms_of(policy, version=1, zone="America/New_York").hours
    assert hours.keys() == {goal.calendar for goal in policy.goals}


def test_the_contract_has_both_tables_and_all_its_goals() -> None:
    """contract-cn: seven metrics, two tables, gates for report, reply and joint cause."""
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    assert policy.tables == ("level", "urgency")
    assert {goal.metric for goal in policy.goals} == {
        "respond",
        "plan",
        "workaround",
        "resolve",
        "onsite",
        "emergency_plan",
        "report",
    }
    assert policy.gates[Gate.CAUSE_AGREED] == {Level.I, Level.II}
    assert policy.worsened is Retarget.FROM_CHANGE


def test_only_the_tables_agreed_on_bind() -> None:
    """A customer with the level table alone has no goal of the urgency table."""
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    assert with_tables(policy, ("level",)).tables == ("level",)


def test_tables_that_nobody_named_are_all_of_them() -> None:
    """A contract that names none has every clock of its policy."""
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    assert with_tables(policy, ()).tables == ("level", "urgency")


def test_a_table_that_the_policy_has_not_is_refused() -> None:
    """A misspelt table must not silently take a clock away."""
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    with pytest.raises(InvalidInput, match="no table 'urgent'; known are level, urgency"):
        with_tables(policy, ("level", "urgent"))


def test_the_demo_divides_every_duration() -> None:
    """By 180: 30 min is 10 s, 2 h is 40 s, 3 h is 60 s; hours of the day are off."""
    policy = scale(policy_from_text(preset_text("contract-cn"), "contract-cn"), 180)
    respond, plan = policy.goals[0], policy.goals[2]
    (chain,) = policy.chains
    assert respond.targets[Level.II] == 10 * SECOND
    assert plan.targets[Level.II] == 40 * SECOND
    assert [step.at for step in chain.steps] == [40 * SECOND, 50 * SECOND, 60 * SECOND]
    assert chain.steps[2].repeat == 20 * SECOND
    assert policy.group_wait == 83
    assert policy.recovery.hysteresis == 5 * MINUTE // 180
    assert policy.recovery.reopen_within == 24 * HOUR // 180
    assert policy.pauses.limit == 120 * HOUR // 180
    assert all(reach.hours is None and reach.digest is None for reach in policy.reach.values())
    assert policy.goals[5].unresolved_after == 40 * SECOND


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        pytest.param("stop: acked", "stop: acket", 3, "stop cannot be", id="unknown stop"),
        pytest.param("respond,", "respond, anchr: opened,", 3, "did you mean 'anchor'", id="key"),
        pytest.param("30m", "30 minutes", 3, "is no duration", id="duration"),
        pytest.param("'*': 30m", "V: 30m", 3, "is no level", id="level"),
        pytest.param("'*': 30m", "record: 30m", 3, "opens no ticket", id="record"),
        pytest.param("[mail]", "[pigeon]", 4, "by cannot be 'pigeon'", id="way"),
        pytest.param("'*': {by", "I: {by", 1, "nobody would be told", id="silent levels"),
        pytest.param("acked,", "acked, when: hurry,", 3, "is no fact", id="condition"),
        pytest.param("acked,", "acked, calendar: 9to5,", 1, "no calendar", id="calendar"),
        pytest.param("acked,", "acked, arm: {breach_of: x},", 3, "no goal above", id="arming"),
        pytest.param("acked,", "acked, pause: like plan,", 3, "pause is a list", id="like nothing"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, problem: str) -> None:
    """file:line, and what to write instead."""
    with pytest.raises(ConfigError, match=problem) as caught:
        policy_from_text(MINIMAL.replace(old, new, 1), "policies/small.yml")
    assert caught.value.at == f"policies/small.yml:{line}"


@pytest.mark.parametrize(
    ("escalate", "problem"),
    [
        pytest.param("{anchor: reported, steps: []}", "at least one step", id="no step"),
        pytest.param(
            "{anchor: reported, steps: [{at: 2h, to: lead}, {at: 1h, to: lead}]}",
            "order of their times",
            id="steps out of order",
        ),
        pytest.param(
            "{anchor: reported, steps: [{at: 2h, to: role:boss}]}", "no key 'boss'", id="role"
        ),
        pytest.param("{of: [plan], at: [50%], to: [owner]}", "no key 'plan'", id="no such goal"),
        pytest.param("{of: [respond], at: [50%, 80%], to: [owner]}", "2 shares and 1", id="pairs"),
        pytest.param("{of: [respond], at: [0.5], to: [owner]}", "is no share", id="share"),
        pytest.param("{of: [respond], at: [150%], to: [owner]}", "between 1% and 100%", id="150%"),
    ],
)
def test_a_wrong_escalation_is_refused(escalate: str, problem: str) -> None:
    """A chain or warning that could not be kept is refused when it is read."""
    with pytest.raises(ConfigError, match=problem):
        policy_from_text(f"{MINIMAL}escalate:\n- {escalate}\n", "policies/small.yml")


def test_a_calendar_of_ones_own() -> None:
    """Several stretches a day, 24:00, a closed day and a day worked instead."""
    text = MINIMAL.replace("acked,", "acked, calendar: shop,") + (
        "calendars:\n"
        "  shop: {mon-fri: ['09:00-12:00', '13:00-24:00'], sat: '10:00-14:00',"
        " days: {2026-10-01: closed, 2026-10-10: workday}}\n"
    )
    spec = policy_from_text(text, "policies/small.yml").calendars["shop"]
    assert [len(spans) for spans in spec.weekly] == [2, 2, 2, 2, 2, 1, 0]
    assert sorted((str(day), len(spans)) for day, spans in spec.days.items()) == [
        ("2026-10-01", 0),
        ("2026-10-10", 2),
    ]


@given(st.text(alphabet="policygoalsreach:{}[]-,' \n*I1h%", max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Only our own errors come out of a broken file."""
    with contextlib.suppress(WatchkeeperError):
        policy_from_text(MINIMAL + text, "policies/small.yml")
