"""The contract's requirements on tickets, by their numbers (REQUIREMENTS.md)."""

from __future__ import annotations

import pytest

from tests.ticketing.story import DEPUTY, DIRECTOR, ENGINEER, FALLBACK, MANAGER, Story
from ticketing import commands as c
from ticketing.directory import Role
from ticketing.events import Channel, EventKind
from ticketing.lifecycle import TicketState
from ticketing.views import ClockState, TicketView, Verdict
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant, instant_from_rfc3339
from watchkeeper.core.levels import Level

SATURDAY_NIGHT = instant_from_rfc3339("2026-10-03T18:00:00Z")  # 02:00 in a national holiday


def _targets(view: TicketView) -> dict[str, int]:
    return {goal.goal: goal.target for goal in view.goals}


async def test_R4_clocks_run_on_holidays_and_at_night(story: Story) -> None:
    """A fault reported on a holiday night has the same times as one on a Monday morning."""
    await story.clock.advance(Instant(max(SATURDAY_NIGHT, story.clock.now())))
    await story.fire(level=Level.I)
    opened_at = (await story.view()).row.opened_at

    due = {goal.goal: goal.due_at for goal in (await story.view()).goals}
    assert due["respond@level"] == opened_at + 30 * MINUTE
    assert due["resolve@level"] == opened_at + 12 * HOUR


async def test_R5_unsolved_after_two_hours_somebody_is_on_site_within_one(story: Story) -> None:
    """The visit is armed two hours after the report and due one hour later; arriving meets it."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.pass_time(hours=2, minutes=30)
    before = (await story.view()).goal("onsite")
    await story.do(c.ArriveOnSite(number=1, actor=ENGINEER))
    after = (await story.view()).goal("onsite")

    assert before is not None
    assert after is not None
    assert before.state is ClockState.RUNNING
    assert before.due_at == (await story.view()).reported_at + 3 * HOUR
    assert after.verdict is Verdict.MET


async def test_R6_an_open_fault_always_has_a_next_step(story: Story) -> None:
    """However long nobody answers, somebody is told again later."""
    for index, level in enumerate((Level.I, Level.II, Level.III, Level.IV), start=1):
        await story.fire(f"Fault{index}", level=level)
    await story.pass_time(hours=24 * 9)

    for row in await story.open_tickets():
        assert (await story.view(row.number)).next_steps, row.level


async def test_R20_four_words_of_urgency_are_judged_beside_the_levels(story: Story) -> None:
    """Both tables are bound; each has its own verdict for the response."""
    await story.fire(level=Level.I)
    await story.pass_time(minutes=20)
    await story.acknowledge()
    view = await story.view()

    urgency, level = view.goal("respond@urgency"), view.goal("respond@level")
    assert urgency is not None
    assert level is not None
    assert (urgency.verdict, level.verdict) == (Verdict.BREACHED, Verdict.MET)


async def test_R21_an_urgent_fault_is_answered_within_fifteen_minutes(story: Story) -> None:
    """Level I pages and calls at once, and the strictest response goal is fifteen minutes."""
    await story.fire(level=Level.I)
    view = await story.view()

    assert view.row.next_goal is not None
    assert view.row.next_goal.goal == "respond@urgency"
    assert view.row.next_goal.due_at == view.row.opened_at + 15 * MINUTE
    told = await story.messages(kind="opened")
    assert {row["way"] for row in told} == {"page", "call"}
    assert {row["not_before"] for row in told} == {view.row.opened_at}


async def test_R22_at_level_one_a_clock_rests_for_written_authorisation_only(
    story: Story,
) -> None:
    """Waiting for a vendor or a customer's answer is refused as a pause; authorisation is not."""
    await story.fire(level=Level.I)
    await story.acknowledge()
    with pytest.raises(Conflict, match="written_authorisation"):
        await story.do(c.Pause(number=1, actor=ENGINEER, reason=c.PauseReason.VENDOR))
    paused = await story.do(
        c.Pause(number=1, actor=ENGINEER, reason=c.PauseReason.WRITTEN_AUTHORISATION)
    )

    goal = paused.goal("resolve")
    assert paused.row.state is TicketState.PENDING
    assert goal is not None
    assert goal.state is ClockState.PAUSED


