"""The agent stays within its share of a core and its memory, with sources that are really dear."""

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.bounds import Bounds, BoundsSource
from agent.collect import Collection
from agent.config import Plugin
from agent.source import CycleSource
from agent.sources.plugins import PluginSource
from tests.agent.manual_clock import StandingClock
from tests.agent.processes import CODE
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.wire.exposition import Reading

BURN = "import time\nwhile time.process_time() < {seconds}: pass\nprint('OK')"

SHORT_OF_MEMORY = """
from agent.bounds import Bounds, BoundsSource
from agent.collect import Collection
from agent.source import CycleSource
from watchkeeper.wire.exposition import Family, Kind

NUMBERS = Family("numbers", Kind.GAUGE, "Numbers.", ("n",))

class Many(CycleSource):
    name = "many"
    def read(self):
        return [(NUMBERS, (str(n),), n) for n in range(50)]

class Clock:
    seconds = 1_800_000_000.0
    def now(self):
        return int(self.seconds * 1000)
    def monotonic(self):
        return self.seconds

def told(name):
    return {labels: value for family, labels, value in collection.read() if family.name == name}

clock = Clock()
bounds = Bounds(clock, most_cpu_ratio=0.01, most_bytes=1 << 20, process_seconds=lambda: 0.0)
collection = Collection([Many(), BoundsSource(bounds)], clock)
print(len(told("numbers")), "numbers")
print(bounds.apply(collection.runs).value)
clock.seconds += 60
print(bounds.apply(collection.runs).value)
print(told("watchkeeper_agent_source_shed"))
print(len(told("numbers")), "numbers")
print("success", told("node_scrape_collector_success")["many",])
collection.close()
"""


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


def bounds_of(clock: StandingClock) -> Bounds:
    return Bounds(clock, most_cpu_ratio=0.01, most_bytes=1 << 40, process_seconds=lambda: 0.0)


def cycles(collection: Collection, bounds: Bounds, clock: StandingClock, count: int) -> None:
    for _ in range(count):
        clock.advance(15)
        collection.read()
        bounds.apply(collection.runs)


def told(collection: Collection, name: str) -> dict[tuple[str, ...], float]:
    return {labels: value for family, labels, value in collection.read() if family.name == name}


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Let no walk through the heap of all tests count as what a source costs."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
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


@pytest.mark.usefixtures("no_collector")
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
    """Spare memory first, a minute later the largest source; the page says which.

    In a process of its own: what is given back is looked for in all that the process has.
    """
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY],
        cwd=CODE, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "50 numbers",
        "give back",
        "shed",
        "{('many',): 1.0}",
        "0 numbers",
        "success 0.0",
    ]
    assert "too much memory; source is left out source=many" in done.stderr
