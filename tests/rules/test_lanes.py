"""Two lanes: what is heavy moves over where it stands, and never holds up what is light."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from rules.lanes import Budget, LaneFull, LaneLimits, LaneMetrics, Lanes, checkpoint, was_heavy
from rules.lanes.line import Line
from rules.lanes.words import Lane
from watchkeeper.core.errors import Unavailable

_DEADLINE = 30.0
_HEAVY = 1_001  # samples


class Gone(Exception):
    """Nobody wants the work any more."""


class Hand:
    """Measured time that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def time() -> Hand:
    return Hand()


@pytest.fixture
def lanes(registry: CollectorRegistry, time: Hand) -> Iterator[Lanes]:
    limits = LaneLimits(
        2,
        Budget(samples=1_000),
        most_waiting_light=4,
        most_waiting_heavy=4,
        longest_wait_seconds=50.0,
    )
    with Lanes("queries", limits, monotonic=time, metrics=LaneMetrics(registry)) as lanes:
        yield lanes


class Job:
    """Work that turns out heavy and then lasts until it is released."""

    def __init__(self, samples: int = _HEAVY, look: Callable[[], None] = lambda: None) -> None:
        self.samples = samples
        self.look = look
        self.begun = threading.Event()
        self.waits = threading.Event()
        self.goes_on = threading.Event()
        self.release = threading.Event()

    def __call__(self) -> bool:
        self.begun.set()
        checkpoint(self.samples, self._looked)
        self.goes_on.set()
        assert self.release.wait(_DEADLINE)
        return was_heavy()

    def _looked(self) -> None:
        self.waits.set()
        self.look()


def _reached(event: threading.Event) -> None:
    assert event.wait(_DEADLINE)


def _result(future: Future[bool]) -> bool:
    return future.result(_DEADLINE)


def test_heavy_work_never_holds_up_light_work(lanes: Lanes, registry: CollectorRegistry) -> None:
    """Of three that turn out heavy one goes on and two wait; meanwhile light work is done."""
    jobs = [Job() for _ in range(3)]
    futures = [lanes.admit(job, caller="a") for job in jobs]
    for job in jobs:
        _reached(job.begun)
    waiting = [job for job in jobs if not job.goes_on.is_set()]
    assert lanes.admit(lambda: 42, caller="a").result(_DEADLINE) == 42
    for job in jobs:
        job.release.set()
    assert [_result(future) for future in futures] == [True] * 3
    assert len(waiting) >= 2
    assert registry.get_sample_value("watchkeeper_lane_moved_total", {"work": "queries"}) == 3
    for lane in ("light", "heavy"):
        of = {"work": "queries", "lane": lane}
        assert registry.get_sample_value("watchkeeper_lane_waiting", of) == 0
        assert registry.get_sample_value("watchkeeper_lane_running", of) == 0


def test_work_that_is_light_stays_so(lanes: Lanes) -> None:
    """Within its budget nothing moves; a thread of no lane has no checkpoints."""
    job = Job(samples=1_000)
    job.release.set()
    assert _result(lanes.admit(job, caller="a")) is False
    assert checkpoint(10**12) == 0.0
    assert not was_heavy()


def test_time_makes_work_heavy(lanes: Lanes, time: Hand) -> None:
    """Work that touches little but takes long is heavy, too."""
    job = Job(samples=0)

    def slow() -> bool:
        time.seconds += 3.0
        return job()

    job.release.set()
    assert _result(lanes.admit(slow, caller="a")) is True


def test_known_heavy_work_begins_in_its_lane(lanes: Lanes) -> None:
    """It takes no thread from light work while it waits."""
    first, second = Job(), Job()
    futures = [lanes.admit(job, caller="a", lane=Lane.HEAVY) for job in (first, second)]
    _reached(first.goes_on)
    assert lanes.admit(lambda: 42, caller="a").result(_DEADLINE) == 42
    assert not second.begun.is_set()
    first.release.set()
    _reached(second.goes_on)
    second.release.set()
    assert [_result(future) for future in futures] == [True, True]


def test_what_cannot_wait_is_refused(lanes: Lanes, registry: CollectorRegistry) -> None:
    """A line is bounded, no caller gets more than half of it, and others come in still."""
    one = Job()
    jobs = [lanes.admit(job, caller="a", lane=Lane.HEAVY) for job in (one, Job(), Job())]
    _reached(one.goes_on)
    with pytest.raises(LaneFull, match="too many heavy queries"):
        lanes.admit(Job(), caller="a", lane=Lane.HEAVY)
    other = lanes.admit(Job(), caller="b", lane=Lane.HEAVY)
    refused = {"work": "queries", "lane": "heavy"}
    assert registry.get_sample_value("watchkeeper_lane_refused_total", refused) == 1
    assert registry.get_sample_value("watchkeeper_lane_waiting", refused) == 3
    for future in (*jobs[1:], other):
        assert future.cancel()
    assert registry.get_sample_value("watchkeeper_lane_waiting", refused) == 0
    one.release.set()
    assert _result(jobs[0]) is True


