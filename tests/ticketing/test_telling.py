"""People's own notification rules: how they are told, after how long, until somebody answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.story import DIRECTOR, ENGINEER, MANAGER, Story
from ticketing.directory import Contact, Person
from ticketing.notices import MessageKind, Way
from ticketing.oncall.personal import PersonalRules
from ticketing.oncall.personal_file import rules_from_node
from ticketing.telling import BEGINS, NO_RULES, tellings_of
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import HOUR, MINUTE, Duration
from watchkeeper.core.levels import LEVELS, Level

POLICY = (Way.PAGE, Way.CALL)


def rules(text: str) -> PersonalRules:
    return rules_from_node(parse_yaml(text, name="people.yml"))


OWN = rules("{II: [page, {after: 5m, by: call}], III: chat}")


def told(
    kind: MessageKind,
    *,
    level: Level = Level.II,
    waited: int = 0,
    has_answered: bool = False,
    own: PersonalRules = OWN,
    kinds: tuple[str, ...] = ("mail", "phone"),
) -> list[tuple[Way, int]]:
    person = Person(
        ENGINEER, "E", "en", "UTC", tuple(Contact(kind, f"{kind}-address") for kind in kinds)
    )
    found = tellings_of(
        kind,
        POLICY,
        to=ENGINEER,
        person=person,
        level=level,
        waited=Duration(waited),
        has_answered=has_answered,
        rules=own,
    )
    return [(one.by, one.after) for one in found]


AT_ONCE = [(Way.PAGE, 0), (Way.CALL, 0)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (told(MessageKind.OPENED), [(Way.PAGE, 0), (Way.CALL, 5 * MINUTE)]),
        (told(MessageKind.OPENED, level=Level.III), [(Way.CHAT, 0)]),
        (told(MessageKind.OPENED, level=Level.I), AT_ONCE),
        (told(MessageKind.OPENED, own=NO_RULES), AT_ONCE),
        (told(MessageKind.OPENED, kinds=()), AT_ONCE),
        (told(MessageKind.STILL_UNANSWERED, waited=4 * MINUTE), [(Way.PAGE, 0)]),
        (told(MessageKind.STILL_UNANSWERED, waited=10 * MINUTE), [(Way.CALL, 0)]),
        (told(MessageKind.RESOLVED), AT_ONCE),
        (told(MessageKind.WORSENED, has_answered=True), [(Way.PAGE, 0)]),
    ],
    ids=[
        "step after step",
        "another level by its own step",
        "a level they said nothing of",
        "nobody's rules",
        "without any contact the fallback person is found by the policy's ways",
        "a repeat before their second step",
        "a repeat after it",
        "what asks for no answer",
        "to who has answered, the first step alone",
    ],
)
def test_how_somebody_is_told(
    found: list[tuple[Way, int]], expected: list[tuple[Way, int]]
) -> None:
    """By their own steps where they have some for the level, else as the policy says."""
    assert found == expected


@settings(max_examples=50)
@given(
    kind=st.sampled_from(MessageKind),
    level=st.sampled_from(LEVELS),
    waited=st.integers(min_value=0, max_value=48 * HOUR),
    kinds=st.sets(st.sampled_from(["mail", "phone", "wecom", "sms"])),
)
def test_rules_choose_how_never_whether(
    kind: MessageKind, level: Level, waited: int, kinds: set[str]
) -> None:
    """Whatever is told and whoever has which contacts: something goes out at once."""
    found = told(kind, level=level, waited=waited, kinds=tuple(sorted(kinds)))
    assert found
    assert min(after for _, after in found) == 0
    assert kind in BEGINS or all(after == 0 for _, after in found)


async def _waiting(story: Story, person: str = ENGINEER) -> dict[str, int]:
    """Return what waits for a person: each way, and in how many minutes."""
    rows = await story.messages(recipient=person, state="queued")
    return {row["way"]: (row["not_before"] - story.clock.now()) // MINUTE for row in rows}


async def test_an_acknowledgement_cancels_the_steps_to_come_in_its_transaction(
    story: Story,
) -> None:
    """The page goes out, the call waits; who answers after two minutes is not called."""
    story.staff.own_rules[ENGINEER] = OWN
    await story.fire(level=Level.II)
    assert (await _waiting(story))["call"] == 5
    await story.pass_time(minutes=2)
    await story.acknowledge()
    assert await _waiting(story) == {}
    await story.pass_time(minutes=10)
    assert await story.messages(recipient=ENGINEER, way="call", state="queued") == []


async def test_somebody_else_s_answer_cancels_them_too(story: Story) -> None:
    """Nobody is called to a ticket that a colleague has taken."""
    story.staff.own_rules[ENGINEER] = OWN
    await story.fire(level=Level.II)
    await story.acknowledge(by=MANAGER)
    assert await _waiting(story) == {}


async def test_a_step_of_the_chain_comes_by_the_rules_of_who_is_called(story: Story) -> None:
    """R23's people, too, are told as they wish, and their later steps end when the fault does."""
    story.staff.own_rules[MANAGER] = rules("{II: [page, {after: 10m, by: call}]}")
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.pass_time(hours=2, minutes=1)
    rows = await story.messages(recipient=MANAGER, kind="escalated")
    assert [row["way"] for row in rows] == ["page", "call"]
    assert rows[1]["not_before"] - rows[0]["not_before"] == 10 * MINUTE
    assert len({row["dedup_key"] for row in rows}) == 2
    await story.acknowledge(by=MANAGER)
    assert await _waiting(story, MANAGER) == {}
    assert await story.messages(recipient=DIRECTOR) == []
