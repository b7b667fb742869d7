"""The manual's examples are read by those for whom they are written."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from dashboards.prometheus_api.handlers import GET, GET_OR_POST
from tests.components import program

pytestmark = pytest.mark.tree  # it reads the sources

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_promtool_takes_the_examples(tmp_path: Path, language: str) -> None:
    """Each block of prometheus.yml passes Prometheus's own check."""
    text = (DOCS / language / "prometheus-api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.S)
    assert blocks
    for block in blocks:
        path = tmp_path / "prometheus.yml"
        path.write_text(block)
        (tmp_path / "watchkeeper.token").write_text("x")
        path.write_text(block.replace("/etc/prometheus/", f"{tmp_path}/"))
        command = [program("promtool"), "check", "config", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", sorted({*GET, *GET_OR_POST}))
def test_every_path_is_documented(language: str, path: str) -> None:
    """What the API answers stands in both manuals."""
    text = (DOCS / language / "prometheus-api.md").read_text(encoding="utf-8")
    name = path.replace("{name}", "<name>")
    assert f"/api/v1/{name}`" in text or f"`{name.removeprefix('status/')}`" in text
