"""What collection and inventory say to people has its Chinese, with the same facts in it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchkeeper.access.languages import Language, read_catalogues

pytestmark = pytest.mark.tree  # it reads the sources

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in (
        "collector",
        "collector/probes",
        "collector/snmp",
        "collector/ssh",
        "watchkeeper/inventory",
    )
    for path in sorted((ROOT / folder).glob("*.py"))
] + [ROOT / "collector/intake" / name for name in ("enrol.py", "heartbeats.py")]
SAYING = {
    "text", "mark", "ConfigError", "InvalidInput", "NotFound", "Conflict", "Unauthenticated",
    "Unavailable", "TooLarge", "ProbeFailed", "SignInRefused", "Malformed", "NotBelieved",
}  # fmt: skip


def sentences(path: Path) -> Iterator[str]:
    """Yield the sentences that a file hands to errors and texts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[0]
        if called in SAYING and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def facts(sentence: str) -> set[str]:
    if "{http:" in sentence:  # shown as it is, not filled in
        return set()
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_has_its_chinese(path: Path) -> None:
    """Each sentence is in the catalogue, and its translation names the same facts."""
    catalogues = read_catalogues(ROOT)
    translate = catalogues.translate(Language.CHINESE)
    for sentence in sentences(path):
        assert catalogues.knows(sentence, Language.CHINESE), sentence
        assert facts(translate(sentence)) == facts(sentence), sentence
