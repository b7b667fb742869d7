"""Freeze evidence when a ticket opens: what its page shows of the moment of the alert."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Protocol

from ticketing import store
from ticketing.correlate import Heard
from ticketing.events import Event, EventKind, Fact
from watchkeeper.core.clock import Clock
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("ticketing")

_AT_MOST = 50  # tickets of one hand-over for which evidence is gathered
_SECONDS = 5.0  # for all tickets of one hand-over: its rule group waits


class EvidenceSource(Protocol):
    """Gathers what should be frozen when a ticket opens: the chart's data, the host's state."""

    async def gather(self, alert: Heard) -> Mapping[str, Fact]:
        """Return pieces of evidence by name; each can be written as JSON."""
        ...


class EvidenceKeeper:
    """Keeps with each ticket what *source* gives for the alert that opened it."""

    def __init__(self, database: Database, clock: Clock, source: EvidenceSource) -> None:
        self._database = database
        self._clock = clock
        self._source = source

    async def gather(self, heard: Iterable[Heard], events: Iterable[Event]) -> None:
        """Freeze evidence for tickets that just opened; what fails is only logged."""
        opened = [event for event in events if event.kind is EventKind.OPENED]
        by_fingerprint = {one.fingerprint: one for one in heard}
        try:
            async with asyncio.timeout(_SECONDS):
                for event in opened[:_AT_MOST]:
                    alert = by_fingerprint.get(str(event.data.get("fingerprint")))
                    if alert is not None:
                        await self._gather_for(event.ticket, alert)
        except TimeoutError:
            log.warning("evidence not gathered in time", tickets=len(opened))

    async def _gather_for(self, number: int, alert: Heard) -> None:
        try:
            pieces = await self._source.gather(alert)
        except Exception as error:  # noqa: BLE001 a ticket without a chart is better than none
            log.warning("evidence not gathered", ticket=number, error=error)
            return
        for name, piece in pieces.items():
            await self._keep(number, name, piece)

    async def _keep(self, number: int, name: str, piece: Fact) -> None:
        """Keep one piece of evidence with a ticket; the first of a name stands."""
        body, taken_at = json_text(piece), self._clock.now()
        await self._database.write(
            lambda connection: store.keep_evidence(
                connection, number, name=name, taken_at=taken_at, body=body
            )
        )
