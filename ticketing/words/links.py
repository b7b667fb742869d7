"""How a ticket is tied to others, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from ticketing.events import Event, EventKind
from ticketing.links.model import LinkKind
from ticketing.types.table import BY_KIND, kind_named
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, mark, text

NAMED: Mapping[Enum, str] = MappingProxyType(
    {
        LinkKind.DUPLICATE: mark("duplicate of"),
        LinkKind.PARENT: mark("part of"),
        LinkKind.RECURRENCE: mark("came back after"),
        LinkKind.CAUSED_BY: mark("caused by"),
        LinkKind.SPLIT: mark("split from"),
        LinkKind.CHANGE: mark("with the change"),
        LinkKind.FOLLOW_UP: mark("goes on in"),
        LinkKind.INSPECTION_ROW: mark("found by the inspection"),
    }
)
"""What a ticket is to the one that it names."""

_NAMING: Mapping[Enum, str] = MappingProxyType(
    {
        LinkKind.DUPLICATE: mark("has the duplicate"),
        LinkKind.PARENT: mark("has the part"),
        LinkKind.RECURRENCE: mark("came back as"),
        LinkKind.CAUSED_BY: mark("is the cause of"),
        LinkKind.SPLIT: mark("was split into"),
        LinkKind.CHANGE: mark("is the change of"),
        LinkKind.FOLLOW_UP: mark("goes on from"),
        LinkKind.INSPECTION_ROW: mark("found the fault"),
    }
)


def title_of(kind: LinkKind, *, is_named: bool) -> Text:
    """Return what a ticket is to the other one, which it names or which names it."""
    return text((NAMED if is_named else _NAMING)[kind])


def _linked(event: Event, _name_of: NameOf) -> Text:
    how = title_of(LinkKind(event.data["link"]), is_named=True)
    return text("Linked: {how} ticket {number}", how=how, number=event.data.get("to"))


def _unlinked(event: Event, _name_of: NameOf) -> Text:
    return text("The link to ticket {number} was removed", number=event.data.get("to"))


def _converted(event: Event, _name_of: NameOf) -> Text:
    title = BY_KIND[kind_named(event.data.get("to"))].title
    return text("It became a ticket of another type: {type}", type=title)


def _merged(event: Event, _name_of: NameOf) -> Text:
    return text("Merged into ticket {number}", number=event.data.get("into"))


def _took_in(event: Event, _name_of: NameOf) -> Text:
    return text("Ticket {number} was merged into this one", number=event.data.get("from"))


def _let_go(event: Event, _name_of: NameOf) -> Text:
    return text("Ticket {number} is on its own again", number=event.data.get("from"))


def _proposed(event: Event, _name_of: NameOf) -> Text:
    return text(
        "A problem review is proposed: the same fault {times} times in 30 days",
        times=event.data.get("times"),
    )


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.LINKED: _linked,
    EventKind.UNLINKED: _unlinked,
    EventKind.MERGED: _merged,
    EventKind.TOOK_IN: _took_in,
    EventKind.LET_GO: _let_go,
    EventKind.UNMERGED: said(text("The merge was undone")),
    EventKind.SPLIT: said(text("Some alerts became a ticket of their own")),
    EventKind.CONVERTED: _converted,
    EventKind.REVIEW_PROPOSED: _proposed,
}
