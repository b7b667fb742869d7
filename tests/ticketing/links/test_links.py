"""Links, merges and splits: what is refused, and that a merge can be undone (P14)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.lifecycle import FINAL, TicketState
from ticketing.links.linking import MOST_LINKS, live_children, reachable, why_not_linked
from ticketing.links.merging import (
    NOTHING_HELD,
    Held,
    IntoClosed,
    effective,
    goes_to,
    let_go,
    split_since,
    taken_in,
    why_not_merged,
    why_not_split,
    why_not_unmerged,
)
from ticketing.links.model import NO_LINKS, ORDERED, Anchors, Link, LinkKind, Party, linked_from
from ticketing.links.recurrence import wants_review
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.levels import LEVELS, Level

OPEN = TicketState.OPEN
INSTANTS = st.integers(1, 10_000).map(Instant)
ANCHORS = st.builds(Anchors, INSTANTS, INSTANTS, INSTANTS, st.sampled_from(LEVELS))


def party(number: int, state: TicketState = OPEN, customer: str = "shop") -> Party:
    return Party(number, customer, state, merged_into=99 if state is TicketState.MERGED else None)


def said(why_not: object) -> str:
    assert why_not is not None
    return str(why_not)


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        pytest.param(party(1), party(1), "a ticket is not linked to itself", id="itself"),
        pytest.param(
            party(1),
            party(2, TicketState.MERGED),
            "ticket 2 was merged into 99; link that one",
            id="a merged one",
        ),
        pytest.param(
            party(1),
            party(2, customer="bank"),
            "the tickets are of two customers, who must not see each other's",
            id="two customers",
        ),
    ],
)
@pytest.mark.parametrize("kind", list(LinkKind), ids=str)
def test_what_is_never_linked(a: Party, b: Party, sentence: str, kind: LinkKind) -> None:
    assert said(why_not_linked(a, b, kind, NO_LINKS)) == sentence


@pytest.mark.parametrize("kind", list(LinkKind), ids=str)
def test_our_own_affair_may_be_why_a_customer_suffers(kind: LinkKind) -> None:
    assert why_not_linked(party(1), party(2, customer=""), kind, NO_LINKS) is None


@pytest.mark.parametrize("kind", sorted(ORDERED, key=str), ids=str)
def test_no_circle(kind: LinkKind) -> None:
    """Two that lead to each other would make a page, or a close, run for ever."""
    links = (Link(1, 2, kind), Link(2, 3, kind))
    assert why_not_linked(party(3), party(1), kind, links) is not None
    assert why_not_linked(party(3), party(4), kind, links) is None


def test_a_ticket_has_one_parent() -> None:
    links = (Link(1, 2, LinkKind.PARENT),)
    why_not = why_not_linked(party(1), party(3), LinkKind.PARENT, links)
    assert said(why_not) == "ticket 1 has such a link already; end that first"
    assert why_not_linked(party(4), party(2), LinkKind.PARENT, links) is None


def test_a_change_is_linked_once_whichever_way() -> None:
    links = (Link(1, 2, LinkKind.CHANGE),)
    assert why_not_linked(party(1), party(2), LinkKind.CHANGE, links) is not None
    assert why_not_linked(party(2), party(1), LinkKind.CHANGE, links) is not None


def test_links_of_a_ticket_are_bounded() -> None:
    links = tuple(Link(number, 1, LinkKind.PARENT) for number in range(2, MOST_LINKS + 2))
    assert why_not_linked(party(1_000), party(1), LinkKind.PARENT, links) is not None
    assert why_not_linked(party(1_000), party(1), LinkKind.PARENT, links[1:]) is None


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from(sorted(LinkKind, key=str))),
        max_size=60,
    )
)
def test_whatever_is_linked_in_whatever_order_there_is_no_circle(
    wishes: list[tuple[int, int, LinkKind]],
) -> None:
    """Links that the rules let pass never lead a ticket back to itself."""
    links: tuple[Link, ...] = ()
    for a, b, kind in wishes:
        if why_not_linked(party(a), party(b), kind, links) is None:
            links = (*links, Link(a, b, kind))
    for kind in ORDERED:
        leads = linked_from(links, kind)
        for number, ahead in leads.items():
            assert all(number not in reachable(each, leads) for each in ahead)


def test_closing_a_parent_tells_of_children_at_work() -> None:
    links = (Link(5, 1, LinkKind.PARENT), Link(4, 1, LinkKind.PARENT), Link(6, 1, LinkKind.CHANGE))
    states = {4: OPEN, 5: TicketState.CLOSED, 6: OPEN}
    assert live_children(1, links, states) == (4,)


@pytest.mark.parametrize("state", sorted(FINAL, key=str), ids=str)
def test_what_is_final_is_not_merged(state: TicketState) -> None:
    assert why_not_merged(party(1, state), party(2), NOTHING_HELD) is not None


@pytest.mark.parametrize(
    ("target", "fits"),
    [
        pytest.param(party(2), True, id="a live one"),
        pytest.param(party(2, TicketState.PENDING), True, id="a resting one"),
        pytest.param(party(2, TicketState.MERGED), False, id="a merged one"),
        pytest.param(party(2, TicketState.CANCELLED), False, id="a cancelled one"),
        pytest.param(party(2, customer="bank"), False, id="another customer's"),
        pytest.param(party(2, customer=""), False, id="our own affair"),
        pytest.param(party(1), False, id="itself"),
    ],
)
def test_into_what_a_ticket_is_merged(target: Party, fits: bool) -> None:
    for answer in IntoClosed:
        why_not = why_not_merged(party(1), target, NOTHING_HELD, into_closed=answer)
        assert (why_not is None) is fits


@pytest.mark.parametrize("state", [TicketState.RESOLVED, TicketState.CLOSED], ids=str)
def test_merging_into_what_is_settled_asks(state: TicketState) -> None:
    """A fault that is there does not vanish in a closed ticket unseen."""
    target = party(2, state)
    assert why_not_merged(party(1), target, NOTHING_HELD) is not None
    yes = IntoClosed.YES
    assert why_not_merged(party(1), target, NOTHING_HELD, into_closed=yes) is None


@given(ANCHORS, st.dictionaries(st.integers(1, 20), ANCHORS))
def test_the_target_counts_from_the_earliest(own: Anchors, others: dict[int, Anchors]) -> None:
    """The customer's first call counts, whichever ticket holds it; a merge betters no level."""
    held: Held = NOTHING_HELD
    for number, anchors in others.items():
        held = taken_in(held, number, anchors)
    found = effective(own, held)
    every = [own, *others.values()]
    assert found.reported_at == min(each.reported_at for each in every)
    assert found.occurred_at == min(each.occurred_at for each in every)
    assert found.detected_at == min(filter(None, (each.detected_at for each in every)))
    assert not any(each.level.is_worse_than(found.level) for each in every)


