"""What sentences about events are made of."""

from __future__ import annotations

from collections.abc import Callable

from ticketing.events import Event
from watchkeeper.core.messages import Text

NameOf = Callable[[str], str]
"""Turns a person's id into a name."""

Sentence = Callable[[Event, NameOf], Text]


def said(sentence: Text) -> Sentence:
    """Return the same sentence for every event of a kind."""
    return lambda _event, _name_of: sentence


def people_in(event: Event, name_of: NameOf) -> str:
    """Return the names of those whom an event tells."""
    people = event.data.get("to")
    return ", ".join(name_of(str(one)) for one in people) if isinstance(people, list) else ""
