"""On site at the customer, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import EventKind
from ticketing.words.base import Sentence, said
from watchkeeper.core.messages import text

SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.ARRIVED_ON_SITE: said(text("Arrived on site")),
}
