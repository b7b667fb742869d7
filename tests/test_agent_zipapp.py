from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.tree


def test_the_agent_runs_from_one_file(tmp_path: Path) -> None:
    """A host without pip measures itself, and its jobs, by the archive and its own Python alone."""
    archive = tmp_path / "watchkeeper-agent.pyz"
    subprocess.run(
        [sys.executable, str(ROOT / "packaging/agent-zipapp"), str(archive)], check=True, timeout=60
    )
    config = tmp_path / "agent.conf"
    config.write_text(f"[agent]\nstate_dir = {tmp_path}\nlisten = off\n")
    found = subprocess.run(
        [sys.executable, "-I", str(archive), "--config", str(config), "--once"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd="/",
    )
    assert "node_cpu_seconds_total{" in found.stdout
    assert archive.stat().st_size < 400_000
    job = ["run", "--state-dir", str(tmp_path), "--", "/bin/sh", "-c", "echo worked; exit 3"]
    nobody = {"WATCHKEEPER_PING": "http://127.0.0.1:1/ping/k"}
    done = subprocess.run(
        [sys.executable, "-I", str(archive), *job],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=nobody,
    )
    assert (done.returncode, done.stdout) == (3, "worked\n")
