"""A path into a JSON answer: ``$.data.results[0].code``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchkeeper.core.errors import ConfigError

MAX_STEPS = 16

_STEP = re.compile(r"\.([\w-]{1,80})|\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class JsonPath:
    """The steps from the root: names of members and positions in lists."""

    steps: tuple[str | int, ...]

    def found_in(self, document: object) -> object | None:
        """Return what stands there, None where the path leads nowhere."""
        here = document
        for step in self.steps:
            if isinstance(step, str) and isinstance(here, dict):
                here = here.get(step)
            elif isinstance(step, int) and isinstance(here, list) and step < len(here):
                here = here[step]
            else:
                return None
        return here


def json_path_from_text(text: str, *, at: str | None = None) -> JsonPath:
    """Read ``$`` and steps of ``.name`` or ``[0]``.  Raises ConfigError."""
    if text.startswith("$"):
        steps = tuple(_STEP.finditer(text, 1))
        if len(steps) <= MAX_STEPS and "".join(step[0] for step in steps) == text[1:]:
            return JsonPath(tuple(step[1] or int(step[2]) for step in steps))
    raise ConfigError("{text!r} is no path; write for example $.data.code", at=at, text=text[:80])


def words_of_value(value: object) -> str:
    """Return a value as people write it in settings: ``true``, ``0``, ``OK``; nothing for none."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