async def test_R23_two_hours_after_the_fault_occurred_the_chain_begins(story: Story) -> None:
    """The chain counts from the first bad sample, in order, until it is solved."""
    await story.fire(level=Level.II, failing_for=30 * MINUTE)
    await story.pass_time(hours=5)

    assert await story.when(EventKind.ESCALATED, step=1) == [pytest.approx(1.5)]
    assert await story.when(EventKind.ESCALATED, step=2) == [pytest.approx(2)]
    assert (await story.when(EventKind.ESCALATED, step=3))[:3] == [
        pytest.approx(2.5),
        pytest.approx(3.5),
        pytest.approx(4.5),
    ]
    told = [e.data["to"] for e in await story.events(1, EventKind.ESCALATED)]
    assert told[:3] == [[MANAGER], [DIRECTOR], [DEPUTY]]

    await story.resolve()
    count = len(await story.events(1, EventKind.ESCALATED))
    await story.clear()
    await story.pass_time(hours=6)
    assert len(await story.events(1, EventKind.ESCALATED)) == count


async def test_R23_a_chain_that_begins_late_keeps_its_distances(story: Story) -> None:
    """A fault that is five hours old when it is reported calls the first at once, the others spaced."""
    begun = Instant(story.clock.now() - 5 * HOUR)
    await story.call_in(Level.I, occurred_at=begun, reported_at=story.clock.now())
    await story.pass_time(hours=2)

    assert await story.when(EventKind.ESCALATED, step=1) == [0]
    assert await story.when(EventKind.ESCALATED, step=2) == [pytest.approx(0.5)]
    assert (await story.when(EventKind.ESCALATED, step=3))[0] == pytest.approx(1)


async def test_R23_calls_rest_while_the_fault_is_gone(story: Story) -> None:
    """Recovered but not confirmed: nobody up the chain is called; a relapse resumes it."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.pass_time(hours=1)
    await story.clear()
    await story.pass_time(hours=4)
    assert await story.when(EventKind.ESCALATED) == []

    await story.fire(level=Level.II)
    await story.pass_time(hours=2)
    assert await story.when(EventKind.ESCALATED, step=1) == [pytest.approx(6)]


async def test_R23_a_worsened_fault_counts_from_when_it_worsened(story: Story) -> None:
    """A level III ticket that becomes II after ten hours calls the manager two hours later."""
    await story.fire(level=Level.III)
    await story.acknowledge()
    await story.pass_time(hours=10)
    await story.fire(level=Level.II)
    await story.pass_time(hours=3)

    assert await story.when(EventKind.ESCALATED, step=1) == [pytest.approx(12)]


async def test_R23_a_role_without_holder_goes_to_the_fallback_person(story: Story) -> None:
    """An empty step of the chain is not lost: the fallback person is told, and it is noted."""
    story.staff.roles[Role.PROJECT_MANAGER] = ()
    await story.fire(level=Level.II)
    await story.pass_time(hours=2)

    (step,) = await story.events(1, EventKind.ESCALATED)
    assert step.data["to"] == [FALLBACK]
    assert step.data["vacant"] == ["project_manager"]


async def test_R23_a_manager_who_answered_gets_the_hourly_report(story: Story) -> None:
    """After the deputy acknowledged he is written to each hour, no longer called."""
    await story.fire(level=Level.I)
    await story.pass_time(hours=3, minutes=10)
    await story.acknowledge(by=DEPUTY)
    await story.pass_time(hours=2)

    reports = await story.messages(kind="hourly_report")
    assert {row["recipient"] for row in reports} == {DEPUTY}
    assert {row["way"] for row in reports} == {"chat", "mail"}


@pytest.mark.parametrize(
    ("level", "urgency_respond", "resolve"),
    [
        pytest.param(Level.I, 15 * MINUTE, 12 * HOUR, id="R27 level I: 12 h"),
        pytest.param(Level.II, HOUR, 24 * HOUR, id="R28 level II: 24 h"),
        pytest.param(Level.III, HOUR, 48 * HOUR, id="R29 level III: 48 h"),
        pytest.param(Level.IV, HOUR, 5 * DAY, id="R30 level IV: five days"),
    ],
)
async def test_R27_R28_R29_R30_targets_of_the_levels(
    story: Story, level: Level, urgency_respond: int, resolve: int
) -> None:
    """Response 30 min, plan 2 h, resolution by level; the urgency table beside it."""
    targets = _targets(await story.call_in(level))

    assert targets["respond@level"] == 30 * MINUTE
    assert targets["respond@urgency"] == urgency_respond
    assert targets["plan@level"] == 2 * HOUR
    assert targets["resolve@level"] == resolve


async def test_R27_level_one_answered_planned_and_solved_in_time(story: Story) -> None:
    """Level I: the three promises are kept one minute before their ends."""
    await story.fire(level=Level.I)
    await story.pass_time(minutes=29)
    await story.acknowledge()
    await story.pass_time(minutes=90)
    await story.submit_plan()
    await story.pass_time(hours=10)
    view = await story.resolve()

    for goal in ("respond@level", "plan@level", "resolve@level"):
        found = view.goal(goal)
        assert found is not None
        assert found.verdict is Verdict.MET, goal


async def test_R28_level_two_is_late_one_minute_after_a_day(story: Story) -> None:
    """Level II: resolved at 24 h 1 min is a breach, with the response and the plan kept."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.submit_plan()
    await story.pass_time(hours=24, minutes=1)
    view = await story.resolve()

    resolve, plan = view.goal("resolve"), view.goal("plan")
    assert resolve is not None
    assert plan is not None
    assert (resolve.verdict, plan.verdict) == (Verdict.BREACHED, Verdict.MET)
    assert resolve.breached_at == view.reported_at + 24 * HOUR


