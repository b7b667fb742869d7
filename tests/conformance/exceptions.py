"""Cases that cannot pass, by name, each with its reason: ``exceptions.txt`` beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """Return the reason of each (script, expression)."""
    return dict(_entries(_FILE.read_text(encoding="utf-8").splitlines()))


def _entries(lines: list[str]) -> Iterator[tuple[tuple[str, str], str]]:
    reason = ""
    for line in lines:
        if line.startswith("["):
            reason = line.strip("[]")
        elif line and not line.startswith("#"):
            script, _, expression = line.partition(": ")
            yield (script, expression), reason


def name_of(expression: str) -> str:
    """Return an expression on one line, as the file names it."""
    return " ".join(expression.split())
