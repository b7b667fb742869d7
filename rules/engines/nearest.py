"""For pages and reports: the engine beyond, and this server's own series where it does not answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rules.engines.engine import Engine
from rules.promql.annotations import Annotation, Annotations, Severity
from rules.promql.limits import DEFAULT, Asked
from rules.promql.plan import Plan
from rules.promql.series import SeriesSource
from rules.promql.sharing import Memo
from rules.promql.values import Matrix, Result
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.messages import text

T = TypeVar("T", Result, Matrix)


class NearestEngine:
    """Fulfils ``Engine``; never for rules, which are not to judge by a part of the data."""

    waits = True

    def __init__(self, remote: Engine, own: Engine) -> None:
        self._remote = remote
        self._own = own

    @property
    def source(self) -> SeriesSource:
        return self._own.source

    def sharing(self, memo: Memo) -> NearestEngine:
        del memo
        return self

    def begin(self) -> None:
        """Pages show what there is."""

    def instant(
        self,
        plan: Plan,
        at: Instant,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Result:
        return self._nearest(
            lambda: self._remote.instant(plan, at, asked, annotations=annotations),
            lambda: self._own.instant(plan, at, asked, annotations=annotations),
            annotations,
        )

    def range(
        self,
        plan: Plan,
        start: Instant,
        end: Instant,
        step: Duration,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Matrix:
        return self._nearest(
            lambda: self._remote.range(plan, start, end, step, asked, annotations=annotations),
            lambda: self._own.range(plan, start, end, step, asked, annotations=annotations),
            annotations,
        )

    def _nearest(
        self, ask: Callable[[], T], instead: Callable[[], T], annotations: Annotations | None
    ) -> T:
        try:
            return ask()
        except Unavailable as error:
            if annotations is not None:
                said = text(
                    "{reason}; this is what the server itself holds",
                    reason=text(error.sentence, **error.facts),
                )
                annotations.add(Annotation(Severity.WARNING, said, None))
        return instead()
