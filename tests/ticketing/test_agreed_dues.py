"""Due times that the customer agreed with, and delays that are explained."""

from __future__ import annotations

import pytest

from tests.ticketing.logs import Log, at
from tests.ticketing.story import ENGINEER, START, Story
from ticketing import commands as c
from ticketing.events import EventKind
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.ticket import Ticket
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.core.levels import Level


def goal_of(ticket: Ticket, name: str) -> GoalState:
    return next(goal for goal in ticket.goals if goal.goal.name == name)


def agreed(due: float) -> Log:
    return Log("IV").add(EventKind.DUE_AGREED, 3, metric="resolve", due_at=at(due))


def test_an_appointment_drives_and_the_promise_is_judged_apart() -> None:
    """R30: five days were promised, the appointment is in eight: one is missed, the other is kept."""
    log = agreed(8 * 24).add(EventKind.RESOLVED, 7 * 24, restored_at=at(7 * 24))
    ticket = log.ticket(9 * 24)
    promise, appointment = goal_of(ticket, "resolve@level"), goal_of(ticket, "resolve@agreed")
    assert (promise.verdict, promise.is_driving) == (Verdict.BREACHED, False)
    assert (appointment.verdict, appointment.is_driving) == (Verdict.MET, True)


def test_a_pause_does_not_move_an_agreed_time() -> None:
    """What was agreed is an instant, not a length (glpi#17186)."""
    log = agreed(48).add(EventKind.PAUSED, 10, reason="appointment").add(EventKind.RESUMED, 30)
    ticket = log.ticket(40)
    assert goal_of(ticket, "resolve@agreed").due_at == at(48)
    assert goal_of(ticket, "resolve@level").due_at == at(5 * 24 + 20)


@pytest.mark.parametrize(
    ("solved", "now", "state"),
    [
        (None, 47.9, ClockState.RUNNING),
        (None, 48, ClockState.BREACHED),
        (48, 60, ClockState.MET),
        (48.1, 60, ClockState.BREACHED),
    ],
    ids=["before", "at the instant, unsolved", "solved at the instant", "solved after"],
)
def test_an_agreed_time_is_kept_until_its_instant(
    solved: float | None, now: float, state: ClockState
) -> None:
    """A stop at the very instant is in time, as with every goal."""
    log = agreed(48)
    if solved is not None:
        log.add(EventKind.RESOLVED, solved, restored_at=at(solved))
    assert goal_of(log.ticket(now), "resolve@agreed").state is state


def test_what_was_withdrawn_is_judged_no_more() -> None:
    log = agreed(48).add(EventKind.DUE_WITHDRAWN, 5, metric="resolve")
    ticket = log.ticket(60)
    assert [goal.goal.name for goal in ticket.goals if goal.goal.metric == "resolve"] == [
        "resolve@level"
    ]
    assert goal_of(ticket, "resolve@level").is_driving


def test_a_new_cycle_has_no_agreed_time() -> None:
    """What was agreed for one fault does not bind the next."""
    log = agreed(48).add(EventKind.RESOLVED, 20, restored_at=at(20)).add(EventKind.REOPENED, 30)
    assert all(goal.goal.table != "agreed" for goal in log.ticket(31).goals)


async def agree(story: Story, hours: float, metric: str = "resolve") -> None:
    due_at = Instant(round(START + hours * HOUR))
    await story.do(
        c.AgreeDue(number=1, actor=ENGINEER, metric=metric, due_at=due_at, agreed_by="Ms Li")
    )


async def test_a_second_agreement_may_be_missed_once_more(story: Story) -> None:
    """Each agreed time that goes by is told; what was told is not told again."""
    await story.call_in(Level.IV)
    await story.acknowledge()
    await agree(story, 10)
    await story.pass_time(hours=11)
    await agree(story, 20)
    await story.pass_time(hours=30)
    assert await story.when(EventKind.BREACHED, goal="resolve@agreed") == [10, 20]


async def test_only_a_running_goal_gets_another_time(story: Story) -> None:
    """A goal that the ticket has not, or a time that is over, is refused with what there is."""
    await story.call_in(Level.IV)
    with pytest.raises(InvalidInput, match=r"running are .*resolve"):
        await agree(story, 10, metric="onsite")
    with pytest.raises(InvalidInput, match="future"):
        await agree(story, -1)


async def test_a_delay_is_explained_where_there_was_one(story: Story) -> None:
    """Why a goal was missed is written down for that goal, never for one that was kept."""
    await story.call_in(Level.II)
    explain = c.ExplainBreach(number=1, actor=ENGINEER, goal="respond@level", reason="no signal")
    with pytest.raises(InvalidInput, match="was not missed"):
        await story.do(explain)
    await story.pass_time(hours=1)
    view = await story.do(explain)
    assert view.timeline[-1].kind is EventKind.BREACH_EXPLAINED
    assert view.timeline[-1].prose == {"reason": "no signal"}
