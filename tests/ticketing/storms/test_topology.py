"""Topology: who is cut off by whom, and when a symptom becomes a fault of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.storms.town import Town
from ticketing.storms.surroundings import NoSurroundings, ways_to
from ticketing.storms.topology import SETTLING, Release, causes, release
from watchkeeper.core.instants import Instant

NOW = Instant(1_795_400_000_000)
TOWN = {
    "core": (),
    "line": (),
    "edge": ("core",),
    "web": ("edge",),
    "db": ("edge",),
    "vault": ("edge", "line"),
    "disk": ("vault",),
}


@pytest.mark.parametrize(
    ("down", "answering", "expected"),
    [
        (["edge", "web", "db"], [], {"web": "edge", "db": "edge"}),
        (["core", "edge", "web"], [], {"edge": "core", "web": "core"}),
        (["core", "web"], [], {"web": "core"}),
        (["core", "web"], ["edge"], {}),
        (["edge", "vault"], [], {}),
        (["edge", "line", "vault", "disk"], [], {"vault": "edge", "disk": "edge"}),
        (["web"], [], {}),
        (["web", "db"], [], {}),
        ([], [], {}),
    ],
    ids=[
        "a switch and what hangs on it",
        "two storeys: the lowest fault is at fault",
        "what lies between is not watched",
        "what lies between answers",
        "another way is left",
        "both ways are lost",
        "a host alone",
        "two hosts of one switch that answers",
        "nothing",
    ],
)
def test_targets_are_symptoms_of_what_cut_them_off(
    down: list[str], answering: list[str], expected: dict[str, str]
) -> None:
    """A target is cut off when every way to it is lost."""
    assert causes(down, down, Town(TOWN), answering=answering) == expected


def test_a_link_that_was_seen_counts_from_the_smaller_to_the_larger() -> None:
    """A host hangs on its switch, a switch never on its host; inventory goes before links."""
    links = frozenset({("web", "edge"), ("db", "edge"), ("a", "b")})
    town = Town(links=links)
    assert ways_to("web", town) == ("edge",)
    assert ways_to("edge", town) == ()
    assert ways_to("a", town) == ()
    assert ways_to("web", Town({"web": ("core",)}, links=links)) == ("core",)
    down = ["web", "edge"]
    assert causes(down, down, town) == {"web": "edge"}
    assert causes(down, down, NoSurroundings()) == {}


def test_in_a_circle_one_is_at_fault() -> None:
    """Where an inventory says that two hang on each other, not both are symptoms."""
    town = Town({"a": ("b",), "b": ("a",), "c": ("b",)})
    assert causes(["a", "b", "c"], ["a", "b", "c"], town) == {"b": "a", "c": "a"}


_NAMES = [f"t{n}" for n in range(9)]
_TOWNS = st.dictionaries(
    st.sampled_from(_NAMES), st.lists(st.sampled_from(_NAMES), max_size=3).map(tuple)
).map(Town)
_SOME = st.lists(st.sampled_from(_NAMES), unique=True)


@given(_TOWNS, _SOME, _SOME)
def test_every_symptom_has_a_fault_that_is_none(
    town: Town, down: list[str], answering: list[str]
) -> None:
    """Whatever hangs on what, circles too: causes are down, no symptoms, and order is nothing."""
    found = causes(_NAMES, down, town, answering=answering)
    assert set(found.values()) <= set(down)
    assert not set(found.values()) & set(found)
    assert causes(_NAMES[::-1], down[::-1], town, answering=answering) == found
    for target in found:
        assert target not in set(answering) - set(down)
        ways = [way for way in town.parents(target) if way != target]
        assert ways
        assert all(way in found or way in down for way in ways)


@given(_TOWNS, _SOME, st.sampled_from(_NAMES))
def test_another_fault_makes_no_symptom_stand_alone(
    town: Town, down: list[str], another: str
) -> None:
    """What was cut off stays so, unless others of its circle are now cut off by it."""
    before = causes(_NAMES, down, town)
    after = causes(_NAMES, {*down, another}, town)
    assert set(before) - set(after) <= set(after.values())


@pytest.mark.parametrize(
    ("is_failing", "gone_for", "is_urgent", "expected"),
    [
        (True, None, False, Release.HELD),
        (True, 0, False, Release.SETTLING),
        (True, SETTLING - 1, False, Release.SETTLING),
        (True, SETTLING, False, Release.ITS_OWN),
        (True, 0, True, Release.ITS_OWN),
        (True, None, True, Release.HELD),
        (False, None, False, Release.OVER),
        (False, 0, True, Release.OVER),
    ],
    ids=[
        "the cause goes on",
        "the cause is just gone",
        "nearly long enough",
        "it does not come back",
        "level I waits for nothing",
        "level I, the cause goes on",
        "it came back first",
        "it came back as well",
    ],
)
def test_a_symptom_is_released_when_its_cause_is_gone(
    is_failing: bool, gone_for: int | None, is_urgent: bool, expected: Release
) -> None:
    """It gets a moment to come back by itself, then a ticket of its own."""
    gone_at = None if gone_for is None else Instant(NOW - gone_for)
    found = release(is_failing=is_failing, cause_gone_at=gone_at, now=NOW, is_urgent=is_urgent)
    assert found is expected
