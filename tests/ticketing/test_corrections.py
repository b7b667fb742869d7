"""An event that happened at another time than was written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from tests.ticketing.story import ENGINEER, START, Story
from ticketing import commands as c
from ticketing.events import EventKind, first_broken_link
from ticketing.goal_state import GoalState, Verdict
from ticketing.log.as_of import known_at
from ticketing.ticket import Ticket
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.levels import Level


def goal_of(ticket: Ticket, name: str = "respond@level") -> GoalState:
    return next(goal for goal in ticket.goals if goal.goal.name == name)


def corrected(log: Log, seq: int, hours: float, *, at_hours: float) -> Log:
    return log.add(EventKind.CORRECTED, at_hours, seq=seq, happened_at=at(hours))


def test_an_acknowledgement_that_was_typed_late_clears_its_verdict() -> None:
    """P15: as corrected it was in time; as known until then, it was late."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1)
    assert goal_of(log.ticket(2)).verdict is Verdict.BREACHED
    corrected(log, 2, 0.25, at_hours=2)
    assert goal_of(log.ticket(3)).verdict is Verdict.MET
    known = known_at(log.events, contract(), at(1.5))
    assert known is not None
    assert goal_of(known).verdict is Verdict.BREACHED


@given(first=st.floats(0.1, 5), second=st.floats(0.1, 5), now=st.floats(6, 90))
def test_corrected_is_as_if_written_rightly_at_once(
    first: float, second: float, now: float
) -> None:
    """The clocks after corrections are those of a log that was right from the start."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 5).add(EventKind.PAUSED, 5, reason="appointment")
    corrected(log, 2, first, at_hours=5.5)
    corrected(log, 3, second, at_hours=5.6)
    right = Log("II").add(EventKind.ACKNOWLEDGED, first)
    right.add(EventKind.PAUSED, second, reason="appointment")
    assert log.ticket(now).goals == right.ticket(now).goals
    assert log.ticket(now).cycles == right.ticket(now).cycles


def test_a_second_correction_counts_in_place_of_the_first() -> None:
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1)
    corrected(log, 2, 0.25, at_hours=2)
    corrected(log, 2, 0.75, at_hours=3)
    assert goal_of(log.ticket(4)).stopped_at == at(0.75)


def correct(seq: int, minutes: float) -> c.Correct:
    happened_at = Instant(round(START + minutes * MINUTE))
    return c.Correct(number=1, actor=ENGINEER, seq=seq, happened_at=happened_at, reason="by phone")


async def acknowledged_late(story: Story) -> int:
    await story.call_in(Level.II)
    await story.pass_time(hours=1)
    await story.acknowledge()
    return (await story.events(1, EventKind.ACKNOWLEDGED))[0].seq


async def test_a_correction_leaves_the_log_as_it_was(story: Story) -> None:
    """The entry stays, the chain holds, and a restart sees the corrected time."""
    seq = await acknowledged_late(story)
    before = await story.events()
    await story.do(correct(seq, 10))
    after = await story.events()
    assert after[: len(before)] == before
    assert first_broken_link(after) is None
    again = Story(story.database, clock=story.clock)
    view = await again.do(c.Comment(number=1, actor=ENGINEER, text="so it was"))
    assert view.row.acknowledged_at == START + 10 * MINUTE
    respond = view.goal("respond@level")
    assert respond is not None
    assert respond.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("seq", "minutes", "why"),
    [
        (99, 10, "no entry"),
        (1, 10, "only what a person did"),
        (2, 10, "only what a person did"),
        (0, 10, "no entry"),
    ],
    ids=["no such entry", "the opening", "a decision of the machine", "before the first"],
)
async def test_only_what_a_person_did_is_corrected(
    story: Story, seq: int, minutes: float, why: str
) -> None:
    """The opening and the machine's own entries stand as they are."""
    await acknowledged_late(story)
    with pytest.raises(InvalidInput, match=why):
        await story.do(correct(seq, minutes))


@pytest.mark.parametrize(
    ("minutes", "why"),
    [(-1, "before the fault was reported"), (61, "not happened yet")],
    ids=["before the report", "after it was written down"],
)
async def test_a_corrected_time_lies_between_report_and_record(
    story: Story, minutes: float, why: str
) -> None:
    seq = await acknowledged_late(story)
    with pytest.raises(InvalidInput, match=why):
        await story.do(correct(seq, minutes))


async def test_an_earlier_cycle_is_corrected_no_more(story: Story) -> None:
    """What a reopening left behind is judged; its times stay."""
    seq = await acknowledged_late(story)
    await story.resolve()
    await story.do(c.Reopen(number=1, actor=ENGINEER, reason="again"))
    with pytest.raises(InvalidInput, match="earlier time"):
        await story.do(correct(seq, 10))
