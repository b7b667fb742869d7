from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ticketing.answers import settings, words

pytestmark = pytest.mark.tree  # it reads the manuals

DOCS = Path(__file__).parents[3] / "docs"
LANGUAGES = ["en", "zh"]
_ENTRIES = {
    "feishu": settings._Feishu,
    "slack": settings._Slack,
    "telegram": settings._Telegram,
    "wecom": settings._Wecom,
    "dingtalk": settings._Dingtalk,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", _ENTRIES)
def test_what_proves_a_service_is_in_the_manual(language: str, kind: str) -> None:
    """Each kind has a row with its keys."""
    page = (DOCS / language / "answering.md").read_text()
    (row,) = [
        line
        for line in page.splitlines()
        if line.startswith("|") and f"`{kind}` |" in line and "buttons" not in line
    ]
    keys = {field.name.removesuffix("_file") for field in dataclasses.fields(_ENTRIES[kind])}
    assert not [key for key in keys - {"kind", "at"} if f"`{key}`" not in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_manual(language: str) -> None:
    """A command that is understood can be found."""
    page = (DOCS / language / "answering.md").read_text()
    short = {"acknowledge", "resolved"}  # longer forms of words that stand there
    assert not [word for word in words._WORDS if word not in page and word not in short]
