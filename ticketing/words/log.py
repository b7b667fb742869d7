"""What happens to the log itself, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text


def _corrected(event: Event, _name_of: NameOf) -> Text:
    return text("Entry {seq} was corrected", seq=event.data.get("seq"))


def _kept(event: Event, _name_of: NameOf) -> Text:
    return text("Evidence was kept: {name}", name=event.data.get("name"))


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.CORRECTED: _corrected,
    EventKind.REDACTED: said(text("Free text was redacted")),
    EventKind.EVIDENCE_KEPT: _kept,
    EventKind.ATTACHED: said(text("A file was attached")),
    EventKind.FILE_ERASED: said(text("A file was erased")),
}
