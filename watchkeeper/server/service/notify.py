"""Messages: the channels of the settings, and the outbox that sends by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import aiohttp

from dashboards.render.message import MessageWriter
from ticketing.dead_man import DeadManSwitch
from ticketing.notify.channel import Channel
from ticketing.notify.settings import read_channels
from ticketing.notify.ways import AnswerWays
from ticketing.outbox import House, OutboxMetrics, OutboxWorker
from ticketing.service import TicketService
from watchkeeper.config.settings import Settings
from watchkeeper.server.answers import heard_kinds
from watchkeeper.server.ground import Ground

ChannelMaker = Callable[[Settings], Sequence[Channel]]
"""Makes channels of what ``channels:`` says; reads files of secrets, so it blocks."""


async def channel_maker(ground: Ground) -> ChannelMaker:
    session = await ground.stack.enter_async_context(aiohttp.ClientSession())
    return lambda settings: read_channels(
        settings.channels,
        session=session,
        clock=ground.clock,
        allowed_commands=settings.allowed_commands,
        heard=heard_kinds(settings),
    )


def wire_outbox(
    ground: Ground, tickets: TicketService, channels: Sequence[Channel], ways: AnswerWays
) -> OutboxWorker:
    settings = ground.settings
    return OutboxWorker(
        ground.database,
        ground.clock,
        channels=channels,
        people=ground.staff(),
        tickets=tickets,
        renderer=MessageWriter(ground.catalogues, url=settings.url()),
        metrics=OutboxMetrics(ground.metrics.registry, channels),
        house=House(language=settings.language, zone=settings.zone),
        ways=ways,
    )


async def wire_dead_man(ground: Ground) -> tuple[DeadManSwitch, ...]:
    """Return who calls outside as long as the watch works, where an address is named."""
    wanted = ground.settings.deadman
    if wanted is None:
        return ()
    session = await ground.stack.enter_async_context(aiohttp.ClientSession())
    registry = ground.metrics.registry
    switch = DeadManSwitch(
        ground.database,
        ground.clock,
        session,
        url=wanted.url,
        every=wanted.every,
        registry=registry,
    )
    return (switch,)
