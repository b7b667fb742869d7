"""The calendars in force: what is shipped, and what people confirmed since.

A notice is shown beside the calendar and counts once a person confirms it.  Every edition that was
ever in force is kept: tickets pin them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from ticketing.calendars import office_hours
from ticketing.workdays import store
from ticketing.workdays.book import HoursBook, edition_of, plain_book
from ticketing.workdays.offered import OfferedDays, ReadDays, read_offered
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.store import ConfirmedNotice
from ticketing.workdays.years import Region
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("calendars")

BookListener = Callable[[HoursBook], None]

_ANY_ZONE = "UTC"


class CalendarDesk:
    """Keeps the region's notices and the book of hours that follows from them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._listeners: list[BookListener] = []
        self._turn = asyncio.Lock()
        self.region = shipped_region()
        self.book = _book((), self.region)
        self.confirmed: tuple[ConfirmedNotice, ...] = ()

    def subscribe(self, listener: BookListener) -> None:
        """Call *listener* with each book that comes into force, and with the present one now."""
        self._listeners.append(listener)
        listener(self.book)

    async def load(self) -> None:
        """Take on what the database holds; at the start, and where another node confirmed."""
        async with self._turn:
            region, confirmed, book = await self._database.write(self._loaded)
            self._switch(region, confirmed, book)

    def _loaded(
        self, connection: Connection
    ) -> tuple[Region, tuple[ConfirmedNotice, ...], HoursBook]:
        confirmed = store.confirmed_notices(connection)
        region = _with_all(shipped_region(), confirmed)
        before = plain_book().with_editions(store.editions(connection))
        book = _following(before, region)
        store.keep_editions(connection, book.current_editions, self._clock.now())
        return region, confirmed, book

    def _switch(
        self, region: Region, confirmed: tuple[ConfirmedNotice, ...], book: HoursBook
    ) -> None:
        self.region, self.confirmed, self.book = region, confirmed, book
        for listener in self._listeners:
            listener(book)

    async def read(self, offered: OfferedDays) -> ReadDays:
        """Show what a text says beside the calendar; nothing changes.  Raises WatchkeeperError."""
        return await asyncio.to_thread(read_offered, offered, self.region)

    async def confirm(self, offered: OfferedDays, *, mark: str, by: PersonId) -> ReadDays:
        """Put in force what was seen.  Raises Conflict where it is no longer what was seen."""
        async with self._turn:
            read = await self.read(offered)
            if read.problems:
                raise InvalidInput("the text was not understood; read it again")
            if read.mark != mark:
                raise Conflict("text or calendar are not what was shown; look at it again")
            found = await self._database.write(lambda c: self._confirm(c, offered, read, by))
            self._switch(*found)
        return read

    def _confirm(
        self, connection: Connection, offered: OfferedDays, read: ReadDays, by: PersonId
    ) -> tuple[Region, tuple[ConfirmedNotice, ...], HoursBook]:
        now = self._clock.now()
        made = [
            ConfirmedNotice(self.region.name, notice, offered.text, by, now)
            for notice in read.notices
        ]
        store.add_notices(connection, made)
        for notice in read.notices:
            record_audit(
                connection,
                "calendar_confirmed",
                actor=by,
                at=now,
                subject=f"{self.region.name} {notice.year}",
                facts={"number": notice.number, "changes": len(read.changes)},
            )
        return self._loaded(connection)


def _book(notices: Iterable[ConfirmedNotice], region: Region) -> HoursBook:
    return _following(plain_book(), _with_all(region, notices))


def _following(book: HoursBook, region: Region) -> HoursBook:
    """Return the book whose current ``5x8`` follows the region."""
    return book.with_edition(edition_of(office_hours(_ANY_ZONE), region))


def _with_all(region: Region, notices: Iterable[ConfirmedNotice]) -> Region:
    """Return the region after all notices; one that is shipped by now, too, is passed over."""
    for one in notices:
        try:
            region = region.with_notice(one.notice)
        except (Conflict, InvalidInput) as error:
            log.info("notice passed over", number=one.notice.number, error=error)
    return region
