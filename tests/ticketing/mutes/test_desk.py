"""Silences in a story: what is held has no ticket, and gets one when the silence is over."""

from __future__ import annotations

import pytest

from tests.ticketing.story import Story
from ticketing.events import EventKind
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.silences import Silence, SilenceState, SilenceWish
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.access.model import SYSTEM, Principal, Scope
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import HOUR, MINUTE, later
from watchkeeper.core.levels import Level

ACME = Principal("a", "acme's", frozenset(Scope), frozenset({"acme"}))
OTHER = Principal("o", "other's", frozenset(Scope), frozenset({"other"}))


async def silenced(
    story: Story, matchers: str, *, lasts: int = 2 * HOUR, by: Principal = SYSTEM, id: str = ""
) -> Silence:
    now = story.clock.now()
    wish = SilenceWish(
        read_matchers(matchers), later(now, lasts), by.id, "disk swap", starts_at=now, id=id
    )
    return await story.mutes.put(by, wish)


@pytest.mark.parametrize("level", [Level.I, Level.III], ids=str)
async def test_the_end_of_a_silence_opens_what_still_fires(story: Story, level: Level) -> None:
    """No ticket and no message meanwhile; then one, whose clocks count from its opening."""
    await silenced(story, 'alertname="ServiceDown"')
    began = story.clock.now()
    await story.fire(level=level)
    (finding,) = await story.service.findings()
    assert finding.quiet_until == later(began, 2 * HOUR)
    await story.pass_time(minutes=119)
    await story.evaluate()
    assert (await story.all_tickets(), await story.messages()) == ((), [])

    await story.pass_time(minutes=1)
    (row,) = await story.open_tickets()
    assert (row.occurred_at, row.opened_at) == (began, later(began, 2 * HOUR))
    assert await story.service.findings() == ()
    assert await story.messages(kind="opened") != []


async def test_what_recovers_while_it_is_silenced_leaves_nothing(story: Story) -> None:
    """It was recorded, nobody was told, and the end of the silence opens nothing."""
    await silenced(story, "instance=web-1")
    await story.fire()
    await story.clear()
    await story.pass_time(hours=3)
    assert await story.all_tickets() == ()
    assert await story.service.findings() == ()


async def test_a_silence_that_is_ended_early_or_misses_opens_a_ticket(story: Story) -> None:
    """Also after a restart between the end and the look at what it held."""
    await silenced(story, "instance=db-1")
    made = await silenced(story, "instance=web-1")
    await story.fire()
    await story.fire(on="web-2")
    assert [row.target for row in await story.open_tickets()] == ["web-2"]
    await story.mutes.expire(SYSTEM, made.id)
    await story.pass_time(seconds=1)
    assert {row.target for row in await story.open_tickets()} == {"web-1", "web-2"}


async def test_silences_in_a_row_hold_as_one(story: Story) -> None:
    """What a second silence holds goes on being held when the first ends; an edit moves the end."""
    first = await silenced(story, "instance=web-1", lasts=HOUR)
    await story.fire()
    await silenced(story, "alertname=~Service.*", lasts=3 * HOUR)
    edited = await silenced(story, "instance=web-1", lasts=30 * MINUTE, id=first.id)
    assert edited.id == first.id
    await story.pass_time(minutes=179)
    assert await story.all_tickets() == ()
    await story.pass_time(minutes=2)
    assert len(await story.open_tickets()) == 1


async def test_a_fault_that_comes_back_silenced_is_told_afterwards(story: Story) -> None:
    """The ticket of last time was resolved: within the reopen window it opens again."""
    await story.fire(level=Level.III)
    await story.clear()
    await story.pass_time(minutes=6)
    assert (await story.events(1, EventKind.SELF_RECOVERED)) != ()
    await silenced(story, "instance=web-1", lasts=HOUR)
    await story.fire(level=Level.III)
    await story.pass_time(minutes=59)
    assert await story.open_tickets() == ()
    await story.pass_time(minutes=1)
    assert [row.number for row in await story.open_tickets()] == [1]


async def test_a_live_ticket_goes_on(story: Story) -> None:
    """A silence is no pause: what a person has to answer stays theirs."""
    await story.fire()
    await silenced(story, "instance=web-1")
    await story.fire("Other", level=Level.I)
    assert [row.number for row in await story.open_tickets()] == [1]
    await story.clear()
    await story.pass_time(minutes=6)
    assert await story.events(1, EventKind.RECOVERED) != ()


async def test_silences_outlive_a_restart_and_are_written_down(story: Story) -> None:
    """Another process holds the same alerts; the audit trail names who did what."""
    made = await silenced(story, 'instance="web-1"')
    await story.fire()
    again = MuteDesk(story.database, story.clock)
    await again.load()
    assert again.listed(SYSTEM) == (made,)
    held = again.of({"instance": "web-1"}, target="web-1", customer="acme", at=story.clock.now())
    assert [mute.id for mute in held] == [made.id]
    await story.mutes.expire(SYSTEM, made.id)
    await story.mutes.expire(SYSTEM, made.id)
    rows = await story.database.read(latest_audit_rows)
    assert [(row.action, row.actor, row.subject) for row in rows] == [
        ("silence_ended", "system", made.id),
        ("silence_made", "system", made.id),
    ]
    assert rows[1].facts["matchers"] == '{instance="web-1"}'


async def test_one_customers_silence_holds_no_other_ones_alert(story: Story) -> None:
    """It is the maker's customer that counts, and nobody else sees it."""
    foreign = await silenced(story, "alertname=ServiceDown", by=OTHER)
    await story.fire()
    assert len(await story.open_tickets()) == 1
    with pytest.raises(NotFound):
        story.mutes.get(ACME, foreign.id)
    own = await silenced(story, "alertname=Second", by=ACME)
    assert own.customer == "acme"
    await story.fire("Second")
    assert len(await story.open_tickets()) == 1


async def test_old_silences_are_forgotten(story: Story) -> None:
    """Five days after their end, as in Alertmanager, when the next one is made."""
    old = await silenced(story, "instance=web-1", lasts=HOUR)
    await story.pass_time(hours=122)
    new = await silenced(story, "instance=web-2")
    assert [one.id for one in story.mutes.listed(SYSTEM)] == [new.id]
    again = MuteDesk(story.database, story.clock)
    await again.load()
    with pytest.raises(NotFound):
        again.get(SYSTEM, old.id)
    await story.pass_time(hours=2)
    assert new.state(story.clock.now()) is SilenceState.EXPIRED
