"""Ranges of Ansible's host patterns: ``web[01:20].example``, ``db-[a:f]``, ``x[1:9:2]``.

Source: docs.ansible.com, "How to build your inventory", ranges of hosts.
"""

from __future__ import annotations

import re
import string
from itertools import product

from watchkeeper.core.errors import InvalidInput
from watchkeeper.inventory.imports.rows import MAX_ROWS

_RANGE = re.compile(r"\[([0-9]{1,9}|[A-Za-z]?):([0-9]{1,9}|[A-Za-z])(?::([0-9]{1,9}))?\]", re.ASCII)


def hosts_in(pattern: str) -> list[str]:
    """Return the hosts that a pattern means, in order.  Raises InvalidInput."""
    parts: list[list[str]] = []
    end, count = 0, 1
    for found in _RANGE.finditer(pattern):
        ends = _between(*found.groups())
        count *= len(ends)
        if not ends or count > MAX_ROWS:
            raise InvalidInput(
                "{text!r} means no host, or more than {most}", text=pattern[:60], most=MAX_ROWS
            )
        parts += [[pattern[end : found.start()]], ends]
        end = found.end()
    parts.append([pattern[end:]])
    return ["".join(chosen) for chosen in product(*parts)]


def _between(first: str | None, last: str, step: str | None) -> list[str]:
    stride = int(step or 1)
    if stride == 0:
        return []
    if last.isdigit():
        start = first or "0"
        if not start.isdigit():
            return []
        numbers = range(int(start), int(last) + 1, stride)
        room = len(start) if start.startswith("0") else 0
        return [str(number).zfill(room) for number in numbers[: MAX_ROWS + 1]]
    letters = string.ascii_letters
    begin, stop = letters.find(first or last), letters.find(last)
    return list(letters[begin : stop + 1 : stride]) if begin >= 0 else []
