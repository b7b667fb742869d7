"""Numbers taken out of texts by patterns, as snmp_exporter's regex_extracts; RE2, so no text is slow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import re2

from collector.snmp.profiles import Extract


def extracted(extracts: Sequence[Extract], said: str) -> Iterator[tuple[str, float]]:
    """Give (suffix, number): for each suffix of the first pattern that fits and gives a number."""
    done: set[str] = set()
    for extract in extracts:
        found = None if extract.suffix in done else compiled(extract.pattern).search(said)
        if found is None:
            continue
        number = _number(found.expand(extract.value))
        if number is not None:
            done.add(extract.suffix)
            yield extract.suffix, number


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re2._Regexp[str]:
    """Return the pattern; kept, because it is tried on each row.  Raises re2.error."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
