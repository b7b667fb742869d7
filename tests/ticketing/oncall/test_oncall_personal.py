"""Personal rules: who is told how after how long, and that nobody can opt out of being told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import ANN, BOB
from ticketing.notices import Way
from ticketing.oncall.personal import (
    PersonalRules,
    PersonalStep,
    Plan,
    Steps,
    Telling,
    plan_for,
)
from ticketing.oncall.personal_file import rules_from_node
from watchkeeper.access.model import PersonId
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import HOUR, MINUTE, Duration
from watchkeeper.core.levels import LEVELS, Level


def _steps(*steps: tuple[int, Way]) -> Steps:
    return tuple(PersonalStep(Duration(minutes * MINUTE), way) for minutes, way in steps)


LADDER = _steps((0, Way.CHAT), (5, Way.PAGE), (10, Way.CALL))


def _plan(
    *people: PersonId,
    level: Level = Level.I,
    rules: dict[PersonId, PersonalRules] | None = None,
    lacks: frozenset[Way] = frozenset(),
) -> Plan:
    def reaches(_: PersonId) -> Callable[[Way], bool]:
        return lambda way: way not in lacks

    return plan_for(
        people,
        level,
        rules_of=lambda person: (rules or {}).get(person, PersonalRules()),
        ways=(Way.PAGE, Way.CALL),
        reaches=reaches,
    )


def _told(tellings: tuple[Telling, ...]) -> list[tuple[int, str, str]]:
    return [(one.after // MINUTE, one.person, one.by.value) for one in tellings]


def test_without_rules_the_policys_ways_hold_at_once() -> None:
    plan = _plan(ANN)
    assert _told(plan.due(Duration(0))) == [(0, "ann", "page"), (0, "ann", "call")]
    assert plan.next_after(Duration(0)) is None


def test_steps_become_due_one_after_the_other() -> None:
    """At any time after the page the plan says what is due and when the next is."""
    plan = _plan(ANN, rules={ANN: PersonalRules({Level.I: LADDER})})
    assert _told(plan.due(Duration(0))) == [(0, "ann", "chat")]
    assert plan.next_after(Duration(0)) == 5 * MINUTE
    assert _told(plan.due(Duration(5 * MINUTE))) == [(0, "ann", "chat"), (5, "ann", "page")]
    assert plan.next_after(Duration(5 * MINUTE)) == 10 * MINUTE
    assert len(plan.due(Duration(HOUR))) == 3
    assert plan.next_after(Duration(10 * MINUTE)) is None


def test_rules_of_one_level_leave_the_others() -> None:
    rules = {ANN: PersonalRules({Level.I: LADDER})}
    assert _told(_plan(ANN, level=Level.II, rules=rules).tellings) == [
        (0, "ann", "page"),
        (0, "ann", "call"),
    ]


def test_everybody_has_their_own_steps() -> None:
    """Tellings of several people stand in the order of time."""
    plan = _plan(ANN, BOB, rules={ANN: PersonalRules({Level.I: LADDER})})
    assert _told(plan.tellings) == [
        (0, "ann", "chat"),
        (0, "bob", "page"),
        (0, "bob", "call"),
        (5, "ann", "page"),
        (10, "ann", "call"),
    ]


@pytest.mark.parametrize(
    ("lacks", "told", "skipped"),
    [
        ({Way.PAGE}, [(0, "chat"), (5, "call")], [2]),
        ({Way.CHAT}, [(0, "page"), (10, "call")], [1]),
        ({Way.CHAT, Way.PAGE}, [(0, "call")], [1, 2]),
        ({Way.CALL}, [(0, "chat"), (5, "page")], [3]),
        ({Way.CHAT, Way.PAGE, Way.CALL}, [], [1, 2, 3]),
    ],
    ids=["one in the middle", "the first", "two in a row", "the last", "all"],
)
def test_a_step_without_contact_is_skipped_at_once(
    lacks: set[Way], told: list[tuple[int, str]], skipped: list[int]
) -> None:
    """The next step takes its time; what was skipped is told to whoever looks."""
    plan = _plan(ANN, rules={ANN: PersonalRules({Level.I: LADDER})}, lacks=frozenset(lacks))
    assert [(after, by) for after, _, by in _told(plan.tellings)] == told
    assert [one.step for one in plan.skipped] == skipped


@pytest.mark.parametrize(
    ("level", "steps", "words"),
    [
        (Level.IV, (), "between 1 and 10"),
        (Level.IV, _steps(*[(0, Way.MAIL)] * 11), "between 1 and 10"),
        (Level.IV, _steps((5, Way.MAIL)), "at once"),
        (Level.IV, _steps((0, Way.MAIL), (9, Way.MAIL), (8, Way.MAIL)), "in the order"),
        (Level.IV, _steps((0, Way.MAIL), (1441, Way.MAIL)), "at most 24h"),
        (Level.I, _steps((0, Way.MAIL), (1, Way.CHAT)), "level I a call or page"),
        (Level.II, _steps((0, Way.MAIL), (16, Way.CALL)), "level II a call or page"),
    ],
    ids=[
        "no step",
        "too many",
        "a delay before the first",
        "not in their order",
        "after a day",
        "only quiet ones at level I",
        "loud too late at level II",
    ],
)
def test_rules_by_which_somebody_would_not_be_told_are_refused(
    level: Level, steps: Steps, words: str
) -> None:
    """A person chooses how they are told, not whether."""
    with pytest.raises(InvalidInput, match=words):
        PersonalRules({level: steps})


def test_rules_are_read_from_yaml() -> None:
    """A way alone is told at once; * stands for the levels not named."""
    rules = rules_from_node(
        parse_yaml('{I: call, II: [page, {after: 5m, by: call}], "*": [chat, mail]}', name="f")
    )
    assert rules.steps == {
        Level.I: _steps((0, Way.CALL)),
        Level.II: _steps((0, Way.PAGE), (5, Way.CALL)),
        Level.III: _steps((0, Way.CHAT), (0, Way.MAIL)),
        Level.IV: _steps((0, Way.CHAT), (0, Way.MAIL)),
    }


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[call]", "f:1: notify has levels"),
        ("\nI: call\nV: call", "f:2: 'V'"),
        ("record: call", "f:1: record opens no ticket"),
        ("I: call\nII: shout", "f:2: a step cannot be 'shout'; known are call"),
        ("I: call\nII: [{by: page, afer: 1m}]", "f:2: there is no key 'afer'; did you mean"),
        ("I: call\nII: [mail]", "f:2: at level II a call or page must come"),
        ('I: call\n"*": mail', "f:2: at level II a call or page must come"),
        ("I: call\nIII: [{by: mail, after: soon}]", "f:2: 'soon' is no duration"),
    ],
    ids=[
        "no levels",
        "an unknown level",
        "record",
        "an unknown way",
        "an unknown key",
        "too quiet",
        "too quiet by the star",
        "no duration",
    ],
)
def test_a_mistake_in_rules_is_told_with_its_place(written: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rules_from_node(parse_yaml(written, name="f"))
    assert words in str(caught.value)


delays = st.lists(st.integers(1, 1440), max_size=9).map(lambda more: [0, *sorted(more)])
ladders = st.builds(
    lambda times, ways: tuple(
        PersonalStep(Duration(time * MINUTE), way) for time, way in zip(times, ways, strict=False)
    ),
    delays,
    st.lists(st.sampled_from(list(Way)), min_size=10, max_size=10),
)


@given(
    steps=ladders,
    lacks=st.frozensets(st.sampled_from(list(Way))),
    waited=st.integers(0, 25 * HOUR).map(Duration),
)
def test_asking_when_told_to_misses_no_step(
    steps: Steps, lacks: frozenset[Way], waited: Duration
) -> None:
    """Each step is told or skipped, none later than written, the first that can be told at once."""
    plan = _plan(ANN, level=Level.III, rules={ANN: PersonalRules({Level.III: steps})}, lacks=lacks)
    numbers = sorted(one.step for one in (*plan.tellings, *plan.skipped))
    assert numbers == list(range(1, len(steps) + 1))
    assert all(one.after <= steps[one.step - 1].after for one in plan.tellings)
    assert [one.after for one in plan.tellings[:1]] in ([], [0])
    due, upcoming = plan.due(waited), plan.next_after(waited)
    assert (upcoming is None) == (len(due) == len(plan.tellings))
    if upcoming is not None:
        assert len(plan.due(upcoming)) > len(due)
        assert plan.due(Duration(upcoming - 1)) == due


def test_every_level_is_known() -> None:
    """The star reaches each level that opens tickets."""
    rules = rules_from_node(parse_yaml('"*": call', name="f"))
    assert set(rules.steps) == set(LEVELS)
