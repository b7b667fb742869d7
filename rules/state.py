"""The life of an alert: pending, firing, kept firing, gone.  Pure.

Semantics as in prometheus rules/alerting.go, AlertingRule.Eval, with two additions of ours:
``recover_expr`` holds an alert until it says so, ``cooldown`` keeps an ended one from coming back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from rules.model import NO_DURATION, NO_TEXTS
from watchkeeper.core.instants import DAY, Duration, Instant, later
from watchkeeper.core.labels import Labels

LONGEST_WAIT_FOR_RECOVERY = DAY
"""``recover_expr`` holds an alert for at most this long: its series may never come back."""


class AlertState(Enum):
    PENDING = "pending"
    FIRING = "firing"


@dataclass(frozen=True, slots=True)
class Timing:
    hold: Duration = NO_DURATION  # ``for``
    keep_firing: Duration = NO_DURATION
    cooldown: Duration = NO_DURATION


@dataclass(frozen=True, slots=True)
class Finding:
    """One element of the expression's result, as the alert it would make."""

    labels: Labels
    value: float
    annotations: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedAlert:
    labels: Labels
    value: float
    active_at: Instant
    state: AlertState = AlertState.PENDING
    fired_at: Instant | None = None
    missing_since: Instant | None = None  # the expression no longer gives it, but it still fires
    annotations: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    feeds: tuple[str, ...] = ()

    @property
    def is_firing(self) -> bool:
        return self.state is AlertState.FIRING


@dataclass(frozen=True, slots=True)
class RuleState:
    """All alerts of one rule (of one rung), and when those within their cooldown ended."""

    active: Mapping[Labels, TrackedAlert] = field(default_factory=lambda: MappingProxyType({}))
    ended: Mapping[Labels, Instant] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Remembered:
    """An alert as the series ALERTS and ALERTS_FOR_STATE tell of it after a restart."""

    labels: Labels
    active_at: Instant
    last_seen: Instant
    state: AlertState
    ended_at: Instant | None = None  # it fired and was over before the restart


def next_state(
    state: RuleState,
    findings: Iterable[Finding],
    now: Instant,
    timing: Timing,
    *,
    is_over: Callable[[Labels], bool] | None = None,
) -> RuleState:
    """Return the state after an evaluation at *now* gave *findings*.

    *is_over* says whether ``recover_expr`` lets an alert go; None: the rule has none.
    """
    found = {finding.labels: finding for finding in findings}
    quiet = {
        labels: ended for labels, ended in state.ended.items() if now < ended + timing.cooldown
    }
    active = {
        labels: _found_again(state.active.get(labels), finding, now, timing, quiet)
        for labels, finding in found.items()
    }
    for labels, alert in state.active.items():
        if labels in found:
            continue
        kept = _kept(alert, now, timing, is_over)
        if kept is not None:
            active[labels] = kept
        elif alert.is_firing and timing.cooldown:
            quiet[labels] = now
    return RuleState(active, quiet)


def _found_again(
    known: TrackedAlert | None,
    finding: Finding,
    now: Instant,
    timing: Timing,
    quiet: Mapping[Labels, Instant],
) -> TrackedAlert:
    alert = TrackedAlert(
        finding.labels,
        finding.value,
        active_at=known.active_at if known else now,
        state=known.state if known else AlertState.PENDING,
        fired_at=known.fired_at if known else None,
        annotations=finding.annotations,
        feeds=finding.feeds,
    )
    is_held = now - alert.active_at < timing.hold or finding.labels in quiet
    if alert.is_firing or is_held:
        return alert
    return dataclasses.replace(alert, state=AlertState.FIRING, fired_at=now)


def _kept(
    alert: TrackedAlert,
    now: Instant,
    timing: Timing,
    is_over: Callable[[Labels], bool] | None,
) -> TrackedAlert | None:
    """Return the alert if it still fires although the expression no longer gives it."""
    if not alert.is_firing:
        return None
    since = now if alert.missing_since is None else alert.missing_since
    waits = now - since < timing.keep_firing
    holds = is_over is not None and (
        now - since < LONGEST_WAIT_FOR_RECOVERY and not is_over(alert.labels)
    )
    return dataclasses.replace(alert, missing_since=since) if waits or holds else None


def restored(remembered: Iterable[Remembered], now: Instant, timing: Timing) -> RuleState:
    """Return the state with which a rule goes on after a restart.

    The time the process was down does not count towards ``for``.  Prometheus adds a grace of ten
    minutes, because its targets have not been scraped yet; here a group waits for its feeds (D7).
    An alert that fired goes on firing, so that a restart hands over the set that was there.
    """
    known = tuple(remembered)
    return RuleState(
        {one.labels: _restored_alert(one, now, timing) for one in known if one.ended_at is None},
        {one.labels: one.ended_at for one in known if one.ended_at is not None},
    )


def _restored_alert(alert: Remembered, now: Instant, timing: Timing) -> TrackedAlert:
    if alert.state is AlertState.FIRING:
        return TrackedAlert(
            alert.labels,
            value=float("nan"),
            active_at=alert.active_at,
            state=AlertState.FIRING,
            fired_at=min(later(alert.active_at, timing.hold), alert.last_seen),
        )
    downtime = max(0, now - alert.last_seen)
    return TrackedAlert(
        alert.labels, value=float("nan"), active_at=later(alert.active_at, downtime)
    )
