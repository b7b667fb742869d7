"""The breaker: so many tickets a minute, then one per site; nothing is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.storms.breaker import (
    Admission,
    Breaker,
    BreakerManners,
    Held,
    admit,
    at_instant,
    given_back,
    over_at,
)
from watchkeeper.core.instants import MINUTE, SECOND, Instant

OPENS, JOINS = Admission
MANNERS = BreakerManners(of_site=3, in_all=5)


def admitted(*comings: tuple[int, str]) -> tuple[Breaker, list[Admission]]:
    breaker, found = Breaker(), []
    for seconds, site in comings:
        breaker, admission = admit(breaker, site, Instant(seconds * SECOND), MANNERS)
        found.append(admission)
    return breaker, found


@pytest.mark.parametrize(
    ("comings", "expected"),
    [
        ([(0, "a"), (1, "a"), (2, "a"), (3, "a")], [OPENS, OPENS, OPENS, JOINS]),
        ([(0, "a"), (1, "a"), (2, "a"), (60, "a")], [OPENS] * 4),
        ([(0, "a"), (1, "a"), (2, "a"), (3, "a"), (4, "b")], [OPENS] * 3 + [JOINS, OPENS]),
        ([(n, f"s{n}") for n in range(6)], [OPENS] * 5 + [JOINS]),
        ([(0, "a")] * 4 + [(599, "a"), (1100, "a")], [OPENS] * 3 + [JOINS] * 3),
        ([(0, "a")] * 4 + [(600, "a")], [OPENS] * 3 + [JOINS, OPENS]),
    ],
    ids=[
        "the fourth at a site",
        "a minute later",
        "another site is not in the storm",
        "many sites, few each",
        "a storm that grows goes on",
        "ten minutes of calm end it",
    ],
)
def test_beyond_so_many_a_minute_new_problems_join_the_storm(
    comings: list[tuple[int, str]], expected: list[Admission]
) -> None:
    assert admitted(*comings)[1] == expected


def test_a_storm_says_when_it_is_over() -> None:
    """A timer can be set; each problem that joins puts it off."""
    breaker, _ = admitted(*[(0, "a")] * 4, (30, "a"))
    assert over_at(breaker, "a", MANNERS) == 30 * SECOND + 10 * MINUTE
    assert over_at(breaker, "b", MANNERS) is None
    assert not at_instant(breaker, Instant(30 * SECOND + 10 * MINUTE), MANNERS).is_stormy("a")


def test_what_still_fails_gets_tickets_of_its_own_after_the_storm() -> None:
    """Oldest first, if they are few enough to be looked at apart."""
    manners = BreakerManners(gives_back=2)
    held = tuple(Held(f"f{n}", Instant(9 - n), is_failing=n < 2) for n in range(4))
    assert [one.fingerprint for one in given_back(held, manners)] == ["f1", "f0"]
    many = tuple(Held(f"f{n}", Instant(n), is_failing=True) for n in range(3))
    assert given_back(many, manners) == ()


@given(st.lists(st.tuples(st.integers(0, 30 * MINUTE), st.sampled_from("abc")), max_size=60))
def test_no_minute_opens_more_than_it_may(comings: list[tuple[int, str]]) -> None:
    """Whatever comes when: the bounds hold for each site and in all."""
    breaker, opened = Breaker(), []
    for at, site in sorted(comings):
        breaker, admission = admit(breaker, site, Instant(at), MANNERS)
        if admission is OPENS:
            opened.append((at, site))
    for start, _ in opened:
        within = [site for at, site in opened if start <= at < start + MINUTE]
        assert len(within) <= MANNERS.in_all
        assert all(within.count(site) <= MANNERS.of_site for site in within)
