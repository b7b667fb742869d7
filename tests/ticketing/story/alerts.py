"""What monitoring sees: alerts fire, clear, are posted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tests.ticketing.story.watch import Watch
from ticketing.tables import ticket_alert
from watchkeeper.core.alerts import ActiveSet, Alert, PostedAlert
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import label, labels_of
from watchkeeper.core.levels import Level

SOURCE = "rules/shop.yml;services"


class Alerts(Watch):
    """Alerts come and go."""

    async def fire(
        self,
        name: str = "ServiceDown",
        *,
        on: str = "web-1",
        level: Level = Level.II,
        value: float = 0.0,
        severity: str = "",
        failing_for: int = 0,
        **annotations: str,
    ) -> None:
        """One more alert fires; its group hands over all it has."""
        labels = labels_of({"alertname": name, "instance": on, "severity": severity})
        now = self.clock.now()
        self.firing[labels] = Alert(
            labels=labels,
            level=level,
            active_at=Instant(now - failing_for),
            fired_at=now,
            annotations={"summary": f"{on}: {name}", "summary_zh": f"{on}：{name}", **annotations},
            value=value,
            feeds=(f"probe:{on}:http",),
            expression="probe_success == 0",
        )
        await self.evaluate()

    async def clear(self, name: str = "ServiceDown", *, on: str = "web-1") -> None:
        """An alert fires no longer; its group hands over what is left."""
        for labels in list(self.firing):
            if label(labels, "alertname") == name and label(labels, "instance") == on:
                del self.firing[labels]
        await self.evaluate()

    async def evaluate(self, **changes: Any) -> None:
        alerts = tuple(self.firing.values())
        facts: dict[str, Any] = {"is_complete": True, **changes}
        await self.service.hand_over(
            ActiveSet(SOURCE, evaluated_at=self.clock.now(), alerts=alerts, **facts)
        )

    async def post(
        self,
        name: str = "Posted",
        *,
        on: str = "web-1",
        severity: str = "critical",
        lasts: int = 4 * MINUTE,
        is_resolved: bool = False,
        source: str = "",
    ) -> None:
        now = self.clock.now()
        await self.service.accept(
            (
                PostedAlert(
                    labels=labels_of({"alertname": name, "instance": on, "severity": severity}),
                    annotations={"summary": f"{name} on {on}"},
                    starts_at=now,
                    ends_at=now if is_resolved else Instant(now + lasts),
                    has_timeout=False,
                    is_resolved=is_resolved,
                    received_at=now,
                    source=source,
                ),
            )
        )

    async def alert_states(self) -> dict[str, str]:
        rows = await self.database.read(
            lambda connection: connection.execute(select(ticket_alert)).all()
        )
        return {f"{row.name}@{row.target}": row.state for row in rows}
