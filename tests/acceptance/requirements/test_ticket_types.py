"""The contract's requirements on types of tickets, by their numbers (REQUIREMENTS.md)."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.web.ticket_forms import FORMS, offered_forms
from tests.ticketing.story import ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.directory import Role
from ticketing.events import Channel, EventKind
from ticketing.lifecycle import TicketState
from ticketing.links.model import LinkKind
from ticketing.types.model import Kind
from ticketing.views import Standing, TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import HOUR, Instant

CLERK = PersonId("clerk-e")


async def opened(story: Story, kind: Kind, **given: Any) -> TicketView:
    """A ticket of that type, told by phone."""
    facts: dict[str, Any] = {"reporter": "Ms Li", "customer": "acme", **given}
    return await story.do(c.OpenTicket(actor=CLERK, type=kind, summary="it says wrong", **facts))


def stage_of(view: TicketView) -> str:
    assert view.course is not None
    return view.course.stage


async def analysed(story: Story, outcome: c.DefectClass, **given: Any) -> TicketView:
    """A defect that the centre has classified."""
    await opened(story, Kind.DEFECT, **given)
    await story.acknowledge()
    return await story.do(
        c.Classify(number=1, actor=ENGINEER, outcome=outcome, analysis="rounding")
    )


async def asked_for(story: Story, **given: Any) -> TicketView:
    """A defect whose proposal waits for its signature."""
    await analysed(story, c.DefectClass.TECHNICAL, **given)
    await story.do(c.Confirm(number=1, actor=ENGINEER, proposal="round late"))
    return await story.do(
        c.AskApproval(number=1, actor=ENGINEER, asked_of=MANAGER, proposal="round late")
    )


async def implemented(story: Story, altered: c.Altered, **given: Any) -> TicketView:
    """A signed defect whose solution is in place and verified."""
    await asked_for(story, **given)
    await story.do(c.Approve(number=1, actor=MANAGER, comment="yes"))
    await story.do(c.Implement(number=1, actor=ENGINEER, method="patch 7", altered=altered))
    return await story.do(
        c.Verify(number=1, actor=ENGINEER, outcome=c.Verified.SOLVED, method="patch 7")
    )


async def test_R40_what_was_told_by_phone_is_to_come_in_writing(story: Story) -> None:
    """The ticket says so, its owner is reminded each day, and what has come ends it."""
    await story.call_in()
    await story.acknowledge()
    await story.pass_time(hours=25)
    view = await story.view()
    assert view.course is not None
    assert view.course.owes_written_ticket
    assert len(await story.messages(kind="written_ticket_owed")) == 1

    view = await story.do(
        c.ReceiveWrittenTicket(number=1, actor=ENGINEER, reference="mail of Ms Li")
    )
    await story.pass_time(hours=50)
    assert view.course is not None
    assert not view.course.owes_written_ticket
    assert len(await story.messages(kind="written_ticket_owed")) == 1


async def test_R41_a_consult_is_recorded_with_its_answer_and_closed(story: Story) -> None:
    """Two steps, no clock of plan or report, and whoever heard it first ends it."""
    view = await opened(story, Kind.CONSULT, answer="press F5")
    assert (stage_of(view), view.goals) == ("answered", ())
    closed = await story.do(c.Close(number=1, actor=CLERK))

    assert closed.row.state is TicketState.CLOSED
    assert [one.standing for one in closed.course.stages] == [  # type: ignore[union-attr]  # it is there
        Standing.PASSED,
        Standing.NOW,
    ]


async def test_R41_a_consult_that_nobody_could_answer_is_not_forgotten(story: Story) -> None:
    """Without its answer it stays open, the lead is reminded, and it does not close."""
    await opened(story, Kind.CONSULT)
    await story.pass_time(hours=3)
    assert await story.messages(kind="your_turn")
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(c.Close(number=1, actor=CLERK))
    await story.do(c.Answer(number=1, actor=ENGINEER, text="press F5"))
    assert (await story.do(c.Close(number=1, actor=CLERK))).row.state is TicketState.CLOSED


async def test_R18_advice_by_phone_is_a_consult_of_its_own(story: Story) -> None:
    """A question needs no level, is nobody's fault, and its answer stands in the log."""
    view = await opened(story, Kind.CONSULT, answer="press F5", channel=Channel.PHONE)
    assert view.row.level.value == "IV"
    assert view.timeline[0].prose["answer"] == "press F5"
    with pytest.raises(InvalidInput, match="'level' must be filled in"):
        await opened(story, Kind.INCIDENT)


