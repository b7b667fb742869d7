"""Garbage that refers to itself: looked for seldom, since everything waits meanwhile."""

from __future__ import annotations

import gc

_THRESHOLDS = (10_000, 10, 1_000)
"""Objects more than before, and rounds of each generation before the next older one.

A query over native histograms makes a million objects and drops them again without a cycle; with
CPython's 700 and 10 and 10 it walked through all that lives several times, a quarter of a second
each.  The first is how many young objects are looked at in one go: less than 1 ms, with 100,000
20 ms and more.
"""


def collect_seldom() -> None:
    """Leave what lives now alone for good, and look less often at what comes; for a whole process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
