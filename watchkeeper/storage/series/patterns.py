"""Regular expressions of users: RE2's syntax, as Prometheus has it, in time linear in the text.

Python's own engine backtracks: one expression such as ``(a+)+b`` would hold the process.
"""

from __future__ import annotations

from functools import lru_cache

import re2

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.messages import mark

MAX_CHARACTERS = 2_000
_MEMORY_BYTES = 8 * 1024 * 1024


class Pattern:
    """A compiled expression, anchored at both ends; its dot matches newlines (Prometheus 3)."""

    __slots__ = ("_compiled", "group_count", "group_numbers", "text")

    def __init__(self, text: str) -> None:
        options = re2.Options()
        options.dot_nl = True
        options.log_errors = False
        options.max_mem = _MEMORY_BYTES
        self.text = text
        self._compiled = re2.compile(text, options)
        self.group_count: int = self._compiled.groups
        self.group_numbers: dict[str, int] = dict(self._compiled.groupindex)

    def matches(self, value: str) -> bool:
        return self._compiled.fullmatch(_encodable(value)) is not None

    def groups(self, value: str) -> tuple[str, ...] | None:
        """Return the whole match and its groups, "" for one that took no part; None: no match."""
        found = self._compiled.fullmatch(_encodable(value))
        if found is None:
            return None
        return (found.group(0), *(part or "" for part in found.groups()))


@lru_cache(maxsize=4096)
def pattern_of(text: str) -> Pattern:
    """Return the compiled expression.  Raises InvalidInput, which says what is wrong with it."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            mark("a regular expression may have {most} characters, this has {given}"),
            most=MAX_CHARACTERS,
            given=len(text),
        )
    try:
        return Pattern(text)
    except (re2.error, UnicodeEncodeError) as error:
        raise InvalidInput(
            mark("{text!r} is no regular expression (RE2 syntax): {reason}"),
            text=text[:80],
            reason=_reason(error),
        ) from error


def _encodable(value: str) -> str:
    """RE2 works on UTF-8; what cannot be encoded is matched as a replacement character."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _reason(error: Exception) -> str:
    first = error.args[0] if error.args else ""
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
