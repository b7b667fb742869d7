"""Whether two answers of the Prometheus API say the same."""

from __future__ import annotations

import math
from typing import Any

Points = dict[tuple[frozenset[tuple[str, str]], float], float]


def points_of(data: dict[str, Any]) -> Points:
    """Return every value of a vector or a matrix by its labels and its time."""
    found: Points = {}
    for one in data["result"]:
        labels = frozenset(one["metric"].items())
        for at, text in one.get("values", [one["value"]] if "value" in one else []):
            found[labels, float(at)] = float(text)
    return found


def difference(ours: dict[str, Any], theirs: dict[str, Any]) -> float:
    """Return the largest relative error; infinite where rows or points differ."""
    a, b = points_of(ours), points_of(theirs)
    if a.keys() != b.keys():
        return math.inf
    return max((_relative(a[key], b[key]) for key in a), default=0.0)


def _relative(a: float, b: float) -> float:
    if a == b or (math.isnan(a) and math.isnan(b)):
        return 0.0
    return abs(a - b) / max(abs(a), abs(b)) if math.isfinite(a) and math.isfinite(b) else math.inf
