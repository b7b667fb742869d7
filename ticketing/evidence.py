"""Freeze evidence when a ticket opens: what its page shows of the moment of the alert.

A ticket and the evidence it owes are one transaction.  The evidence is gathered right after the
commit; what could not be, because the process died or the source was slow, is made up for later,
still as of the ticket's opening.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from sqlalchemy import Connection

from ticketing import evidence_rows
from ticketing.alert_words import alerts_in
from ticketing.events import Event, EventKind, Fact
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("ticketing")

_AT_MOST = 50  # tickets at a time; the others follow
_SECONDS = 5.0  # for all of them: a rule group waits, or the agenda
_TRIED_AGAIN_AFTER = Duration(MINUTE)
_PATIENCE = Duration(HOUR)
"""Whose opening is longer ago is tried once more, and then goes without."""


_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OpeningAlert:
    """The alert that opened a ticket, as the log tells it; ``opened_at`` is when it did."""

    ticket: int
    fingerprint: str
    target: str
    labels: Mapping[str, str]
    expression: str
    active_at: Instant
    opened_at: Instant
    annotations: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS)


class EvidenceSource(Protocol):
    """Gathers what should be frozen when a ticket opens: the chart's data, the host's state."""

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Return pieces of evidence by name, as of the opening; each can be written as JSON.

        Raises Unavailable where it may succeed later.
        """
        ...


class EvidenceKeeper:
    """Keeps with each ticket what *source* gives for the alert that opened it; a Worker."""

    name = "evidence"

    def __init__(self, database: Database, clock: Clock, source: EvidenceSource) -> None:
        self._database = database
        self._clock = clock
        self._source = source

    async def next_due(self) -> Instant | None:
        return await self._database.read(evidence_rows.earliest_owed)

    async def run_due(self) -> None:
        """Make up for what was not gathered when its ticket opened."""
        now = self._clock.now()
        again_at = later(now, _TRIED_AGAIN_AFTER)
        opened = await self._database.write(
            lambda connection: evidence_rows.claim_owed(connection, now, again_at, _AT_MOST)
        )
        await self._gather_all(opened)

    async def gather(self, events: Iterable[Event]) -> None:
        """Freeze evidence for the tickets that *events* just opened."""
        opened = [event for event in events if event.kind is EventKind.OPENED]
        await self._gather_all(opened[:_AT_MOST])

    async def add(self, number: int, name: str, piece: Fact) -> None:
        """Keep a piece that came later, under a name that the ticket has once; the first stays."""
        taken_at, body = self._clock.now(), json_text(piece)
        await self._database.write(
            lambda connection: evidence_rows.add(connection, number, name, taken_at, body)
        )

    async def _gather_all(self, opened: Sequence[Event]) -> None:
        try:
            async with asyncio.timeout(_SECONDS):
                for event in opened:
                    await self._gather_for(event)
        except TimeoutError:
            log.warning("evidence not gathered in time", tickets=len(opened))

    async def _gather_for(self, event: Event) -> None:
        """Gather and keep; what fails for good is logged, and the ticket goes without."""
        pieces: Mapping[str, Fact] = {}
        try:
            alert = opening_alert(event)
            pieces = {} if alert is None else await self._source.gather(alert)
        except Unavailable as error:
            log.warning("evidence not to be had now", ticket=event.ticket, error=error)
            if self._clock.now() - event.recorded_at < _PATIENCE:
                return
        except Exception as error:  # noqa: BLE001 a ticket without a chart is better than none
            log.warning("evidence not gathered", ticket=event.ticket, error=error)
        await self._keep(event.ticket, pieces)

    async def _keep(self, number: int, pieces: Mapping[str, Fact]) -> None:
        """Keep the evidence and owe none any more, in one transaction."""
        taken_at = self._clock.now()
        bodies = {name: json_text(piece) for name, piece in pieces.items()}

        def unit(connection: Connection) -> None:
            if evidence_rows.settle_owed(connection, number):
                evidence_rows.keep(connection, number, taken_at, bodies)

        await self._database.write(unit)


def opening_alert(event: Event) -> OpeningAlert | None:
    """Return the worst, then the oldest, of the alerts that opened a ticket; None by hand."""
    found = alerts_in(event)
    if not found:
        return None
    first = found[0]
    active_at = first.get("active_at")
    return OpeningAlert(
        ticket=event.ticket,
        fingerprint=str(first.get("fingerprint")),
        target=str(event.data.get("target") or ""),
        labels=_texts(first.get("labels")),
        expression=str(first.get("expression") or ""),
        active_at=Instant(active_at) if isinstance(active_at, int) else event.recorded_at,
        opened_at=event.recorded_at,
        annotations=_texts(first.get("annotations")),
    )


def _texts(facts: object) -> Mapping[str, str]:
    items = facts.items() if isinstance(facts, dict) else ()
    return MappingProxyType({name: str(value) for name, value in items})
