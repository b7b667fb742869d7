"""Processes watched by a pattern: of a /proc made here, and real ones."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from agent.clock import SystemClock
from agent.config import WatchedProcesses, config_from_text
from agent.sources.processes import ProcessSource
from tests.agent.processes import wait_for
from watchkeeper.core.errors import ConfigError

PREFIX = "watchkeeper_process_"
BOOT = 1_700_000_000
Found = dict[str, float]


def put(
    proc: Path, pid: int, line: str, *, start: int = 100, ticks: int = 0, pages: int = 5
) -> None:
    folder = proc / str(pid)
    folder.mkdir(exist_ok=True)
    zeros = " 0" * 20
    name = line.split(maxsplit=1)[0].rpartition("/")[2][:15]
    (folder / "stat").write_text(
        f"{pid} ({name}) S 1 0 0 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0 {start} 0 {pages}{zeros}\n"
    )
    (folder / "cmdline").write_bytes(line.replace(" ", "\0").encode() + b"\0")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    (tmp_path / "stat").write_text(f"cpu 0\nbtime {BOOT}\nprocesses 1\n")
    return tmp_path


def source_of(proc: Path, match: str, *, most: int | None = None) -> ProcessSource:
    watched = (WatchedProcesses("shop", re.compile(match.encode()), most=most),)
    return ProcessSource(proc, top=0, clock=SystemClock(), watched=watched)


def told(source: ProcessSource) -> Found:
    return {
        family.name[len(PREFIX) :]: value
        for family, labels, value in source.read()
        if labels == ("shop",)
    }


def test_those_that_fit_are_added_up(proc: Path) -> None:
    """By the whole command line; CPU, memory, and since when the oldest runs."""
    put(proc, 10, "/usr/bin/java -jar shop.jar", start=200, ticks=300)
    put(proc, 11, "/usr/bin/java -jar shop.jar --worker", start=400, ticks=100)
    put(proc, 12, "/usr/bin/java -jar other.jar")
    source = source_of(proc, r"-jar shop\.jar")
    assert told(source) == {
        "count": 2,
        "least": 1,
        "cpu_seconds_total": 4.0,
        "resident_bytes": 10 * os.sysconf("SC_PAGE_SIZE"),
        "start_time_seconds": BOOT + 2,
        "restarts_total": 0,
    }
    source.close()


def test_none_is_a_count_of_0(proc: Path) -> None:
    """So that a rule can tell what is missing; there is no age then."""
    source = source_of(proc, "shop")
    found = told(source)
    assert found["count"] == 0
    assert "start_time_seconds" not in found
    source.close()


def test_the_bounds_are_told_beside_the_count(proc: Path) -> None:
    """So that one rule serves all patterns; where nothing is too many there is no upper one."""
    source = source_of(proc, "shop", most=3)
    found = told(source)
    assert (found["count"], found["least"], found["most"]) == (0, 1, 3)
    source.close()


def test_a_restart_is_others_in_place_of_all(proc: Path) -> None:
    """Workers that come and go are none; the same number with another start is one."""
    put(proc, 10, "shop main")
    put(proc, 11, "shop worker")
    source = source_of(proc, "shop")
    assert told(source)["restarts_total"] == 0
    shutil.rmtree(proc / "11")
    put(proc, 12, "shop worker", start=500)
    assert told(source)["restarts_total"] == 0
    for pid in (10, 12):
        shutil.rmtree(proc / str(pid))
    assert told(source)["restarts_total"] == 0
    put(proc, 10, "shop main", start=900)
    assert told(source)["restarts_total"] == 1
    assert told(source)["restarts_total"] == 1
    source.close()


def test_seconds_of_those_that_ended_stay_counted(proc: Path) -> None:
    put(proc, 10, "shop", ticks=200)
    source = source_of(proc, "shop")
    assert told(source)["cpu_seconds_total"] == 2.0
    shutil.rmtree(proc / "10")
    put(proc, 11, "shop", start=300, ticks=50)
    assert told(source)["cpu_seconds_total"] == 2.5
    source.close()


def test_a_fork_is_known_by_what_it_became(proc: Path) -> None:
    """Just forked it has its parent's command line; a look later its own."""
    put(proc, 10, "shop main")
    source = source_of(proc, "main")
    told(source)
    put(proc, 11, "shop main", start=300)
    assert told(source)["count"] == 2
    put(proc, 11, "shop child", start=300)
    assert told(source)["count"] == 1
    source.close()


def test_a_real_process_is_found_and_missed() -> None:
    """A program of this test, by an argument that only it has."""
    word = f"watched-by-this-test-{uuid4()}"
    source = source_of(Path("/proc"), word)
    wait = "import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", wait, word], stdin=subprocess.PIPE) as child:
        wait_for(lambda: told(source)["count"] == 1, what="the process")
        found = told(source)
        now = SystemClock().now() / 1000
        assert found["resident_bytes"] > 1_000_000
        assert now - 60 < found["start_time_seconds"] < now + 60
        child.communicate()
    wait_for(lambda: told(source)["count"] == 0, what="its end")
    source.close()


def test_it_is_set_in_the_configuration() -> None:
    config = config_from_text('[process "shop"]\nmatch = shop\\.jar\n', "x")
    assert config.watched[0] == ("shop", re.compile(rb"shop\.jar"), 1, None)
    few = '[process "shop"]\nmatch = shop\nleast = 2\nmost = 4\n'
    assert config_from_text(few, "x").watched[0][2:] == (2, 4)
    with pytest.raises(ConfigError, match="x:1: most = 1 is below least = 2"):
        config_from_text(few.replace("4", "1"), "x")
    with pytest.raises(ConfigError, match="x:1: a process needs match"):
        config_from_text('[process "shop"]\n', "x")
