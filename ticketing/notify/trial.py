"""Try a channel: send a test message and show what the service really answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ticketing.notices import MessageKind
from ticketing.notify.channel import Channel, TransportError
from ticketing.notify.composing import composed
from ticketing.notify.rendering import MessageFacts, MessageRenderer
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Trial:
    """How a test message fared; ``error`` is None where the service took it.

    ``answer`` holds the service's own words in both cases.
    """

    channel: str
    address: str
    answer: str
    error: TransportError | None

    @property
    def is_delivered(self) -> bool:
        return self.error is None


async def send_test_message(
    channel: Channel,
    address: str,
    *,
    renderer: MessageRenderer,
    clock: Clock,
    language: str,
    zone: str,
) -> Trial:
    """Send one test message now, without outbox, retries and limits."""
    now = clock.now()
    facts = MessageFacts(
        kind=MessageKind.TEST,
        payload={"channel": channel.name},
        ticket=None,
        recipient_name="",
        zone=zone,
        created_at=now,
        now=now,
        is_repeat=False,
    )
    message = composed([facts], renderer, channel.wording, language=language, key=f"test-{now}")
    try:
        receipt = await channel.send(message, address)
    except TransportError as error:
        return Trial(channel.name, address, error.answer, error)
    return Trial(channel.name, address, receipt.answer, None)


def channel_named(channels: Sequence[Channel], name: str) -> Channel:
    """Return the channel of that name.  Raises NotFound."""
    for channel in channels:
        if channel.name == name:
            return channel
    raise NotFound(
        "there is no channel {name!r}; known are {known}",
        name=name,
        known=", ".join(channel.name for channel in channels) or "-",
    )