async def test_R29_level_three_has_two_days(story: Story) -> None:
    """Level III: nobody up the chain is called, and the resolution breaks after 48 h."""
    await story.fire(level=Level.III)
    await story.acknowledge()
    await story.pass_time(hours=49)

    assert await story.when(EventKind.BREACHED, goal="resolve@level") == [48]
    assert await story.when(EventKind.ESCALATED) == []


async def test_R26_faults_of_one_level_stand_in_the_customers_order(story: Story) -> None:
    """Level first, then the customer's rank, then what is due first."""
    await story.call_in(Level.II, summary="first")
    await story.call_in(Level.II, summary="second")
    await story.call_in(Level.I, summary="worst")
    await story.do(c.SetRank(number=2, actor=ENGINEER, rank=1, requested_by="Ms Li"))

    assert [row.title for row in await story.open_tickets()] == ["worst", "second", "first"]
    with pytest.raises(InvalidInput, match="who asked for it"):
        await story.do(c.SetRank(number=1, actor=ENGINEER, rank=2, requested_by=" "))


async def test_R31_the_handling_plan_is_due_in_two_hours_and_needs_words(story: Story) -> None:
    """An empty plan is refused; a plan stops the clock; without one it breaks at 2 h."""
    await story.fire(level=Level.III)
    await story.fire("Other", level=Level.IV)
    with pytest.raises(InvalidInput, match="the solution is missing"):
        await story.do(c.SubmitPlan(number=1, actor=ENGINEER, solution="  "))
    planned = await story.submit_plan()
    await story.pass_time(hours=2, minutes=1)

    goal, other = planned.goal("plan"), (await story.view(2)).goal("plan")
    assert goal is not None
    assert other is not None
    assert goal.verdict is Verdict.MET
    assert other.verdict is Verdict.BREACHED
    assert planned.timeline[-1].prose["solution"] == "restart"


async def test_R32_the_emergency_plan_is_armed_by_the_missed_resolution(story: Story) -> None:
    """Level I unsolved after 12 h: an emergency plan within 16 h of the report, and only then."""
    await story.fire(level=Level.I)
    await story.acknowledge()
    await story.pass_time(hours=11, minutes=59)
    waiting = (await story.view()).goal("emergency_plan")
    await story.pass_time(minutes=2)
    armed = (await story.view()).goal("emergency_plan")
    await story.do(c.SubmitEmergencyPlan(number=1, actor=ENGINEER, plan="move to the spare"))
    met = (await story.view()).goal("emergency_plan")

    assert waiting is not None
    assert armed is not None
    assert met is not None
    assert waiting.state is ClockState.WAITING
    assert armed.due_at == (await story.view()).reported_at + 16 * HOUR
    assert met.verdict is Verdict.MET


