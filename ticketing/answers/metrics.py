"""What answering counts."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter

from ticketing.answers.outcome import Outcome


class AnswerMetrics:
    """Counts answers by the source that heard them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers = Counter(
            "watchkeeper_answers_total",
            "Answers of people to messages, by source and outcome (done, repeated, refused,"
            " stranger, unclear, failed).",
            ["source", "outcome"],
            registry=registry,
        )
        self._calls = Counter(
            "watchkeeper_answer_calls_refused_total",
            "Calls that prove nothing (forged, stale, expired links) or are no form of the service (strange).",
            ["source", "reason"],
            registry=registry,
        )

    def count(self, source: str, outcome: Outcome) -> None:
        self._answers.labels(source, outcome.value).inc()

    def refuse(self, source: str, reason: str) -> None:
        self._calls.labels(source, reason).inc()
