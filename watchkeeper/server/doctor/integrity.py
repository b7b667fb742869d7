"""``watchkeeper doctor --integrity``: every byte that is kept is read and compared with its sums.

Work is cut into small pieces; after each the reader rests as long as it worked, so that a server
that looks at itself keeps half of a core for everything else at least.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.server.chains import (
    audit_fault,
    form_fault,
    groups,
    ticket_fault,
    ticket_numbers,
)
from watchkeeper.server.doctor.model import Check, doubt, good, problem
from watchkeeper.server.set_aside import files_set_aside
from watchkeeper.storage.database import Database
from watchkeeper.storage.examine_postgresql import (
    failed_checksums,
    has_amcheck,
    index_fault,
    indexes,
)
from watchkeeper.storage.series.examine import Looked, examine_blocks, examine_wal
from watchkeeper.storage.upgrade.verify import damage_of

T = TypeVar("T")

_TOLD = 10  # faults of one area; the others are counted

WAL = mark("log of samples")
BLOCKS = mark("blocks of samples")
STATE = mark("state database")
CHAINS = mark("hash chains")

Pieces = Generator[Looked, None, None] | AsyncGenerator[Looked, None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an area is."""

    area: Text
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class IntegrityLine:
    """One line of the examination: how far it is, or what an area came to."""

    progress: Progress | None = None
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Integrity:
    """Examines a data directory and its database."""

    data: Path
    database: Database
    clock: Clock

    async def run(self) -> AsyncGenerator[IntegrityLine, None]:
        """Yield progress, and checks as areas come to their end."""
        wal, blocks = self.data / "wal", self.data / "series.db"
        areas: list[tuple[str, Pieces]] = []
        if wal.is_dir():
            areas.append((WAL, examine_wal(wal)))
        if blocks.exists():
            areas.append((BLOCKS, examine_blocks(blocks)))
        areas += [(STATE, self._state()), (CHAINS, self._chains())]
        for area, pieces in areas:
            async for line in self._examined(area, _steps(pieces)):
                yield line
        for check in await asyncio.to_thread(lambda: tuple(_set_aside(self.data))):
            yield IntegrityLine(check=check)

    async def _examined(
        self, area: str, pieces: AsyncGenerator[Looked, None]
    ) -> AsyncGenerator[IntegrityLine, None]:
        faults: list[Text] = []
        count, begun = 0, self.clock.monotonic()
        try:
            async for piece in pieces:
                count = piece.of
                faults += [piece.fault] if piece.fault else []
                yield IntegrityLine(progress=Progress(Text(area), piece.done, piece.of))
                await asyncio.sleep(self.clock.monotonic() - begun)
                begun = self.clock.monotonic()
        except WatchkeeperError as error:
            faults.append(Text(error.sentence, error.facts))
        for check in _checks_of(area, faults, count):
            yield IntegrityLine(check=check)

    async def _state(self) -> AsyncGenerator[Looked, None]:
        if self.database.dialect == "sqlite":
            yield Looked(1, 1, await self.database.read(damage_of))
            return
        fault = await self.database.read(failed_checksums)
        found = await self.database.read(indexes) if await self.database.read(has_amcheck) else ()
        yield Looked(1, 1 + len(found), fault)
        for number, oid in enumerate(found, start=2):
            one: Callable[[Connection], Text | None] = partial(index_fault, oid=oid)
            yield Looked(number, 1 + len(found), await self.database.read(one))

    async def _chains(self) -> AsyncGenerator[Looked, None]:
        """Each in a transaction of its own, so that none is long."""
        parts = list(groups(await self.database.read(ticket_numbers)))
        of = 2 + len(parts)
        yield Looked(1, of, await self.database.read(audit_fault))
        yield Looked(2, of, await self.database.read(form_fault))
        for number, part in enumerate(parts, start=3):
            yield Looked(number, of, await self.database.read(partial(ticket_fault, numbers=part)))


async def _steps(
    pieces: Pieces,
) -> AsyncGenerator[Looked, None]:
    """Yield pieces; those that block are looked at in a thread."""
    if isinstance(pieces, AsyncGenerator):
        async for piece in pieces:
            yield piece
        return
    try:
        while (step := await asyncio.to_thread(next, pieces, None)) is not None:
            yield step
    finally:
        pieces.close()


def _checks_of(area: str, faults: list[Text], count: int) -> Iterator[Check]:
    for fault in faults[:_TOLD]:
        yield problem(
            "integrity", text("{area}: {fault}", area=Text(area), fault=fault), _remedy(area)
        )
    if len(faults) > _TOLD:
        more = text("{area}: {count} more", area=Text(area), count=len(faults) - _TOLD)
        yield problem("integrity", more, _remedy(area))
    if not faults:
        yield good("integrity", _whole(area, count))


def _whole(area: str, count: int) -> Text:
    if area == WAL:
        return text("{area}: no damage in {count} bytes", area=Text(area), count=count)
    return text("{area}: no damage in {count} parts", area=Text(area), count=count)


def _remedy(area: str) -> Text:
    if area in {WAL, BLOCKS}:
        return text(
            "look at the disk (dmesg, smartctl); a restart sets damaged parts aside and keeps the rest"
        )
    if area == CHAINS:
        return text("compare with a backup and with the heads printed in daily reports")
    return text("look at the disk (dmesg, smartctl); stop watchkeeper and restore a backup")


def _set_aside(data: Path) -> Iterator[Check]:
    """Tell of files that were set aside earlier: somebody should look at them, then delete them."""
    for path in files_set_aside(data):
        yield doubt(
            "integrity",
            text("{name} was damaged and set aside", name=path.name),
            text(
                "what was good of it is in use; delete {path} when you need it no more", path=path
            ),
        )
