"""What seasonal_score compares with where its parameters are left out."""

from __future__ import annotations

from watchkeeper.core.instants import DAY, MINUTE, Duration

GRAIN = Duration(5 * MINUTE)  # earlier seasons are looked at in steps of this, in ms
DEFAULTS = (
    7 * DAY / 1000,
    4.0,
    30 * MINUTE / 1000,
)  # period and half width in seconds; how many seasons
