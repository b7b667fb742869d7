"""Every setting and every metric of the agent is documented in both languages."""

import re
from pathlib import Path

import pytest

from agent.config import NAMED, READERS
from watchkeeper.wire.page_parser import parse

pytestmark = pytest.mark.tree  # it reads the sources

DOCS = Path(__file__).parents[2] / "docs"
GOLDEN = Path(__file__).parent / "golden/metrics.txt"
OWN = Path(__file__).parents[2] / "agent/sources/own.py"
SOURCES = Path(__file__).parents[2] / "agent/sources"
LANGUAGES = ("en", "zh")
FROM_A_TEXT_FILE = {"apt_upgrades_pending", "node_reboot_required"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    page = (DOCS / language / "agent.md").read_text()
    for section, settings in READERS.items():
        assert f"`[{section}]`" in page
        for name in settings:
            assert f"`{name}`" in page, name
    for kind, named in NAMED.items():
        assert f'`[{kind} "' in page
        for name in named.readers:
            assert f"`{name}`" in page, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "source",
    ["plugins", "logs", "logins", "expiry", "systemd", "listening", "watched", "smart", "ntp"],
)
def test_every_metric_of_what_is_configured_is_documented(language: str, source: str) -> None:
    page = (DOCS / language / "sources.md").read_text()
    names = re.findall(
        r'"((?:plugin|log|watchkeeper|node|smartctl)_\w+)"', (SOURCES / f"{source}.py").read_text()
    )
    assert names
    for name in names:
        assert f"`{name}" in page, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_is_documented(language: str) -> None:
    """Each name of the golden page stands in a table, alone or as one of ``prefix_*``."""
    page = "".join((DOCS / language / n).read_text() for n in ("metrics/agent.md", "sources.md"))
    by_pattern = tuple(re.findall(r"`(\w+_)\*", page))
    names = set(parse(GOLDEN.read_bytes()).kinds) - FROM_A_TEXT_FILE
    for name in names:
        if not name.startswith(by_pattern):
            assert f"`{name}" in page, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_of_the_agent_itself_is_documented(language: str) -> None:
    page = (DOCS / language / "metrics/agent.md").read_text()
    for name in re.findall(r'"((?:watchkeeper_agent|process)_\w+)"', OWN.read_text()):
        assert f"`{name}" in page, name
