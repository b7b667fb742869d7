"""From alerts to tickets: one ticket per problem, and silence is not recovery."""

from __future__ import annotations

import time

import pytest

from tests.ticketing.story import ENGINEER, Story, target
from ticketing import commands as c
from ticketing.directory import Role
from ticketing.events import EventKind
from ticketing.lifecycle import Presence, TicketState
from watchkeeper.access.model import PersonId
from watchkeeper.core.alerts import ActiveSet, Alert
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import DAY, HOUR, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level


async def test_one_alert_is_one_ticket_however_often_it_is_heard(story: Story) -> None:
    """Evaluations repeat; the ticket does not (P13, P18)."""
    for _ in range(5):
        await story.fire()
        await story.pass_time(seconds=15)
    assert len(await story.all_tickets()) == 1
    assert len(await story.events(1, EventKind.OPENED)) == 1


async def test_a_ticket_says_what_is_broken(story: Story) -> None:
    """Title in both languages, target, customer, site, and the value at opening and now."""
    await story.fire(value=3.0)
    await story.fire(value=4.5)
    view = await story.view()
    (alert,) = view.alerts

    assert view.row.title_in("zh") == "web-1：ServiceDown"
    assert (view.row.target, view.row.customer, view.row.site) == ("web-1", "acme", "shanghai-1")
    assert (alert.value_at_open, alert.value) == (3.0, 4.5)
    assert alert.labels["instance"] == "web-1"


async def test_warning_and_critical_of_one_problem_are_one_ticket(story: Story) -> None:
    """Severities share a fingerprint: the worse joins and raises the level; both must end."""
    await story.fire(severity="warning", level=Level.III)
    await story.fire(severity="critical", level=Level.II)
    view = await story.view()
    assert len(await story.all_tickets()) == 1
    assert view.row.level is Level.II
    assert len(view.alerts) == 2

    story.firing.pop(
        labels_of({"alertname": "ServiceDown", "instance": "web-1", "severity": "critical"})
    )
    await story.evaluate()
    await story.pass_time(minutes=6)
    still = await story.view()
    assert still.row.presence is Presence.FAILING
    assert still.row.level is Level.III
    await story.clear()
    await story.pass_time(minutes=6)
    assert (await story.view()).row.presence is Presence.RECOVERED


async def test_recovery_is_believed_after_five_minutes(story: Story) -> None:
    """A short gap is no recovery; a long one counts from its beginning."""
    await story.fire(level=Level.II)
    await story.clear()
    gone_at = story.clock.now()
    await story.pass_time(minutes=3)
    await story.fire(level=Level.II)
    assert await story.events(1, EventKind.RECOVERED) == ()

    await story.clear()
    await story.pass_time(minutes=6)
    (recovered,) = await story.events(1, EventKind.RECOVERED)
    assert recovered.occurred_at == gone_at + 3 * 60_000
    assert (await story.view()).row.state is TicketState.NEW


async def test_an_alert_whose_data_is_gone_has_not_recovered(story: Story) -> None:
    """The agent died with it: the ticket stays open as no data, its clocks run."""
    await story.fire(level=Level.II)
    story.feeds.silent.add("probe:web-1:http")
    await story.clear()
    await story.pass_time(hours=1)
    view = await story.view()

    assert view.row.presence is Presence.NO_DATA
    assert view.row.state is TicketState.NEW
    goal = view.goal("resolve")
    assert goal is not None
    assert goal.elapsed == HOUR

    story.feeds.silent.clear()
    await story.evaluate()
    await story.pass_time(minutes=6)
    assert (await story.view()).row.presence is Presence.RECOVERED


async def test_a_failed_evaluation_says_nothing_of_its_alerts(story: Story) -> None:
    """An alert that is missing because its rule failed, or its group did, is still there."""
    await story.fire(level=Level.II)
    story.firing.clear()
    await story.evaluate(is_complete=False)
    await story.evaluate(is_complete=False, failed_rules=("ServiceDown",))
    await story.pass_time(minutes=30)
    assert (await story.view()).row.presence is Presence.FAILING


