"""Whole outputs kept as files: a reviewer reads the difference a user would see.

``pytest --update-golden`` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@dataclass(frozen=True)
class Golden:
    """Compares a text with its file."""

    is_updating: bool

    def check(self, path: Path, text: str) -> None:
        """Fail where *text* differs from the file; write the file when updating."""
        if self.is_updating:
            path.write_text(text)
        assert path.exists(), f"{path.name} is missing; run pytest --update-golden and read it"
        assert text == path.read_text()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(bool(request.config.getoption("--update-golden")))
