"""One line for a target that is lost or back, however many probes it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.lost_targets import PATIENCE_SECONDS, LostTargets, Turn, Verdict
from watchkeeper.core.instants import MINUTE, SECOND, Duration

QUICK, SLOW = Duration(15 * SECOND), Duration(5 * MINUTE)
WORDS = {"+": Verdict.ALIVE, "?": Verdict.FAILING, "-": Verdict.LOST}
Line = tuple[Turn, tuple[str, ...]]


def lines(told: str, *, slow: str = "") -> list[Line]:
    """Return the lines of a story ``a- b- a+``: rounds in their order, a second apart."""
    lost, found = LostTargets(), []
    probes = sorted({word[0] for word in told.split()})
    lost.follow({"web": {name: SLOW if name in slow else QUICK for name in probes}})
    for now, word in enumerate(told.split()):
        news = lost.note("web", word[0], WORDS[word[1]], f"why {word[0]}", float(now))
        if news is not None:
            assert news.of == len(probes)
            assert news.turn.is_loss == bool(news.reason)
            found.append((news.turn, news.probes))
    return found


@pytest.mark.parametrize(
    ("told", "slow", "expected"),
    [
        ("a+ a- a- a+ a+", "", [(Turn.LOST, ("a",)), (Turn.BACK, ("a",))]),
        ("a- b- c- a- a+ b+ c+", "", [(Turn.LOST, ("a", "b", "c")), (Turn.BACK, ("a", "b", "c"))]),
        ("a+ b? a- b? b- a+ b+", "", [(Turn.LOST, ("a", "b")), (Turn.BACK, ("a", "b"))]),
        ("a- b+ a- b+ a+ b+", "", [(Turn.LOST_IN_PART, ("a",)), (Turn.BACK, ("a",))]),
        ("a- b+ b- a- a+ b+", "", [(Turn.LOST_IN_PART, ("a",)), (Turn.LOST, ("a", "b")), (Turn.BACK, ("a", "b"))]),
        ("a- b- a+ b- b+ a+", "", [(Turn.LOST, ("a", "b")), (Turn.BACK_IN_PART, ("b",)), (Turn.BACK, ("b",))]),
        ("s+ a- a- s- a- a+ s+", "s", [(Turn.LOST, ("a",)), (Turn.BACK, ("a", "s"))]),
        ("s+ a- a+ s- a+", "s", [(Turn.LOST, ("a",)), (Turn.BACK, ("a",)), (Turn.LOST_IN_PART, ("s",))]),
        ("a- a+ b+ a+", "", []),
        ("a+ b+ a? b? a+ b+", "", []),
    ],
    ids=["one probe", "all of three", "one only fails yet", "one of two", "first one, then all", "half comes back",
         "an hourly one joins", "an hourly one alone", "back before the others were heard", "never lost"],
)  # fmt: skip
def test_what_is_written(told: str, slow: str, expected: list[Line]) -> None:
    """A line waits until the quick probes were heard, and says which are lost or back."""
    assert lines(told, slow=slow) == expected


def test_who_is_not_heard_is_not_waited_for_without_end() -> None:
    """A probe that finds no place holds the line back for two minutes."""
    lost = LostTargets()
    lost.follow({"web": {"a": QUICK, "b": QUICK}})
    assert lost.note("web", "a", Verdict.LOST, "why", 0.0) is None
    assert lost.note("web", "a", Verdict.LOST, "why", PATIENCE_SECONDS - 1) is None
    news = lost.note("web", "a", Verdict.LOST, "why", PATIENCE_SECONDS)
    assert news is not None
    assert (news.turn, news.probes, news.reason) == (Turn.LOST, ("a",), "why")


def test_another_inventory_keeps_what_was_told() -> None:
    """A probe that is new or gone writes no line of its own; a target that is gone is forgotten."""
    lost = LostTargets()
    lost.follow({"web": {"a": QUICK, "b": QUICK}})
    lost.note("web", "a", Verdict.LOST, "why", 0.0)
    assert lost.note("web", "b", Verdict.LOST, "why", 1.0) is not None
    lost.follow({"web": {"a": QUICK, "c": QUICK}})
    assert lost.note("web", "c", Verdict.FAILING, "why", 2.0) is None
    assert lost.note("web", "a", Verdict.ALIVE, "", 3.0) is None
    news = lost.note("web", "c", Verdict.ALIVE, "", 4.0)
    assert news is not None
    assert (news.turn, news.probes) == (Turn.BACK, ("a",))
    lost.follow({})
    assert lost.note("web", "a", Verdict.LOST, "why", 5.0) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("+?-")), max_size=60))
def test_loss_and_return_take_turns(rounds: list[tuple[str, str]]) -> None:
    """Nothing is back that was not lost, and once all are heard alive the last line says so."""
    alive = [(name, "+") for name in "abc"] * 2
    found = lines(" ".join(name + word for name, word in [*rounds, *alive]))
    is_lost = False
    for turn, _ in found:
        assert turn.is_loss or is_lost
        is_lost = turn is not Turn.BACK
    assert not is_lost
