"""An answer before it is carried out."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer whose giver is proved; what they may do is not decided here.

    ``nonce`` is the same whenever the same answer arrives again, and unique within ``channel``.
    """

    person: PersonId
    ticket: int
    verb: Verb
    channel: str
    nonce: str
    text: str = ""
