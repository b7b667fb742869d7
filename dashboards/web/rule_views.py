"""Rules as their pages show them: health, levels, what fires, and the tickets it made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboards.prometheus_api.rule_groups import file_of
from dashboards.web.audience import SEES_RULES, Audience
from dashboards.web.deps import Pages
from rules.evaluation import Health, RuleStatus
from rules.ladder import SEVERITY_LABEL
from rules.model import AlertRule, LevelTable
from rules.schedule import GroupStatus
from rules.state import TrackedAlert
from ticketing.views import RuleTicket
from watchkeeper.core.errors import Forbidden
from watchkeeper.core.labels import label
from watchkeeper.core.levels import Criticality, Level

RuleName = tuple[str, str]
"""The group's source and the rule's name; rules of one name in a group share a page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A level that a rule may have, and when: a rung's condition, or a criticality."""

    level: Level
    condition: str = ""
    criticality: Criticality | None = None


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule with its newest evaluation."""

    source: str
    status: RuleStatus
    tickets: tuple[RuleTicket, ...] = ()

    @property
    def name(self) -> str:
        return self.status.rule.name

    @property
    def key(self) -> str:
        return key_of(self.source, self.name)

    @property
    def is_alert(self) -> bool:
        return isinstance(self.status.rule, AlertRule)

    @property
    def fails(self) -> bool:
        return self.status.health is Health.BAD

    @property
    def firing(self) -> int:
        return sum(alert.is_firing for alert in self.status.alerts)

    @property
    def pending(self) -> int:
        return len(self.status.alerts) - self.firing

    @property
    def steps(self) -> tuple[Step, ...]:
        rule = self.status.rule
        return steps_of(rule) if isinstance(rule, AlertRule) else ()

    @property
    def severity(self) -> str:
        return label(self.status.rule.labels, SEVERITY_LABEL)

    @property
    def ticket_numbers(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(ticket.number for ticket in self.tickets))

    def ticket_of(self, fingerprint: str) -> int | None:
        """Return the live ticket of an alert."""
        found = (one.number for one in self.tickets if one.fingerprint == fingerprint)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with those of its rules that are shown."""

    status: GroupStatus
    rules: tuple[RuleView, ...]

    @property
    def file(self) -> str:
        return file_of(self.status.group)

    @property
    def failing(self) -> int:
        return sum(one.health is Health.BAD for one in self.status.rules)


def key_of(source: str, name: str) -> str:
    """Return what names the rules of one name of a group in an address; both may hold anything."""
    text = f"{source}\xff{name}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def groups_seen(pages: Pages, audience: Audience) -> tuple[GroupStatus, ...]:
    """Return the groups that are loaded.  Raises Forbidden for whom they are not."""
    if not audience.sees_rules:
        raise Forbidden("the rules are shown to who holds {scope} everywhere", scope=SEES_RULES)
    return tuple(pages.groups())


def group_views(
    groups: Iterable[GroupStatus],
    tickets: Iterable[RuleTicket],
    takes: Callable[[RuleView], bool],
) -> tuple[GroupView, ...]:
    """Return the groups with the rules that *takes* says; those with a failing rule first."""
    known = _by_rule(tickets)
    views = [_group_view(group, known, takes) for group in groups]
    return tuple(sorted((one for one in views if one.rules), key=lambda one: one.failing == 0))


def _group_view(
    group: GroupStatus,
    tickets: Mapping[RuleName, tuple[RuleTicket, ...]],
    takes: Callable[[RuleView], bool],
) -> GroupView:
    source = group.group.source
    views = (
        RuleView(source, status, tickets.get((source, status.rule.name), ()))
        for status in group.rules
    )
    return GroupView(group, tuple(view for view in views if takes(view)))


def _by_rule(tickets: Iterable[RuleTicket]) -> Mapping[RuleName, tuple[RuleTicket, ...]]:
    found: dict[RuleName, tuple[RuleTicket, ...]] = {}
    for ticket in tickets:
        key = (ticket.source, ticket.name)
        found[key] = (*found.get(key, ()), ticket)
    return MappingProxyType(found)


def steps_of(rule: AlertRule) -> tuple[Step, ...]:
    """Return the levels a rule says, before the target's criticality shifts them.

    None where only a severity says it.
    """
    if rule.ladder:
        return tuple(Step(rung.level, rung.condition) for rung in rule.ladder)
    if isinstance(rule.level, LevelTable):
        said = [(kind, rule.level.of(kind)) for kind in Criticality]
        return tuple(Step(level, criticality=kind) for kind, level in said if level is not None)
    if rule.level is not None:
        return (Step(rule.level),)
    return ()


def in_order(alerts: Iterable[TrackedAlert]) -> tuple[TrackedAlert, ...]:
    """Return alerts as they are shown: firing before pending, the oldest first."""
    return tuple(sorted(alerts, key=lambda one: (not one.is_firing, one.active_at, one.labels)))
