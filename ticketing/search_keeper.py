"""After an upgrade or a move: tickets that no search finds are indexed while the server runs."""

from __future__ import annotations

from functools import partial

from prometheus_client import CollectorRegistry, Gauge

from ticketing import search
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

_AT_ONCE = 200  # tickets in one transaction: others write between
_TOLD = 10  # times, of a long way


class SearchKeeper:
    """Indexes, once after a start, the tickets of versions that did not; a Worker."""

    name = "search index"

    def __init__(self, database: Database, clock: Clock, registry: CollectorRegistry) -> None:
        self._database = database
        self._clock = clock
        self._last = 0  # ticket that was dealt with
        self._of: int | None = None  # tickets; None: nobody has looked
        self._done = 0
        self._is_over = False
        self._waiting = Gauge(
            "watchkeeper_search_unindexed_tickets",
            "Tickets that no search finds yet; they are indexed after a start.",
            registry=registry,
        )

    async def next_due(self) -> Instant | None:
        return None if self._is_over else self._clock.now()

    async def run_due(self) -> None:
        """Index some tickets; one that cannot be is told, and the others are all the same."""
        if self._of is None:
            self._of = await self._database.read(search.missing)
            if self._of:
                log.info("tickets are being indexed for searches", tickets=self._of)
        find = partial(search.unindexed, after=self._last, most=_AT_ONCE)
        numbers = await self._database.read(find)
        if not numbers:
            self._end()
            return
        try:
            await self._index(numbers)
        finally:
            self._waiting.set(max(self._of - self._done, 0))

    async def _index(self, numbers: list[int]) -> None:
        write = partial(search.write_again, numbers=numbers)
        try:
            await self._database.write(write)
        except Unavailable:
            raise  # the same ones are tried again
        except Exception:  # a ticket's log cannot be read: what else is missing comes one by one
            if len(numbers) == 1:
                self._last = numbers[0]
                raise
            await self._index(numbers[:1])
            return
        self._last = numbers[-1]
        self._note(len(numbers))

    def _note(self, count: int) -> None:
        of, before = self._of or 1, self._done
        self._done += count
        if self._done < of and self._done * _TOLD // of > before * _TOLD // of:
            log.info("tickets are being indexed for searches", done=self._done, of=of)

    def _end(self) -> None:
        self._is_over = True
        self._waiting.set(0)
        if self._done:
            log.info("tickets can be found by their words again", tickets=self._done)
