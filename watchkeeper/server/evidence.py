"""What is frozen when a ticket opens, from several sources: one that fails keeps no other back."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Fact
from ticketing.evidence import EvidenceSource, OpeningAlert
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log

log = get_log("server")


class AllEvidence:
    """Gathers from all its sources (ticketing.evidence.EvidenceSource); rooms add theirs."""

    def __init__(self, *sources: EvidenceSource) -> None:
        self._sources = list(sources)

    def add(self, source: EvidenceSource) -> None:
        self._sources.append(source)

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Return the pieces of all sources.  Raises Unavailable where only that kept one back."""
        pieces: dict[str, Fact] = {}
        for source in self._sources:
            try:
                pieces |= await source.gather(alert)
            except Unavailable:
                raise
            except Exception as error:  # noqa: BLE001 the other pieces are better than none
                log.warning("evidence not gathered", ticket=alert.ticket, error=error)
        return pieces
