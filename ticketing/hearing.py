"""Put what rules and foreign senders say into one form: level, target, identity.  Pure."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ticketing.correlate import Heard
from ticketing.directory import TargetFacts, Targets
from watchkeeper.core.alerts import ActiveSet, Alert, PostedAlert
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.levels import (
    SEVERITY_MAP,
    Level,
    level_from_severity,
    level_from_text,
)
from watchkeeper.core.texts import storable

_POSTED = "posted"


_MAX_NAME = 200  # as wide as the columns that hold it
_MAX_TEXT = 4_000


def heard_from_rule(alert: Alert, source: str, targets: Targets) -> Heard:
    """Return one alert of a rule group; its level is shifted already."""
    facts = targets.facts_of(alert.labels)
    return Heard(
        member=member_of(source, alert.labels),
        fingerprint=alert.fingerprint,
        source=source,
        name=_name(label(alert.labels, "alertname")),
        level=alert.level,
        labels=_texts(dict(alert.labels)),
        annotations=_texts(alert.annotations),
        target=_target_of(facts, alert.labels),
        customer=_customer_of(facts, alert.labels),
        active_at=alert.active_at,
        fired_at=alert.fired_at,
        go_live=facts.go_live if facts else None,
        value=_finite(alert.value),
        feeds=alert.feeds,
        expression=storable(alert.expression)[:_MAX_TEXT],
        generator_url=storable(alert.generator_url)[:_MAX_TEXT],
    )


def heard_from_post(
    alert: PostedAlert, targets: Targets, severity_map: Mapping[str, Level] = SEVERITY_MAP
) -> Heard:
    """Return one posted alert; a start in the future counts from when it came."""
    facts = targets.target(alert.target) if alert.target else targets.facts_of(alert.labels)
    source = _posted_source(alert.source)
    started_at = Instant(min(alert.starts_at, alert.received_at))
    return Heard(
        member=member_of(source, alert.identity),
        fingerprint=alert.fingerprint,
        source=source,
        name=_name(label(alert.labels, "alertname")),
        level=alert.level or _posted_level(alert.labels, severity_map),
        labels=_texts(dict(alert.labels)),
        annotations=_texts(alert.annotations),
        target=_name(alert.target)
        if alert.target and not facts
        else _target_of(facts, alert.labels),
        customer=_posted_customer(alert, facts),
        active_at=started_at,
        fired_at=started_at,
        go_live=facts.go_live if facts else None,
        generator_url=storable(alert.generator_url)[:_MAX_TEXT],
        expires_at=None if alert.is_kept else alert.ends_at,
        resolved_at=alert.ends_at if alert.is_resolved else None,
    )


def is_posted(source: str) -> bool:
    """Tell whether alerts of *source* came by the Alertmanager API, not from a rule group."""
    return source == _POSTED or source.startswith(f"{_POSTED}:")


def is_judged_by(active: ActiveSet) -> Callable[[str], bool]:
    """Return what tells whether the group still has the rule of that name, as alerts keep it."""
    rules = active.judged_rules
    if rules is None:
        return lambda _name: True
    kept = frozenset(_name(rule) for rule in rules)
    return lambda name: name in kept


def posted_by(source: str) -> str:
    """Return who posted the alerts of *source*; empty where nobody said it."""
    return source.removeprefix(_POSTED).removeprefix(":")


def _posted_source(sender: str) -> str:
    """Return the source of what *sender* posts: it ends its own alerts, never another's."""
    return f"{_POSTED}:{_name(sender)}" if sender else _POSTED


def member_of(source: str, labels: Labels) -> str:
    """Return 32 hex digits that tell one alert of one source from all others."""
    inner = "\xff".join(f"{name}\xfe{value}" for name, value in labels)
    return hashlib.sha256(f"{source}\xfd{inner}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _posted_level(labels: Labels, severity_map: Mapping[str, Level]) -> Level:
    named = label(labels, "level")
    if named:
        try:
            return level_from_text(named)
        except InvalidInput:
            pass  # a foreign label that happens to be called level
    return level_from_severity(label(labels, "severity") or None, severity_map)


def _posted_customer(alert: PostedAlert, facts: TargetFacts | None) -> str:
    """Return whose it is: the target's owner, else who the mapping says, else the label."""
    if facts is None and alert.customer:
        return _name(alert.customer)
    return _customer_of(facts, alert.labels)


def _target_of(facts: TargetFacts | None, labels: Labels) -> str:
    return facts.name if facts else _name(label(labels, "instance"))


def _customer_of(facts: TargetFacts | None, labels: Labels) -> str:
    return facts.customer if facts else _name(label(labels, "customer"))


def _name(text: str) -> str:
    return storable(text)[:_MAX_NAME]


def _texts(texts: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(
        {storable(name): storable(text)[:_MAX_TEXT] for name, text in texts.items()}
    )


def _finite(value: float | None) -> float | None:
    """Return *value* where JSON can hold it."""
    return value if value is not None and math.isfinite(value) else None
