"""What is done to the log itself."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Command):
    """An event of this cycle happened at another time than was written down."""

    seq: int
    happened_at: Instant
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(Command):
    """Free text is erased for good; the log, its clocks and its verdicts stay as they are.

    Of one entry (``piece``: one text of it), or all that holds ``words``, or ``everything``.
    """

    reason: str
    approved_by: str
    seq: int | None = None
    piece: str = ""
    evidence: str = ""
    words: str = ""
    everything: bool = False
