"""What the scripts say and do where the JavaScript packages cannot be had."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("bash", "cat", "cut", "dirname", "env", "install", "mkdir", "rm", "sha256sum")
FILES = ("scripts/environment", "scripts/vendor", "requirements/dev.txt", "requirements/server.txt",
         "pyproject.toml", "package.json", "package-lock.json")  # fmt: skip
REMEDY = "there is no npm (Debian: apt-get install npm), then scripts/vendor dev"

pytestmark = pytest.mark.tree  # they are no part of the wheel


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree whose environment was made before, and a machine with these tools alone."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(str(shutil.which(tool)))
    environment = tmp_path / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin/python").symlink_to(str(shutil.which("true")))
    for wanted in ("dev", "server"):
        pinned = (ROOT / f"requirements/{wanted}.txt").read_bytes()
        key = hashlib.sha256(pinned + (ROOT / "pyproject.toml").read_bytes()).hexdigest()[:32]
        (environment / f".watchkeeper-{wanted}").write_text(f"{key} {tmp_path}\n")
    return tmp_path


def run(tree: Path, script: str, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tree / "scripts" / script, *words],
        env={"PATH": str(tree / "tools"), **variables},
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


def put_npm(tree: Path, script: str) -> None:
    npm = tree / "tools/npm"
    npm.write_text(f"#!{shutil.which('bash')}\n{script}\n")
    npm.chmod(0o755)


def test_in_ci_the_environment_for_tests_is_not_made_without_packages(tree: Path) -> None:
    """One line says what is missing and what to type, also where the environment is current."""
    done = run(tree, "environment", "dev", CI="true")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert REMEDY in line


def test_elsewhere_it_is_made_all_the_same(tree: Path) -> None:
    """Who has no npm runs the other tests; the line says what will skip."""
    done = run(tree, "environment", "dev")
    assert done.returncode == 0
    assert REMEDY in done.stderr
    assert "tests in a browser skip" in done.stderr


def test_a_current_environment_of_the_server_asks_nobody(tree: Path) -> None:
    """The demo starts at once, and without a network."""
    done = run(tree, "environment", "server", CI="true")
    assert (done.returncode, done.stderr) == (0, "")


def test_packages_that_cannot_be_fetched_are_told_with_the_registry(tree: Path) -> None:
    """What npm said stands above; a proxy or a mirror is what is mostly missing."""
    put_npm(
        tree,
        'if [ "$1" = ci ]; then echo "npm error network" >&2; exit 1; fi; echo https://mirror.example/',
    )
    done = run(tree, "vendor", "dev")
    assert done.returncode == 1
    assert "npm error network" in done.stderr
    assert "npm ci failed as said above; registry: https://mirror.example/" in done.stderr


def test_packages_that_are_gone_are_fetched_again(tree: Path) -> None:
    """The demo's run leaves no node_modules; the tests' next one brings them back."""
    made = " ".join(f"node_modules/{name}" for name in (
        "htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-sse.min.js", "htmx.org/LICENSE",
        "uplot/dist/uPlot.iife.min.js", "uplot/dist/uPlot.min.css", "uplot/LICENSE",
        "axe-core/axe.min.js",
    ))  # fmt: skip
    put_npm(tree, f'for one in {made}; do mkdir -p "$(dirname "$one")"; echo "" >"$one"; done')
    assert run(tree, "vendor", "server").returncode == 0
    assert not (tree / "node_modules").exists()
    assert run(tree, "environment", "dev", CI="true").returncode == 0
    assert (tree / "node_modules/axe-core/axe.min.js").is_file()
    assert (tree / "dashboards/web/static/vendor/htmx.js").is_file()
    before = (tree / "node_modules/axe-core").stat().st_mtime_ns
    assert run(tree, "environment", "dev", CI="true").returncode == 0
    assert (tree / "node_modules/axe-core").stat().st_mtime_ns == before
