"""What differs between two definitions of a target, key by key; pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NESTED = ("card", "labels")


@dataclass(frozen=True, slots=True)
class Difference:
    """One key, before and after, as text; empty: it was or is not there."""

    key: str
    before: str
    after: str


def differences(before: str | None, after: str | None) -> tuple[Difference, ...]:
    """Return what changed between two definitions kept as JSON; None: there was none."""
    old, new = dict(_flat(before)), dict(_flat(after))
    keys = [*old, *(key for key in new if key not in old)]
    return tuple(
        Difference(key, _shown(old.get(key)), _shown(new.get(key)))
        for key in keys
        if old.get(key) != new.get(key)
    )


def _flat(definition: str | None) -> Iterator[tuple[str, object]]:
    values = {} if definition is None else json.loads(definition)
    for key, value in values.items():
        if key in _NESTED and isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def _shown(value: object) -> str:
    match value:
        case None | "" | [] | {}:
            return ""
        case str():
            return value
        case list() if all(isinstance(one, str) for one in value):
            return ", ".join(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
