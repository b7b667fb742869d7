"""The words of rule files: groups, rules, ladders of levels.

A rule file is Prometheus's; ``level``, ``levels``, ``shift``, ``max_level``, ``recover_expr``,
``cooldown`` and ``min_history`` are ours and stand beside ``expr`` and ``for`` (D4, D5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from watchkeeper.core.instants import MINUTE, Duration
from watchkeeper.core.labels import Labels
from watchkeeper.core.levels import Criticality, Level

NO_TEXTS: Mapping[str, str] = MappingProxyType({})
NO_DURATION = Duration(0)
DEFAULT_INTERVAL = Duration(MINUTE)


@dataclass(frozen=True, slots=True)
class Expression:
    """PromQL as it was written, and the ``file:line`` where it stands."""

    text: str
    at: str = ""


class Relation(Enum):
    """How a rung compares the expression's value with its threshold."""

    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    EQUAL = "=="
    NOT_EQUAL = "!="


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: at this level the alert fires while ``value relation threshold``."""

    level: Level
    relation: Relation
    threshold: float
    condition: str  # as written: "< 0.15"


@dataclass(frozen=True, slots=True)
class LevelTable:
    """A level for each criticality of the target; None: not said."""

    high: Level | None = None
    normal: Level | None = None
    low: Level | None = None

    def of(self, criticality: Criticality) -> Level | None:
        match criticality:
            case Criticality.HIGH:
                return self.high
            case Criticality.NORMAL:
                return self.normal
            case Criticality.LOW:
                return self.low


class Shift(Enum):
    """Whether the target's criticality shifts the level of a rule."""

    MATRIX = "matrix"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AlertRule:
    """A condition that makes alerts.

    ``ladder`` holds the rungs, the worst first, and is empty for a rule of one level; then
    ``level`` is that level (a table where it depends on the criticality) or None where only a
    severity label says it.  ``labels`` and ``annotations`` are templates.
    """

    name: str
    expression: Expression
    hold: Duration = NO_DURATION  # ``for``
    keep_firing: Duration = NO_DURATION
    labels: Labels = ()
    annotations: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    level: Level | LevelTable | None = None
    ladder: tuple[Rung, ...] = ()
    shift: Shift = Shift.MATRIX
    max_level: LevelTable = LevelTable()
    recover: Expression | None = None
    cooldown: Duration = NO_DURATION
    min_history: Duration = NO_DURATION
    at: str = ""


@dataclass(frozen=True, slots=True)
class RecordingRule:
    """An expression whose result is stored as a series of its own."""

    name: str
    expression: Expression
    labels: Labels = ()
    at: str = ""


Rule = AlertRule | RecordingRule


class EngineChoice(Enum):
    """Who evaluates a group."""

    SETTINGS = "settings"  # the metrics engine of the settings, where there is one
    OWN = "own"  # always this server, by the series that it holds itself


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that are evaluated together, one after the other, at one instant.

    ``source`` is the stable name ``file;group`` by which ticketing and the feed know the group.
    ``offset`` places the evaluations within the interval; None: spread by the name.
    """

    name: str
    source: str
    rules: tuple[Rule, ...]
    interval: Duration = DEFAULT_INTERVAL
    offset: Duration | None = None
    query_offset: Duration = NO_DURATION
    limit: int = 0  # alerts or series of one rule; 0: unlimited
    engine: EngineChoice = EngineChoice.SETTINGS
    at: str = ""


@dataclass(frozen=True, slots=True)
class RuleFile:
    name: str
    groups: tuple[RuleGroup, ...]
