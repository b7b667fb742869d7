"""An inbox for posted alerts that keeps them in memory, merged as Alertmanager merges them."""

from __future__ import annotations

from collections.abc import Sequence

from collector.intake.known_alerts import KnownAlert
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.labels import Labels


class MemoryInbox:
    """Fulfils AlertInbox and KnownAlerts; ``is_down`` makes it refuse as a full disk would."""

    def __init__(self) -> None:
        self.batches: list[tuple[PostedAlert, ...]] = []
        self.by_labels: dict[Labels, PostedAlert] = {}
        self.is_down = False

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        if self.is_down:
            raise Unavailable("the database cannot be written now: {reason}", reason="disk full")
        self.batches.append(alerts)
        for alert in alerts:
            self.by_labels[alert.labels] = alert

    async def known_alerts(self) -> Sequence[KnownAlert]:
        return [
            KnownAlert(
                labels=alert.labels,
                annotations=alert.annotations,
                starts_at=alert.starts_at,
                ends_at=alert.ends_at,
                updated_at=alert.received_at,
                customer=dict(alert.labels).get("customer", ""),
                generator_url=alert.generator_url,
            )
            for alert in self.by_labels.values()
        ]

    def named(self, alertname: str) -> list[PostedAlert]:
        """Return every alert of that name in the order in which they came."""
        return [
            alert
            for batch in self.batches
            for alert in batch
            if ("alertname", alertname) in alert.labels
        ]
