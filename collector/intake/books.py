"""Series of what targets send by themselves: a book for each that ever did, written as its feed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from collector.probes.outcome import Samples
from collector.sink import SampleSink
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import Inventory

log = get_log("collector")

INTERVAL = Duration(15 * SECOND)

B = TypeVar("B")


class BookWorker(ABC, Generic[B]):
    """Writes each book, and ends the feed of a target that is gone; a Worker."""

    name: str
    """The kind of feed, too: ``traps:sw-1``."""

    def __init__(
        self,
        books: dict[str, B],
        inventory: Callable[[], Inventory],
        sink: SampleSink,
        clock: Clock,
    ) -> None:
        self._books = books
        self._inventory = inventory
        self._sink = sink
        self._clock = clock
        self._last: Instant | None = None

    @abstractmethod
    def _samples(self, target: str, book: B, now: Instant) -> Samples: ...

    async def next_due(self) -> Instant:
        return next_slot(self._last, INTERVAL, self._clock.now())

    async def run_due(self) -> None:
        now = self._clock.now()
        self._last = now
        inventory = self._inventory()
        for target, book in list(self._books.items()):
            feed = f"{self.name}:{target}"
            try:
                if target in inventory:
                    samples = self._samples(target, book, now)
                    await self._sink.write(feed, interval=INTERVAL, at=now, samples=samples)
                else:
                    del self._books[target]
                    await self._sink.end_feed(feed)
            except WatchkeeperError as error:
                log.debug("samples refused", feed=feed, reason=error)