async def test_R43_a_defect_goes_nowhere_without_its_class(story: Story) -> None:
    """Technical and business go to be confirmed, operational to be explained; one is mandatory."""
    await opened(story, Kind.DEFECT)
    await story.acknowledge()
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(c.Confirm(number=1, actor=ENGINEER, proposal="round late"))
    view = await story.do(
        c.Classify(
            number=1, actor=ENGINEER, outcome=c.DefectClass.OPERATIONAL, analysis="wrong key"
        )
    )
    assert stage_of(view) == "explaining"
    (event,) = await story.events(1, EventKind.CLASSIFIED)
    assert event.data["outcome"] == "operational"


async def test_R45_nobody_implements_before_the_leader_has_signed(story: Story) -> None:
    """Who asked cannot sign, nor can somebody else; the signature opens the next stage."""
    await asked_for(story)
    assert {row["recipient"] for row in await story.messages(kind="your_turn")} == {MANAGER}
    implement = c.Implement(number=1, actor=ENGINEER, method="patch 7", altered=c.Altered.SOMETHING)
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(implement)
    with pytest.raises(Conflict, match="nobody approves what they ask for"):
        await story.do(c.Approve(number=1, actor=ENGINEER))
    with pytest.raises(Conflict, match="not for you to decide"):
        await story.do(c.Approve(number=1, actor=CLERK))
    signed = await story.do(c.Approve(number=1, actor=MANAGER, comment="go on"))

    assert signed.course is not None
    (approval,) = signed.course.approvals
    assert (approval.decided_by, approval.decision) == (MANAGER, "approved")
    assert stage_of(await story.do(implement)) == "verifying"


async def test_R46_what_is_not_solved_goes_back_and_the_method_is_fed_back(story: Story) -> None:
    """The service person says whether it is solved, and how, on the same ticket."""
    await asked_for(story)
    await story.do(c.Approve(number=1, actor=MANAGER))
    implement = c.Implement(number=1, actor=ENGINEER, method="patch 7", altered=c.Altered.NOTHING)
    await story.do(implement)
    failed = await story.do(
        c.Verify(number=1, actor=CLERK, outcome=c.Verified.NOT_SOLVED, method="as before")
    )
    assert stage_of(failed) == "implementing"
    await story.do(implement)
    solved = await story.do(
        c.Verify(number=1, actor=CLERK, outcome=c.Verified.SOLVED, method="patch 8")
    )
    assert stage_of(solved) == "solved"
    assert solved.timeline[-1].prose["method"] == "patch 8"


async def test_R47_a_confirmed_defect_is_reported_to_the_centre(story: Story) -> None:
    """It is a fact of its own, once the defect is confirmed to be worth it, and moves no stage."""
    await analysed(story, c.DefectClass.BUSINESS)
    view = await story.do(c.ReportUp(number=1, actor=ENGINEER, note="in the monthly list"))
    assert stage_of(view) == "confirming"
    assert len(await story.events(1, EventKind.REPORTED_UP)) == 1


async def test_R48_who_told_and_who_passed_it_on_are_answered_and_the_change_is_linked(
    story: Story,
) -> None:
    """A defect ends after both have an answer and, where anything was changed, its record."""
    await implemented(story, c.Altered.SOMETHING, commissioner="Bureau 3")
    half = await story.do(c.Reply(number=1, actor=ENGINEER, text="rounding, patched"))
    assert stage_of(half) == "solved"
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(c.Close(number=1, actor=ENGINEER))
    party = c.ReplyParty.COMMISSIONER
    both = await story.do(c.Reply(number=1, actor=ENGINEER, text="patched", party=party))
    assert stage_of(both) == "replied"
    with pytest.raises(Conflict, match="no change record is linked"):
        await story.do(c.Close(number=1, actor=ENGINEER))

    await opened(story, Kind.CHANGE)
    await story.do(c.Link(number=1, actor=ENGINEER, to=2, kind=LinkKind.CHANGE))
    assert (await story.do(c.Close(number=1, actor=ENGINEER))).row.state is TicketState.CLOSED


