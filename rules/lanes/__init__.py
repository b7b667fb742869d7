"""Two lanes for the work of queries and rules: what is heavy cannot hold up what is light."""

from rules.lanes.executor import Lanes
from rules.lanes.metrics import LaneMetrics
from rules.lanes.turns import checkpoint, was_heavy
from rules.lanes.words import Budget, Lane, LaneFull, LaneLimits

__all__ = [
    "Lanes",
    "LaneMetrics",
    "Lane",
    "LaneLimits",
    "LaneFull",
    "Budget",
    "checkpoint",
    "was_heavy",
]
