"""What a policy says otherwise than another one: every goal in words, the rest by its key.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ticketing.policies.goal_table import GoalLine, goal_lines
from ticketing.policy import Policy
from watchkeeper.core.levels import LEVELS
from watchkeeper.core.messages import Text, text


def differences(before: Policy, after: Policy) -> tuple[Text, ...]:
    """Return what *after* says otherwise, goals first; nothing where they promise the same."""
    return (*_goals(before, after), *_manners(before, after))


def _goals(before: Policy, after: Policy) -> Iterator[Text]:
    old = {line.goal: line for line in goal_lines(before)}
    new = {line.goal: line for line in goal_lines(after)}
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield text("{goal} is no longer promised", goal=name)
        elif name not in old:
            yield text("{goal} is new: {targets}", goal=name, targets=_shown(new[name].targets))
        else:
            yield from _targets(old[name], new[name])
            yield from _terms(old[name], new[name])


def _targets(old: GoalLine, new: GoalLine) -> Iterator[Text]:
    for level in map(str, LEVELS):
        before, after = old.targets.get(level), new.targets.get(level)
        if before == after:
            continue
        if after is None:
            yield text("{goal} is no longer promised at level {level}", goal=old.goal, level=level)
        elif before is None:
            yield text(
                "{goal} is new at level {level}: {after}", goal=old.goal, level=level, after=after
            )
        else:
            yield text(
                "{goal} at level {level}: {before} becomes {after}",
                goal=old.goal,
                level=level,
                before=before,
                after=after,
            )


_KEYS: Mapping[str, Callable[[GoalLine], str]] = MappingProxyType(
    {
        "anchor": lambda line: line.counts_from,
        "stop": lambda line: ", ".join(line.stops_at),
        "calendar": lambda line: line.calendar,
        "when": lambda line: line.when,
        "arm": lambda line: line.armed_by,
        "pause": lambda line: _shown(line.pauses),
    }
)
"""How a goal is written beside its targets, by the keys of the policy file."""


def _terms(old: GoalLine, new: GoalLine) -> Iterator[Text]:
    for key, said in _KEYS.items():
        before, after = said(old), said(new)
        if before != after:
            yield text(
                "{goal}, {key}: {before} becomes {after}",
                goal=old.goal,
                key=key,
                before=before or "-",
                after=after or "-",
            )


_MANNERS: Mapping[str, Callable[[Policy], object]] = MappingProxyType(
    {
        "select": lambda policy: policy.select,
        "becomes": lambda policy: policy.becomes,
        "calendars": lambda policy: policy.calendars,
        "reach": lambda policy: policy.reach,
        "escalate": lambda policy: (policy.chains, policy.warnings),
        "gates": lambda policy: policy.gates,
        "retarget": lambda policy: (policy.worsened, policy.improved, policy.reopened),
        "recovery": lambda policy: policy.recovery,
        "pauses": lambda policy: policy.pauses,
        "group_wait": lambda policy: policy.group_wait,
        "written_ticket": lambda policy: policy.written_ticket,
    }
)
"""What a policy says beside its goals, by the keys of the policy file."""


def _manners(before: Policy, after: Policy) -> Iterator[Text]:
    for key, part in _MANNERS.items():
        if part(before) != part(after):
            yield text("{key} is written otherwise", key=key)


def _shown(by_level: Mapping[str, str]) -> str:
    return "; ".join(f"{level}: {said}" for level, said in by_level.items())
