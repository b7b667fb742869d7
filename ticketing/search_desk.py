"""Make the index of words anew: for tickets of before it, or after a change of what is indexed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import partial

from ticketing import search
from watchkeeper.storage.database import Database

_AT_ONCE = 200  # tickets in one transaction: others write between


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many ticket numbers are done, of how many."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class SearchDesk:
    """Looks after the index; what changes a ticket writes it."""

    database: Database

    async def missing(self) -> int:
        """Return how many tickets no search finds."""
        return await self.database.read(search.missing)

    async def write_again(self) -> AsyncGenerator[Indexed, None]:
        """Write the entry of every ticket from its log; ended early, it can be begun again."""
        last = await self.database.read(search.last_number)
        for first in range(1, last + 1, _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, last + 1))
            await self.database.write(partial(search.write_again, numbers=some))
            yield Indexed(some[-1], last)
        yield Indexed(last, last)
