"""Read a person's notification rules from YAML: per level a way, or ways and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ticketing.notices import Way
from ticketing.oncall.personal import PersonalRules, PersonalStep, Steps, check_steps
from ticketing.policy_words import per_level
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class _StepEntry:
    by: Way
    after: Duration = Duration(0)


def rules_from_node(node: Node) -> PersonalRules:
    """Read ``{I: call, II: [page, {after: 5m, by: call}], "*": chat}``.

    ``*`` stands for the levels not named.  Raises ConfigError.
    """
    if not isinstance(node.value, dict):
        raise ConfigError("notify has levels and their steps, as I: call", at=node.at)
    entries = per_level(node.value, node.at)
    steps = {level: _steps(level, entry) for level, entry in entries.items()}
    return PersonalRules(MappingProxyType(steps))


def _steps(level: Level, node: Node) -> Steps:
    items = node.value if isinstance(node.value, tuple) else (node,)
    steps = tuple(_step(item) for item in items)
    try:
        check_steps(level, steps)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
    return steps


def _step(node: Node) -> PersonalStep:
    """Read a way alone, or a way and after how long."""
    if not isinstance(node.value, dict):
        return PersonalStep(Duration(0), bind(node, Way, "a step"))
    entry = bind(node, _StepEntry)
    return PersonalStep(entry.after, entry.by)
