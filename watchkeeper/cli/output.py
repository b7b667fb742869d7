"""How commands print: tables for people, ``--json`` for programs."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence


def add_json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def say_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print columns that line up, Chinese included."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        line = "  ".join(
            text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)
        )
        say(line.rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal *text* takes; East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return " ".join(str(value).split())
