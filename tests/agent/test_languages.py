"""Each error of the agent, the parsers and the wire has its sentence in Chinese, with its facts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

pytestmark = pytest.mark.tree  # it reads the sources

ROOT = Path(__file__).parents[2]
PACKAGES = ("agent", "watchkeeper/host", "watchkeeper/wire")
ERRORS = {
    "ConfigError",
    "Conflict",
    "Forbidden",
    "InvalidInput",
    "NotHere",
    "Refused",
    "TooLarge",
    "Unavailable",
}
FACT = re.compile(r"\{(\w+)")


def sentences(package: str) -> Iterator[str]:
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.func.id in ERRORS and node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


@pytest.mark.parametrize("package", PACKAGES)
def test_every_error_has_its_chinese(package: str) -> None:
    """No sentence is without a translation, and a translation has the same facts."""
    with (ROOT / package / "locale/zh_CN.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    found = set(sentences(package))
    assert found
    for sentence in found:
        message = catalogue.get(sentence)
        assert message is not None, sentence
        assert isinstance(message.string, str)
        assert set(FACT.findall(message.string)) == set(FACT.findall(sentence)), sentence
