"""Policies in force, their versions and tickets, and trials over what the database holds."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, START, Story
from ticketing import commands as c
from ticketing.policies.desk import PolicyChoice, PolicyDesk, PolicyProgress
from ticketing.policies.outcome import PolicyOutcome, TrialSpan
from ticketing.policy_file import policy_from_text, preset_text
from ticketing.tables import ticket_event
from watchkeeper.core.errors import ConfigError, NotFound
from watchkeeper.core.instants import DAY, later

STRICT = preset_text("contract-cn").replace("target: {'*': 2h}}", "target: {'*': 1h}}")


def desk_of(story: Story) -> PolicyDesk:
    return PolicyDesk(
        story.database,
        story.clock,
        shelf=story.shelf,
        targets=story.inventory,
        contracts=story.inventory.customers,
    )


async def close_one(story: Story, *, plan_after_minutes: float) -> int:
    """Live through a fault: acknowledged, planned, solved, reported, answered, closed."""
    number = (await story.call_in()).number
    await story.pass_time(minutes=5)
    await story.acknowledge(number)
    await story.pass_time(minutes=plan_after_minutes - 5)
    await story.submit_plan(number)
    await story.resolve(number)
    await story.submit_report(number)
    await story.do(c.Reply(number=number, actor=ENGINEER, text="done"))
    await story.do(c.AgreeCause(number=number, actor=ENGINEER, agreed_by="Ms Li"))
    await story.do(c.Close(number=number, actor=ENGINEER))
    return number


async def outcome_of(
    story: Story, *, customer: str | None = None, seen: frozenset[str] | None = None
) -> tuple[list[PolicyProgress], PolicyOutcome]:
    span = TrialSpan(start=START, end=later(START, DAY), customer=customer, seen=seen)
    policy = policy_from_text(STRICT, "strict.yml")
    *steps, outcome = [one async for one in desk_of(story).try_out(policy, span)]
    assert isinstance(outcome, PolicyOutcome)
    return [one for one in steps if isinstance(one, PolicyProgress)], outcome


async def test_a_trial_counts_what_another_policy_would_have_breached(story: Story) -> None:
    """Plans after 30 and 90 minutes: by 2 h both were kept, by 1 h the second would not be."""
    await close_one(story, plan_after_minutes=30)
    late = await close_one(story, plan_after_minutes=90)
    await story.call_in()  # open: it is not tried
    before = await story.service.events(late)

    steps, outcome = await outcome_of(story)
    assert steps == [PolicyProgress(2, 2)]
    assert (outcome.tickets, outcome.breached, outcome.breached_before) == (2, 1, 0)
    assert outcome.instead_of == "contract-cn"
    assert [(one.ticket, one.goal) for one in outcome.changes] == [(late, "plan@level")]
    assert outcome.is_whole
    assert await story.service.events(late) == before
    assert (await outcome_of(story, customer="other"))[1].tickets == 0
    assert (await outcome_of(story, seen=frozenset()))[1].tickets == 0


async def test_a_log_that_cannot_be_read_keeps_none_from_the_others(story: Story) -> None:
    """It is counted apart."""
    await close_one(story, plan_after_minutes=30)
    broken = await close_one(story, plan_after_minutes=90)
    damage = ticket_event.update().where(ticket_event.c.ticket == broken, ticket_event.c.seq == 1)
    await story.database.write(
        lambda connection: connection.execute(damage.values(data="{")).rowcount
    )
    _, outcome = await outcome_of(story)
    assert (outcome.tickets, outcome.unreadable) == (1, 1)


async def test_policies_are_listed_with_what_runs_by_them(story: Story) -> None:
    """Those in force with their versions, and one that live tickets alone keep."""
    await close_one(story, plan_after_minutes=30)
    open_one = (await story.call_in()).number
    desk = desk_of(story)
    entry = await desk.entry("contract-cn", None)
    assert [(one.version, one.tickets, one.live) for one in entry.versions] == [(1, 2, 1)]
    assert entry.customers == ("acme",)
    assert await desk.live_tickets("contract-cn", None) == (open_one,)
    assert await desk.live_tickets("contract-cn", ("other",)) == ()
    assert [one.tickets for one in (await desk.entry("contract-cn", ("other",))).versions] == [0]

    everything = story.shelf.texts
    story.shelf.take_on([everything["team"]])
    names = [(one.name, one.text is not None) for one in await desk.entries(None)]
    assert names == [("team", True), ("contract-cn", False)]
    assert (await desk.policy(PolicyChoice("contract-cn", 1))).name == "contract-cn"


async def test_what_is_not_there_is_told(story: Story) -> None:
    """An unknown name, an unknown version, a text with a mistake."""
    desk = desk_of(story)
    with pytest.raises(NotFound, match="there is no policy 'shop'"):
        await desk.policy(PolicyChoice("shop"))
    with pytest.raises(NotFound, match="version 7"):
        await desk.policy(PolicyChoice("contract-cn", 7))
    with pytest.raises(NotFound):
        await desk.entry("shop", None)
    with pytest.raises(ConfigError, match=r"shop\.yml:1"):
        await desk.policy(PolicyChoice(text="policy: shop\n", file="shop.yml"))
