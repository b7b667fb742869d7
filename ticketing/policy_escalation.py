"""``escalate`` of a policy file: chains of steps, and warnings by share of a goal's time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor, Chain, GoalWarnings, Step
from ticketing.policy_words import audience_from_node, guard_from_node
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class _StepEntry:
    after: Duration  # written as "at", which a model keeps for the position
    to: Node
    repeat: Duration | None = None


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


def escalation_from_nodes(
    nodes: Iterable[Node], metrics: set[str]
) -> tuple[tuple[Chain, ...], tuple[GoalWarnings, ...]]:
    """Return chains and warnings in their order; *metrics* are those of the goals."""
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
