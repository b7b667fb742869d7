"""What short and spoken forms are made of."""

from __future__ import annotations

from dataclasses import dataclass

from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class TicketWords:
    """A message in the fewest words.

    ``title`` is one line in the reader's language; ``more`` counts further tickets of the same
    message.
    """

    title: str
    ticket: int | None = None
    level: Level | None = None
    target: str = ""
    more: int = 0
