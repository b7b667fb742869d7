"""Output of Nagios plugins: state, summary, performance data (monitoring-plugins guidelines)."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

MOST_VALUES = 100
"""Numbers that are taken of one plugin."""

MOST_LABEL = 64
_MOST_SUMMARY = 400
_VALUE = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?)([a-zA-Z%]{0,8})")
_UNITS = {
    "": ("", 1.0),
    "s": ("s", 1.0),
    "ms": ("s", 1e-3),
    "us": ("s", 1e-6),
    "ns": ("s", 1e-9),
    "b": ("B", 1.0),
    "kb": ("B", 2.0**10),
    "mb": ("B", 2.0**20),
    "gb": ("B", 2.0**30),
    "tb": ("B", 2.0**40),
    "pb": ("B", 2.0**50),
    "%": ("%", 1.0),
    "c": ("c", 1.0),
}


class State(Enum):
    """What a plugin says by its exit code."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


class Performance(NamedTuple):
    """One number of a plugin in base units: s, B, %, c (a counter), or its own."""

    label: str
    unit: str
    value: float


class Output(NamedTuple):
    """What a plugin wrote."""

    summary: str
    performance: tuple[Performance, ...]


def state_from_exit_code(code: int) -> State:
    """Return the state; whatever is not 0 to 3 (not found, killed) is UNKNOWN."""
    return State(code) if code in {0, 1, 2, 3} else State.UNKNOWN


def output(content: bytes) -> Output:
    """Read what a plugin wrote; what makes no sense is left out, nothing is raised.

    The first line is the summary; behind ``|`` stand numbers, there and once more after the long
    text.
    """
    first, _, rest = content.decode("utf-8", "replace").partition("\n")
    summary, _, numbers = first.partition("|")
    _text, _, more = rest.partition("|")
    found: dict[str, Performance] = {}
    for each in _performance(f"{numbers} {more}".replace("\n", " ")):
        found.setdefault(each.label, each)
        if len(found) >= MOST_VALUES:
            break
    return Output(summary.strip()[:_MOST_SUMMARY], tuple(found.values()))


def _performance(text: str) -> list[Performance]:
    found = []
    for label, value in _pairs(text):
        match = _VALUE.fullmatch(value.partition(";")[0].replace(",", "."))
        if match and label:
            unit, factor = _UNITS.get(match[2].lower(), (match[2], 1.0))
            found.append(Performance(label[:MOST_LABEL], unit, float(match[1]) * factor))
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    """Split ``'a label'=1;2;3 b=4`` into labels and values; in quotes '' is a quote."""
    found: list[tuple[str, str]] = []
    rest = text.strip()
    while rest and len(found) < 2 * MOST_VALUES:
        label, rest = _label(rest)
        value, _, rest = rest.partition(" ")
        rest = rest.lstrip()
        found.append((label, value))
    return found


def _label(text: str) -> tuple[str, str]:
    if not text.startswith("'"):
        word, space, after = text.partition(" ")
        label, equals, value = word.partition("=")
        return (label, value + space + after) if equals else ("", space + after)
    end = 1
    while True:
        end = text.find("'", end)
        if end < 0:
            return "", ""
        if text[end : end + 2] != "''":
            return text[1:end].replace("''", "'"), text[end + 1 :].lstrip().removeprefix("=")
        end += 2