async def test_R48_a_defect_without_a_change_needs_no_record(story: Story) -> None:
    """One answer to both parties is enough, and nothing was changed."""
    await implemented(story, c.Altered.NOTHING, commissioner="Bureau 3")
    await story.do(c.Reply(number=1, actor=ENGINEER, text="as it was", party=c.ReplyParty.BOTH))
    assert (await story.do(c.Close(number=1, actor=ENGINEER))).row.state is TicketState.CLOSED


async def test_R64_a_complaint_is_the_leads_affair_until_it_is_answered(story: Story) -> None:
    """It has its own course, reminds the lead, and does not close without an answer."""
    lead = PersonId("lead-l")
    story.staff.roles[Role.LEAD] = (lead,)
    view = await opened(story, Kind.COMPLAINT)
    assert (stage_of(view), view.row.level.value) == ("received", "III")
    await story.pass_time(hours=5)
    assert {row["recipient"] for row in await story.messages(kind="your_turn")} == {lead}
    await story.acknowledge(by=lead)
    await story.do(c.Answer(number=1, actor=lead, text="we are sorry"))
    assert (await story.do(c.Close(number=1, actor=lead))).row.state is TicketState.CLOSED


async def test_an_inspection_is_approved_before_anybody_enters(story: Story) -> None:
    """R52: whoever applies for it does not approve it; a form with holes in it is sent back."""
    await opened(story, Kind.INSPECTION, subtype="patrol")
    arrive = c.ArriveOnSite(number=1, actor=ENGINEER)
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(arrive)
    with pytest.raises(Conflict, match="nobody approves what they ask for"):
        await story.do(c.Approve(number=1, actor=CLERK))
    await story.do(c.Approve(number=1, actor=MANAGER))
    await story.do(arrive)
    filled = await story.do(
        c.FillSheet(number=1, actor=ENGINEER, rows=12, abnormal=1, findings="a fan is loud")
    )
    assert (stage_of(filled), filled.row.state) == ("filled", TicketState.RESOLVED)
    returned = await story.do(c.Review(number=1, actor=MANAGER, outcome=c.Reviewed.RETURNED))
    assert (stage_of(returned), returned.row.state) == ("filling", TicketState.OPEN)
    assert returned.row.resolved_at is None


async def test_a_restart_finds_every_type_where_it_stood(story: Story) -> None:
    """The stage is folded from the log: another process sees the same one (P8)."""
    await asked_for(story)
    again = Story(story.database, clock=story.clock)
    assert (await again.view()).course == (await story.view()).course
    await story.pass_time(hours=25)
    told = [row["created_at"] for row in await story.messages(kind="your_turn")]
    assert told[-1] - told[0] == 24 * HOUR


async def test_R44_an_operational_defect_becomes_a_consult(story: Story) -> None:
    """It is explained; number, history and form stay, and another type's terms are taken."""
    await analysed(story, c.DefectClass.OPERATIONAL)
    with pytest.raises(Conflict, match="it can become consult"):
        await story.do(
            c.Convert(number=1, actor=ENGINEER, into=Kind.INCIDENT, reason="a wrong key")
        )
    view = await story.do(
        c.Convert(number=1, actor=ENGINEER, into=Kind.CONSULT, reason="a wrong key")
    )
    assert view.course is not None
    assert (view.number, view.course.type, view.course.stage) == (1, "consult", "asked")
    assert view.timeline[0].prose["reporter"] == "Ms Li"
    await story.do(c.Answer(number=1, actor=ENGINEER, text="press F5"))
    assert (await story.do(c.Close(number=1, actor=ENGINEER))).row.state is TicketState.CLOSED


async def test_R44_clocks_are_chosen_anew_and_count_from_the_report(story: Story) -> None:
    """A consult that is a fault has the contract's times from when it was told."""
    await opened(story, Kind.CONSULT)
    await story.pass_time(hours=1)
    view = await story.do(
        c.Convert(number=1, actor=ENGINEER, into=Kind.INCIDENT, reason="it is down")
    )
    resolve = view.goal("resolve")
    assert resolve is not None
    assert (view.policy.split()[0], view.row.state) == ("contract-cn", TicketState.NEW)
    assert resolve.elapsed == HOUR
    await story.pass_time(hours=24 * 5)
    assert await story.when(EventKind.BREACHED, goal="resolve@level") == [24 * 5]
    back = await story.do(
        c.Convert(number=1, actor=ENGINEER, into=Kind.CONSULT, reason="it was not")
    )
    assert (back.policy.split()[0], back.goals) == ("without-clocks", ())


