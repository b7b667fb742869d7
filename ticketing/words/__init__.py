"""Sentences of tickets: goals by name, events of the timeline, causes."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.words import clock, handling, links, log, noise, people, types, visits
from ticketing.words.base import NameOf, Sentence
from ticketing.words.goals import length, title_of
from ticketing.words.handling import CAUSES
from watchkeeper.core.messages import Text

__all__ = ["CAUSES", "length", "text_of", "title_of"]

_SENTENCES: Mapping[EventKind, Sentence] = {
    **handling.SENTENCES,
    **people.SENTENCES,
    **clock.SENTENCES,
    **noise.SENTENCES,
    **links.SENTENCES,
    **log.SENTENCES,
    **types.SENTENCES,
    **visits.SENTENCES,
}


def text_of(event: Event, name_of: NameOf = str) -> Text:
    """Return an event in one sentence; *name_of* turns a person's id into a name."""
    return _SENTENCES[event.kind](event, name_of)
