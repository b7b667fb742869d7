"""A cycle over sources that fail, hang, are slow or not here."""

import threading

import pytest

from agent.collect import Collection
from agent.source import CycleSource, Lane, NotHere
from tests.agent.manual_clock import StandingClock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import MINUTE, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

VALUE = Family("value", Kind.GAUGE, "", ("source",))


class Counting(CycleSource):
    """Gives how often it was read; fails where told to."""

    def __init__(self, name: str, *, every: int = 0, lane: Lane = Lane.CYCLE) -> None:
        self.name = name
        self.every = Duration(every)
        self.lane = lane
        self.reads = 0
        self.failure: Exception | None = None
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def read(self) -> list[Reading]:
        self.reads += 1
        assert self.may_go_on.wait(30)
        if self.failure is not None:
            raise self.failure
        return [(VALUE, (self.name,), float(self.reads))]


def shown(collection: Collection) -> dict[tuple[str, ...], float]:
    return {
        (family.name.removeprefix("node_scrape_collector_"), *values): number
        for family, values, number in collection.read()
        if not family.name.endswith("duration_seconds")
    }


FAILURES = {
    "a file that is gone": OSError(2, "No such file"),
    "nonsense in it": InvalidInput("nonsense"),
    "nothing to measure": NotHere("no systemd"),
    "a number beyond all bounds": OverflowError("too large"),
    "a defect of ours": ZeroDivisionError("oops"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_a_failing_source_is_marked_and_stops_no_other(
    failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its values are not repeated, the reason is said once, and it comes back."""
    clock = StandingClock()
    bad, good = Counting("bad"), Counting("good")
    collection = Collection((bad, good), clock)
    collection.read()
    bad.failure = failure
    for _ in range(3):
        found = shown(collection)
    assert found["success", "bad"] == 0
    assert ("value", "bad") not in found
    assert found["value", "good"] == 4
    assert capsys.readouterr().err.count("source=bad") == 1
    bad.failure = None
    clock.advance(601)  # what is not here is asked again after ten minutes
    assert shown(collection)["success", "bad"] == 1


def test_a_slow_source_repeats_its_last_value() -> None:
    """Between its own times its last reading stands."""
    clock = StandingClock()
    source = Counting("slow", every=MINUTE)
    collection = Collection((source,), clock)
    for _ in range(4):
        assert shown(collection)["value", "slow"] == 1
        clock.advance(15)
    assert shown(collection)["value", "slow"] == 2


def test_a_source_that_hangs_keeps_no_cycle_waiting() -> None:
    """Its last value stands for three of its intervals, then it counts as failed."""
    clock = StandingClock()
    source = Counting("beside", every=MINUTE, lane=Lane.BESIDE)
    collection = Collection((source,), clock)
    assert shown(collection)["value", "beside"] == 1
    source.may_go_on.clear()
    clock.advance(61)
    assert shown(collection)["value", "beside"] == 1
    clock.advance(200)
    found = shown(collection)
    assert found["success", "beside"] == 0
    assert ("value", "beside") not in found
    assert source.reads == 2  # one thread hangs, not one for each cycle
    source.may_go_on.set()
    collection.close()


def test_every_source_is_measured() -> None:
    """Each source has its duration and success, also the one that failed."""
    collection = Collection((Counting("a"), Counting("b")), StandingClock())
    names = {(family.name, values) for family, values, _ in collection.read()}
    for name in ("a", "b"):
        assert ("node_scrape_collector_duration_seconds", (name,)) in names
        assert ("node_scrape_collector_success", (name,)) in names


class Saying(CycleSource):
    """Tells what it is given."""

    name = "saying"

    def __init__(self, *readings: Reading) -> None:
        self._readings = list(readings)

    def read(self) -> list[Reading]:
        return self._readings


def test_what_is_no_name_of_a_metric_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A server would refuse the whole tick for it; it is said once, the rest of the source told."""
    odd = Family("node_memory_Swap-2_bytes", Kind.GAUGE, "")
    collection = Collection(
        [Saying((VALUE, ("a",), 1.0), (odd, (), 2.0))],
        StandingClock(),
    )
    for _ in range(2):
        assert shown(collection) == {("value", "a"): 1.0, ("success", "saying"): 1.0}
    assert capsys.readouterr().err.count("no name of a metric is left out") == 1
    collection.close()


def test_a_number_that_cannot_be_pushed_costs_its_source_alone() -> None:
    collection = Collection(
        [Saying((VALUE, ("a",), 10**400)), Counting("good")],
        StandingClock(),
    )
    found = shown(collection)
    assert (found["success", "saying"], found["success", "good"]) == (0.0, 1.0)
    assert ("value", "a") not in found
    collection.close()


def test_a_source_that_finds_no_thread_is_not_told_as_well() -> None:
    """Where eight others hang its old values stand for three of its intervals, and no longer."""
    clock = StandingClock()
    good = Counting("good", every=MINUTE, lane=Lane.BESIDE)
    hanging = [Counting(f"h{n}", every=MINUTE, lane=Lane.BESIDE) for n in range(8)]
    collection = Collection((good, *hanging), clock)
    collection.read()
    for each in hanging:
        each.may_go_on.clear()
    clock.advance(61)
    assert shown(collection)["value", "good"] == 2
    clock.advance(261)
    found = shown(collection)
    assert found["success", "good"] == 0
    assert ("value", "good") not in found
    for each in hanging:
        each.may_go_on.set()
    collection.close()


def test_a_page_asked_for_just_before_a_cycle_makes_no_source_dear() -> None:
    """What two readings cost is spread over the time of both."""
    clock = StandingClock()
    collection = Collection((Counting("a"),), clock)
    collection.read()
    for _ in range(8):
        clock.advance(14.95)
        collection.read()
        clock.advance(0.05)
        collection.read()
    (run,) = collection.runs
    periods = [cost.period_seconds for cost in run.hand_over_costs()]
    assert 3 < min(periods) < max(periods) < 15
    collection.close()


def test_a_host_without_a_thread_left_ends_no_cycle() -> None:
    """What would run beside the cycle fails and is tried again; the rest is measured."""
    clock = StandingClock()
    collection = Collection((Counting("beside", lane=Lane.BESIDE), Counting("cycle")), clock)
    before = threading.stack_size(1 << 60)  # more than any address space
    try:
        found = shown(collection)
    finally:
        threading.stack_size(before)
    assert (found["success", "beside"], found["success", "cycle"]) == (0, 1)
    clock.advance(15)
    assert shown(collection)["success", "beside"] == 1
    collection.close()
