"""Regular expressions of the configuration, run by RE2: their time is linear whatever they read."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, cast

import re2

from watchkeeper.core.errors import InvalidInput

MAX_CHARACTERS = 4_000


class Match(Protocol):
    """What of a match is used."""

    def group(self, *groups: int) -> str | None: ...

    def groups(self) -> tuple[str | None, ...]: ...

    def groupdict(self) -> dict[str, str | None]: ...


class Pattern(Protocol):
    """What of a pattern is used."""

    @property
    def groups(self) -> int: ...

    def search(self, text: str) -> Match | None: ...

    def fullmatch(self, text: str) -> Match | None: ...


def _options() -> object:
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True  # as Prometheus's
    options.max_mem = 8 << 20
    return options


@lru_cache(maxsize=1024)
def pattern(text: str) -> Pattern:
    """Compile a pattern of RE2's syntax.  Raises InvalidInput."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput("a pattern may have at most {most} characters", most=MAX_CHARACTERS)
    try:
        return cast("Pattern", re2.compile(text, _options()))
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        shown = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise InvalidInput(
            "{pattern!r} is no regular expression: {reason}", pattern=text[:80], reason=shown
        ) from error
