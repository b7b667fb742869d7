"""The page on SSH: its files are read as they stand, and what it names is real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from collector.probes.ssh_extras import BackupFolder, Extras, LogCounts, samples_of_extras
from collector.ssh.route import Means
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.server.configuration import survey

DOCS = Path(__file__).parents[3] / "docs"
_BLOCK = re.compile(r"```yaml\n# file: (\S+)\n(.*?)```", re.DOTALL)
LANGUAGES = ("en", "zh")


def page(language: str) -> str:
    return (DOCS / language / "ssh.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_of_the_page_make_a_configuration(language: str, tmp_path: Path) -> None:
    """Targets with everything that can be asked for, and their credentials."""
    (tmp_path / "watchkeeper.yml").write_text("{}\n")
    for name, text in _BLOCK.findall(page(language)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
    found = survey(tmp_path / "watchkeeper.yml")
    assert found.problems == ()
    assert len(found.configuration.inventory) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_series_are_named(language: str) -> None:
    """Each series of backups, and both transports."""
    said = {"backup nightly": "readable\n>1700000000 7 ./a\n>1700000001 8 ./b\n"}
    extras = Extras(backups={"nightly": BackupFolder("/x")})
    for labels in samples_of_extras(extras, said, LogCounts(), 1.0):
        assert f"`{label(labels, METRIC_NAME)}`" in page(language)
    assert all(means.value in page(language) for means in Means)


def test_the_yaml_is_the_same_in_both_languages() -> None:
    """Examples do not drift apart."""
    english, chinese = (_BLOCK.findall(page(language)) for language in LANGUAGES)
    assert english == chinese