async def test_light_faults_that_nobody_answered_resolve_themselves(story: Story) -> None:
    """Level III recovered unanswered: resolved as self-recovered, no report owed, closed later."""
    await story.fire(level=Level.III)
    await story.clear()
    await story.pass_time(minutes=6)
    view = await story.view()
    assert view.row.state is TicketState.RESOLVED
    assert [event.kind for event in await story.events()][-1] is EventKind.SELF_RECOVERED
    report = view.goal("report")
    assert report is None or report.started_at is None
    await story.pass_time(hours=25)
    assert (await story.view()).row.state is TicketState.CLOSED


async def test_a_fault_that_comes_back_within_a_day_is_the_same_ticket(story: Story) -> None:
    """Reopened with clocks at zero; after a day it is a new ticket that names the old one."""
    await story.fire(level=Level.III)
    await story.clear()
    await story.pass_time(hours=1)
    await story.fire(level=Level.III)
    view = await story.view()
    assert (view.cycle, view.row.state) == (2, TicketState.NEW)
    assert len(await story.messages(kind="reopened")) > 0

    await story.clear()
    await story.pass_time(hours=26)
    await story.fire(level=Level.III)
    assert (await story.view(2)).recurrence_of == 1
    assert len(await story.open_tickets()) == 1


async def test_resolved_while_it_still_fails_comes_back(story: Story) -> None:
    """A person may resolve too early; half an hour later the ticket reopens itself."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.resolve()
    await story.evaluate()
    assert len(await story.all_tickets()) == 1
    await story.pass_time(minutes=29)
    assert (await story.view()).row.state is TicketState.RESOLVED
    await story.pass_time(minutes=2)
    assert (await story.view()).row.state is TicketState.NEW


async def test_resolved_and_gone_shortly_after_stays_resolved(story: Story) -> None:
    """The check needs a moment to see the repair."""
    await story.fire(level=Level.II)
    await story.resolve()
    await story.clear()
    await story.pass_time(hours=2)
    assert (await story.view()).row.state is TicketState.RESOLVED


async def test_a_level_a_person_set_stands(story: Story) -> None:
    """Reclassified to III; the alert goes on saying II, and says I later: only that counts."""
    await story.fire(level=Level.II)
    change = c.ChangeLevel(
        number=1,
        actor=ENGINEER,
        level=Level.III,
        cause=c.LevelCause.RECLASSIFIED,
        reason="a test system",
    )
    await story.do(change)
    await story.evaluate()
    assert (await story.view()).row.level is Level.III
    await story.fire(level=Level.I)
    assert (await story.view()).row.level is Level.I


async def test_a_lower_level_is_believed_after_a_while(story: Story) -> None:
    """II for ten seconds, then III: the ticket follows after five minutes."""
    await story.fire(level=Level.II)
    await story.fire(level=Level.III)
    await story.pass_time(minutes=4)
    assert (await story.view()).row.level is Level.II
    await story.pass_time(minutes=2)
    assert (await story.view()).row.level is Level.III


async def test_recorded_alerts_open_no_ticket(story: Story) -> None:
    """Level record is listed while it lasts, and forgotten afterwards."""
    await story.fire(level=Level.RECORD)
    (finding,) = await story.service.findings()
    assert (finding.level, finding.is_commissioning) == (Level.RECORD, False)
    assert await story.all_tickets() == ()
    await story.clear()
    await story.pass_time(minutes=6)
    assert await story.service.findings() == ()


class TestCommissioning:
    """Until its go-live a target's light findings are listed, its grave ones told to the installer."""

    @pytest.fixture
    def installer(self, story: Story) -> PersonId:
        go_live = Instant(story.clock.now() + 7 * DAY)
        story.inventory.facts["web-1"] = target("web-1", go_live=go_live)
        installer = PersonId("installer-i")
        story.staff.roles[Role.INSTALLER] = (installer,)
        return installer

    async def test_light_findings_wait_for_the_go_live(
        self, story: Story, installer: PersonId
    ) -> None:
        """III is listed; if it still fires at the go-live, it becomes a ticket then."""
        await story.fire(level=Level.III)
        (finding,) = await story.service.findings()
        assert finding.is_commissioning
        await story.pass_time(hours=24 * 7 - 1)
        assert await story.all_tickets() == ()
        await story.pass_time(hours=2)
        assert [row.level for row in await story.all_tickets()] == [Level.III]

    async def test_grave_findings_go_to_the_installer_only(
        self, story: Story, installer: PersonId
    ) -> None:
        """I opens a ticket; nobody of the chain is called before the go-live."""
        await story.fire(level=Level.I)
        await story.pass_time(hours=5)
        assert {row["recipient"] for row in await story.messages()} == {installer}
        assert await story.when(EventKind.ESCALATED) == []


