"""Logs of tickets made by hand, for the pure parts."""

from __future__ import annotations

from typing import Any

from ticketing.events import Event, EventKind, NewEvent, record
from ticketing.fold import fold
from ticketing.policy import Terms, terms_of, with_tables
from ticketing.policy_file import policy_from_text, preset_text
from ticketing.ticket import Ticket
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Instant, instant_from_rfc3339

T0 = instant_from_rfc3339("2026-11-23T01:00:00Z")


def contract(*tables: str, zone: str = "Asia/Shanghai") -> Terms:
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    return terms_of(with_tables(policy, tables or policy.tables), version=1, zone=zone)


def at(hours: float) -> Instant:
    """Return the instant that many hours after the ticket opened."""
    return Instant(T0 + round(hours * HOUR))


class Log:
    """A log that grows event by event."""

    def __init__(self, level: str = "II", **facts: Any) -> None:
        self.events: list[Event] = []
        opened = {
            "level": level,
            "source": "monitor",
            "customer": "acme",
            "target": "web-1",
            "reported_at": T0,
            "occurred_at": T0,
            "detected_at": T0,
            **facts,
        }
        self.add(EventKind.OPENED, 0, **opened)

    def add(
        self,
        kind: EventKind,
        hours: float,
        *,
        recorded: float | None = None,
        actor: str = "engineer-a",
        prose: dict[str, str] | None = None,
        **data: Any,
    ) -> Log:
        new = NewEvent(
            kind, occurred_at=at(hours), actor=PersonId(actor), data=data, prose=prose or {}
        )
        self.events.append(
            record(
                new,
                ticket=1,
                after=self.events[-1] if self.events else None,
                recorded_at=at(hours if recorded is None else recorded),
                salts=dict.fromkeys(prose or {}, "salt"),
            )
        )
        return self

    def ticket(self, hours: float, terms: Terms | None = None) -> Ticket:
        return fold(self.events, terms or contract(), at(hours))
