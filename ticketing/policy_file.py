"""Read a policy from YAML: every mistake is told with file:line and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ticketing.calendar_file import calendars_from_nodes
from ticketing.policy import Goal, Policy, terms_of
from ticketing.policy_escalation import escalation_from_nodes
from ticketing.policy_goals import Defaults, GoalEntry, goal_from_entry
from ticketing.policy_manners import (
    PausesEntry,
    ReachEntry,
    RecoveryEntry,
    RetargetEntry,
    gates_from_entry,
    pauses_from_entry,
    reach_from_entry,
    recovery_from_entry,
)
from ticketing.policy_words import check_name, guard_from_node, per_level, select_from_nodes
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.levels import LEVELS, Level

PRESETS = ("contract-cn", "team", "early-warning", "without-clocks")

_DEFAULTS = Defaults()
_RETARGET = RetargetEntry()
_RECOVERY = RecoveryEntry()
_PAUSES = PausesEntry()


@dataclass(frozen=True, slots=True)
class _Severity:
    names: tuple[Level, ...] = LEVELS
    aliases: Mapping[str, Level] | None = None


@dataclass(frozen=True, slots=True)
class _PolicyEntry:
    policy: str
    goals: tuple[GoalEntry, ...]
    reach: Mapping[str, ReachEntry]
    severity: _Severity | None = None
    select: Mapping[str, Node] | None = None
    becomes: Mapping[str, Node] | None = None
    defaults: Defaults = _DEFAULTS
    combine: str = "strictest"
    escalate: tuple[Node, ...] = ()
    retarget: RetargetEntry = _RETARGET
    gates: Mapping[str, tuple[Level, ...]] | None = None
    recovery: RecoveryEntry = _RECOVERY
    pauses: PausesEntry = _PAUSES
    group_wait: Duration = Duration(15 * SECOND)
    written_ticket: Duration | None = None
    calendars: Mapping[str, Node] | None = None
    at: str = ""

    def __post_init__(self) -> None:
        if self.combine != "strictest":
            raise InvalidInput("combine can only be strictest")


@lru_cache(maxsize=64)
def policy_from_text(source: str, name: str) -> Policy:
    """Read a policy; *name* stands for the file in errors.  Raises ConfigError."""
    return policy_from_node(parse_yaml(source, name=name))


def preset_text(name: str) -> str:
    """Return the YAML of a preset that is shipped."""
    if name not in PRESETS:
        raise InvalidInput(
            "there is no policy {name!r}; shipped are {known}", name=name, known=", ".join(PRESETS)
        )
    return resources.files("ticketing").joinpath("presets", f"{name}.yml").read_text("utf-8")


def policy_from_node(node: Node) -> Policy:
    """Read one policy and check that it can be kept.  Raises ConfigError."""
    entry = bind(node, _PolicyEntry)
    goals: dict[str, Goal] = {}
    for item in entry.goals:
        goal = goal_from_entry(item, entry.defaults, goals)
        if goal.name in goals:
            raise ConfigError("the goal {goal!r} stands here twice", at=item.at, goal=goal.name)
        goals[goal.name] = goal
    chains, warnings = escalation_from_nodes(
        entry.escalate, {goal.metric for goal in goals.values()}
    )
    for name in (entry.policy, *(chain.name for chain in chains)):
        check_name(name, entry.at)
    policy = Policy(
        name=entry.policy,
        goals=tuple(goals.values()),
        reach=per_level(
            {key: reach_from_entry(item) for key, item in entry.reach.items()}, entry.at
        ),
        chains=chains,
        warnings=warnings,
        gates=gates_from_entry(entry.gates or {}, entry.at),
        recovery=recovery_from_entry(entry.recovery),
        pauses=pauses_from_entry(entry.pauses, entry.at),
        group_wait=entry.group_wait,
        select=select_from_nodes(entry.select or {}, entry.at),
        becomes=tuple(
            (name, guard_from_node(node)) for name, node in (entry.becomes or {}).items()
        ),
        written_ticket=entry.written_ticket or None,
        worsened=entry.retarget.worsened,
        improved=entry.retarget.improved,
        reopened=entry.retarget.reopened,
        calendars=calendars_from_nodes(entry.calendars or {}),
    )
    _check(policy, entry.at)
    return policy


def _incident_levels(policy: Policy) -> tuple[Level, ...]:
    """Return the levels at which incidents may come to run by *policy*."""
    if "incident" not in policy.select.get("type", {"incident"}):
        return ()
    severities = policy.select.get("severity")
    return tuple(level for level in LEVELS if severities is None or str(level) in severities)


def _has_goal(policy: Policy, level: Level) -> bool:
    return any(level in goal.targets for goal in policy.goals)


def _check(policy: Policy, at: str) -> None:
    """Refuse a policy under which an open incident could have neither owner nor timer (P9)."""
    silent = [str(level) for level in LEVELS if level not in policy.reach]
    if silent:
        raise ConfigError(
            "reach says nothing for {levels}: nobody would be told", at=at, levels=", ".join(silent)
        )
    idle = [str(level) for level in _incident_levels(policy) if not _has_goal(policy, level)]
    if idle:
        raise ConfigError(
            "no goal measures an incident of level {levels}: nothing would wake anybody; add one, "
            "or select other types",
            at=at,
            levels=", ".join(idle),
        )
    try:
        terms_of(policy, version=0, zone="UTC")
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error
