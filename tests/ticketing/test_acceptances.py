"""Accepted findings: known, wanted so until a day, and no ticket of III or IV till then (D8)."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, MANAGER, Story, target
from ticketing.acceptances import LONGEST, LONGEST_NOTE, AcceptFinding
from ticketing.views import Acceptance, Finding
from watchkeeper.access.audit import AuditRow, first_broken_row, latest_audit_rows
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge
from watchkeeper.core.instants import DAY, Instant, later, rfc3339
from watchkeeper.core.levels import Level


@pytest.fixture
def go_live(story: Story) -> Instant:
    """The acceptance day of web-1: in a week."""
    at = later(story.clock.now(), 7 * DAY)
    story.inventory.facts["web-1"] = target("web-1", go_live=at)
    return at


async def found(story: Story) -> Finding:
    (finding,) = await story.service.findings()
    return finding


async def accept(story: Story, *, days: int = 30, note: str = "noisy test disk") -> Acceptance:
    return await story.service.accept_finding(
        AcceptFinding(
            fingerprint=(await found(story)).fingerprint,
            note=note,
            until=later(story.clock.now(), days * DAY),
            actor=ENGINEER,
        )
    )


async def audit(story: Story) -> tuple[AuditRow, ...]:
    return await story.database.read(latest_audit_rows)


@pytest.mark.usefixtures("go_live")
class TestWhileItIsAccepted:
    async def test_the_go_live_opens_no_ticket_the_end_does(self, story: Story) -> None:
        """Accepted for 30 days: nothing after 7, one ticket after 30, by the timer alone."""
        await story.fire(level=Level.III)
        accepted = await accept(story)
        finding = await found(story)
        assert finding.acceptance == accepted
        assert (accepted.note, accepted.accepted_by) == ("noisy test disk", ENGINEER)
        await story.pass_time(hours=24 * 29)
        assert await story.all_tickets() == ()
        assert not (await found(story)).is_commissioning
        await story.pass_time(hours=25)
        assert [row.level for row in await story.all_tickets()] == [Level.III]
        assert await story.service.acceptances() == ()

    @pytest.mark.parametrize("level", [Level.I, Level.II])
    async def test_what_gets_worse_is_ticketed_at_once(self, story: Story, level: Level) -> None:
        """I and II pass, as on trial."""
        await story.fire(level=Level.III)
        await accept(story)
        await story.fire(level=level)
        assert [row.level for row in await story.open_tickets()] == [level]

    async def test_it_may_recover_and_come_back(self, story: Story) -> None:
        """The alert's row is forgotten on recovery; the acceptance is not."""
        await story.fire(level=Level.IV)
        await accept(story)
        await story.clear()
        await story.pass_time(minutes=10)
        assert await story.service.findings() == ()
        (quiet,) = await story.service.acceptances()
        await story.pass_time(hours=24 * 8)
        await story.fire(level=Level.IV)
        assert (await found(story)).acceptance == quiet
        assert await story.all_tickets() == ()
        await story.pass_time(hours=24 * 23)
        assert len(await story.all_tickets()) == 1

    async def test_silence_and_recovery_keep_their_own_timers(self, story: Story) -> None:
        """Accepted while it recovers: believed gone after the hysteresis, not at the end."""
        await story.fire(level=Level.III)
        await story.clear()
        await accept(story)
        await story.pass_time(minutes=10)
        assert await story.service.findings() == ()

    async def test_another_finding_of_the_target_is_another_matter(self, story: Story) -> None:
        await story.fire("DiskFilling", level=Level.III)
        await accept(story)
        await story.fire("CpuBusy", level=Level.III)
        accepted = {
            one.labels["alertname"]: one.acceptance for one in await story.service.findings()
        }
        assert accepted["CpuBusy"] is None
        await story.pass_time(hours=24 * 8)
        assert [row.title for row in await story.all_tickets()] == ["web-1: CpuBusy"]


