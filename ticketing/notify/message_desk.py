"""The desk of messages: what has not arrived, sending it anew, and how each channel fares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from ticketing.notify import undelivered
from ticketing.notify.channel import Channel
from ticketing.notify.health import Health
from ticketing.notify.undelivered import Sees, SentAnew, Undelivered
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

OUTBOX = "outbox"
log = get_log("ticketing.outbox")


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How a channel fares; ``rests_until``: it is out of order and not tried before then."""

    name: str
    kind: str
    is_out_of_order: bool
    rests_until: Instant | None


@dataclass(frozen=True, slots=True)
class MessageDesk:
    """What people ask of the outbox."""

    database: Database
    clock: Clock
    channels: Callable[[], Sequence[Channel]]
    health: Health
    wake: Wake

    def channel_states(self) -> tuple[ChannelState, ...]:
        now = self.clock.now()
        return tuple(
            ChannelState(
                one.name,
                one.kind,
                is_out_of_order=self.health.of(one.name).is_suspended,
                rests_until=self.health.rests_until(one.name, now),
            )
            for one in self.channels()
        )

    async def undelivered(self, sees: Sees) -> tuple[Undelivered, ...]:
        return await self.database.read(partial(undelivered.undelivered, sees=sees))

    async def one(self, message: int, sees: Sees) -> Undelivered:
        """Return a message that has not arrived.  Raises NotFound."""
        for found in await self.undelivered(sees):
            if found.id == message:
                return found
        raise NotFound("no undelivered message has the number {number}", number=message)

    async def send_anew(
        self, wanted: Collection[int] | None, *, sees: Sees, actor: str
    ) -> SentAnew:
        """Queue messages again, durably; None: all that were given up."""

        def unit(connection: Connection) -> SentAnew:
            return undelivered.send_anew(
                connection, wanted, sees=sees, actor=actor, now=self.clock.now()
            )

        done = await self.database.write(unit)
        log.info(
            "messages sent anew", by=actor, queued=len(done.queued), overtaken=len(done.overtaken)
        )
        self.wake(OUTBOX)
        return done

    async def discard(
        self, wanted: Collection[int] | None, *, sees: Sees, actor: str
    ) -> tuple[int, ...]:
        """Drop messages, durably; None: all that were given up."""

        def unit(connection: Connection) -> tuple[int, ...]:
            return undelivered.discard(
                connection, wanted, sees=sees, actor=actor, now=self.clock.now()
            )

        done = await self.database.write(unit)
        log.info("messages discarded", by=actor, count=len(done))
        self.wake(OUTBOX)
        return done
