"""Sentences of the timeline."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ticketing.logs import Log
from ticketing.events import EventKind
from ticketing.words import text_of
from watchkeeper.access.languages import Language, read_catalogues

CATALOGUES = read_catalogues()
NEEDS: dict[EventKind, Any] = {
    EventKind.OPENED: {"level": "II"},
    EventKind.PAUSED: {"reason": "vendor"},
    EventKind.LINKED: {"to": 2, "link": "duplicate"},
    EventKind.UNLINKED: {"to": 2, "link": "duplicate"},
    EventKind.RESOLVED: {"cause_class": "system"},
}


@pytest.mark.parametrize("kind", EventKind, ids=lambda kind: kind.value)
def test_every_kind_of_event_is_told_in_both_languages(kind: EventKind) -> None:
    """Whatever happens to a ticket, its timeline says it in English and in Chinese."""
    event = Log().add(kind, 1, **NEEDS.get(kind, {})).events[-1]
    assert CATALOGUES.knows(text_of(event).sentence, Language.CHINESE)
