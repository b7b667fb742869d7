from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.webhook import SECRET, FakeReceiver
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.webhook import Webhook
from watchkeeper.core.instants import MINUTE
from watchkeeper.server.clock import ManualClock


async def test_the_receiver_verifies_and_keeps_the_message_once(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The signature verifies; the same message sent again is recognised by its key."""
    async with FakeReceiver(clock) as receiver:
        hook = Webhook("ci", session, clock, secret=SECRET)
        receipt = await hook.send(message, receiver.address)
        await hook.send(message, receiver.address)
    assert receipt.provider_id == "r1"
    assert receiver.calls == 2
    (document,) = receiver.documents.values()
    assert document["ticket"] == 7
    assert document["kind"] == "opened"
    assert document["text"] == message.text


async def test_an_unsigned_message_is_refused(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A receiver that checks signatures refuses a channel without the secret, for good."""
    async with FakeReceiver(clock) as receiver:
        hook = Webhook("ci", session, clock, url=receiver.address)
        with pytest.raises(PermanentTransportError, match="401") as failure:
            await hook.send(message, "")
    assert failure.value.answer == "bad signature"


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_receiver_says_when_to_come_again(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, status: int
) -> None:
    """429 and 5xx are temporary; Retry-After is heard."""
    async with FakeReceiver(clock) as receiver:
        receiver.status = status
        hook = Webhook("ci", session, clock, secret=SECRET)
        with pytest.raises(TemporaryTransportError) as failure:
            await hook.send(message, receiver.address)
    assert failure.value.retry_after == 2 * MINUTE


@pytest.mark.parametrize("status", [301, 404, 413])
async def test_other_refusals_are_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, status: int
) -> None:
    """A receiver that moved, is not there or finds it too large will not change its mind."""
    async with FakeReceiver(clock) as receiver:
        receiver.status = status
        hook = Webhook("ci", session, clock, secret=SECRET)
        with pytest.raises(PermanentTransportError):
            await hook.send(message, receiver.address)


@pytest.mark.parametrize("url", ["", "http://", "http://[bad"], ids=["none", "no host", "broken"])
async def test_no_usable_address_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, url: str
) -> None:
    """An address that is no URL is a matter of settings, not of time."""
    with pytest.raises(PermanentTransportError):
        await Webhook("ci", session, clock, url=url).send(message, "")
