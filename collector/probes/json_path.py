"""The small part of JSONPath that expectations need: ``$.ok``, ``$.nodes[0].state``, ``$['a b']``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchkeeper.core.errors import InvalidInput

MAX_STEPS = 32
_STEP = re.compile(r"""\.([A-Za-z_][\w-]*)|\[(\d{1,9})\]|\['([^'\\]*)'\]|\["([^"\\]*)"\]""")

Step = str | int
_MISSING = object()


def steps_of_path(path: str) -> tuple[Step, ...]:
    """Read a path.  Raises InvalidInput."""
    position, steps = 1, list[Step]()
    while path.startswith("$") and position < len(path) and len(steps) < MAX_STEPS:
        match = _STEP.match(path, position)
        if match is None:
            break
        steps.append(_step(match))
        position = match.end()
    if not path.startswith("$") or position < len(path):
        raise InvalidInput(
            "{path!r} is no path; write for example $.ok or $.nodes[0].state", path=path[:80]
        )
    return tuple(steps)


def _step(match: re.Match[str]) -> Step:
    name, index, single, double = match.groups()
    if index is not None:
        return int(index)
    return next(text for text in (name, single, double) if text is not None)


def value_at(document: object, steps: Sequence[Step]) -> tuple[bool, object]:
    """Return whether there is something at the path, and what."""
    value: object = document
    for step in steps:
        value = _child(value, step)
        if value is _MISSING:
            return False, None
    return True, value


def _child(value: object, step: Step) -> object:
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and step < len(value) else _MISSING
    return value.get(step, _MISSING) if isinstance(value, dict) else _MISSING
