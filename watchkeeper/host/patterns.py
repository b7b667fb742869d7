"""Regular expressions of log patterns: what a line must hold if one is to fit it."""

from __future__ import annotations

import re

_LEAST = 3
_UNSURE = re.compile(r"[|()\[{]")
_ELEMENT = re.compile(r"(\\.|[^\\.^$*+?{}()])([*?]?)|(.)", re.DOTALL)
_ESCAPED_WORD = re.compile(r"\\[0-9A-Za-z]")


def literal_of(pattern: str) -> str:
    """Return a text that stands in whatever *pattern* fits; empty where none is sure.

    It is looked for first, because that is ten times cheaper than the expression.  Only what
    stands plainly in the pattern counts, and a pattern with alternatives, brackets, flags or
    groups has none.
    """
    if _UNSURE.search(pattern):
        return ""
    found = run = ""
    for plain, optional, _special in _ELEMENT.findall(pattern):
        is_sure = plain and not optional and not _ESCAPED_WORD.fullmatch(plain)
        run = run + plain[-1] if is_sure else ""
        found = max(found, run, key=len)
    return found if len(found) >= _LEAST else ""
