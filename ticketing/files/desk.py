"""Attach files to tickets, give them back, erase them.

A file is on the disk before the event that names it, and goes after the event that erases it:
what a crash leaves between the two is no ticket's, and is swept away after the next start.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import Connection, select

from ticketing import commands as c
from ticketing.aspects.files import AttachedFile
from ticketing.events import Channel, EventKind
from ticketing.files.folder import FileFolder
from ticketing.files.kinds import FileKind, kind_of
from ticketing.files.metrics import FileMetrics
from ticketing.files.names import shown_name
from ticketing.tables import ticket_event
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

MAX_FILE_BYTES = 20 * 1024 * 1024
_AT_ONCE = 200  # tickets asked for in one query
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file as it comes from outside."""

    number: int
    actor: PersonId
    channel: Channel
    name: str
    data: bytes
    note: str = ""


class Commands(Protocol):
    """Who carries out commands, and shows tickets: ``ticketing.service.TicketService``."""

    async def carry_out(self, command: c.Command) -> TicketView: ...

    async def view(self, number: int) -> TicketView: ...


class FileDesk:
    """The files of tickets; as a Worker it sweeps once after a start."""

    name = "files of tickets"

    def __init__(
        self,
        tickets: Commands,
        database: Database,
        clock: Clock,
        *,
        folder: FileFolder,
        metrics: FileMetrics,
    ) -> None:
        self._tickets = tickets
        self._database = database
        self._clock = clock
        self._folder = folder
        self._metrics = metrics
        self._one_by_one = asyncio.Lock()  # a file and its event belong together
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="documents")
        self._is_swept = False

    def close(self) -> None:
        self._executor.shutdown()

    async def attach(self, offered: Offered) -> TicketView:
        """Keep a file and note it in the ticket's log.

        Raises InvalidInput for a kind that is not taken, TooLarge, Conflict, Unavailable.
        """
        try:
            sha256, kind = await self._run(partial(_looked_at, offered.data))
            async with self._one_by_one:
                view = await self._attached(offered, sha256, kind)
        except WatchkeeperError:
            self._metrics.refused.inc()
            raise
        self._metrics.attached_bytes.inc(len(offered.data))
        return view

    async def _attached(self, offered: Offered, sha256: str, kind: FileKind) -> TicketView:
        number = offered.number
        command = c.Attach(
            number=number,
            actor=offered.actor,
            channel=offered.channel,
            sha256=sha256,
            size_bytes=len(offered.data),
            media=kind,
            name=shown_name(offered.name),
            note=offered.note,
        )
        known = await self._known([number])
        await self._run(partial(self._folder.keep, number, sha256, offered.data))
        try:
            return await self._tickets.carry_out(command)
        except WatchkeeperError:
            if sha256 not in known[number]:
                await self._run(partial(self._folder.forget, number, sha256))
            raise

    async def read(self, number: int, seq: int) -> tuple[AttachedFile, bytes]:
        """Return a file of a ticket, checked.  Raises NotFound, Unavailable."""
        view = await self._tickets.view(number)
        file = next((one for one in view.files if one.seq == seq), None)
        if file is None:
            raise NotFound("the ticket has no file {seq}", seq=seq)
        if file.erased_at is not None:
            raise NotFound("file {seq} was erased", seq=seq)
        return file, await self._run(partial(self._folder.read, number, file.sha256))

    async def erase(self, command: c.EraseFile) -> TicketView:
        """Note that a file goes, and take it from the disk.  Raises NotFound, Unavailable."""
        async with self._one_by_one:
            view = await self._tickets.carry_out(command)
            gone = next(one for one in view.files if one.seq == command.seq)
            await self._run(partial(self._folder.forget, view.number, gone.sha256))
        log.info("file of a ticket erased", ticket=view.number, seq=command.seq)
        return view

    async def next_due(self) -> Instant | None:
        return None if self._is_swept else self._clock.now()

    async def run_due(self) -> None:
        """Take away what a crash left: files that no log knows, or that it says are erased."""
        numbers = await self._run(self._folder.numbers)
        for at in range(0, len(numbers), _AT_ONCE):
            async with self._one_by_one:
                known = await self._known(numbers[at : at + _AT_ONCE])
                swept = sum(
                    [
                        await self._run(partial(self._folder.sweep, number, known[number]))
                        for number in known
                    ]
                )
            if swept:
                self._metrics.swept.inc(swept)
                log.info("files that no ticket knows were taken away", files=swept)
        self._is_swept = True

    async def _known(self, numbers: list[int]) -> dict[int, frozenset[str]]:
        """Return the hashes of the files that tickets have."""
        return await self._database.read(partial(_hashes, numbers=numbers))

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _looked_at(data: bytes) -> tuple[str, FileKind]:
    if not data:
        raise InvalidInput("the file is empty")
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge("the file is larger than {limit} bytes", limit=MAX_FILE_BYTES)
    kind = kind_of(data)
    if kind is None:
        raise InvalidInput(
            "a ticket takes documents, pictures, recordings, archives and text; this is none"
        )
    return hashlib.sha256(data).hexdigest(), kind


def _hashes(connection: Connection, *, numbers: list[int]) -> dict[int, frozenset[str]]:
    kinds = (EventKind.ATTACHED.value, EventKind.FILE_ERASED.value)
    table = ticket_event
    statement = select(table.c.ticket, table.c.seq, table.c.kind, table.c.data)
    wanted = statement.where(table.c.ticket.in_(numbers), table.c.kind.in_(kinds))
    found: dict[int, dict[int, str]] = {number: {} for number in numbers}
    for row in connection.execute(wanted.order_by(table.c.ticket, table.c.seq)):
        data = json.loads(row.data)
        if row.kind == EventKind.ATTACHED.value:
            found[row.ticket][row.seq] = data["sha256"]
        else:
            found[row.ticket].pop(data["seq"], None)
    return {number: frozenset(hashes.values()) for number, hashes in found.items()}
