"""What the outbox counts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from prometheus_client import CollectorRegistry, Counter, Gauge

from ticketing.notify.channel import Channel


class Result(Enum):
    """What became of one attempt to deliver a message."""

    SENT = "sent"
    REPEATED = "repeated"  # sent, and it may have arrived before
    RETRIED = "retried"  # not taken, to be tried again
    REFUSED = "refused"  # refused for good, to be tried by another channel
    FAILED = "failed"  # given up


class OutboxMetrics:
    """Counts messages by channel and result, and shows what waits."""

    def __init__(self, registry: CollectorRegistry, channels: Sequence[Channel]) -> None:
        self._notifications = Counter(
            "watchkeeper_notifications_total",
            "Attempts to deliver a message, by channel and result.",
            ["channel", "result"],
            registry=registry,
        )
        self.waiting = Gauge(
            "watchkeeper_outbox_waiting",
            "Messages that are queued, also those that are not due yet.",
            registry=registry,
        )
        self.oldest = Gauge(
            "watchkeeper_outbox_oldest_seconds",
            "For how long the oldest message that is due has been waiting.",
            registry=registry,
        )
        self._suspended = Gauge(
            "watchkeeper_channel_suspended",
            "1 while a channel is out of order and only tried now and then.",
            ["channel"],
            registry=registry,
        )
        for channel in channels:
            self._suspended.labels(channel.name).set(0)
            for result in Result:
                self._notifications.labels(channel.name, result.value)

    def count(self, channel: str, result: Result) -> None:
        """Count an attempt; *channel* is ``none`` where no channel reaches the person."""
        self._notifications.labels(channel, result.value).inc()

    def suspend(self, channel: str) -> None:
        self._suspended.labels(channel).set(1)

    def resume(self, channel: str) -> None:
        self._suspended.labels(channel).set(0)
