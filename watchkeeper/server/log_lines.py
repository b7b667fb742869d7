"""Lines of log files for tickets: what an agent told last of the pattern that a rule counts."""

from __future__ import annotations

from collections.abc import Mapping

from collector.log_lines import KeptLogLines
from dashboards.web.log_lines import piece_of_lines
from ticketing.events import Fact
from ticketing.evidence import OpeningAlert

_LOG = "log"


class LogLineEvidence:
    """Gives the lines where the alert names a log pattern (``log``); an EvidenceSource."""

    def __init__(self, kept: KeptLogLines) -> None:
        self._kept = kept

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Raises Unavailable where it may succeed later."""
        name = alert.labels.get(_LOG, "")
        lines = await self._kept.of(alert.target, name) if name else None
        return {} if lines is None else piece_of_lines(lines)
