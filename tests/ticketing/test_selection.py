"""Which policy a ticket runs by, why, and when another takes over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.directory import CustomerTerms
from ticketing.policy_file import policy_from_text
from ticketing.selection import ANYTHING, Candidate, Traits, Why, choose, fits
from ticketing.shelf import PolicyText, Shelf, shipped_policies
from ticketing.types.model import Kind
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import HOUR
from watchkeeper.core.levels import Level

CONTRACT = Candidate("contract", {"type": frozenset({"incident"})}, is_offered=False)
NORTH = Candidate(
    "north", {"type": frozenset({"incident"}), "site": frozenset({"north"})}, is_offered=True
)
OTHER = Candidate("other", ANYTHING, is_offered=False)
ALL = (CONTRACT, NORTH, OTHER)


@pytest.mark.parametrize(
    ("traits", "policy", "why", "conditions"),
    [
        pytest.param(Traits(site="south"), "contract", Why.CONTRACT, "", id="the contract's"),
        pytest.param(
            Traits(site="north"),
            "north",
            Why.CONDITIONS,
            "type=incident, site=north",
            id="more conditions",
        ),
        pytest.param(Traits(type="consult"), "contract", Why.FALLBACK, "", id="nothing fits"),
    ],
)
def test_the_most_conditions_win(traits: Traits, policy: str, why: Why, conditions: str) -> None:
    """What the contract does not name, and what is not offered to all, is never taken."""
    choice = choose(ALL, traits, ("contract",))
    assert (choice.policy, choice.why, choice.conditions) == (policy, why, conditions)


@given(
    st.builds(
        Traits,
        type=st.sampled_from(["incident", "consult"]),
        site=st.sampled_from(["north", "south", ""]),
    ),
    st.permutations(ALL),
)
def test_the_choice_does_not_depend_on_the_order_of_files(
    traits: Traits, candidates: list[Candidate]
) -> None:
    """One of the named or offered policies is taken, always the same, and it fits if any does."""
    choice = choose(candidates, traits, ("contract",))
    assert choice == choose(ALL, traits, ("contract",))
    assert choice.policy in {"contract", "north"}
    if choice.why is not Why.FALLBACK:
        taken = next(one for one in ALL if one.name == choice.policy)
        assert fits(taken.select, traits)


OWN = """
policy: web
select: {type: incident, criticality: normal, site: shanghai-1}
goals: [{metric: resolve, stop: restored, target: {'*': 3h}}]
reach: {'*': {by: [mail]}}
"""


async def test_a_policy_with_conditions_is_offered_to_every_customer(story: Story) -> None:
    """The page, REST and the command line say by which conditions it was taken."""
    story.service.take_on_policies((*shipped_policies(), PolicyText("web", OWN, "web.yml")))
    view = await story.call_in()
    assert view.policy == "web v1"
    assert str(view.policy_why) == (
        "its conditions hold: type=incident, site=shanghai-1, criticality=normal"
    )
    elsewhere = await story.call_in(target="")
    assert elsewhere.policy.split()[0] == "contract-cn"
    assert str(elsewhere.policy_why) == "the contract names it"
    consult = await story.do(
        c.OpenTicket(actor=ENGINEER, type=Kind.CONSULT, summary="how?", customer="acme")
    )
    assert str(consult.policy_why) == "its conditions hold: type=consult"


async def test_an_early_warning_becomes_the_contracts_affair_when_it_worsens(
    story: Story,
) -> None:
    """Found by monitoring at III it runs in office hours; at II the contract's clocks begin."""
    story.inventory.also = ("early-warning",)
    await story.fire(level=Level.III)
    view = await story.view()
    assert view.policy.split()[0] == "early-warning"
    assert view.goal("resolve").target == 17 * HOUR  # type: ignore[union-attr]  # it is there
    await story.pass_time(hours=3)
    await story.fire(level=Level.II)
    view = await story.view()
    resolve = view.goal("resolve")
    assert resolve is not None
    assert view.policy.split()[0] == "contract-cn"
    assert (resolve.target, resolve.started_at) == (24 * HOUR, story.clock.now())
    assert str(view.policy_why).startswith("it took over: ")
    again = Story(story.database, clock=story.clock)
    assert (await again.view()).policy == view.policy


async def test_what_somebody_reports_is_no_early_warning(story: Story) -> None:
    story.inventory.also = ("early-warning",)
    view = await story.call_in(Level.III)
    assert view.policy.split()[0] == "contract-cn"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            "policy: p\ngoals: [{metric: resolve, stop: restored, target: {I: 3h}}]\n"
            "reach: {'*': {by: [mail]}}\n",
            "level II, III, IV",
            id="levels without a goal",
        ),
        pytest.param(
            "policy: p\nselect: {type: incidents}\ngoals: []\nreach: {'*': {by: [mail]}}\n",
            "incidents",
            id="a type that is not there",
        ),
        pytest.param(
            "policy: p\nselect: {colour: red}\ngoals: []\nreach: {'*': {by: [mail]}}\n",
            "colour",
            id="a trait that is not there",
        ),
    ],
)
def test_a_policy_that_forgets_an_incident_is_refused(source: str, reason: str) -> None:
    """The reason names what nobody would be woken for (P9)."""
    with pytest.raises(ConfigError, match=reason):
        policy_from_text(source, "p.yml")


def test_a_policy_for_other_types_needs_no_goal() -> None:
    source = "policy: p\nselect: {type: [consult]}\ngoals: []\nreach: {'*': {by: [mail]}}\n"
    assert policy_from_text(source, "p.yml").goals == ()


def test_the_shelf_knows_types_without_clocks_even_where_nobody_wrote_a_policy() -> None:
    shelf = Shelf([PolicyText("web", OWN, "web.yml")])
    source = shelf.source_of(CustomerTerms("acme", "web", tables=()), Kind.DEFECT)
    assert source.policy == "without-clocks"
