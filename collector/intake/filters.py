"""Label filters as readers of the Alertmanager API write them: ``job=~"node.*"``.

Patterns come from outside and Python's engine backtracks, so only those are run whose time is
bounded: no repeated group, and at most two repetitions.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

from watchkeeper.core.errors import InvalidInput

MAX_CHARACTERS = 1_000
MAX_REPETITIONS = 2

_FILTER = re.compile(r"\s*([^\s=!~\"{},]+)\s*(=~|!~|!=|=)\s*(.*?)\s*", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_INERT = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\(\?[a-zA-Z:]*", re.DOTALL)
_REPETITION = re.compile(r"[*+?]|\{\d*,?\d*\}")
_REPEATED_GROUP = re.compile(r"\)\s*(?:[*+?]|\{)")


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a label; a label that is missing has the empty value."""

    name: str
    operator: str
    value: str

    def matches(self, found: str) -> bool:
        if self.operator in {"=~", "!~"}:
            return is_regex_of(self.value, found) is (self.operator == "=~")
        return (found == self.value) is (self.operator == "=")


def read_filter(text: str) -> Filter:
    """Read one filter, its value quoted or bare.  Raises InvalidInput."""
    match = _FILTER.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None:
        raise InvalidInput('the filter {text!r} is not like job="node"', text=text[:80])
    name, operator, value = match.groups()
    if value.startswith('"'):
        value = _unquoted(value)
    if operator in {"=~", "!~"}:
        _compiled(value)
    return Filter(name, operator, value)


def is_regex_of(pattern: str, found: str) -> bool:
    """Tell whether *pattern* matches all of *found*.  Raises InvalidInput for an unfit pattern."""
    return _compiled(pattern).fullmatch(found) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    _check_time_bound(pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # Go has no nested sets to come
            return re.compile(pattern, re.DOTALL)
    except (re.error, OverflowError, RecursionError) as error:
        raise InvalidInput(
            "{pattern!r} is no regular expression: {reason}", pattern=pattern[:80], reason=error
        ) from error


def _check_time_bound(pattern: str) -> None:
    """Refuse what may take more than quadratic time."""
    live = _INERT.sub("x", pattern)
    alternatives = [live] if "(" in pattern else live.split("|")
    most = max(len(_REPETITION.findall(one)) for one in alternatives)
    if (
        len(pattern) > MAX_CHARACTERS
        or most > MAX_REPETITIONS
        or _REPEATED_GROUP.search(live)
        or re.search(r"\\\d|\(\?P?[=!<]", pattern)
    ):
        raise InvalidInput(
            "the pattern {pattern!r} is too complex here; use at most {limit} repetitions "
            "and no repeated group",
            pattern=pattern[:80],
            limit=MAX_REPETITIONS,
        )


def _unquoted(value: str) -> str:
    match = _QUOTED.fullmatch(value)
    if match is None:
        raise InvalidInput("{value!r} lacks its closing quote", value=value[:80])
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], "\\" + m[1]), match[1], flags=re.DOTALL)