@pytest.mark.parametrize(
    ("cause", "kind"),
    [(c.CauseClass.EQUIPMENT, "service_request"), (c.CauseClass.SYSTEM, "defect")],
    ids=["equipment is replaced", "a system goes to its developers"],
)
async def test_R36_the_cause_of_a_fault_decides_where_it_goes_on(
    story: Story, cause: c.CauseClass, kind: str
) -> None:
    """The ticket that follows is opened once, of the type that the cause leads to, and linked."""
    await story.call_in()
    follow_up = c.FollowUp(number=1, actor=ENGINEER, note="see the log")
    with pytest.raises(Conflict, match="leads to no other ticket"):
        await story.do(follow_up)
    await story.do(
        c.Resolve(number=1, actor=ENGINEER, cause_class=cause, cause="worn", method="by hand")
    )
    view = await story.do(follow_up)
    follower = await story.view(2)
    assert follower.course is not None
    assert follower.course.type == kind
    assert [(link.number, link.kind) for link in view.links] == [(2, LinkKind.FOLLOW_UP)]
    with pytest.raises(Conflict, match="open already"):
        await story.do(follow_up)


async def test_a_ticket_offers_only_steps_of_its_type(story: Story) -> None:
    """A fault shows no form for signing a defect; a step of its own is shown with why it waits."""
    await story.call_in()
    offered = {one.form.command: one for one in offered_forms(FORMS, await story.view())}
    assert offered.keys().isdisjoint({"classify", "approve", "fill-sheet", "roll-back"})
    assert offered["plan"].is_allowed
    assert not offered["close"].is_allowed
    assert offered["close"].reason is not None


async def test_R73_a_change_needs_consent_and_a_backup_before_anybody_works(story: Story) -> None:
    """R15, R48, R73: authorised in writing, approved, a backup confirmed, then done and recorded."""
    await opened(story, Kind.CHANGE)
    begins_at = Instant(story.clock.now() + HOUR)
    with pytest.raises(InvalidInput, match="where it is kept is missing"):
        await story.do(c.Authorise(number=1, actor=CLERK, granted_by="Ms Li", document=" "))
    await story.do(c.Authorise(number=1, actor=CLERK, granted_by="Ms Li", document="fax 7"))
    with pytest.raises(Conflict, match="nobody approves what they ask for"):
        await story.do(c.Approve(number=1, actor=CLERK))
    await story.do(c.Approve(number=1, actor=MANAGER))
    await story.do(c.Schedule(number=1, actor=ENGINEER, begins_at=begins_at))
    start = c.StartWork(number=1, actor=ENGINEER)
    with pytest.raises(Conflict, match="last good backup"):
        await story.do(start)
    with pytest.raises(InvalidInput, match="where the waiver is kept"):
        await story.do(c.ConfirmBackup(number=1, actor=ENGINEER))
    backup_at = story.clock.now()
    await story.do(c.ConfirmBackup(number=1, actor=ENGINEER, backup_at=backup_at))
    await story.do(start)
    await story.do(c.FinishChange(number=1, actor=ENGINEER, result="6.2 runs"))
    with pytest.raises(Conflict, match="not in this stage"):
        await story.do(c.Close(number=1, actor=ENGINEER))
    await story.do(c.Record(number=1, actor=ENGINEER, text="web-1: 6.1 to 6.2"))
    await story.do(c.Reply(number=1, actor=ENGINEER, text="done"))
    assert (await story.do(c.Close(number=1, actor=ENGINEER))).row.state is TicketState.CLOSED


async def test_R73_work_on_a_fault_begins_after_its_backup_is_confirmed(story: Story) -> None:
    """R73: of an incident too; a written waiver does instead."""
    await story.call_in()
    with pytest.raises(Conflict, match="last good backup"):
        await story.do(c.StartWork(number=1, actor=ENGINEER))
    await story.do(c.ConfirmBackup(number=1, actor=ENGINEER, waiver="mail of Ms Li"))
    await story.do(c.StartWork(number=1, actor=ENGINEER))
    assert len(await story.events(1, EventKind.WORK_STARTED)) == 1