class TestPosted:
    """Alerts from foreign senders: a resolve is recovery, a lapse is silence."""

    async def test_severity_becomes_a_level(self, story: Story) -> None:
        """critical II, warning III, info is only recorded, none at all is III."""
        for severity in ("critical", "warning", "info", ""):
            await story.post(f"From{severity}", severity=severity)
        levels = {row.title: row.level for row in await story.all_tickets()}
        assert levels == {
            "Fromcritical on web-1": Level.II,
            "Fromwarning on web-1": Level.III,
            "From on web-1": Level.III,
        }

    async def test_a_resolve_recovers(self, story: Story) -> None:
        """Resolved when sent: gone, after the hysteresis."""
        await story.post()
        await story.pass_time(minutes=1)
        await story.post(is_resolved=True)
        await story.pass_time(minutes=6)
        assert (await story.view()).row.presence is Presence.RECOVERED

    async def test_a_sender_that_went_silent_is_no_data(self, story: Story) -> None:
        """endsAt lapsed without a word: the source is silent, the ticket stays open."""
        await story.post()
        await story.pass_time(minutes=5)
        assert (await story.view()).row.presence is Presence.NO_DATA
        await story.post()
        assert (await story.view()).row.presence is Presence.FAILING

    async def test_a_resolve_of_another_sender_ends_nothing(self, story: Story) -> None:
        """A token ends and alters its own alerts only; its name stands in the ticket's log."""
        await story.post(source="prometheus-a")
        await story.post(source="prometheus-b", is_resolved=True)
        await story.post(is_resolved=True)
        await story.pass_time(minutes=3)
        await story.post(source="prometheus-a")
        await story.pass_time(minutes=3)
        assert (await story.view()).row.presence is Presence.FAILING
        (opened,) = await story.events(1, EventKind.OPENED)
        assert "'source': 'posted:prometheus-a'" in str(opened.data["alerts"])
        await story.post(source="prometheus-a", is_resolved=True)
        await story.pass_time(minutes=6)
        assert (await story.view()).row.presence is Presence.RECOVERED

    async def test_the_same_alert_of_two_senders_is_one_ticket(self, story: Story) -> None:
        """It recovers when neither of them fires any more."""
        await story.post(source="prometheus-a", lasts=HOUR)
        await story.post(source="prometheus-b", lasts=HOUR)
        await story.post(source="prometheus-a", is_resolved=True)
        await story.pass_time(minutes=10)
        assert [row.presence for row in await story.open_tickets()] == [Presence.FAILING]
        await story.post(source="prometheus-b", is_resolved=True)
        await story.pass_time(minutes=10)
        assert (await story.view()).row.presence is Presence.RECOVERED

    async def test_what_was_posted_is_nobodys_rule(self, story: Story) -> None:
        """A reload of the rules lets go of groups that are gone, not of what others posted."""
        await story.post(source="prometheus-a", lasts=HOUR)
        await story.service.let_go([])
        await story.pass_time(minutes=10)
        assert (await story.view()).row.presence is Presence.FAILING

    async def test_repeats_and_stray_resolves_change_nothing(self, story: Story) -> None:
        """P13: duplicates in any order give the same one ticket."""
        await story.post(is_resolved=True)
        await story.post()
        await story.post()
        await story.post(severity="warning")
        assert len(await story.all_tickets()) == 1


async def test_a_ticket_by_hand_opens_once_per_key(story: Story) -> None:
    """The same form sent twice is one ticket."""
    first = await story.call_in(key="form-7")
    second = await story.call_in(key="form-7")
    assert first.number == second.number
    assert first.row.presence is Presence.UNWATCHED


