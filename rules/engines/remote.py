"""Evaluate by the Prometheus HTTP API of an engine beyond this machine (D11).

An answer is taken only where it is an answer to all of the data: what did not arrive there, what a
part of a cluster did not say, and what took too long is no data, never recovery (D7).  For rules
that means an error: the state of an alert stays as it was.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Protocol

from rules.anomaly.expansion import plain_expression
from rules.engines.answers import matrix_from, result_from
from rules.promql.annotations import Annotation, Annotations, Severity
from rules.promql.limits import DEFAULT, Asked
from rules.promql.nodes import StringLiteral, ValueType, bare
from rules.promql.plan import Plan
from rules.promql.series import SeriesSource
from rules.promql.sharing import Memo
from rules.promql.values import Matrix, Result, StringValue
from watchkeeper.core.clock import Clock
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.messages import mark, text
from watchkeeper.storage.remote.api import Answer, Pairs

_WHOLE = (("nocache", "1"), ("partial_response", "false"), ("deny_partial_response", "1"))
"""What VictoriaMetrics (fresh samples; all of a cluster) and Thanos are told; others pass it over."""

_plain = lru_cache(maxsize=4_096)(plain_expression)


class Api(Protocol):
    """Asks the engine; ``storage.remote.api.EngineApi`` does."""

    def ask(self, path: str, parameters: Pairs, *, seconds: float | None = None) -> Answer: ...


class Arrival(Protocol):
    """Knows which samples the engine shows; ``storage.remote.delivery.Delivery`` does."""

    def wait_until_visible(self, instant: Instant) -> None: ...


class Missing(Enum):
    """What becomes of an answer to a part of the data."""

    REFUSED = "refused"
    TOLD = "told"


class RemoteEngine:
    """Fulfils ``Engine``; one for each rule group, or one for all pages."""

    waits = True

    def __init__(
        self,
        api: Api,
        source: SeriesSource,
        clock: Clock,
        *,
        arrival: Arrival | None = None,
        missing: Missing = Missing.REFUSED,
    ) -> None:
        """Wait for *arrival* at the beginning of each stage, where it is given."""
        self._api = api
        self._source = source
        self._clock = clock
        self._arrival = arrival
        self._missing = missing
        self._trouble: Unavailable | None = None

    @property
    def source(self) -> SeriesSource:
        return self._source

    def sharing(self, memo: Memo) -> RemoteEngine:
        """Return an engine for one group; what its rules share is computed there, not here."""
        del memo
        return RemoteEngine(
            self._api, self._source, self._clock, arrival=self._arrival, missing=self._missing
        )

    def begin(self) -> None:
        """Wait until the engine shows what was written before; else no rule is evaluated."""
        self._trouble = None
        if self._arrival is None:
            return
        try:
            self._arrival.wait_until_visible(self._clock.now())
        except Unavailable as error:
            self._trouble = error

    def instant(
        self,
        plan: Plan,
        at: Instant,
        asked: Asked = DEFAULT,
        *,
        annotations: Annotations | None = None,
    ) -> Result:
        """Return the value of the expression at one instant.  Raises EvaluationError, Unavailable."""
        if plan.type is ValueType.STRING:
            literal = bare(plan.tree)
            assert isinstance(literal, StringLiteral)
            return StringValue(at, literal.value)
        answer = self._ask("query", (("time", _seconds(at)),), plan, asked, annotations)
        return result_from(answer.data, plan.type, at)

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
        """Return the values at start, start + step ... up to *end*, as ``instant`` does."""
        span = (("start", _seconds(start)), ("end", _seconds(end)), ("step", _seconds(step)))
        return matrix_from(self._ask("query_range", span, plan, asked, annotations).data)

    def _ask(
        self, path: str, when: Pairs, plan: Plan, asked: Asked, annotations: Annotations | None
    ) -> Answer:
        if self._trouble is not None:
            raise self._trouble
        lookback = (
            (("lookback_delta", text_from_duration(asked.lookback)),) if asked.lookback else ()
        )
        parameters = (("query", _plain(plan.text)), *when, *lookback, *_WHOLE)
        answer = self._api.ask(path, parameters, seconds=asked.max_seconds)
        if answer.missing and self._missing is Missing.REFUSED:
            raise Unavailable(
                mark("the metrics engine answers from a part of its data: {reason}"),
                reason="; ".join(answer.missing)[:500],
            )
        if annotations is not None:
            _tell(answer, annotations)
        return answer


def _tell(answer: Answer, annotations: Annotations) -> None:
    """Pass on what the engine remarks, without the words that are put before it anyway."""
    for said in (*answer.said, *answer.missing):
        severity = Severity.INFO if said.startswith("PromQL info:") else Severity.WARNING
        sentence = said.removeprefix(f"PromQL {severity.value}: ")
        annotations.add(Annotation(severity, text("{said}", said=sentence), None))


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"
