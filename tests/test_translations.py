"""Every sentence for a person has its Chinese, and every Chinese sentence is still said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from watchkeeper.access.languages import PACKAGES, sentences_of

pytestmark = pytest.mark.tree  # it reads the sources

ROOT = Path(__file__).parents[1]
_IN_TEMPLATE = re.compile(r"""\b[_t]\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_PLACES = re.compile(r"{[^{}]*}")
_STRICT_ERRORS = (
    "dashboards/web",
    "dashboards/rest",
    "dashboards/ticket_commands",
    "watchkeeper/access",
    "ticketing/command_desk",
    "ticketing/deeds",
    "ticketing/lifecycle",
    "ticketing/service",
    "ticketing/writing",
)
"""Where the sentences of errors reach pages: these must have their Chinese too."""


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def templates() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.html*"))


@lru_cache(maxsize=1)
def error_names() -> frozenset[str]:
    """Return the names of all classes that descend from WatchkeeperError."""
    bases: dict[str, set[str]] = {}
    for path in python_files():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(
                    base.id for base in node.bases if isinstance(base, ast.Name)
                )
    found = {"WatchkeeperError"}
    while grown := {name for name, above in bases.items() if above & found} - found:
        found |= grown
    return frozenset(found)


@lru_cache(maxsize=1)
def said() -> dict[str, str]:
    """Return every marked sentence and where it first stands."""
    found: dict[str, str] = {}
    for path in python_files():
        for sentence, line in _first_arguments(path, _marks_of(path)):
            found.setdefault(sentence, f"{path.relative_to(ROOT)}:{line}")
    for path in templates():
        for match in _IN_TEMPLATE.finditer(path.read_text("utf-8")):
            found.setdefault(ast.literal_eval(match[1]), str(path.relative_to(ROOT)))
    return found


@lru_cache(maxsize=1)
def raised() -> dict[str, str]:
    """Return every sentence of an error and where it first stands."""
    found: dict[str, str] = {}
    for path in python_files():
        for sentence, line in _first_arguments(path, error_names()):
            found.setdefault(sentence, f"{path.relative_to(ROOT)}:{line}")
    return found


def catalogues() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("zh_CN.po"))]


@lru_cache(maxsize=1)
def chinese() -> dict[str, str]:
    return {msgid: msgstr for path in catalogues() for msgid, msgstr in sentences_of(path).items()}


def test_every_sentence_has_its_chinese() -> None:
    missing = {place: sentence for sentence, place in said().items() if sentence not in chinese()}
    assert missing == {}


def test_every_refusal_on_a_page_has_its_chinese() -> None:
    missing = {
        place: sentence
        for sentence, place in raised().items()
        if place.startswith(_STRICT_ERRORS) and sentence not in chinese()
    }
    assert missing == {}


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_chinese_sentence_is_left_over(path: Path) -> None:
    """What nobody says any more goes out of the catalogue."""
    texts = {**said(), **raised()}
    words = _constants()
    unused = [msgid for msgid in sentences_of(path) if msgid not in texts and msgid not in words]
    assert unused == []


def test_no_sentence_has_two_translations() -> None:
    seen: dict[str, tuple[str, Path]] = {}
    clashes = []
    for path in catalogues():
        for msgid, msgstr in sentences_of(path).items():
            first = seen.setdefault(msgid, (msgstr, path))
            if first[0] != msgstr:
                clashes.append((msgid, first[0], msgstr))
    assert clashes == []


def test_both_languages_have_the_same_facts() -> None:
    """A translation names every fact of its sentence, or the Chinese one beside it (``title_zh``)."""
    wrong = {
        msgid: msgstr
        for msgid, msgstr in chinese().items()
        if sorted(_PLACES.findall(msgid)) != sorted(_PLACES.findall(msgstr.replace("_zh}", "}")))
    }
    assert wrong == {}


def _marks_of(path: Path) -> frozenset[str]:
    """Return which names mark a sentence in a file: those it has from core.messages, and say."""
    found = {"say"} if path.is_relative_to(ROOT / "dashboards") else set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "watchkeeper.core.messages":
            found |= {alias.asname or alias.name for alias in node.names} & {"text", "mark"}
    return frozenset(found)


def _first_arguments(path: Path, names: frozenset[str]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in names and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value, node.lineno


@lru_cache(maxsize=1)
def _constants() -> frozenset[str]:
    """Return all texts of the code: some are translated by name, as the values of an enum."""
    return frozenset(
        node.value
        for path in python_files()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@lru_cache(maxsize=2_000)
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))
