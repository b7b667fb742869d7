from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.tree


def test_the_agent_runs_from_one_file(tmp_path: Path) -> None:
    """A host without pip measures itself with nothing but the archive and its own Python."""
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
