"""How much a query may touch, and how it reads: bounds are checked before memory is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from rules.promql.frames import NameRemoval
from watchkeeper.core.instants import MINUTE, Duration


@dataclass(frozen=True, slots=True)
class Limits:
    max_samples: int = 50_000_000  # in memory at a time, as in Prometheus
    max_touched: int = 1_000_000_000  # read or computed by one query in all
    max_subquery_steps: int = 1_000_000  # of one subquery: each costs much more than a sample
    max_points: int = 11_001  # of a range query: 11,000 steps, as in Prometheus
    max_seconds: float = 120.0


class Experimental(Enum):
    """What becomes of expressions that use what Prometheus calls experimental."""

    REFUSED = "refused"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Options:
    lookback: Duration = Duration(5 * MINUTE)
    subquery_step: Duration = MINUTE
    name_removal: NameRemoval = NameRemoval.IMMEDIATE
    experimental: Experimental = Experimental.REFUSED


@dataclass(slots=True)
class Usage:
    """What evaluations touched, for whoever wants to know; filled while they run."""

    samples: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What one query asks for itself; the limits still hold."""

    max_seconds: float | None = None
    lookback: Duration | None = None
    usage: Usage | None = None
    max_touched: int | None = None
    is_wanted: Callable[[], bool] | None = None  # False: nobody waits for the answer any more
    keeps_windows: bool = True  # False: the plan may not be evaluated again soon


DEFAULT = Asked()
