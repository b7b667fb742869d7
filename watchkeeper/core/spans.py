"""Points and lengths of time as numbers; what needs no calendar and no zone.

Apart from ``instants``, which gives these names again, so that the agent does without datetime
and zoneinfo (1 MB).
"""

from __future__ import annotations

from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01T00:00:00Z."""

Duration = NewType("Duration", int)
"""Milliseconds."""

TimeOfDay = NewType("TimeOfDay", int)
"""Milliseconds since local midnight; 24:00 is the end of the day."""

MILLISECOND = Duration(1)
SECOND = Duration(1_000)
MINUTE = Duration(60_000)
HOUR = Duration(3_600_000)
DAY = Duration(86_400_000)
