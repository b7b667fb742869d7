"""JSON that a tool wrote, among lines that it wrote beside."""

from __future__ import annotations

import json
import re

_START = re.compile(r"^[\[{]", re.MULTILINE)
_LARGEST = 1e18


def answer(text: str) -> object:
    """Return the first JSON value that begins a line.  Raises ValueError."""
    start = _START.search(text)
    if start is None:
        raise ValueError("no JSON")
    try:
        return json.JSONDecoder().raw_decode(text, start.start())[0]
    except RecursionError:
        raise ValueError("too deep") from None


def mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def listing(value: object) -> list[dict[str, object]]:
    """Return a list of mappings.  Raises TypeError."""
    if not isinstance(value, list):
        raise TypeError(value)
    return [mapping(each) for each in value]


def word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def number(value: object) -> float:
    """Return a number that is finite and no boolean.  Raises TypeError, ValueError."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(value)
    if not -_LARGEST < value < _LARGEST:
        raise ValueError(value)
    return float(value)
