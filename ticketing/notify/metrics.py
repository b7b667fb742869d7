"""What the outbox counts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from prometheus_client import CollectorRegistry, Counter, Gauge

from ticketing.notify.channel import Channel

NO_CHANNEL = "none"
"""Stands for the channel where none reaches the person."""


class Result(Enum):
    """What became of one attempt to deliver a message."""

    SENT = "sent"
    REPEATED = "repeated"  # sent, and it may have arrived before
    RETRIED = "retried"  # not taken, to be tried again
    REFUSED = "refused"  # refused for good, to be tried by another channel
    REDIRECTED = "redirected"  # given up; the fallback person is told instead
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
        self.given_up = Gauge(
            "watchkeeper_outbox_given_up",
            "Messages that were given up, and neither sent anew nor discarded by a person.",
            registry=registry,
        )
        self._suspended = Gauge(
            "watchkeeper_channel_suspended",
            "1 while a channel is out of order and only tried now and then.",
            ["channel"],
            registry=registry,
        )
        self._unheard = Counter(
            "watchkeeper_messages_unheard_total",
            "Messages of level I and II that reached neither their person nor the fallback person.",
            ["channel"],
            registry=registry,
        )
        self.show(channels)

    def show(self, channels: Sequence[Channel]) -> None:
        """Have each channel on the page before its first message, none of them suspended."""
        for channel in channels:
            self._suspended.labels(channel.name).set(0)
        for name in (NO_CHANNEL, *(channel.name for channel in channels)):
            self._unheard.labels(name)
            for result in Result:
                self._notifications.labels(name, result.value)

    def count(self, channel: str, result: Result) -> None:
        """Count an attempt; *channel* is ``none`` where no channel reaches the person."""
        self._notifications.labels(channel, result.value).inc()

    def miss(self, channel: str) -> None:
        """Count an urgent message of which nobody has heard; *channel* was tried last."""
        self._unheard.labels(channel).inc()

    def suspend(self, channel: str) -> None:
        self._suspended.labels(channel).set(1)

    def resume(self, channel: str) -> None:
        self._suspended.labels(channel).set(0)
