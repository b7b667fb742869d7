"""The base set by psutil, run on this Linux and compared with what /proc says."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from agent.clock import SystemClock
from agent.collect import Collection
from agent.config import AgentConfig, config_from_text
from agent.registry import sources_of
from agent.source import NotHere
from agent.sources.portable import PortableSource
from tests.agent.processes import CODE
from watchkeeper.core.labels import Labels, label
from watchkeeper.wire.exposition import Kind, page
from watchkeeper.wire.page_parser import parse

STEADY = (
    "node_memory_MemTotal_bytes",
    "node_memory_SwapTotal_bytes",
    "node_boot_time_seconds",
    "node_filesystem_size_bytes",
    "node_network_up",
)
"""What does not change between two readings."""

EVERYTHING = "[network]\nexclude =\n[disk]\nexclude =\n[filesystem]\nexclude_mount_points =\n"


def series(config: AgentConfig, platform: str) -> tuple[dict[str, Kind], dict[Labels, float]]:
    """Return the types and the series of a page of this host."""
    clock = SystemClock()
    collection = Collection(sources_of(config, clock, platform=platform), clock)
    found = parse(page(collection.read()).encode())
    collection.close()
    return dict(found.kinds), {sample.labels: sample.value for sample in found.samples}


@pytest.fixture(scope="module")
def by_proc() -> tuple[dict[str, Kind], dict[Labels, float]]:
    config = config_from_text(EVERYTHING, "x")._replace(smart_every=None, apt=Path("/nowhere"))
    return series(config, "linux")


@pytest.fixture(scope="module")
def by_psutil() -> tuple[dict[str, Kind], dict[Labels, float]]:
    return series(AgentConfig(), "darwin")


def test_names_and_types_are_those_of_linux(
    by_proc: tuple[dict[str, Kind], dict[Labels, float]],
    by_psutil: tuple[dict[str, Kind], dict[Labels, float]],
) -> None:
    """Each family is one that the sources of Linux tell, of the same type."""
    kinds = by_psutil[0]
    assert {name: by_proc[0].get(name) for name in kinds} == kinds
    assert len(kinds) > 30


def test_labels_are_those_of_linux(
    by_proc: tuple[dict[str, Kind], dict[Labels, float]],
    by_psutil: tuple[dict[str, Kind], dict[Labels, float]],
) -> None:
    """Each series stands on the other page with the very same labels."""
    ours = {labels for labels in by_psutil[1] if label(labels, "__name__").startswith("node_")}
    strange = ours - by_proc[1].keys()
    assert {one for one in strange if label(one, "collector") != "portable"} == set()


def test_numbers_are_those_of_linux(
    by_proc: tuple[dict[str, Kind], dict[Labels, float]],
    by_psutil: tuple[dict[str, Kind], dict[Labels, float]],
) -> None:
    """What stands still is the same; counters have gone on, if at all."""
    checked = 0
    for labels, value in by_psutil[1].items():
        name, other = label(labels, "__name__"), by_proc[1].get(labels)
        if name in STEADY:
            assert value == pytest.approx(other, abs=2), labels
            checked += 1
        elif name.startswith(("node_network_", "node_disk_")) and other is not None:
            assert value >= other, labels
            checked += 1
    assert checked > 20


def test_without_psutil_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    with pytest.raises(NotHere, match="psutil is not installed"):
        PortableSource().read()


def test_a_filesystem_that_does_not_tell_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are told all the same."""

    def refuse(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(psutil, "disk_usage", refuse)
    found = PortableSource().read()
    errors = [value for family, _, value in found if family.name == "node_filesystem_device_error"]
    assert errors == [1.0] * len(psutil.disk_partitions(all=False))
    assert not any("size" in family.name for family, _, _ in found)


def test_on_linux_the_cycle_does_without_psutil(tmp_path: Path) -> None:
    """A whole cycle of a real agent reads /proc; psutil, which is installed here, is not loaded."""
    config = tmp_path / "agent.conf"
    config.write_text(f"[agent]\nlisten = off\nstate_dir = {tmp_path}\n[updates]\nevery = off\n")
    script = (
        "import sys\nfrom agent.__main__ import main\n"
        f"assert main(['--config', {str(config)!r}, '--once']) == 0\n"
        "assert 'psutil' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=CODE,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "node_load1 " in done.stdout
