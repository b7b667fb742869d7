"""How each channel fares: its rate limit, and a breaker that spares a service out of order.

Kept in memory: after a restart a service is simply tried again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from ticketing.notify.channel import Channel, RateLimit
from watchkeeper.core.instants import MINUTE, Duration, Instant, later

FAILURES_TO_SUSPEND = 3
FIRST_PAUSE = Duration(MINUTE)
LONGEST_PAUSE = Duration(5 * MINUTE)


class ChannelHealth:
    """The state of one channel.

    After three failures in a row it is suspended; when the pause is over one message is tried,
    and if that fails too the pause doubles, up to five minutes.
    """

    def __init__(self, limit: RateLimit) -> None:
        self._limit = limit
        self._sent_at: deque[Instant] = deque()
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._rests_until = Instant(0)

    def renew(self, limit: RateLimit) -> None:
        """Begin anew: the channel was set up again."""
        self._limit = limit
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._rests_until = Instant(0)

    @property
    def is_suspended(self) -> bool:
        return self._failures >= FAILURES_TO_SUSPEND

    def free_at(self, now: Instant) -> Instant:
        """Return when the next message may be sent: *now*, or later."""
        return max(now, self._rests_until, self._room_at(now))

    def delivered(self, now: Instant) -> bool:
        """Count a message; return whether this ended a suspension."""
        was_suspended = self.is_suspended
        self._sent_at.append(now)
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._rests_until = Instant(0)
        return was_suspended

    def failed(self, now: Instant, *, retry_after: Duration | None) -> bool:
        """Count a temporary failure; return whether it began a suspension."""
        self._sent_at.append(now)
        self._failures += 1
        if retry_after:
            self._rests_until = max(self._rests_until, later(now, retry_after))
        if not self.is_suspended:
            return False
        self._rests_until = max(self._rests_until, later(now, self._pause))
        self._pause = Duration(min(2 * self._pause, LONGEST_PAUSE))
        return self._failures == FAILURES_TO_SUSPEND

    def refused(self, now: Instant) -> None:
        """Count a message that the service refused for good: the service itself works."""
        self._sent_at.append(now)

    def _room_at(self, now: Instant) -> Instant:
        while self._sent_at and self._sent_at[0] <= now - self._limit.per:
            self._sent_at.popleft()
        if len(self._sent_at) < self._limit.messages:
            return now
        return later(self._sent_at[-self._limit.messages], self._limit.per)


class Health:
    """The health of all channels by name."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self._channels: dict[str, ChannelHealth] = {}
        self.renew(channels)

    def renew(self, channels: Sequence[Channel]) -> None:
        """Try all of *channels* again, as after a start; what was sent still counts for the limit.

        Those that went are kept: a message may be on its way by one.
        """
        for channel in channels:
            known = self._channels.setdefault(channel.name, ChannelHealth(channel.limit))
            known.renew(channel.limit)

    def of(self, name: str) -> ChannelHealth:
        return self._channels[name]

    def is_resting(self, name: str, now: Instant) -> bool:
        """Tell whether a channel is out of order and not to be tried yet."""
        health = self._channels.get(name)
        return health is not None and health.is_suspended and health.free_at(now) > now

    def rests_until(self, name: str, now: Instant) -> Instant | None:
        """Return until when a channel is out of order; None: it is tried as soon as it is needed."""
        return self.of(name).free_at(now) if self.is_resting(name, now) else None
