"""What rules, pages and reports need of whoever evaluates expressions."""

from __future__ import annotations

from typing import Protocol

from rules.promql.annotations import Annotations
from rules.promql.limits import DEFAULT, Asked
from rules.promql.plan import Plan
from rules.promql.series import SeriesSource
from rules.promql.sharing import Memo
from rules.promql.values import Matrix, Result
from watchkeeper.core.instants import Duration, Instant


class Engine(Protocol):
    """Evaluates plans; ``rules.promql.Evaluator`` is one.  Methods block: call them off the loop."""

    @property
    def source(self) -> SeriesSource:
        """Return the series of this server: feeds, remembered alerts, label names."""
        ...

    @property
    def waits(self) -> bool:
        """Return whether an evaluation waits for a network, so that it always leaves the loop."""
        ...

    def sharing(self, memo: Memo) -> Engine:
        """Return an engine for the plans of one rule group."""
        ...

    def begin(self) -> None:
        """Begin a stage of a group: what was written before is to be seen by it."""
        ...

    def instant(
        self,
        plan: Plan,
        at: Instant,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Result: ...

    def range(
        self,
        plan: Plan,
        start: Instant,
        end: Instant,
        step: Duration,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Matrix: ...
