"""On which conditions a command is carried out; looked at in the command's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from watchkeeper.core.errors import Outdated


class Once(Protocol):
    """What makes sure that a command is carried out once, however often it is sent."""

    def begin(self, connection: Connection) -> None:
        """Raise where it was carried out before; the transaction is then given up."""
        ...

    def end(self, connection: Connection, number: int) -> None:
        """Write down that it was carried out on that ticket."""
        ...


@dataclass(frozen=True, slots=True)
class Provisos:
    """``versions``: those of the ticket that its reader knew, None for any."""

    versions: frozenset[int] | None = None
    once: Once | None = None

    def begin(self, connection: Connection) -> None:
        if self.once is not None:
            self.once.begin(connection)

    def check(self, number: int, version: int) -> None:
        """Raise Outdated where a ticket is not as its reader knew it."""
        if self.versions is not None and version not in self.versions:
            raise Outdated(
                "ticket {number} was changed meanwhile; read it again first", number=number
            )

    def end(self, connection: Connection, number: int) -> None:
        if self.once is not None:
            self.once.end(connection, number)


UNCONDITIONAL = Provisos()
