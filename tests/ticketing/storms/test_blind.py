"""A blind prober: most of its targets fall silent together."""

from __future__ import annotations

import pytest

from tests.ticketing.storms.town import Town
from ticketing.storms.blind import BlindManners, Blindness, blind_probers, is_over
from watchkeeper.core.instants import MINUTE, SECOND, Instant

MANNERS = BlindManners()
TOWN = Town(probers={f"t{n}": "branch" for n in range(10)})


@pytest.mark.parametrize(
    ("seconds", "watched", "since"),
    [
        ([0, 10, 20, 30, 40, 50], 10, 0),
        ([0, 10, 20, 30, 40], 10, None),
        ([0, 10, 20, 30, 40, 60], 10, 0),
        ([0, 10, 20, 30, 40, 61], 10, None),
        ([-900, 100, 101, 102, 103, 104, 105], 10, 100),
        ([0, 0], 2, None),
        ([0, 0, 0], 3, 0),
        ([0, 0, 0], 0, None),
    ],
    ids=[
        "six of ten",
        "half is not more than half",
        "a minute apart",
        "more than a minute apart",
        "one was silent before",
        "two targets say too little",
        "three of three",
        "nobody knows how many it has",
    ],
)
def test_a_prober_is_blind_when_most_targets_fall_silent_at_once(
    seconds: list[int], watched: int, since: int | None
) -> None:
    """More than half of its targets, three at least, within a minute."""
    silent = {f"t{n}": Instant(at * SECOND) for n, at in enumerate(seconds)}
    found = blind_probers(silent, {"branch": watched}, TOWN, MANNERS)
    if since is None:
        assert found == ()
    else:
        assert found == (Blindness("branch", Instant(since * SECOND), tuple(sorted(silent))),)


def test_each_prober_is_judged_by_its_own_targets() -> None:
    """A branch that falls silent says nothing of the server's own probes."""
    silent = {f"t{n}": Instant(0) for n in range(10)} | {"own": Instant(0)}
    found = blind_probers(silent, {"branch": 12, "": 100}, TOWN, MANNERS)
    assert [one.prober for one in found] == ["branch"]


@pytest.mark.parametrize(
    ("silent", "watched", "expected"),
    [(6, 10, False), (5, 10, True), (0, 0, True)],
    ids=["most are silent", "half is back", "it has no targets any more"],
)
def test_it_sees_again_when_no_more_than_half_is_silent(
    silent: int, watched: int, expected: bool
) -> None:
    blindness = Blindness("branch", Instant(MINUTE), ("t1",))
    assert is_over(blindness, silent, watched, MANNERS) is expected
