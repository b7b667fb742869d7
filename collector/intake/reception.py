"""Where posted alerts come in, by whatever door: mapped, told apart from signs of life, handed on."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from collector.heartbeat_state import HeartbeatKind, HeartbeatPlan
from collector.intake.alert_map import AlertMap, Pulse
from collector.intake.alerts import AlertInbox
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.instants import DAY, MINUTE, Duration
from watchkeeper.core.labels import PRIORITY_LABELS, label
from watchkeeper.core.levels import Level

_MOST_ON_LOOP = 2_000  # entries that alerts are compared with; each costs some 2 us
_LONGEST_NAME = 80
_ANONYMOUS = "alerts"


class Pulses(Protocol):
    """Takes signs of life; the heartbeats fulfil it."""

    async def feel(self, plans: Sequence[HeartbeatPlan], *, by: str) -> None: ...


class AlertReception:
    """Fulfils ``AlertInbox`` before the one of ticketing; ``map`` may be replaced at any time."""

    def __init__(self, inbox: AlertInbox, pulses: Pulses, alert_map: AlertMap) -> None:
        self._inbox = inbox
        self._pulses = pulses
        self.map = alert_map

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Store *alerts* as this house calls them; durable on return."""
        found = self.map
        if len(alerts) * (len(found.entries) + 5) <= _MOST_ON_LOOP:
            mapped, plans = _sorted_out(found, alerts)
        else:
            mapped, plans = await asyncio.to_thread(_sorted_out, found, alerts)
        if plans:
            await self._pulses.feel(plans, by="alerts")
        await self._inbox.accept(mapped)


def _sorted_out(
    found: AlertMap, alerts: Sequence[PostedAlert]
) -> tuple[tuple[PostedAlert, ...], tuple[HeartbeatPlan, ...]]:
    """Return the alerts as they are here, and the signs of life among them, each once.

    A watchdog is recorded as well, so that readers of alerts see that it fires.
    """
    mapped: list[PostedAlert] = []
    plans: dict[tuple[str, str], HeartbeatPlan] = {}
    for alert in alerts:
        known = found.mapped(alert)
        pulse = found.meaning(alert.labels).pulse
        if pulse is not None:
            for plan in _plans(known, pulse):
                plans[plan.target, plan.name] = plan
                known = replace(known, level=Level.RECORD)
        mapped.append(known)
    return tuple(mapped), tuple(plans.values())


def _plans(alert: PostedAlert, pulse: Pulse) -> Iterator[HeartbeatPlan]:
    """Yield what is expected of the sender from now on; nothing where nobody knows how often."""
    every = pulse.every or _told(alert)
    if every is not None and not alert.is_resolved:
        target = alert.target or alert.source or _ANONYMOUS
        yield HeartbeatPlan(
            watchdog_name(alert),
            target,
            HeartbeatKind.WATCHDOG,
            period=every,
            grace=pulse.grace,
        )


def _told(alert: PostedAlert) -> Duration | None:
    """Return how long the alert says that it lasts, in whole minutes."""
    if alert.is_kept:
        return None
    minutes = -(-(alert.ends_at - alert.received_at) // MINUTE)
    return Duration(min(max(1, minutes) * MINUTE, DAY))


def watchdog_name(alert: PostedAlert) -> str:
    """Return ``Watchdog shanghai prometheus-k8s``: what tells it from the sender's others."""
    left_out = PRIORITY_LABELS | {"alertname"}
    words = [label(alert.labels, "alertname") or "Watchdog"]
    words += [value for name, value in alert.labels if name not in left_out]
    text = " ".join("".join(c if c.isprintable() and c != "/" else "_" for c in w) for w in words)
    text = " ".join(text.split())
    if len(text) <= _LONGEST_NAME:
        return text
    return f"{text[:_LONGEST_NAME]}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"
