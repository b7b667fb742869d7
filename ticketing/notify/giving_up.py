"""Give up a message: somebody else is told instead where it is urgent; it is never just gone."""

from __future__ import annotations

from typing import Protocol

from ticketing.notify import queue
from ticketing.notify.decide import Instead, QueuedMessage
from ticketing.notify.metrics import OutboxMetrics, Result
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing.outbox")


class FallbackDesk(Protocol):
    """Passes urgent messages on; the ticket service fulfils it."""

    async def pass_on(
        self, message: QueuedMessage, *, said: str, claimed_at: Instant | None
    ) -> Instead:
        """Fail *message* because of what was *said*, and tell the fallback person, as one.

        NOTHING: it is not urgent, and was left as it is.  OVERTAKEN: nobody needs to be told.
        """
        ...


class GivingUp:
    """Settles messages that did not reach their person and are not tried again."""

    def __init__(self, database: Database, desk: FallbackDesk, metrics: OutboxMetrics) -> None:
        self._database = database
        self._desk = desk
        self._metrics = metrics

    async def settle(
        self, message: QueuedMessage, *, channel: str, said: str, claimed_at: Instant | None = None
    ) -> None:
        """Fail *message*, which *channel* took last; *claimed_at* is None where none took it."""
        then = Instead.NOTHING
        if message.recipient is not None and message.ticket is not None:
            then = await self._desk.pass_on(message, said=said, claimed_at=claimed_at)
        if then is Instead.NOTHING and not await self._fail(message, said, claimed_at):
            then = Instead.OVERTAKEN
        self._tell(message, channel, said, then)

    async def _fail(self, message: QueuedMessage, said: str, claimed_at: Instant | None) -> bool:
        return await self._database.write(
            lambda connection: queue.fail(connection, message.id, said, claimed_at=claimed_at)
        )

    def _tell(self, message: QueuedMessage, channel: str, said: str, then: Instead) -> None:
        facts = {"message": message.id, "channel": channel, "reason": said}
        if then is Instead.OVERTAKEN:
            log.info("message overtaken while it was sent", ticket=message.ticket, **facts)
            return
        if then is Instead.FALLBACK:
            self._metrics.count(channel, Result.REDIRECTED)
            log.warning("the fallback person is told instead", ticket=message.ticket, **facts)
            return
        self._metrics.count(channel, Result.FAILED)
        if then is Instead.NOBODY:
            self._metrics.miss(channel)
        log.error("nobody can be told", ticket=message.ticket, **facts)
