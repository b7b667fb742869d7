"""A real database whose reads a test counts, holds back, or lets fail."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TypeVar

from watchkeeper.core.errors import Unavailable
from watchkeeper.storage.database import Database, Unit

T = TypeVar("T")


@dataclass
class CountedDatabase:
    """Fulfils Database by another: counts reads, can be gone, can keep an answer back."""

    database: Database
    reads: int = 0
    is_gone: bool = False
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    has_read: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    @property
    def dialect(self) -> str:
        return self.database.dialect

    async def write(self, unit: Unit[T]) -> T:
        return await self.database.write(unit)

    async def read(self, unit: Unit[T]) -> T:
        self.reads += 1
        if self.is_gone:
            raise Unavailable("the database is gone")
        found = await self.database.read(unit)
        self.has_read.set()
        await self.may_answer.wait()
        return found

    async def close(self) -> None:
        await self.database.close()
