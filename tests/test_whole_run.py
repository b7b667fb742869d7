"""How a part of the whole run ends: what fails beside others is tried once more by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PASSES = "def test_{name}():\n    assert True\n"
FAILS = "def test_{name}():\n    assert False\n"
UNSTEADY = """
from pathlib import Path
def test_{name}():
    tried = Path("{name}.tried")
    is_first, _ = not tried.exists(), tried.touch()
    assert not is_first
"""

pytestmark = [pytest.mark.tree, pytest.mark.timeout(300)]


def run_part(folder: Path, cases: list[str], recorded: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the part of one file of cases, under the rules of CI."""
    (folder / "tests").mkdir()
    for name in ("ci_rules.py", "__init__.py"):
        (folder / "tests" / name).write_bytes((ROOT / "tests" / name).read_bytes())
    (folder / "tests/recorded_cases.txt").write_text(f"part {recorded}\n")
    (folder / "tests/conftest.py").write_text('pytest_plugins = ["tests.ci_rules"]\n')
    text = "".join(one.format(name=f"number_{number}") for number, one in enumerate(cases))
    (folder / "tests/test_cases.py").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    return subprocess.run(
        [ROOT / "scripts/test-part", sys.executable, "part", "-n", "0", "-p", "no:asyncio"],
        env={**os.environ, "CI": "true", "PYTHONPATH": ""},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("cases", "recorded", "code", "says"),
    [
        ([PASSES, PASSES], 2, 0, ""),
        ([PASSES, UNSTEADY], 2, 0, "unsteady, as they passed alone:\ntests/test_cases.py::test_number_1"),
        ([UNSTEADY, FAILS], 2, 1, "once more, by themselves:"),
        ([UNSTEADY] * 4, 4, 1, ""),
        ([UNSTEADY, PASSES], 3, 20, "only 2 cases ran where 3 are recorded"),
    ],
    ids=["all pass", "one is unsteady", "one fails", "too many are unsteady", "too few ran"],
)  # fmt: skip
def test_a_part_ends_with(
    cases: list[str], recorded: int, code: int, says: str, tmp_path: Path
) -> None:
    """Three unsteady cases at most are borne, each is named; nothing else is."""
    done = run_part(tmp_path, cases, recorded)
    assert (done.returncode, says in done.stdout) == (code, True), done.stdout + done.stderr
    assert ("unsteady," in done.stdout) == (code == 0 and UNSTEADY in cases)