class TestTakenBack:
    async def test_after_the_go_live_it_becomes_a_ticket(
        self, story: Story, go_live: Instant
    ) -> None:
        await story.fire(level=Level.III)
        finding = await accept(story)
        await story.pass_time(hours=24 * 8)
        await story.service.take_back_acceptance(finding.fingerprint, by=MANAGER)
        assert await story.service.acceptances() == ()
        await story.pass_time(seconds=1)
        assert len(await story.open_tickets()) == 1

    async def test_before_it_is_on_trial_again(self, story: Story, go_live: Instant) -> None:
        await story.fire(level=Level.III)
        accepted = await accept(story)
        await story.service.take_back_acceptance(accepted.fingerprint, by=MANAGER)
        await story.pass_time(hours=24)
        finding = await found(story)
        assert (finding.is_commissioning, finding.acceptance) == (True, None)
        await story.pass_time(hours=24 * 7)
        assert len(await story.all_tickets()) == 1

    async def test_also_where_it_does_not_fire(self, story: Story, go_live: Instant) -> None:
        await story.fire(level=Level.III)
        accepted = await accept(story)
        await story.clear()
        await story.pass_time(hours=24 * 8)
        await story.service.take_back_acceptance(accepted.fingerprint, by=MANAGER)
        await story.fire(level=Level.III)
        assert len(await story.open_tickets()) == 1

    async def test_once_only(self, story: Story, go_live: Instant) -> None:
        await story.fire(level=Level.III)
        accepted = await accept(story)
        await story.service.take_back_acceptance(accepted.fingerprint, by=MANAGER)
        with pytest.raises(NotFound, match="not accepted"):
            await story.service.take_back_acceptance(accepted.fingerprint, by=MANAGER)


async def test_each_step_is_a_line_of_the_audit_trail(story: Story, go_live: Instant) -> None:
    """Who, which finding, until when; the note is free text and stays out of the chain."""
    await story.fire(level=Level.III)
    accepted = await accept(story)
    await story.service.take_back_acceptance(accepted.fingerprint, by=MANAGER)
    back, done = await audit(story)
    assert (done.action, done.actor, done.subject) == (
        "finding_accepted", ENGINEER, accepted.fingerprint,
    )  # fmt: skip
    assert done.facts == {
        "target": "web-1", "customer": "acme", "until": rfc3339(accepted.accepted_until),
    }  # fmt: skip
    assert (back.action, back.actor) == ("acceptance_taken_back", MANAGER)
    assert await story.database.read(first_broken_row) is None


@pytest.mark.parametrize(
    ("note", "days", "error"),
    [
        (" \n", 30, InvalidInput),
        ("x" * (LONGEST_NOTE + 1), 30, TooLarge),
        ("known", 0, InvalidInput),
        ("known", -1, InvalidInput),
        ("known", LONGEST // DAY + 1, InvalidInput),
    ],
    ids=["without a reason", "too long", "until now", "until yesterday", "for more than a year"],
)
@pytest.mark.usefixtures("go_live")
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    story: Story, note: str, days: int, error: type[Exception]
) -> None:
    await story.fire(level=Level.III)
    with pytest.raises(error):
        await accept(story, days=days, note=note)
    assert await story.service.acceptances() == ()
    assert await audit(story) == ()


async def test_what_has_a_ticket_cannot_be_accepted(story: Story) -> None:
    """It is no finding: its ticket is worked on."""
    await story.fire(level=Level.III)
    (ticket,) = (await story.view(1)).alerts
    wish = AcceptFinding(
        fingerprint=ticket.fingerprint,
        note="known",
        until=later(story.clock.now(), DAY),
        actor=ENGINEER,
    )
    with pytest.raises(NotFound):
        await story.service.accept_finding(wish)


@pytest.mark.usefixtures("go_live")
async def test_accepting_again_moves_the_end(story: Story) -> None:
    await story.fire(level=Level.III)
    await accept(story, days=30)
    again = await accept(story, days=10, note="shorter")
    assert await story.service.acceptances() == (again,)
    await story.pass_time(hours=24 * 10 + 1)
    assert len(await story.all_tickets()) == 1


@pytest.mark.usefixtures("go_live")
async def test_acceptances_are_seen_by_who_sees_the_customer(story: Story) -> None:
    await story.fire(level=Level.III)
    accepted = await accept(story)
    assert await story.service.acceptances(("acme",)) == (accepted,)
    assert await story.service.acceptances(("other",)) == ()


async def test_a_recorded_finding_can_be_accepted(story: Story) -> None:
    """It leaves the list of what is to be looked at; should it become III, no ticket opens."""
    await story.fire(level=Level.RECORD)
    await accept(story)
    await story.fire(level=Level.III)
    assert await story.all_tickets() == ()
