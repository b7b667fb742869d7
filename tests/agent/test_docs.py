"""Every setting and every metric of the agent is documented in both languages."""

import re
from pathlib import Path

import pytest

from agent.config import READERS
from watchkeeper.wire.page_parser import parse

pytestmark = pytest.mark.tree  # it reads the sources

DOCS = Path(__file__).parents[2] / "docs"
GOLDEN = Path(__file__).parent / "golden/metrics.txt"
OWN = Path(__file__).parents[2] / "agent/sources/own.py"
LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    page = (DOCS / language / "agent.md").read_text()
    for section, settings in READERS.items():
        assert f"`[{section}]`" in page
        for name in settings:
            assert f"`{name}`" in page, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_is_documented(language: str) -> None:
    """Each name of the golden page, and of the agent's own source, stands in the table."""
    page = (DOCS / language / "metrics/agent.md").read_text()
    names = set(parse(GOLDEN.read_bytes()).kinds)
    by_pattern = (
        "node_memory_",
        "node_disk_",
        "node_network_",
        "node_pressure_",
        "node_filesystem_",
    )
    for name in names:
        if not name.startswith(by_pattern):
            assert name in page, name
    for prefix in by_pattern:
        assert prefix in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_of_the_agent_itself_is_documented(language: str) -> None:
    page = (DOCS / language / "metrics/agent.md").read_text()
    for name in re.findall(r'"((?:watchkeeper_agent|process)_\w+)"', OWN.read_text()):
        assert f"`{name}" in page, name