async def test_R32_the_emergency_plan_follows_the_pauses_of_the_resolution(story: Story) -> None:
    """Four hours of written authorisation move both due times alike."""
    await story.fire(level=Level.I)
    await story.acknowledge()
    reason = c.PauseReason.WRITTEN_AUTHORISATION
    await story.do(c.Pause(number=1, actor=ENGINEER, reason=reason))
    await story.pass_time(hours=4)
    await story.do(c.Resume(number=1, actor=ENGINEER))
    await story.pass_time(hours=13)

    view = await story.view()
    resolve, plan = view.goal("resolve"), view.goal("emergency_plan")
    assert resolve is not None
    assert plan is not None
    assert resolve.breached_at == view.reported_at + 16 * HOUR
    assert plan.due_at == view.reported_at + 20 * HOUR


async def test_R33_the_report_is_due_a_day_after_the_resolution(story: Story) -> None:
    """Four fields are mandatory; without the report the ticket resolves but does not close."""
    await story.fire(level=Level.III)
    await story.acknowledge()
    await story.clear()
    await story.pass_time(hours=1)
    resolved = await story.resolve()
    assert resolved.report_due_at == story.clock.now() + 24 * HOUR
    with pytest.raises(Conflict, match="handling report has not been submitted"):
        await story.do(c.Close(number=1, actor=ENGINEER))
    with pytest.raises(InvalidInput, match="the losses is missing"):
        await story.do(
            c.SubmitReport(
                number=1, actor=ENGINEER, kind="disk", cause="full", method="grown", losses=""
            )
        )
    await story.submit_report()
    closed = await story.do(c.Close(number=1, actor=ENGINEER))

    report = closed.goal("report")
    assert report is not None
    assert report.verdict is Verdict.MET
    assert closed.row.state is TicketState.CLOSED


async def test_R33_a_report_that_does_not_come_breaks_after_a_day(story: Story) -> None:
    """The owner, then the lead, then the project manager hear of it."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.clear()
    await story.resolve()
    await story.pass_time(hours=25)

    assert await story.when(EventKind.BREACHED, goal="report@level") == [24]
    told = [row["recipient"] for row in await story.messages(kind="breached")]
    assert MANAGER in told


async def test_R2_the_customer_agrees_with_the_cause_before_the_end(story: Story) -> None:
    """Levels I and II close only after the customer agreed with the cause; III does not ask."""
    await story.fire(level=Level.II)
    await story.clear()
    await story.pass_time(minutes=6)
    await story.resolve()
    await story.submit_report()
    with pytest.raises(Conflict, match="has not agreed with the cause"):
        await story.do(c.Close(number=1, actor=ENGINEER))
    await story.do(c.AgreeCause(number=1, actor=ENGINEER, agreed_by="Ms Li"))

    closed = await story.do(c.Close(number=1, actor=ENGINEER))
    assert closed.row.state is TicketState.CLOSED


async def test_R34_data_loss_and_recovery_point_are_recorded(story: Story) -> None:
    """The resolution says whether data was lost, to which point it came back, and where it stands."""
    await story.fire(level=Level.III)
    point = Instant(story.clock.now() - HOUR)
    view = await story.resolve(
        data_loss=c.DataLoss.PARTIAL, recovery_point=point, recovery_document="doc/7"
    )

    assert view.resolution is not None
    assert view.resolution.data_loss == "partial"
    assert view.resolution.recovery_point == point
    assert view.resolution.recovery_document == "doc/7"


async def test_R35_a_hard_case_is_reported_up_at_once(story: Story) -> None:
    """Escalating by hand takes the next step of the chain, and the timer does not repeat it."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.do(c.EscalateNow(number=1, actor=ENGINEER, reason="no idea"))
    await story.pass_time(hours=2, minutes=20)

    (step,) = await story.events(1, EventKind.ESCALATED)
    assert step.data["to"] == [MANAGER]
    assert step.data["by_hand"] is True
    assert step.prose["reason"] == "no idea"


