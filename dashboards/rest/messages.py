"""REST of messages: what has not arrived, sending it anew, discarding it, how channels fare."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call
from ticketing.notify.message_desk import ChannelState
from ticketing.notify.undelivered import SentAnew, Undelivered
from ticketing.views import LARGEST_NUMBER
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Discarded:
    """The numbers of messages that are not sent any more."""

    discarded: tuple[int, ...]


async def list_undelivered(call: Call) -> tuple[Undelivered, ...]:
    call.principal.require_scope(Scope.TICKETS_READ)
    return await call.pages.messages.undelivered(call.principal.sees)


async def send_one_anew(call: Call) -> SentAnew:
    return await _send(call, await _one(call))


async def send_all_anew(call: Call) -> SentAnew:
    return await _send(call, None)


async def discard_one(call: Call) -> Discarded:
    return await _discard(call, await _one(call))


async def discard_all(call: Call) -> Discarded:
    return await _discard(call, None)


async def list_channels(call: Call) -> tuple[ChannelState, ...]:
    call.principal.require_scope(Scope.TICKETS_READ)
    return call.pages.messages.channel_states()


async def _send(call: Call, wanted: tuple[int, ...] | None) -> SentAnew:
    principal = call.principal
    principal.require_scope(Scope.TICKETS_WRITE)
    return await call.pages.messages.send_anew(wanted, sees=principal.sees, actor=principal.id)


async def _discard(call: Call, wanted: tuple[int, ...] | None) -> Discarded:
    principal = call.principal
    principal.require_scope(Scope.TICKETS_WRITE)
    desk = call.pages.messages
    return Discarded(await desk.discard(wanted, sees=principal.sees, actor=principal.id))


async def _one(call: Call) -> tuple[int, ...]:
    """Return the message of the path.  Raises NotFound, also where another customer is told."""
    call.principal.require_scope(Scope.TICKETS_WRITE)
    number = int(call.request.match_info["message"])
    if number > LARGEST_NUMBER:
        raise NotFound("no undelivered message has the number {number}", number=number)
    found = await call.pages.messages.one(number, call.principal.sees)
    return (found.id,)
