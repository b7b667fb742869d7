"""How a ticket is tied to others, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text


def _linked(event: Event, _name_of: NameOf) -> Text:
    return text("Linked to ticket {number}", number=event.data.get("to"))


def _unlinked(event: Event, _name_of: NameOf) -> Text:
    return text("The link to ticket {number} was removed", number=event.data.get("to"))


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.LINKED: _linked,
    EventKind.UNLINKED: _unlinked,
    EventKind.MERGED: said(text("Merged into another ticket")),
    EventKind.UNMERGED: said(text("The merge was undone")),
    EventKind.SPLIT: said(text("Some alerts became a ticket of their own")),
    EventKind.CONVERTED: said(text("It became a ticket of another type")),
    EventKind.REVIEW_PROPOSED: said(
        text("A problem review is proposed: the same fault again and again")
    ),
}
