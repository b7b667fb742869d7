"""How a ticket is tied to others, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import EventKind
from ticketing.words.base import Sentence, said
from watchkeeper.core.messages import text

SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.MERGED: said(text("Merged into another ticket")),
}
