"""What became of an answer, and how it is said to who gave it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.messages import Text


class Outcome(Enum):
    """The value is the label of metrics and logs."""

    DONE = "done"
    REPEATED = "repeated"  # heard before: done then, nothing now
    REFUSED = "refused"  # the ticket, or their rights, do not allow it
    STRANGER = "stranger"  # nobody here has that address
    UNCLEAR = "unclear"  # several people have it
    FAILED = "failed"  # our trouble: the service may send it again


@dataclass(frozen=True, slots=True)
class Told:
    """``said`` is in the person's language."""

    outcome: Outcome
    said: str

    @property
    def is_done(self) -> bool:
        return self.outcome in {Outcome.DONE, Outcome.REPEATED}


@dataclass(frozen=True, slots=True)
class Sentence:
    """An outcome before it is put into somebody's language."""

    outcome: Outcome
    text: Text
