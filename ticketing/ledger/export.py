"""Export a customer's tickets as a bundle that anybody can check, piece by piece as it is made."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import RawIOBase
from typing import Any, BinaryIO, Protocol, cast

from sqlalchemy import Connection

from ticketing.events import Event
from ticketing.explanation import explained
from ticketing.ledger import day_rows, export_rows
from ticketing.log.bundle import BundleScope, BundleWriter, Explanation, TicketRecord
from ticketing.log.days import ClosedDay, DayHead
from ticketing.views import TicketView
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

_DAYS_AT_ONCE = 100


class Shows(Protocol):
    """Who shows tickets."""

    async def view(self, number: int) -> TicketView: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes bundles; ``english`` and ``chinese`` say the explanations."""

    database: Database
    clock: Clock
    tickets: Shows
    english: Translate
    chinese: Translate

    async def numbers(self, customer: str, start: Instant, end: Instant) -> tuple[int, ...]:
        """Return which tickets a bundle of this time holds."""
        return await self.database.read(
            lambda connection: export_rows.numbers_in(connection, customer, start, end)
        )

    async def bundle(
        self, customer: str, start: Instant, end: Instant
    ) -> AsyncGenerator[bytes, None]:
        """Yield the parts of a bundle.  What is held at once is one ticket, or one day."""
        scope = BundleScope(customer, start, end, self.clock.now())
        numbers = await self.numbers(customer, start, end)
        outlet = _Outlet()
        with ExitStack() as stack:
            writer = BundleWriter(cast("BinaryIO", outlet), scope)
            stack.push(writer)
            await asyncio.to_thread(writer.__enter__)
            newest = await self.database.read(day_rows.newest_head)
            for number in numbers:
                await self._add_ticket(writer, number, scope.made_at)
                yield outlet.taken()
            async for head in self._heads(numbers, newest):
                await self._add_day(writer, head, frozenset(numbers))
                yield outlet.taken()
            seal = await asyncio.to_thread(writer.seal)
        yield outlet.taken()
        log.info("tickets exported", customer=customer, tickets=seal.tickets, seal=seal.digest)

    async def _add_ticket(self, writer: BundleWriter, number: int, now: Instant) -> None:
        kept = await self.database.read(partial(export_rows.kept_log, number=number))
        digests = dict.fromkeys((*_terms_in(kept.events), kept.terms))
        terms = await self.database.read(partial(export_rows.terms_sources, digests=digests))
        named = dict.fromkeys(one for source in terms.values() for one in _calendars_in(source))
        editions = await self.database.read(partial(export_rows.edition_sources, digests=named))
        explanations = self._explained(await self.tickets.view(number), now)
        record = TicketRecord(kept.events, kept.terms, kept.salts, explanations)

        def write() -> None:
            for source in terms.values():
                writer.add_terms(source)
            for source in editions.values():
                writer.add_calendar(source)
            writer.add_ticket(record)

        await asyncio.to_thread(write)

    def _explained(self, view: TicketView, now: Instant) -> tuple[Explanation, ...]:
        return tuple(
            Explanation(
                goal.goal,
                goal.cycle,
                english=explained(view, goal, now, self.english),
                chinese=explained(view, goal, now, self.chinese),
            )
            for goal in view.goals
        )

    async def _heads(
        self, numbers: tuple[int, ...], newest: DayHead | None
    ) -> AsyncGenerator[DayHead, None]:
        """Yield the days from the first that covers any of the tickets to the newest of before."""
        find = partial(export_rows.first_day_of, numbers=numbers)
        first = await self.database.read(find)
        if first is None or newest is None:
            return
        before: DayHead | None = None
        while heads := await self.database.read(
            partial(_heads_after, after=before, most=_DAYS_AT_ONCE)
        ):
            for head in heads:
                before = head
                if first <= head.day <= newest.day:
                    yield head

    async def _add_day(self, writer: BundleWriter, head: DayHead, numbers: frozenset[int]) -> None:
        leaves = await self.database.read(partial(day_rows.leaves_of, day=head.day))
        closed = ClosedDay(head, leaves)
        await asyncio.to_thread(lambda: writer.add_day(head, closed.proofs(numbers)))


def _heads_after(connection: Connection, after: DayHead | None, most: int) -> tuple[DayHead, ...]:
    day = after.day if after else None
    return day_rows.heads_on(connection, after=day, most=most)


def _terms_in(events: Iterable[Event]) -> list[str]:
    """Return the digests of all terms that a log names."""
    named = (event.data.get("terms") for event in events)
    return [digest for digest in named if isinstance(digest, str)]


def _calendars_in(source: str) -> list[str]:
    """Return the digests of the editions that terms pin."""
    return [str(digest) for digest in json.loads(source)["calendars"].values()]


class _Outlet(RawIOBase):
    """Takes what is written until somebody sends it on; it cannot go back, as a connection."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self._parts.append(bytes(chunk))
        return len(self._parts[-1])

    def taken(self) -> bytes:
        """Return what has been written since the last time."""
        whole, self._parts = b"".join(self._parts), []
        return whole
