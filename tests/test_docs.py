from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from watchkeeper.cli.command_line import COMMANDS
from watchkeeper.config.settings import (
    BackupSettings,
    RemoteSettings,
    RuleSettings,
    Settings,
    TicketSettings,
    TlsSettings,
)

pytestmark = pytest.mark.tree  # it reads the sources

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGES = ("en", "zh")
_PARTS = {
    "tickets": TicketSettings,
    "rules": RuleSettings,
    "tls": TlsSettings,
    "backup": BackupSettings,
    "storage.metrics.remote": RemoteSettings,
}
_FOLDERS = {"storage": "storage.metrics.remote"}  # which has nothing else yet


def settings_keys() -> list[str]:
    keys = []
    for field in dataclasses.fields(Settings):
        name = _FOLDERS.get(field.name, field.name)
        part = _PARTS.get(name)
        if part is None:
            keys.append(name)
        else:
            keys += [f"{name}.{inner.name}" for inner in dataclasses.fields(part)]
    return keys


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", settings_keys())
def test_every_setting_is_documented(language: str, key: str) -> None:
    """A key that the program reads stands in the table of both manuals."""
    assert f"`{key}`" in (DOCS / language / "configuration.md").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(language: str, command: str) -> None:
    """Each command of the program has its line in both manuals."""
    assert f"`watchkeeper {command}" in (DOCS / language / "commands.md").read_text()


def pages(language: str) -> set[str]:
    folder = DOCS / language
    return {str(path.relative_to(folder)) for path in folder.rglob("*.md")}


def test_both_manuals_have_the_same_pages() -> None:
    """Chinese and English change in the same commit."""
    assert pages("en") == pages("zh")


@pytest.mark.parametrize(
    "path", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS))
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    """A relative link names a file that is there."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"
