"""The agent stays within its share of a core and its memory, with sources that are really dear."""

import sys
import time
from pathlib import Path

import pytest

from agent.bounds import Bounds, BoundsSource
from agent.collect import Collection
from agent.config import Plugin
from agent.limits import Step
from agent.source import CycleSource
from agent.sources.plugins import PluginSource
from tests.agent.manual_clock import StandingClock
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

MB = 1 << 20
BURN = "import time\nwhile time.process_time() < {seconds}: pass\nprint('OK')"
NUMBERS = Family("numbers", Kind.GAUGE, "Numbers.", ("n",))


class Burning(CycleSource):
    """Uses CPU in the cycle, as a source does that has too much to read."""

    name = "burning"
    every = Duration(15 * SECOND)

    def __init__(self) -> None:
        self.seconds = 0.3
        self.reads = 0

    def read(self) -> list[Reading]:
        self.reads += 1
        began = time.thread_time()
        while time.thread_time() - began < self.seconds:
            pass
        return []


class Many(CycleSource):
    """Tells many series."""

    name = "many"

    def read(self) -> list[Reading]:
        return [(NUMBERS, (str(n),), n) for n in range(50)]


def bounds_of(clock: StandingClock, *, most_bytes: int = 1 << 40) -> Bounds:
    return Bounds(clock, most_cpu_ratio=0.01, most_bytes=most_bytes, process_seconds=lambda: 0.0)


def cycles(collection: Collection, bounds: Bounds, clock: StandingClock, count: int) -> None:
    for _ in range(count):
        clock.advance(15)
        collection.read()
        bounds.apply(collection.runs)


def told(collection: Collection, name: str) -> dict[tuple[str, ...], float]:
    return {labels: value for family, labels, value in collection.read() if family.name == name}


def test_a_dear_source_is_read_less_often_and_then_as_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """2 % of a core are too much: it waits four times as long, visibly; once cheap no longer."""
    clock, source = StandingClock(), Burning()
    bounds = bounds_of(clock)
    collection = Collection([source, BoundsSource(bounds)], clock)
    cycles(collection, bounds, clock, 2)
    before = source.reads
    cycles(collection, bounds, clock, 8)
    assert source.reads - before == 2
    assert told(collection, "watchkeeper_agent_source_slowdown") == {("burning",): 4.0}
    assert told(collection, "watchkeeper_agent_slowed_sources") == {(): 1.0}
    source.seconds = 0.0
    cycles(collection, bounds, clock, 40)
    before = source.reads
    cycles(collection, bounds, clock, 4)
    assert source.reads - before == 4
    assert told(collection, "watchkeeper_agent_slowed_sources") == {(): 0.0}
    said = capsys.readouterr().err
    assert "source is too dear; it is read less often source=burning" in said
    assert "source is read as often as before source=burning" in said
    collection.close()


def test_a_dear_plugin_is_run_less_often(tmp_path: Path) -> None:
    """What a program uses counts with the source that runs it."""
    clock = StandingClock()
    burn = BURN.format(seconds=0.5)
    plugin = Plugin("dear", (sys.executable, "-I", "-c", burn), Duration(15 * SECOND))
    bounds = bounds_of(clock)
    source = PluginSource(plugin, clock)
    collection = Collection([source, BoundsSource(bounds)], clock)
    for _ in range(3):
        clock.advance(15)
        collection.read()
        (run,) = [each for each in collection.runs if each.name == "plugin_dear"]
        run.join()
        bounds.apply(collection.runs)
    (factor,) = told(collection, "watchkeeper_agent_source_slowdown").values()
    assert factor in {4.0, 8.0}
    collection.close()


def test_too_much_memory_leaves_out_the_source_with_most_series() -> None:
    """Spare memory first, a minute later the largest source; the page says which."""
    clock = StandingClock()
    bounds = bounds_of(clock, most_bytes=1 * MB)
    collection = Collection([Many(), BoundsSource(bounds)], clock)
    collection.read()
    assert len(told(collection, "numbers")) == 50
    assert bounds.apply(collection.runs) is Step.GIVE_BACK
    clock.advance(MINUTE / 1000)
    assert bounds.apply(collection.runs) is Step.SHED
    assert told(collection, "watchkeeper_agent_source_shed") == {("many",): 1.0}
    assert told(collection, "numbers") == {}
    assert told(collection, "node_scrape_collector_success")["many",] == 0.0
    collection.close()
