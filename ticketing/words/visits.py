"""On site at the customer, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import EventKind
from ticketing.words.base import Sentence, said
from watchkeeper.core.messages import text

SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.ARRIVED_ON_SITE: said(text("Arrived on site")),
    EventKind.VISIT_REQUESTED: said(text("A visit was requested")),
    EventKind.LEFT_SITE: said(text("Left the site")),
    EventKind.AUTHORISED: said(text("The customer has authorised it")),
    EventKind.REMOTE_STARTED: said(text("A remote session began")),
    EventKind.REMOTE_ENDED: said(text("The remote session ended")),
    EventKind.BACKUP_CONFIRMED: said(text("The last good backup was confirmed")),
    EventKind.RULES_ACKNOWLEDGED: said(text("The customer's rules were acknowledged")),
    EventKind.DIAGNOSED: said(text("A diagnosis was run")),
}
