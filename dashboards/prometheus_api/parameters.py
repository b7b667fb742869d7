"""Read the parameters of a request as Prometheus writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration, Instant, instant_from_rfc3339
from watchkeeper.core.messages import mark

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_LARGEST_MS = 2**53
_YES = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_NO = frozenset({"0", "f", "F", "FALSE", "false", "False"})


class MissingParameter(InvalidInput):
    """A parameter that the request needs is not there."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name, those of the address and of the form together."""

    values: Mapping[str, Sequence[str]]
    is_wanted: Callable[[], bool] | None = None  # False: who sent them has left

    def text(self, name: str) -> str:
        found = self.optional(name)
        if found is None:
            raise MissingParameter(mark("the parameter {name!r} is missing"), name=name)
        return found

    def optional(self, name: str) -> str | None:
        found = self.values.get(name)
        return found[0] if found and found[0] else None

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.values.get(name, ())) or tuple(self.values.get(f"{name}[]", ()))

    def instant(self, name: str, default: Instant | None = None) -> Instant:
        if default is not None and self.optional(name) is None:
            return default
        return instant_from(self.text(name), name)

    def optional_instant(self, name: str) -> Instant | None:
        found = self.optional(name)
        return None if found is None else instant_from(found, name)

    def duration(self, name: str) -> Duration | None:
        found = self.optional(name)
        return None if found is None else duration_from(found, name)

    def limit(self) -> int | None:
        """Return how many results are wanted; None: all."""
        return self.count("limit") or None

    def count(self, name: str) -> int:
        """Return a whole number, 0 where none is given."""
        found = self.optional(name) or "0"
        if not (found.isascii() and found.isdecimal()) or len(found) > 9:
            raise _invalid(name, found)
        return int(found)

    def flag(self, name: str) -> bool:
        """Return a yes or no in the words that Prometheus takes."""
        found = self.optional(name) or "false"
        if found not in _YES | _NO:
            raise _invalid(name, found)
        return found in _YES


def instant_from(text: str, name: str) -> Instant:
    """Read seconds since the epoch, with decimals, or RFC 3339."""
    if _NUMBER.fullmatch(text):
        return Instant(_milliseconds(text, name))
    try:
        return instant_from_rfc3339(text)
    except InvalidInput as error:
        raise _invalid(name, text) from error


def duration_from(text: str, name: str) -> Duration:
    """Read seconds, with decimals, or a duration such as 5m."""
    if _NUMBER.fullmatch(text):
        return Duration(_milliseconds(text, name))
    try:
        duration = duration_from_text(text)
    except InvalidInput as error:
        raise _invalid(name, text) from error
    if abs(duration) > _LARGEST_MS:
        raise _invalid(name, text)
    return duration


def _milliseconds(text: str, name: str) -> int:
    milliseconds = float(text) * 1000
    if not math.isfinite(milliseconds) or abs(milliseconds) > _LARGEST_MS:
        raise _invalid(name, text)
    return math.floor(milliseconds + 0.5)


def _invalid(name: str, text: str) -> InvalidInput:
    return InvalidInput(
        mark("the parameter {name!r} cannot be read: {value!r}"), name=name, value=text[:60]
    )
