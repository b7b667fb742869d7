"""Packages are counted in the files of those who install them."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clock import SystemClock
from agent.config import AgentConfig
from agent.registry import sources_of
from agent.source import NotHere
from agent.sources.packages import PackageSource
from watchkeeper.host.packages import (
    APK_INSTALLED,
    DPKG_INSTALLED,
    count_lines,
    counted_packages,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "packages"
NOWHERE = FIXTURES / "not there"


def counted(source: PackageSource) -> dict[str, float]:
    return {values[0]: number for _, values, number in source.read()}


def test_packages_of_dpkg_and_apk_are_counted() -> None:
    """Held ones count; removed, torn and purged ones do not, nor what a description says."""
    source = PackageSource(FIXTURES / "dpkg-status", FIXTURES / "apk-installed", NOWHERE)
    assert counted(source) == {"dpkg": 3, "apk": 2}


def test_packages_of_pacman_are_folders(tmp_path: Path) -> None:
    """The file with the version of the database is none."""
    (tmp_path / "ALPM_DB_VERSION").write_text("9\n")
    for name in ("bash-5.2.037-1", "linux-6.12.1.arch1-1"):
        (tmp_path / name).mkdir()
    assert counted(PackageSource(NOWHERE, NOWHERE, tmp_path)) == {"pacman": 2}


def test_this_host_has_as_many_packages_as_dpkg_says() -> None:
    ask = ("dpkg-query", "-W", "-f", "${db:Status-Status}\\n")
    said = subprocess.run(ask, capture_output=True, check=True).stdout.split().count(b"installed")
    here = AgentConfig()
    assert counted(PackageSource(here.dpkg_status, NOWHERE, NOWHERE)) == {"dpkg": said}


def test_a_host_of_rpms_tells_no_count() -> None:
    """Its source says that there is nothing to read, as others do."""
    config = AgentConfig(dpkg_status=NOWHERE, apk_installed=NOWHERE, pacman_local=NOWHERE)
    (source,) = [each for each in sources_of(config, SystemClock()) if each.name == "packages"]
    with pytest.raises(NotHere):
        source.read()


@given(st.lists(st.sampled_from(["a", "b\n ", ""]), max_size=20), st.integers(1, 200))
def test_the_count_does_not_depend_on_where_a_read_ends(more: list[str], size: int) -> None:
    data = (FIXTURES / "dpkg-status").read_bytes() + "".join(more).encode()
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert count_lines(chunks, DPKG_INSTALLED) == 3


@given(st.lists(st.binary(max_size=200)), st.sampled_from([DPKG_INSTALLED, APK_INSTALLED]))
def test_any_bytes_can_be_counted(chunks: list[bytes], pattern: re.Pattern[bytes]) -> None:
    """A file of anything has at most as many packages as lines."""
    assert 0 <= count_lines(chunks, pattern) <= b"".join(chunks).count(b"\n") + 1


@given(st.text(max_size=100))
def test_any_answer_of_a_host_is_read(text: str) -> None:
    """Lines that no count stands in are left out."""
    assert all(0 <= count < 10_000_000 for count in counted_packages(text).values())
    assert counted_packages(f"{text}\ndpkg 12\nrpm 3\n").get("dpkg") == 12
