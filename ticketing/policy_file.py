"""Read a policy from YAML: every mistake is told with file:line and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from ticketing.calendar_file import calendars_from_nodes
from ticketing.commands import PauseReason
from ticketing.lifecycle import Gate, Milestone
from ticketing.notices import Way
from ticketing.policy import (
    Anchor,
    Chain,
    Goal,
    GoalWarnings,
    Pauses,
    Policy,
    Reach,
    Recovery,
    Retarget,
    Step,
    terms_of,
)
from ticketing.policy_words import (
    audience_from_node,
    digest_from_node,
    guard_from_node,
    per_level,
    time_of_day_at,
    window_from_node,
    words_from_node,
)
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.levels import LEVELS, Level

PRESETS = ("contract-cn", "team")

_RECOVERY = Recovery()
_PAUSES = Pauses()


@dataclass(frozen=True, slots=True)
class _Arm:
    breach_of: str


@dataclass(frozen=True, slots=True)
class _GoalEntry:
    metric: str
    stop: Node
    target: Mapping[str, Duration]
    anchor: Node | None = None
    arm: _Arm | None = None
    when: Node | None = None
    pause: Node | None = None
    calendar: str | None = None
    table: str = "level"
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Defaults:
    calendar: str = "7x24"
    pause: Node | None = None


@dataclass(frozen=True, slots=True)
class _StepEntry:
    after: Duration  # written as "at", which a model keeps for the position
    to: Node
    repeat: Duration | None = None


@dataclass(frozen=True, slots=True)
class _ReachEntry:
    by: tuple[Way, ...]
    again: Duration | None = None
    times: int = 12
    call_after: Duration | None = None
    hours: Node | None = None
    digest: Node | None = None


@dataclass(frozen=True, slots=True)
class _RetargetEntry:
    worsened: Retarget = Retarget.FROM_CHANGE
    improved: Retarget = Retarget.FROM_REPORT
    reclassified: Retarget = Retarget.FROM_REPORT
    reopened: Retarget = Retarget.FROM_REOPENING
    at: str = ""

    def __post_init__(self) -> None:
        if self.reclassified is not Retarget.FROM_REPORT:
            raise InvalidInput("reclassified counts from_report: the level was wrong all along")
        changes = {Retarget.FROM_CHANGE, Retarget.FROM_REPORT}
        if not {self.worsened, self.improved} <= changes:
            raise InvalidInput("worsened and improved count from_change or from_report")
        if self.reopened not in {Retarget.FROM_REOPENING, Retarget.RESUME}:
            raise InvalidInput("reopened counts from_reopening or resume")


@dataclass(frozen=True, slots=True)
class _RecoveryEntry:
    hysteresis: Duration = _RECOVERY.hysteresis
    reopen_within: Duration = _RECOVERY.reopen_within
    still_failing_after: Duration = _RECOVERY.still_failing_after
    resolves_itself: tuple[Level, ...] = (Level.III, Level.IV)
    reminds_at: Node | None = None


@dataclass(frozen=True, slots=True)
class _PausesEntry:
    limit: Duration = _PAUSES.limit
    only: Mapping[str, tuple[PauseReason, ...]] | None = None


@dataclass(frozen=True, slots=True)
class _Severity:
    names: tuple[Level, ...] = LEVELS
    aliases: Mapping[str, Level] | None = None


@dataclass(frozen=True, slots=True)
class _PolicyEntry:
    policy: str
    goals: tuple[_GoalEntry, ...]
    reach: Mapping[str, _ReachEntry]
    severity: _Severity | None = None
    defaults: _Defaults = _Defaults()
    combine: str = "strictest"
    escalate: tuple[Node, ...] = ()
    retarget: _RetargetEntry = _RetargetEntry()
    gates: Mapping[str, tuple[Level, ...]] | None = None
    recovery: _RecoveryEntry = _RecoveryEntry()
    pauses: _PausesEntry = _PausesEntry()
    group_wait: Duration = Duration(15 * SECOND)
    calendars: Mapping[str, Node] | None = None
    at: str = ""

    def __post_init__(self) -> None:
        if self.combine != "strictest":
            raise InvalidInput("combine can only be strictest")


@dataclass(frozen=True, slots=True)
class _ChainEntry:
    anchor: Anchor
    steps: tuple[Node, ...]
    name: str = "chain"
    until: Milestone = Milestone.RESOLVED
    when: Node | None = None
    hold: str | None = None
    late: str = "respace"
    at: str = ""

    def __post_init__(self) -> None:
        if self.until is not Milestone.RESOLVED:
            raise InvalidInput("a chain goes on until resolved")
        if self.hold not in {None, "recovered"}:
            raise InvalidInput("hold can only be recovered")
        if self.late not in {"respace", "at_once"}:
            raise InvalidInput("late is respace or at_once")
        if not self.steps:
            raise InvalidInput("a chain needs at least one step")


@dataclass(frozen=True, slots=True)
class _WarningsEntry:
    of: tuple[str, ...]
    shares: tuple[str, ...]
    to: tuple[Node, ...]
    when: Node | None = None
    hold: str | None = None
    reach: Level | None = None


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
        goal = _goal(item, entry.defaults, goals)
        if goal.name in goals:
            raise ConfigError("the goal {goal!r} stands here twice", at=item.at, goal=goal.name)
        goals[goal.name] = goal
    chains, warnings = _escalation(entry.escalate, {goal.metric for goal in goals.values()})
    for name in (entry.policy, *(chain.name for chain in chains)):
        _check_name(name, entry.at)
    policy = Policy(
        name=entry.policy,
        goals=tuple(goals.values()),
        reach=per_level({key: _reach(item) for key, item in entry.reach.items()}, entry.at),
        chains=chains,
        warnings=warnings,
        gates=_gates(entry.gates or {}, entry.at),
        recovery=_recovery(entry.recovery),
        pauses=_pauses(entry.pauses, entry.at),
        group_wait=entry.group_wait,
        worsened=entry.retarget.worsened,
        improved=entry.retarget.improved,
        reopened=entry.retarget.reopened,
        calendars=calendars_from_nodes(entry.calendars or {}),
    )
    _check(policy, entry.at)
    return policy


def _check(policy: Policy, at: str) -> None:
    """Refuse a policy under which an open incident could have neither owner nor timer (P9)."""
    silent = [str(level) for level in LEVELS if level not in policy.reach]
    if silent:
        raise ConfigError(
            "reach says nothing for {levels}: nobody would be told", at=at, levels=", ".join(silent)
        )
    try:
        terms_of(policy, version=0, zone="UTC")
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error


def _goal(entry: _GoalEntry, defaults: _Defaults, earlier: Mapping[str, Goal]) -> Goal:
    anchor, unresolved_after = _anchor(entry.anchor)
    if entry.arm and entry.arm.breach_of not in {goal.metric for goal in earlier.values()}:
        raise ConfigError(
            "breach_of names {metric!r}, which is no goal above",
            at=entry.at,
            metric=entry.arm.breach_of,
        )
    pause = entry.pause or defaults.pause
    for name in (entry.metric, entry.table):
        _check_name(name, entry.at)
    return Goal(
        metric=entry.metric,
        table=entry.table,
        stops=frozenset(words_from_node(entry.stop, Milestone, "stop")),
        targets=per_level(dict(entry.target), entry.at),
        anchor=anchor,
        unresolved_after=unresolved_after,
        breach_of=entry.arm.breach_of if entry.arm else None,
        when=guard_from_node(entry.when),
        pauses=_pause_reasons(pause, earlier) if pause else MappingProxyType({}),
        calendar=entry.calendar or defaults.calendar,
    )


_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def _check_name(name: str, at: str) -> None:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            "{name!r} is no name; use letters, digits, _ and -, at most 40", at=at, name=name[:60]
        )


@dataclass(frozen=True, slots=True)
class _Unresolved:
    unresolved_after: Duration
    at: str = ""


def _anchor(node: Node | None) -> tuple[Anchor, Duration | None]:
    """Read ``reported`` or ``{unresolved_after: 2h, from: reported}``."""
    if node is None:
        return Anchor.REPORTED, None
    if not isinstance(node.value, dict):
        return bind(node, Anchor, "anchor"), None
    keys = dict(node.value)
    start = keys.pop("from", None)
    after = bind(Node(keys, node.at, key_at=node.key_at), _Unresolved)
    return (bind(start, Anchor, "from") if start else Anchor.REPORTED), after.unresolved_after


def _pause_reasons(
    node: Node, earlier: Mapping[str, Goal]
) -> Mapping[Level, frozenset[PauseReason]]:
    """Read ``[customer]``, ``{I: [...], '*': [...]}`` or ``like resolve``."""
    if isinstance(node.value, dict):
        reasons = {
            key: frozenset(words_from_node(item, PauseReason, "pause"))
            for key, item in node.value.items()
        }
        return per_level(reasons, node.at)
    if isinstance(node.value, tuple):
        return per_level({"*": frozenset(words_from_node(node, PauseReason, "pause"))}, node.at)
    like, _, metric = node.text.partition(" ")
    for goal in earlier.values():
        if like == "like" and goal.metric == metric.strip():
            return goal.pauses
    raise ConfigError(
        "pause is a list of reasons, one list per level, or 'like' a goal above", at=node.at
    )


def _escalation(
    nodes: Iterable[Node], metrics: set[str]
) -> tuple[tuple[Chain, ...], tuple[GoalWarnings, ...]]:
    chains: list[Chain] = []
    warnings: list[GoalWarnings] = []
    for node in nodes:
        if isinstance(node.value, dict) and "of" in node.value:
            warnings.append(_warnings(node, metrics))
        else:
            chains.append(_chain(node, len(chains)))
    return tuple(chains), tuple(warnings)


def _chain(node: Node, index: int) -> Chain:
    entry = bind(node, _ChainEntry)
    steps = tuple(_step(step) for step in entry.steps)
    if list(steps) != sorted(steps, key=lambda step: step.at):
        raise ConfigError("the steps of a chain stand in the order of their times", at=node.at)
    if any(step.repeat == 0 for step in steps):
        raise ConfigError("repeat must be longer than nothing", at=node.at)
    return Chain(
        name=entry.name if index == 0 or entry.name != "chain" else f"chain{index + 1}",
        anchor=entry.anchor,
        steps=steps,
        when=guard_from_node(entry.when),
        holds_while_recovered=entry.hold == "recovered",
        respaces_late_steps=entry.late == "respace",
    )


def _step(node: Node) -> Step:
    entry = bind(_with_at_as(node, "after"), _StepEntry)
    return Step(at=entry.after, to=audience_from_node(entry.to), repeat=entry.repeat)


def _with_at_as(node: Node, name: str) -> Node:
    """Return *node* with its key ``at`` renamed: models keep that name for the position."""
    if not isinstance(node.value, dict):
        return node
    keys = {(name if key == "at" else key): item for key, item in node.value.items()}
    return Node(keys, node.at, key_at=node.key_at)


def _warnings(node: Node, metrics: set[str]) -> GoalWarnings:
    entry = bind(_with_at_as(node, "shares"), _WarningsEntry)
    for metric in entry.of:
        if metric not in metrics:
            raise unknown_key(metric, sorted(metrics), at=node.at)
    shares = tuple(_share(share, node.at) for share in entry.shares)
    if list(shares) != sorted(set(shares)):
        raise ConfigError("shares stand in rising order, each once", at=node.at)
    if len(shares) != len(entry.to):
        raise ConfigError(
            "there are {shares} shares and {to} audiences; each share needs one",
            at=node.at,
            shares=len(shares),
            to=len(entry.to),
        )
    return GoalWarnings(
        metrics=frozenset(entry.of),
        shares=shares,
        to=tuple(audience_from_node(item) for item in entry.to),
        when=guard_from_node(entry.when),
        holds_while_recovered=entry.hold == "recovered",
        reach=entry.reach,
    )


def _share(text: str, at: str) -> int:
    digits = text.removesuffix("%")
    if not text.endswith("%") or not digits.isascii() or not digits.isdigit():
        raise ConfigError("{text!r} is no share; write for example 80%", at=at, text=text[:20])
    if not 0 < int(digits) <= 100:
        raise ConfigError("a share lies between 1% and 100%", at=at)
    return int(digits)


def _reach(entry: _ReachEntry) -> Reach:
    return Reach(
        by=entry.by,
        again=entry.again or None,
        times=entry.times,
        call_after=entry.call_after,
        hours=window_from_node(entry.hours) if entry.hours else None,
        digest=digest_from_node(entry.digest) if entry.digest else None,
    )


def _gates(entry: Mapping[str, tuple[Level, ...]], at: str) -> Mapping[Gate, frozenset[Level]]:
    known = {gate.value: gate for gate in Gate}
    for key in entry:
        if key not in known:
            raise unknown_key(key, list(known), at=at)
    return MappingProxyType({known[key]: frozenset(levels) for key, levels in entry.items()})


def _recovery(entry: _RecoveryEntry) -> Recovery:
    return Recovery(
        hysteresis=entry.hysteresis,
        reopen_within=entry.reopen_within,
        still_failing_after=entry.still_failing_after,
        resolves_itself=frozenset(entry.resolves_itself),
        reminds_at=time_of_day_at(entry.reminds_at.text, entry.reminds_at.at)
        if entry.reminds_at
        else _RECOVERY.reminds_at,
    )


def _pauses(entry: _PausesEntry, at: str) -> Pauses:
    only = {key: frozenset(reasons) for key, reasons in (entry.only or {}).items()}
    return Pauses(limit=entry.limit, only=per_level(only, at))
