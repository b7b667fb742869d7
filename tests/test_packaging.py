from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {"agent", "collector", "rules", "ticketing", "dashboards", "watchkeeper"}

pytestmark = [pytest.mark.tree, pytest.mark.slow]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(folder),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_owns_six_names_and_no_more(wheel: zipfile.ZipFile) -> None:
    """Our packages have short names; another one in site-packages would be somebody else's."""
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == TOP_LEVEL


@pytest.mark.parametrize(
    "path",
    [
        "watchkeeper/py.typed",
        "watchkeeper/storage/migrations/env.py",
        "dashboards/reports/templates/check_form.css",
        "dashboards/reports/locale/zh_CN.po",
    ],
)
def test_the_wheel_holds_what_runs(wheel: zipfile.ZipFile, path: str) -> None:
    """Files that are read at run time are in the wheel."""
    assert path in wheel.namelist()


def test_the_wheel_brings_the_units(wheel: zipfile.ZipFile) -> None:
    """systemd's files lie where packagers look for shared data."""
    units = [name for name in wheel.namelist() if "share/watchkeeper/systemd/" in name]
    assert any(name.endswith("watchkeeper.service") for name in units)


def test_tests_are_not_shipped(wheel: zipfile.ZipFile) -> None:
    """Nothing of the tests, benchmarks or scripts is installed."""
    assert not [name for name in wheel.namelist() if name.startswith(("tests/", "benchmarks/"))]
