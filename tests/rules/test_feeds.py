from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.companions import Companions
from rules.feeds import FeedIndex, all_feeds, awaited
from rules.memory_series import MemorySeries
from rules.promql.evaluate import feeds_of
from rules.promql.plan import compile_plan
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of

LABELS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"), max_size=3)


def filled(found: list[tuple[str, dict[str, str]]]) -> MemorySeries:
    series = MemorySeries()
    for number, (name, labels) in enumerate(found):
        key = labels_of({**labels, "__name__": name})
        series.append(f"feed-{number}", Instant(0), {key: 1.0})
    return series


@given(
    st.lists(st.tuples(st.sampled_from(["x", "y"]), LABELS), max_size=8, unique_by=str),
    st.lists(LABELS.map(labels_of), min_size=25, max_size=40, unique=True)
    | st.lists(LABELS.map(labels_of)),
)
def test_the_index_says_what_a_single_look_up_says(
    found: list[tuple[str, dict[str, str]]], asked: list[Labels]
) -> None:
    """One by one or by the index over all: the feeds of an alert are the same."""
    series = filled(found)
    plan = compile_plan("x / y")
    index = FeedIndex(plan)
    padding = [labels_of({"pad": str(number)}) for number in range(21)]
    for labels in [*padding, *asked]:
        assert index.feeds_of(labels, series) == tuple(sorted(feeds_of(plan, series, labels)))


def test_a_new_series_is_noticed() -> None:
    """What was remembered of feeds is dropped when a series comes."""
    series = filled([("x", {"a": "1"})])
    index = FeedIndex(compile_plan("x"))
    assert index.feeds_of((("a", "1"),), series) == ("feed-0",)
    series.append("late", Instant(0), {labels_of({"__name__": "x", "a": "1", "b": "2"}): 1.0})
    assert index.feeds_of((("a", "1"),), series) == ("feed-0", "late")
    assert all_feeds([compile_plan("x")], series) == {"feed-0", "late"}


def test_relatives_share_a_label() -> None:
    """A series with no label in common agrees, but is no relative."""
    known = Companions([((("a", "1"),), "near"), ((("b", "1"),), "stranger")])
    assert list(known.of((("a", "1"),))) == ["near", "stranger"]
    assert list(known.of_relatives((("a", "1"),))) == ["near"]
    assert list(known.of_relatives(())) == ["near", "stranger"]


class Heard:
    def __init__(self, last_tick: Instant | None) -> None:
        self.last_tick = last_tick
        self.interval = Duration(MINUTE)


class Hearing:
    def __init__(self, known: dict[str, Heard]) -> None:
        self._known = known

    def feed_status(self, name: str) -> Heard | None:
        return self._known.get(name)


@pytest.mark.parametrize(
    ("last_tick", "now", "is_awaited"),
    [(90, 101, True), (100, 101, False), (90, 102, False), (None, 101, False)],
    ids=["not heard yet", "heard since the start", "two intervals overdue", "never heard"],
)
def test_which_feeds_a_group_waits_for(last_tick: int | None, now: int, is_awaited: bool) -> None:
    """The process started at minute 100; the feed reports each minute."""
    tick = None if last_tick is None else Instant(last_tick * MINUTE)
    feeds = awaited(
        ["f", "unknown"],
        Hearing({"f": Heard(tick)}),
        started_at=Instant(100 * MINUTE),
        now=Instant(now * MINUTE),
    )
    assert feeds == (("f",) if is_awaited else ())
