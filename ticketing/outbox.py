"""The outbox's worker: sends what committed decisions owe to people (D7).

Each message is claimed (``sending``, committed), rendered, sent, settled (``sent``, queued again
or ``failed``, committed).  A decision is taken once; its message arrives at least once: a crash
between sending and settling leaves its fate unknown, and it is sent again, marked as a repeat.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from ticketing.notify import queue
from ticketing.notify.channel import Channel
from ticketing.notify.decide import AfterCrash, Delivery, QueuedMessage, deliveries
from ticketing.notify.deliver import Deliverer, House, PeopleReader, TicketDesk
from ticketing.notify.giving_up import GivingUp
from ticketing.notify.health import Health
from ticketing.notify.message_desk import MessageDesk
from ticketing.notify.metrics import NO_CHANNEL, OutboxMetrics, Result
from ticketing.notify.reach import Route, choose
from ticketing.notify.rendering import MessageFacts, MessageRenderer, RenderedMessage
from ticketing.notify.ways import AnswerWays, NoWays
from ticketing.notify.wording import Form
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

__all__ = [
    "Form",
    "House",
    "MessageFacts",
    "MessageRenderer",
    "OutboxMetrics",
    "OutboxWorker",
    "PeopleReader",
    "RenderedMessage",
    "TicketDesk",
]

log = get_log("ticketing.outbox")


class OutboxWorker:
    """Sends what is due: each channel in a lane of its own, one message after the other."""

    name = "outbox"

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        channels: Sequence[Channel],
        people: PeopleReader,
        tickets: TicketDesk,
        renderer: MessageRenderer,
        metrics: OutboxMetrics,
        house: House,
        ways: AnswerWays | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._channels = tuple(channels)
        self._health = Health(channels)
        self._giving_up = GivingUp(database, tickets, metrics)
        self._deliverer = Deliverer(
            database,
            clock,
            channels=channels,
            people=people,
            tickets=tickets,
            renderer=renderer,
            health=self._health,
            metrics=metrics,
            giving_up=self._giving_up,
            house=house,
            ways=ways or NoWays(),
        )

    @property
    def channels(self) -> Sequence[Channel]:
        return self._channels

    def desk(self, wake: Wake) -> MessageDesk:
        """Return what people ask of this outbox."""
        return MessageDesk(self._database, self._clock, lambda: self._channels, self._health, wake)

    def use(self, channels: Sequence[Channel]) -> None:
        """Send by these channels from now on; those before finish what they are sending."""
        self._channels = tuple(channels)
        self._health.renew(channels)
        self._metrics.show(channels)
        self._deliverer.use(channels)

    async def next_due(self) -> Instant | None:
        found = await self._database.read(queue.waiting)
        overdue = 0 if found.oldest is None else max(0, self._clock.now() - found.oldest)
        self._metrics.waiting.set(found.count)
        self._metrics.oldest.set(overdue / 1000)
        self._metrics.given_up.set(found.given_up)
        lost = None if found.oldest_claim is None else later(found.oldest_claim, self._lease())
        return min((at for at in (found.next_try_at, lost) if at is not None), default=None)

    async def run_due(self) -> None:
        await self._take_back()
        while lanes := await self._lanes():
            failures: list[Unavailable] = []
            async with asyncio.TaskGroup() as group:
                for name, lane in lanes.items():
                    group.create_task(self._run_lane(name, lane, failures), name=f"outbox {name}")
            if failures:
                raise failures[0]

    def _lease(self) -> int:
        """Return how old a claim must be to be lost; with SQLite there is no other sender."""
        return 0 if self._database.dialect == "sqlite" else queue.LEASE

    async def _take_back(self) -> None:
        """Queue again, or give up, what was being sent when its sender died."""
        now = self._clock.now()
        until = later(now, -self._lease())
        found = await self._database.read(queue.waiting)
        if found.oldest_claim is None or found.oldest_claim > until:
            return
        lost = await self._database.write(
            lambda connection: queue.take_back(connection, claimed_until=until, now=now)
        )
        for message, decision in lost:
            channel = message.first_channel or NO_CHANNEL
            if decision is AfterCrash.GIVE_UP:
                self._metrics.count(channel, Result.FAILED)
            log.warning(
                "message of unknown fate", message=message.id, channel=channel, then=decision.value
            )

    async def _lanes(self) -> Mapping[str, list[Delivery]]:
        """Return what can be sent now, by channel; put off or fail what cannot."""
        now = self._clock.now()
        messages = await self._database.read(lambda connection: queue.due(connection, now))
        routed: list[tuple[Route, QueuedMessage]] = []
        put_off: defaultdict[Instant, list[int]] = defaultdict(list)
        unreachable: list[QueuedMessage] = []
        for message in messages:
            routes = self._deliverer.routes(message)
            if not routes:
                unreachable.append(message)
                continue
            route = choose(routes, lambda name: self._health.is_resting(name, now))
            free_at = self._health.of(route.channel.name).free_at(now)
            if free_at > now:
                put_off[free_at].append(message.id)
            else:
                routed.append((route, message))
        await self._set_aside(put_off, unreachable)
        return _by_channel(deliveries(routed))

    async def _set_aside(
        self, put_off: Mapping[Instant, Sequence[int]], unreachable: Sequence[QueuedMessage]
    ) -> None:
        def unit(connection: Connection) -> None:
            for until, ids in put_off.items():
                queue.postpone(connection, ids, until)

        if put_off:
            await self._database.write(unit)
        for message in unreachable:
            await self._giving_up.settle(message, channel=NO_CHANNEL, said=_unreachable(message))

    async def _run_lane(
        self, channel: str, lane: Sequence[Delivery], failures: list[Unavailable]
    ) -> None:
        """Send the deliveries of one channel until it is full or out of order."""
        health = self._health.of(channel)
        try:
            for delivery in lane:
                now = self._clock.now()
                if health.free_at(now) > now:
                    return
                await self._deliverer.deliver(delivery)
        except Unavailable as error:
            failures.append(error)


def _unreachable(message: QueuedMessage) -> str:
    who = message.recipient or message.address or "-"
    return f"no channel reaches {who} by {message.way.value}: add a contact or a channel"


def _by_channel(found: Sequence[Delivery]) -> Mapping[str, list[Delivery]]:
    lanes: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in found:
        lanes[delivery.route.channel.name].append(delivery)
    return lanes
