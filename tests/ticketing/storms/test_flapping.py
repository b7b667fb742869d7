"""Flapping: many edges are one trouble."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.storms.flapping import (
    MAX_EDGES,
    Edges,
    FlappingManners,
    Turn,
    after_edge,
    ends_at,
    may_tell,
    review,
)
from watchkeeper.core.instants import HOUR, MINUTE, Instant

MANNERS = FlappingManners()


def told(*minutes: int) -> tuple[Edges, list[Turn]]:
    edges, turns = Edges(), []
    for minute in minutes:
        edges, turn = after_edge(edges, Instant(minute * MINUTE), MANNERS)
        turns.append(turn)
    return edges, turns


@pytest.mark.parametrize(
    ("minutes", "begins_with"),
    [
        ((0, 10, 20, 30, 40), None),
        ((0, 10, 20, 30, 40, 50), 5),
        ((0, 10, 20, 30, 40, 60), 5),
        ((0, 10, 20, 30, 40, 61), None),
        ((0, 30, 60, 61, 62, 63, 64, 65), 6),
        ((0, 0, 0, 0, 0, 0), None),
    ],
    ids=[
        "one too few",
        "six within the hour",
        "just within the hour",
        "just not within the hour",
        "of a long history the dense part",
        "one edge heard six times",
    ],
)
def test_flapping_begins_with_enough_edges_in_a_window(
    minutes: tuple[int, ...], begins_with: int | None
) -> None:
    """It is told once, with the edge that makes it so."""
    edges, turns = told(*minutes)
    assert [n for n, turn in enumerate(turns) if turn is Turn.BEGINS] == (
        [] if begins_with is None else [begins_with]
    )
    assert edges.is_flapping is (begins_with is not None)


def test_flapping_ends_when_it_was_calm_and_is_counted_for_reports() -> None:
    """Each further edge puts the end off; afterwards nothing of it is left."""
    edges, _ = told(0, 10, 20, 30, 40, 50)
    assert (edges.since, edges.count) == (0, 6)
    edges, turn = after_edge(edges, Instant(70 * MINUTE), MANNERS)
    assert (turn, edges.count) == (Turn.NONE, 7)
    end = ends_at(edges, MANNERS)
    assert end == 100 * MINUTE
    assert review(edges, Instant(end - 1), MANNERS) == (edges, Turn.NONE)
    assert review(edges, end, MANNERS) == (Edges(), Turn.ENDS)
    assert review(Edges(), end, MANNERS) == (Edges(), Turn.NONE)


@pytest.mark.parametrize(
    ("told_at", "minute", "expected"),
    [(None, 50, True), (50, 109, False), (50, 110, True)],
    ids=["never told", "within the hour", "an hour later"],
)
def test_people_hear_of_it_once_an_interval(
    told_at: int | None, minute: int, expected: bool
) -> None:
    edges, _ = told(0, 10, 20, 30, 40, 50)
    last = None if told_at is None else Instant(told_at * MINUTE)
    assert may_tell(edges, last, Instant(minute * MINUTE), MANNERS) is expected
    assert may_tell(Edges(), last, Instant(minute * MINUTE), MANNERS)


@given(st.lists(st.integers(0, 5 * HOUR).map(Instant), max_size=MAX_EDGES), st.randoms())
def test_the_order_of_hearing_does_not_matter(instants: list[Instant], chance: object) -> None:
    """Late and repeated deliveries end in the same (P13); the bound holds."""
    shuffled = instants[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types randoms as object

    def state(order: list[Instant]) -> tuple[tuple[Instant, ...], bool]:
        edges = Edges()
        for at in [*order, *order]:
            edges, _ = after_edge(edges, at, MANNERS)
        return edges.newest, edges.is_flapping

    assert state(instants) == state(shuffled)
    newest, is_flapping = state(instants)
    assert len(newest) <= MAX_EDGES
    assert all(one < two for one, two in pairwise(newest))
    dense = any(last - first <= HOUR for first, last in zip(newest, newest[5:], strict=False))
    assert is_flapping is dense
