"""The event loop's side of the WAL: hand an entry in, wait until it is durable, apply it.

An entry is applied in the order of the WAL, whether or not its sender still waits for the answer:
so the head holds what a restart would find.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from watchkeeper.core.errors import Overloaded, Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.wal import Entry, Wal

log = get_log("storage")

_DISK_SECONDS = 30  # how long a sender waits for the disk; the entry stays in line after that
_TURN_SECONDS = 0.01  # for which entries are applied before others have a turn of the loop

BARRIER = Entry(records=(), layout=None, columns=0, size_bytes=0)


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: Entry
    answer: asyncio.Future[None]
    settle: Callable[[Entry, Unavailable | None], None]
    is_last: bool  # of those that are answered together


class Journal:
    """Entries on their way to the disk."""

    def __init__(self, limits: SeriesLimits) -> None:
        self._loop = asyncio.get_running_loop()
        self._limits = limits
        self._line: deque[_Waiting] = deque()
        self._outgoing: list[Entry] = []
        self._told: deque[tuple[int, Unavailable | None]] = deque()  # groups: entries, failure
        self._bytes = 0
        self.groups = 0  # that were settled, each with one sync
        self._wal: Wal | None = None
        self.refusal: Unavailable | None = None  # why the last entry was refused, if it was

    def begin(self, wal: Wal) -> None:
        self._wal = wal
        wal.start()

    def hand_in(
        self, entry: Entry, settle: Callable[[Entry, Unavailable | None], None]
    ) -> asyncio.Future[None]:
        """Put an entry in line; *settle* is called once, when it is durable or refused.

        Raises Unavailable where too much waits, or nothing is accepted until a restart.
        """
        return self.hand_in_all((entry,), settle)

    def hand_in_all(
        self, entries: Sequence[Entry], settle: Callable[[Entry, Unavailable | None], None]
    ) -> asyncio.Future[None]:
        """Put entries in line, one at least, as ``hand_in``; the answer is for all of them."""
        wal = self._wal
        if wal is None:
            raise Unavailable("the series store is closed")
        if wal.failure is not None:
            self.refusal = wal.failure
            raise wal.failure
        size = sum(entry.size_bytes for entry in entries)
        if self._bytes + size > self._limits.waiting_bytes:
            raise Overloaded("too many samples wait for the disk of the series store")
        answer = self._loop.create_future()
        last = len(entries) - 1
        self._line.extend(
            _Waiting(entry, answer, settle, at == last) for at, entry in enumerate(entries)
        )
        self._bytes += size
        if not self._outgoing:  # all that this turn of the loop brings wakes the WAL once
            self._loop.call_soon(self._submit)
        self._outgoing += entries
        return answer

    async def durable(self, answer: asyncio.Future[None]) -> None:
        """Wait for an answer of ``hand_in``.  Raises Unavailable where the disk refused."""
        try:
            async with asyncio.timeout(_DISK_SECONDS):
                await answer
        except TimeoutError:
            raise Unavailable("the disk of the series store is too slow") from None

    async def drain(self) -> None:
        """Wait until everything that is in line now is settled."""
        await self.durable(self.hand_in(BARRIER, lambda _entry, _failure: None))

    def settled(self, entries: Sequence[Entry], failure: Unavailable | None) -> None:
        """Tell of a group; called by the WAL's thread."""
        self._loop.call_soon_threadsafe(self._settle, len(entries), failure)

    def drop_older(self, horizons: dict[int, Instant], *, before: int) -> None:
        """Delete the segments below number *before* all of whose samples are in blocks."""
        self._submit()
        if self._wal is not None:
            end = (0, 0) if self._line else self._wal.durable_end
            self._wal.drop_older(horizons, before=before, end=end)

    @property
    def open_from(self) -> int:
        """Return the number of the first segment that may still be written to; 0 while closed."""
        return 0 if self._wal is None else self._wal.open_from

    @property
    def durable_end(self) -> tuple[int, int]:
        """Return the newest segment and how much of it is on the disk; (0, 0) while closed."""
        return (0, 0) if self._wal is None else self._wal.durable_end

    async def close(self) -> None:
        self._submit()
        wal, self._wal = self._wal, None
        if wal is not None:
            await asyncio.to_thread(wal.close)
        self._settle_until(inf)

    def _submit(self) -> None:
        entries, self._outgoing = self._outgoing, []
        if self._wal is not None and entries:
            self._wal.submit(entries)

    def _settle(self, count: int, failure: Unavailable | None) -> None:
        """Take note of a group; apply it unless the one before is not through."""
        self.groups += 1
        self._told.append((count, failure))
        if len(self._told) == 1:
            self._settle_some()

    def _settle_some(self) -> None:
        """Apply entries for a short while, the rest in later turns.

        A group of new layouts takes half a second: 512 agents that all begin at once.
        """
        if not self._settle_until(self._loop.time() + _TURN_SECONDS):
            self._loop.call_soon(self._settle_some)

    def _settle_until(self, moment: float) -> bool:
        """Apply entries, at least one; return whether all are applied."""
        while self._told:
            count, failure = self._told.popleft()
            self._settle_one(failure)
            if count > 1:
                self._told.appendleft((count - 1, failure))
            if self._loop.time() > moment:
                break
        return not self._told

    def _settle_one(self, failure: Unavailable | None) -> None:
        self.refusal = failure
        waiting = self._line.popleft()
        self._bytes -= waiting.entry.size_bytes
        try:
            waiting.settle(waiting.entry, failure)
        except Exception as error:
            log.exception("an entry of the WAL could not be applied", error=error)
        if waiting.answer.done():
            return
        if failure is None:
            waiting.answer.set_result(None)
        else:
            waiting.answer.set_exception(failure)