@given(ANCHORS, st.dictionaries(st.integers(1, 20), ANCHORS), st.data())
def test_p14_merge_then_unmerge_restores_both_clocks(
    own: Anchors, others: dict[int, Anchors], data: st.DataObject
) -> None:
    """P14: in whatever order tickets come and go, those that left have left no trace."""
    held: Held = NOTHING_HELD
    for number, anchors in others.items():
        held = taken_in(held, number, anchors)
    gone = data.draw(st.permutations(sorted(others)).map(lambda found: found[: len(found) // 2]))
    for number in gone:
        held = let_go(held, number)
    stayed = {number: each for number, each in others.items() if number not in gone}
    assert effective(own, held) == effective(own, stayed)
    for number in stayed:
        held = let_go(held, number)
    assert effective(own, held) == own


class House:
    """Six tickets that merge and part as the rules allow, with what each holds."""

    def __init__(self, own: list[Anchors]) -> None:
        self.own = own
        self.parties = [party(number) for number in range(len(own))]
        self.held: list[Held] = [NOTHING_HELD for _ in own]

    def merge(self, a: int, b: int) -> None:
        if why_not_merged(self.parties[a], self.parties[b], self.held[b]) is None:
            self.held[b] = taken_in(self.held[b], a, effective(self.own[a], self.held[a]))
            merged = TicketState.MERGED
            self.parties[a] = replace(self.parties[a], state=merged, merged_into=b)

    def unmerge(self, a: int) -> None:
        b = self.parties[a].merged_into
        if b is None:
            return
        if why_not_unmerged(self.parties[a], self.parties[b], self.held[b]) is None:
            self.held[b] = let_go(self.held[b], a)
            self.parties[a] = replace(self.parties[a], state=OPEN, merged_into=None)

    def members(self, number: int) -> set[int]:
        into = self.into()
        return {each for each in range(len(self.own)) if goes_to(each, into) == number}

    def into(self) -> dict[int, int]:
        return {
            each.number: each.merged_into for each in self.parties if each.merged_into is not None
        }


@given(
    st.lists(ANCHORS, min_size=6, max_size=6),
    st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=40),
)
def test_p14_holds_through_chains_of_merges(
    own: list[Anchors], steps: list[tuple[bool, int, int]]
) -> None:
    """P14: a ticket counts from the earliest of exactly those it stands for, chains included."""
    house = House(own)
    for is_merge, a, b in steps:
        if is_merge:
            house.merge(a, b)
        else:
            house.unmerge(a)
        for each in house.parties:
            if each.merged_into is None:
                members = house.members(each.number)
                expected = effective(own[each.number], {one: own[one] for one in members})
                assert effective(own[each.number], house.held[each.number]) == expected
    for _ in own:
        for number in range(len(own)):
            house.unmerge(number)
    assert all(each.merged_into is None for each in house.parties)
    assert [effective(own[at], house.held[at]) for at in range(len(own))] == own


def test_a_ticket_leaves_only_what_it_was_merged_into() -> None:
    source = replace(party(1, TicketState.MERGED), merged_into=2)
    held = taken_in(NOTHING_HELD, 1, Anchors(Instant(0), Instant(0), Instant(0), Level.II))
    assert why_not_unmerged(source, party(2), held) is None
    assert why_not_unmerged(source, party(3), held) is not None
    assert why_not_unmerged(source, party(2), NOTHING_HELD) is not None
    assert why_not_unmerged(party(1), party(2), held) is not None
    chained = replace(party(2, TicketState.MERGED), merged_into=3)
    assert said(why_not_unmerged(source, chained, held)) == (
        "ticket 2 was itself merged into 3; undo that first"
    )


@pytest.mark.parametrize(
    ("number", "target"),
    [(1, 3), (2, 3), (3, 3), (9, 9), (5, 6)],
    ids=["two steps", "one step", "none", "unknown", "a circle from outside ends"],
)
def test_an_answer_to_a_merged_ticket_goes_to_the_one_that_stands_for_it(
    number: int, target: int
) -> None:
    """A reply by mail to a merged ticket reopens nothing and is not lost."""
    assert goes_to(number, {1: 2, 2: 3, 5: 6, 6: 5}) == target


ATTACHED = {"disk": Instant(20), "load": Instant(10), "net": Instant(30)}


@pytest.mark.parametrize(
    ("taken", "fits"),
    [
        pytest.param({"disk"}, True, id="one of three"),
        pytest.param({"disk", "net"}, True, id="two of three"),
        pytest.param(set(), False, id="none"),
        pytest.param(set(ATTACHED), False, id="all"),
        pytest.param({"disk", "other"}, False, id="a foreign one"),
    ],
)
def test_what_is_split_belongs_to_the_ticket_and_leaves_something(
    taken: set[str], fits: bool
) -> None:
    assert (why_not_split(party(1), ATTACHED, frozenset(taken)) is None) is fits
    assert why_not_split(party(1, TicketState.CLOSED), ATTACHED, frozenset(taken)) is not None


def test_a_split_fault_keeps_its_beginning() -> None:
    """Splitting gains no time: the new ticket's clocks count from its own first alert."""
    assert split_since(ATTACHED, frozenset({"disk", "net"})) == 20


@pytest.mark.parametrize(
    ("days", "reviewed", "wanted"),
    [
        pytest.param([1, 10, 29], None, True, id="three in thirty days"),
        pytest.param([1, 10], None, False, id="two"),
        pytest.param([1, 10, 30], None, False, id="the third lies thirty days back"),
        pytest.param([1, 10, 29], 20, False, id="proposed already"),
        pytest.param([1, 2, 3, 29], 20, True, id="three more since"),
    ],
)
def test_after_the_third_time_a_review_is_proposed(
    days: list[int], reviewed: int | None, wanted: bool
) -> None:
    now = Instant(100 * DAY)
    opened = [Instant(now - day * DAY) for day in days]
    reviewed_at = None if reviewed is None else Instant(now - reviewed * DAY)
    assert wants_review(opened, now, reviewed_at=reviewed_at) is wanted