async def test_R57_the_requester_is_answered_before_the_end(story: Story) -> None:
    """A ticket that somebody called in closes only after a reply."""
    await story.call_in(Level.III, channel=Channel.PHONE)
    await story.resolve()
    await story.submit_report()
    with pytest.raises(Conflict, match="requester has not been answered"):
        await story.do(c.Close(number=1, actor=ENGINEER))
    await story.do(c.Reply(number=1, actor=ENGINEER, text="it runs again"))

    closed = await story.do(c.Close(number=1, actor=ENGINEER))
    assert closed.row.state is TicketState.CLOSED


async def test_R61_lost_data_makes_the_report_mandatory(story: Story) -> None:
    """Where nothing could be saved the report is owed even under a policy without reports."""
    story.inventory.policy = "team"
    await story.call_in(Level.IV, reporter="", channel=Channel.PAGE)
    await story.resolve(data_loss=c.DataLoss.IRRECOVERABLE)

    with pytest.raises(Conflict, match="handling report has not been submitted"):
        await story.do(c.Close(number=1, actor=ENGINEER))


async def test_R3_waiting_for_the_supplier_stops_no_clock_of_the_contract(story: Story) -> None:
    """A device that its vendor mends is still owed in time; the cause says whose fault it was."""
    await story.call_in(Level.II)
    await story.acknowledge()
    due = {goal.goal: goal.due_at for goal in (await story.view()).goals if goal.stopped_at is None}
    await story.do(c.Pause(number=1, actor=ENGINEER, reason=c.PauseReason.VENDOR, note="RMA 4711"))
    await story.pass_time(hours=1)
    view = await story.view()
    assert {goal.goal: goal.due_at for goal in view.goals if goal.goal in due} == due

    resolved = await story.do(
        c.Resolve(
            number=1,
            actor=ENGINEER,
            cause_class=c.CauseClass.VENDOR_HARDWARE,
            cause="power supply",
            method="exchanged by the vendor",
        )
    )
    assert resolved.resolution is not None
    assert resolved.resolution.cause_class == "vendor_hardware"


@pytest.mark.parametrize("way", ["workaround", "solution"])
async def test_R24_a_serious_fault_has_a_way_out_within_twelve_hours(
    story: Story, way: str
) -> None:
    """Answered within an hour; solution or workaround within twelve, by night and on holidays."""
    await story.clock.advance(Instant(max(SATURDAY_NIGHT, story.clock.now())))
    await story.call_in(Level.II)
    before = await story.view()
    wanted = {"respond@urgency": HOUR, "workaround@urgency": 12 * HOUR}
    assert (
        wanted.items()
        <= {g.goal: (g.due_at or 0) - before.reported_at for g in before.goals}.items()
    )
    await story.pass_time(hours=11, minutes=59)
    if way == "workaround":
        await story.do(
            c.ReportWorkaround(number=1, actor=ENGINEER, description="the other line is used")
        )
    else:
        await story.resolve()
    await story.pass_time(hours=1)
    found = (await story.view()).goal("workaround")
    assert found is not None
    assert found.verdict is Verdict.MET


async def test_R24_pausing_for_an_appointment_keeps_the_way_out_owed(story: Story) -> None:
    """Service is continuous: the twelve hours count on, and missing them is a breach."""
    await story.call_in(Level.II)
    await story.do(c.Pause(number=1, actor=ENGINEER, reason=c.PauseReason.APPOINTMENT, note=""))
    await story.pass_time(hours=12, seconds=1)
    found = (await story.view()).goal("workaround")
    assert found is not None
    assert found.verdict is Verdict.BREACHED


@pytest.mark.parametrize("level", [Level.III, Level.IV])
async def test_R25_a_lesser_fault_has_a_way_out_within_two_days(story: Story, level: Level) -> None:
    """Answered within an hour; two days are forty-eight hours, whatever days they are."""
    await story.call_in(level)
    before = await story.view()
    wanted = {"respond@urgency": HOUR, "workaround@urgency": 48 * HOUR}
    assert (
        wanted.items()
        <= {g.goal: (g.due_at or 0) - before.reported_at for g in before.goals}.items()
    )
    await story.pass_time(hours=48, seconds=1)
    late = (await story.view()).goal("workaround")
    assert late is not None
    assert late.verdict is Verdict.BREACHED