async def test_what_is_closed_stays_closed(story: Story) -> None:
    """A closed ticket takes comments, nothing else; it says why."""
    story.inventory.policy = "team"
    await story.call_in(Level.III)
    await story.resolve()
    closed = await story.do(c.Close(number=1, actor=ENGINEER))
    with pytest.raises(Conflict, match="the ticket is closed"):
        await story.do(c.Reopen(number=1, actor=ENGINEER, reason="again"))
    await story.do(c.Comment(number=1, actor=ENGINEER, text="thanks"))
    assert not closed.allows("Acknowledge")
    assert closed.allows("Comment")


async def test_ten_thousand_alerts_commit_in_seconds(story: Story) -> None:
    """One hand-over of 10,000 alerts: each a ticket, once; the repeat is free."""
    now = story.clock.now()
    alerts = tuple(
        Alert(
            labels=labels_of({"alertname": "HostDown", "instance": f"host-{index}"}),
            level=Level.III,
            active_at=now,
            fired_at=now,
            feeds=(f"agent:host-{index}",),
        )
        for index in range(10_000)
    )
    active = ActiveSet("many", evaluated_at=now, alerts=alerts, is_complete=True)
    started = time.process_time()
    await story.service.hand_over(active)
    opened = time.process_time() - started
    await story.service.hand_over(active)
    repeated = time.process_time() - started - opened

    counts = await story.service.counts_by_level()
    assert counts[Level.III] == 10_000
    assert opened < 40  # CPU seconds, against quadratic mistakes; benchmarks measure the speed
    assert repeated < opened / 5


class TestRulesThatAreGone:
    """A rule that is deleted while it fires says nothing of the fault: that is no recovery."""

    async def test_a_group_that_is_gone_recovers_nothing(self, story: Story) -> None:
        """Nobody says whether the fault is there; the clocks run, nothing resolves itself."""
        await story.fire(level=Level.III)
        await story.service.let_go([])
        await story.pass_time(hours=2)
        view = await story.view()
        assert (view.row.presence, view.row.state) == (Presence.NO_DATA, TicketState.NEW)
        assert await story.events(1, EventKind.RECOVERED) == ()
        (silent,) = await story.events(1, EventKind.WENT_SILENT)
        assert silent.data == {"unjudged": True}

    async def test_a_rule_taken_out_of_its_group_recovers_nothing(self, story: Story) -> None:
        """The group goes on; what it no longer judges has not recovered, what it judges has."""
        await story.fire("Kept")
        await story.fire("Deleted")
        story.firing.clear()
        for _ in range(3):
            await story.evaluate(judged_rules=frozenset({"Kept"}))
            await story.pass_time(minutes=6)
        assert (await story.view(1)).row.presence is Presence.RECOVERED
        assert (await story.view(2)).row.presence is Presence.NO_DATA
        assert len(await story.events(2, EventKind.WENT_SILENT)) == 1

    async def test_a_rule_that_comes_back_judges_again(self, story: Story) -> None:
        """Where it fires the fault is still there, where it does not the fault is gone."""
        for name in ("Still", "Gone"):
            await story.fire(name)
        await story.service.let_go([])
        await story.clear("Gone")
        await story.pass_time(minutes=6)
        assert (await story.view(1)).row.presence is Presence.FAILING
        assert (await story.view(2)).row.presence is Presence.RECOVERED

    async def test_a_rule_that_moved_is_judged_where_it_is_now(self, story: Story) -> None:
        """The same labels from another group take the alert over; its recovery is believed."""
        await story.fire()
        await story.service.let_go([])
        moved = tuple(story.firing.values())
        for alerts in (moved, (), ()):
            now = story.clock.now()
            await story.service.hand_over(ActiveSet("other.yml;web", now, alerts, is_complete=True))
            await story.pass_time(minutes=6)
        assert len(await story.all_tickets()) == 1
        assert (await story.view()).row.presence is Presence.RECOVERED

    async def test_what_no_ticket_holds_ends_with_its_rule(self, story: Story) -> None:
        """A recorded alert of a deleted rule is forgotten: no ticket ever names it."""
        await story.fire(level=Level.RECORD)
        await story.service.let_go([])
        assert await story.alert_states() == {}
