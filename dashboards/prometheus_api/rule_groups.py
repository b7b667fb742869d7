"""``rules`` and ``alerts``: rule groups as Prometheus shows them, with its filters and paging.

Semantics as in prometheus web/api/v1/api.go of 3.x, API.rules.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from dashboards.prometheus_api.encoding import Answer
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.lookups import matchers_of
from dashboards.prometheus_api.numbers import text_of
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work
from rules.evaluation import RuleStatus
from rules.model import AlertRule, Rule, RuleGroup
from rules.promql.series import Matcher
from rules.schedule import GroupStatus
from rules.state import AlertState, TrackedAlert
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant, rfc3339
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.messages import mark
from watchkeeper.storage.series.matching import predicate

Json = dict[str, object]

NEVER = "0001-01-01T00:00:00Z"
"""Go's zero time: what Prometheus writes of something that has not happened yet."""


class RuleKind(Enum):
    ALERT = "alert"
    RECORD = "record"


class Alerts(Enum):
    """Whether the rules bring their active alerts along."""

    SHOWN = "shown"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rules are asked for; an empty set: all."""

    kind: RuleKind | None = None
    names: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    matchers: tuple[tuple[Matcher, ...], ...] = ()
    alerts: Alerts = Alerts.SHOWN
    most_groups: int = 0  # 0: all
    next_token: str = ""

    def takes_group(self, group: RuleGroup) -> bool:
        return not (
            (self.groups and group.name not in self.groups)
            or (self.files and file_of(group) not in self.files)
        )

    def takes(self, rule: Rule) -> bool:
        kind = RuleKind.ALERT if isinstance(rule, AlertRule) else RuleKind.RECORD
        if self.kind not in {None, kind} or (self.names and rule.name not in self.names):
            return False
        return not self.matchers or any(_fits(rule.labels, one) for one in self.matchers)


def rules(known: Known, parameters: Parameters) -> Work:
    wanted = _wanted(parameters)
    return lambda: Answer(page_of(known.groups(), wanted))


def alerts(known: Known, _: Parameters) -> Work:
    def work() -> Answer:
        found = [
            _alert(alert)
            for group in known.groups()
            for status in group.rules
            for alert in status.alerts
        ]
        return Answer({"alerts": found})

    return work


def _wanted(parameters: Parameters) -> Wanted:
    most, token = parameters.optional("group_limit"), parameters.optional("group_next_token")
    if token and most is None:
        raise InvalidInput(mark("group_next_token needs group_limit beside it"))
    most_groups = parameters.count("group_limit")
    if most is not None and most_groups == 0:
        raise InvalidInput(mark("the parameter 'group_limit' must be greater than zero"))
    return Wanted(
        kind=_kind(parameters),
        names=frozenset(parameters.all("rule_name")),
        groups=frozenset(parameters.all("rule_group")),
        files=frozenset(parameters.all("file")),
        matchers=tuple(matchers_of(text) for text in parameters.all("match")),
        alerts=Alerts.LEFT_OUT if parameters.flag("exclude_alerts") else Alerts.SHOWN,
        most_groups=most_groups,
        next_token=token or "",
    )


def _kind(parameters: Parameters) -> RuleKind | None:
    given = (parameters.optional("type") or "").lower()
    if not given:
        return None
    try:
        return RuleKind(given)
    except ValueError as error:
        raise InvalidInput(
            mark("the parameter 'type' is alert or record, not {given!r}"), given=given[:60]
        ) from error


def page_of(groups: Sequence[GroupStatus], wanted: Wanted) -> Json:
    """Return the groups of one page; a token leads to the next.  Raises InvalidInput."""
    shown: list[Json] = []
    for status in _from_token(groups, wanted):
        group = _group(status, wanted) if wanted.takes_group(status.group) else None
        if group is None:
            continue
        if wanted.most_groups and len(shown) == wanted.most_groups:
            return {"groups": shown, "groupNextToken": token_of(status.group)}
        shown.append(group)
    return {"groups": shown}


def _from_token(groups: Sequence[GroupStatus], wanted: Wanted) -> Sequence[GroupStatus]:
    if not wanted.next_token:
        return groups
    for place, status in enumerate(groups):
        if token_of(status.group) == wanted.next_token:
            return groups[place:]
    raise InvalidInput(
        mark("group_next_token {token!r} leads nowhere; were the rule groups changed?"),
        token=wanted.next_token[:60],
    )


def token_of(group: RuleGroup) -> str:
    """Return what names a group in ``group_next_token``."""
    return hashlib.sha256(group.source.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def file_of(group: RuleGroup) -> str:
    return group.source.removesuffix(f";{group.name}")


def _group(status: GroupStatus, wanted: Wanted) -> Json | None:
    """Return a group with its rules that are asked for; None where none is."""
    group = status.group
    shown = [_rule(one, wanted.alerts) for one in status.rules if wanted.takes(one.rule)]
    if not shown:
        return None
    return {
        "name": group.name,
        "file": file_of(group),
        "rules": shown,
        "interval": group.interval / 1000,
        "limit": group.limit,
        "evaluationTime": status.duration_seconds,
        "lastEvaluation": _moment(status.evaluated_at),
    }


def _rule(status: RuleStatus, alerts_shown: Alerts) -> Json:
    rule = status.rule
    common: Json = {
        "name": rule.name,
        "query": rule.expression.text,
        "labels": dict(rule.labels),
        "health": status.health.value,
        **({"lastError": status.last_error} if status.last_error else {}),
        **({"warnings": list(status.warnings)} if status.warnings else {}),
        **({"infos": list(status.infos)} if status.infos else {}),
        "evaluationTime": status.duration_seconds,
        "lastEvaluation": _moment(status.evaluated_at),
    }
    if not isinstance(rule, AlertRule):
        return {**common, "type": "recording"}
    shown = [_alert(one) for one in status.alerts] if alerts_shown is Alerts.SHOWN else []
    return {
        "state": _state(status.alerts),
        **common,
        "duration": rule.hold / 1000,
        "keepFiringFor": rule.keep_firing / 1000,
        "annotations": dict(rule.annotations),
        "alerts": shown,
        "type": "alerting",
    }


def _state(tracked: Sequence[TrackedAlert]) -> str:
    """Return the state of a rule: that of its alert that is furthest."""
    states = {one.state for one in tracked}
    if AlertState.FIRING in states:
        return "firing"
    return "pending" if states else "inactive"


def _alert(alert: TrackedAlert) -> Json:
    kept = {} if alert.missing_since is None else {"keepFiringSince": rfc3339(alert.missing_since)}
    return {
        "labels": dict(alert.labels),
        "annotations": dict(alert.annotations),
        "state": alert.state.value,
        "activeAt": rfc3339(alert.active_at),
        **kept,
        "value": _value(alert.value),
    }


def _value(value: float) -> str:
    """Write the value of an alert with an exponent, as Prometheus does here alone: 1e+00."""
    if not math.isfinite(value):
        return text_of(value)
    return next(text for places in range(18) if float(text := f"{value:.{places}e}") == value)


def _moment(at: Instant | None) -> str:
    return NEVER if at is None else rfc3339(at)


def _fits(labels: Labels, matchers: tuple[Matcher, ...]) -> bool:
    """Tell whether the labels that the rule itself writes match, templates as they stand."""
    return all(predicate(one)(label(labels, one.name)) for one in matchers)
