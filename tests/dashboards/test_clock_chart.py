"""The picture of a ticket's clocks: it shows what the explanation says, piece by piece."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dashboards.clock_chart import Bar, Lane, Stretch, bars_of, clocks_svg
from ticketing.intervals import Interval
from ticketing.views import ClockState, GoalView, IntervalKind, Verdict
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant
from watchkeeper.core.messages import text

AT = Instant(1_800_000_000_000)
SVG = "{http://www.w3.org/2000/svg}"
RESTS = [kind for kind in IntervalKind if kind is not IntervalKind.COUNTED]


def clock(
    *pieces: tuple[IntervalKind, int], target: int = 4, is_stopped: bool = False
) -> tuple[GoalView, Instant]:
    """Return a goal whose time went by in pieces of whole hours, and now."""
    at, found = AT, []
    for kind, hours in pieces:
        end = Instant(at + hours * HOUR)
        counted = hours * HOUR if kind is IntervalKind.COUNTED else 0
        found.append(Interval(at, end, kind, Duration(counted)))
        at = end
    elapsed = sum(one.counted for one in found)
    budget, breached_at = target * HOUR, None
    for one in found:
        if one.counted >= budget and breached_at is None and one.counted:
            breached_at = Instant(one.start + budget)
        budget -= one.counted
    is_late = breached_at is not None and elapsed > target * HOUR
    state = ClockState.BREACHED if is_late else ClockState.RUNNING
    left = Instant(at + target * HOUR - elapsed)
    goal = GoalView(
        goal="resolve@level", metric="resolve", table="level", title=text("Resolve"), cycle=1,
        state=state, verdict=Verdict.PENDING, started_at=AT,
        due_at=breached_at if is_late else left,
        stopped_at=at if is_stopped else None, breached_at=breached_at if is_late else None,
        target=Duration(target * HOUR), elapsed=Duration(elapsed), calendar="7x24",
        is_driving=True, intervals=tuple(found),
    )  # fmt: skip
    return goal, at


def drawn(goal: GoalView, now: Instant) -> ElementTree.Element:
    lane = Lane("Resolve <1>", "running", bars_of(goal, now), goal.due_at)
    return ElementTree.fromstring(clocks_svg([lane], now, zone="Asia/Shanghai", title="Clocks"))


@given(
    st.lists(
        st.tuples(st.sampled_from(list(IntervalKind)), st.integers(1, 9)), min_size=1, max_size=9
    )
)
def test_pieces_follow_each_other_without_gap_and_late_time_is_what_exceeds_the_target(
    pieces: list[tuple[IntervalKind, int]],
) -> None:
    """Nothing is lost between them; what is drawn as late is what was counted beyond the target."""
    goal, now = clock(*pieces)
    bars = bars_of(goal, now)
    assert bars[0].start == AT
    assert all(one.end == following.start for one, following in itertools.pairwise(bars))
    counted = sum(_length(bar) for bar in bars if bar.stretch in {Stretch.COUNTED, Stretch.LATE})
    assert counted == goal.elapsed
    late = sum(_length(bar) for bar in bars if bar.stretch is Stretch.LATE)
    assert late == max(goal.elapsed - goal.target, 0)
    left = [bar for bar in bars if bar.stretch is Stretch.LEFT]
    assert sum(map(_length, left)) == max(goal.target - goal.elapsed, 0)


def _length(bar: Bar) -> int:
    return bar.end - bar.start


def test_every_piece_is_drawn_where_its_time_is() -> None:
    """Two hours counted, one paused, one left of the four: quarters and their order."""
    goal, now = clock((IntervalKind.COUNTED, 2), (IntervalKind.PAUSED, 1), target=3)
    boxes = [
        (box.get("class"), round(float(box.get("width", "0"))))
        for box in drawn(goal, now).iter(f"{SVG}rect")
    ]
    assert boxes == [("stretch-counted", 312), ("stretch-paused", 156), ("stretch-left", 156)]


def test_a_stopped_clock_has_nothing_left_and_what_people_wrote_is_escaped() -> None:
    goal, now = clock((IntervalKind.COUNTED, 1), is_stopped=True)
    picture = drawn(goal, Instant(now + MINUTE))
    assert [box.get("class") for box in picture.iter(f"{SVG}rect")] == ["stretch-counted"]
    assert "Resolve <1>" in [span.text for span in picture.iter(f"{SVG}tspan")]


def test_no_picture_is_drawn_before_a_clock_begins() -> None:
    assert clocks_svg([Lane("Plan", "", (), None)], AT, zone="UTC", title="Clocks") == ""


def test_a_clock_of_years_in_working_hours_is_bounded() -> None:
    """A thousand nights are too thin to be seen: the picture stays small, and begins at its start."""
    pieces = [(IntervalKind.COUNTED, 8), (IntervalKind.OUTSIDE_HOURS, 16)] * 1_000
    goal, now = clock(*pieces, target=9_000)
    lane = Lane("Resolve", "running", bars_of(goal, now), goal.due_at)
    picture = clocks_svg([lane], now, zone="UTC", title="Clocks")
    boxes = re.findall(
        r'<rect class="stretch-counted"[^>]* x="([0-9.]+)"[^>]* width="([0-9.]+)"', picture
    )
    assert boxes == [("8.0", "598.6")]
    assert len(picture) < 3_000
