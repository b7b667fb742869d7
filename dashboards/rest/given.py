"""Read the fields of a JSON body; each reader raises InvalidInput with the field's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Duration

Given = Mapping[str, Any]


def word(given: Given, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput("the field {name!r} must be filled in", name=name)
    return value.strip().replace("\0", "\N{REPLACEMENT CHARACTER}")  # PostgreSQL holds no NUL


def optional(given: Given, name: str) -> str | None:
    return None if given.get(name) in (None, "") else word(given, name)


def duration(given: Given, name: str) -> Duration | None:
    text = optional(given, name)
    return None if text is None else duration_from_text(text)


def objects(given: Given, name: str, *, most: int) -> tuple[Given, ...]:
    value = given.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InvalidInput("the field {name!r} must be a list of objects", name=name)
    if len(value) > most:
        raise TooLarge("the field {name!r} has more than {limit} items", name=name, limit=most)
    return tuple(value)
