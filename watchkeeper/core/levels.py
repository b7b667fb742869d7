"""Levels I to IV, *record*, and how a severity or a target's criticality leads to one (D5)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.words import Word


class Level(Word):
    """Severity of a finding.  RECORD is kept and reported but opens no ticket.

    Ordered by ``rank``: I is worst (rank 1), RECORD is least (rank 5).
    """

    I = "I"  # noqa: E741 the contract's own name
    II = "II"
    III = "III"
    IV = "IV"
    RECORD = "record"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def opens_ticket(self) -> bool:
        return self is not Level.RECORD

    def is_worse_than(self, other: Level) -> bool:
        return self.rank < other.rank

    def __str__(self) -> str:
        return self.value


_RANKS = {level: rank for rank, level in enumerate(Level, start=1)}
LEVELS = (Level.I, Level.II, Level.III, Level.IV)


class Criticality(Word):
    """How much depends on a target.  HIGH: the business stops without it."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    def __str__(self) -> str:
        return self.value


SEVERITY_MAP: Mapping[str, Level] = MappingProxyType(
    {
        "critical": Level.II,
        "page": Level.II,
        "error": Level.II,
        "warning": Level.III,
        "info": Level.RECORD,
        "none": Level.RECORD,
    }
)
"""Foreign alerts: severity label to level; no severity is III.  Editable in the configuration."""


def level_from_text(text: str) -> Level:
    """Read ``I``..``IV`` or ``record`` (any case; ``-`` is record).  Raises InvalidInput."""
    wanted = text.strip().lower()
    if wanted == "-":
        return Level.RECORD
    for level in Level:
        if level.value.lower() == wanted:
            return level
    raise InvalidInput("{text!r} is no level; use I, II, III, IV or record", text=text[:40])


def level_from_severity(
    severity: str | None, severity_map: Mapping[str, Level] = SEVERITY_MAP
) -> Level:
    """Return the level of a foreign severity word; III where there is none or it is unknown."""
    return severity_map.get((severity or "").strip().lower(), Level.III)


def worst(levels: list[Level]) -> Level:
    """Return the worst of *levels*; RECORD for none."""
    return min(levels, key=lambda level: level.rank, default=Level.RECORD)
