"""What ticketing counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from ticketing.events import Event, EventKind
from watchkeeper.core.levels import LEVELS, Level


class TicketMetrics:
    """Counts tickets and decisions by what the log says happened."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._open = Gauge(
            "watchkeeper_tickets_open",
            "Tickets that are not resolved, by level.",
            ["level"],
            registry=registry,
        )
        self._opened = Counter(
            "watchkeeper_tickets_opened_total",
            "Tickets opened, by level and by who opened them.",
            ["level", "source"],
            registry=registry,
        )
        self._escalations = Counter(
            "watchkeeper_escalations_total",
            "Steps of escalation chains that were taken, by hand or by time.",
            ["by"],
            registry=registry,
        )
        self._breaches = Counter(
            "watchkeeper_sla_breaches_total",
            "Goals that were missed, by goal and level.",
            ["goal", "level"],
            registry=registry,
        )
        self.overdue = Gauge(
            "watchkeeper_timers_overdue_seconds",
            "How late the oldest timer of tickets is that has not been dealt with.",
            registry=registry,
        )
        self.poisoned = Counter(
            "watchkeeper_ticket_failures_total",
            "Tickets and alerts that could not be dealt with and were set aside.",
            registry=registry,
        )
        self.hand_over_seconds = Histogram(
            "watchkeeper_hand_over_seconds",
            "How long it took to compare a set of alerts with the tickets and commit.",
            registry=registry,
            buckets=(0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 5.0, 20.0),
        )
        for level in LEVELS:
            self._open.labels(level.value).set(0)
            for source in ("monitor", "person"):
                self._opened.labels(level.value, source)
        for by in ("hand", "time"):
            self._escalations.labels(by)

    def show_open(self, counts: Mapping[Level, int]) -> None:
        for level in LEVELS:
            self._open.labels(level.value).set(counts.get(level, 0))

    def count(self, events: Iterable[Event]) -> None:
        """Count committed events."""
        for event in events:
            data = event.data
            match event.kind:
                case EventKind.OPENED:
                    self._opened.labels(str(data["level"]), str(data["source"])).inc()
                case EventKind.ESCALATED:
                    self._escalations.labels("hand" if data.get("by_hand") else "time").inc()
                case EventKind.BREACHED:
                    self._breaches.labels(str(data["goal"]), str(data["level"])).inc()
                case _:
                    pass
