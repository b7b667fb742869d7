"""What pages ask of the measured series, declared here; an adapter over PromQL fulfils it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dashboards.charts import Line
from watchkeeper.core.instants import Duration, Instant


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a series at an instant."""

    labels: Mapping[str, str]
    value: float


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One series over time with its labels."""

    labels: Mapping[str, str]
    line: Line


class Readings(Protocol):
    """Answers PromQL for pages; off the event loop, with a deadline."""

    async def instant(self, expression: str, at: Instant) -> tuple[Reading, ...]:
        """Return the vector at *at*.  Raises InvalidInput for a bad expression."""
        ...

    async def range(
        self, expression: str, *, start: Instant, end: Instant, step: Duration
    ) -> tuple[LabelledLine, ...]:
        """Return the series from *start* to *end*, each with NaN where it has no sample."""
        ...


class NoReadings:
    """Where the series live elsewhere and no engine is configured: every answer is empty."""

    async def instant(self, expression: str, at: Instant) -> tuple[Reading, ...]:
        return ()

    async def range(
        self,
        expression: str,
        *,
        start: Instant,
        end: Instant,
        step: Duration,
    ) -> tuple[LabelledLine, ...]:
        return ()
