"""The page on SNMP: its files are read as they stand, its profiles and series are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from collector.intake.trap_book import TrapBook
from collector.intake.traps import TrapMetrics
from collector.snmp.profiles import Reading, shipped_profiles
from rules.files import parse_rule_file
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.server.configuration import survey

DOCS = Path(__file__).parents[3] / "docs"
_BLOCK = re.compile(r"```yaml\n# file: (\S+)\n(.*?)```", re.DOTALL)
_RULES = re.compile(r"```yaml\n(groups:.*?)```", re.DOTALL)
LANGUAGES = ("en", "zh")


def page(language: str) -> str:
    return (DOCS / language / "snmp.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_of_the_page_make_a_configuration(language: str, tmp_path: Path) -> None:
    """Targets, secrets, an own profile and the reception of traps, checked together."""
    for name, text in _BLOCK.findall(page(language)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
    found = survey(tmp_path / "watchkeeper.yml")
    assert found.problems == ()
    assert [profile.name for profile in found.configuration.snmp_profiles] == ["rack"]
    assert found.configuration.settings.traps is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_credential_of_traps_is_named(language: str, tmp_path: Path) -> None:
    """check-config finds a name that secrets.yml does not hold."""
    (name, text) = next(
        one
        for one in _BLOCK.findall(page(language))
        if "traps:" in one[1] and one[0] == "watchkeeper.yml"
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    problems = survey(tmp_path / "watchkeeper.yml").problems
    assert {str(problem.at) for problem in problems} == {"traps.credentials"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_profiles_kinds_and_series_are_named(language: str) -> None:
    """Each shipped profile, kind of column and series of traps stands on the page."""
    text = page(language)
    book = TrapBook()
    book.note("linkDown", "x", Instant(1))
    names = [*shipped_profiles().profiles, *(kind.value for kind in Reading)]
    assert [name for name in names if f"`{name}`" not in text] == []
    for labels in book.samples("x"):
        assert f"`{label(labels, METRIC_NAME)}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_the_page_is_one(language: str) -> None:
    """It is read as a rule file."""
    (text,) = _RULES.findall(page(language))
    assert parse_rule_file(text, name="rules/traps.yml").groups[0].name == "traps"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_metrics_of_traps_are_named(language: str) -> None:
    """Each metric of the daemon stands on the page of metrics."""
    registry = CollectorRegistry()
    TrapMetrics(registry)
    text = (DOCS / language / "metrics" / "collection.md").read_text(encoding="utf-8")
    for family in registry.collect():
        name = f"{family.name}_total" if family.type == "counter" else family.name
        assert f"`{name}`" in text


def test_the_yaml_is_the_same_in_both_languages() -> None:
    """Examples do not drift apart."""
    english, chinese = (_BLOCK.findall(page(language)) for language in LANGUAGES)
    assert english == chinese
    assert all(parse_yaml(text, name="x") for _, text in english)