def test_light_work_that_turns_out_heavy_is_refused_where_it_stands(lanes: Lanes) -> None:
    """Where the heavy lane has no room for its caller it ends, and its thread is free again."""
    holder, *others = [Job(), Job(), Job()]
    kept = [lanes.admit(job, caller="a", lane=Lane.HEAVY) for job in (holder, *others)]
    _reached(holder.goes_on)
    with pytest.raises(LaneFull):
        lanes.admit(Job(), caller="a").result(_DEADLINE)
    assert lanes.admit(lambda: 42, caller="a").result(_DEADLINE) == 42
    for job in (holder, *others):
        job.release.set()
    assert [_result(future) for future in kept] == [True] * 3


def test_callers_take_turns(lanes: Lanes) -> None:
    """Who has nothing running comes before who has, however many of the latter's wait."""
    gates = [threading.Event(), threading.Event()]
    holders = [lanes.admit(partial(gate.wait, _DEADLINE), caller="a") for gate in gates]
    first, second = (lanes.admit(lambda: 42, caller="a") for _ in range(2))
    other = lanes.admit(lambda: not (first.done() or second.done()), caller="b")
    gates[0].set()
    assert other.result(_DEADLINE) is True
    gates[1].set()
    assert all(holder.result(_DEADLINE) for holder in holders)
    assert [first.result(_DEADLINE), second.result(_DEADLINE)] == [42, 42]


def test_who_waits_and_is_not_wanted_leaves(lanes: Lanes) -> None:
    """Work that waits for room finds out that its client left, and ends."""
    wanted = threading.Event()

    def look() -> None:
        if wanted.is_set():
            raise Gone

    holder, waiter = Job(), Job(look=look)
    held = lanes.admit(holder, caller="a")
    _reached(holder.goes_on)
    left = lanes.admit(waiter, caller="a")
    _reached(waiter.waits)
    wanted.set()
    with pytest.raises(Gone):
        left.result(_DEADLINE)
    holder.release.set()
    assert _result(held) is True


def test_nobody_waits_for_ever(lanes: Lanes, time: Hand) -> None:
    """After the longest wait it is said that there was no room."""
    holder, waiter = Job(), Job()
    held = lanes.admit(holder, caller="a")
    _reached(holder.goes_on)
    given_up = lanes.admit(waiter, caller="a")
    _reached(waiter.waits)
    time.seconds += 51.0
    with pytest.raises(Unavailable, match="no room for heavy work in 50 seconds"):
        given_up.result(_DEADLINE)
    holder.release.set()
    assert _result(held) is True


def test_closing_ends_everything(registry: CollectorRegistry, time: Hand) -> None:
    """What runs ends at its next checkpoint, what waits is cancelled, what comes is refused."""
    lanes = Lanes(
        "rules", LaneLimits(2, Budget(samples=1_000)), monotonic=time, metrics=LaneMetrics(registry)
    )
    begun = threading.Event()
    go_on = threading.Event()

    def work() -> None:
        begun.set()
        while True:
            checkpoint()
            go_on.wait(0.01)

    running = lanes.submit(work)
    holder = lanes.submit(work)
    waiting = lanes.submit(work)
    _reached(begun)
    lanes.shutdown()
    for future in (running, holder):
        with pytest.raises(Unavailable, match="going down"):
            future.result(_DEADLINE)
    assert waiting.cancelled()
    with pytest.raises(Unavailable, match="going down"):
        lanes.admit(work, caller="a")


@dataclass(frozen=True, slots=True)
class Someone:
    caller: str
    number: int


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60))
def test_a_line_is_fair(steps: list[tuple[str, bool]]) -> None:
    """No caller has more than half; whose turn it is runs least, and came first of its caller."""
    line = Line[Someone](8)
    running: Counter[str] = Counter()
    waiting: list[Someone] = []
    for number, (caller, takes) in enumerate(steps):
        if takes:
            first = line.first(running)
            assert (first is None) == (not waiting)
            if first is not None:
                least = min(running[one.caller] for one in waiting)
                assert running[first.caller] == least
                assert first == next(one for one in waiting if one.caller == first.caller)
                assert line.remove(first)
                assert not line.remove(first)
                waiting.remove(first)
                running[first.caller] += 1
        elif line.has_room(caller):
            waiting.append(Someone(caller, number))
            line.put(waiting[-1])
        assert len(line) == len(waiting) <= 8
        assert max(Counter(one.caller for one in waiting).values(), default=0) <= 4
    assert sorted(line.clear(), key=lambda one: one.number) == waiting
    assert len(line) == 0
