"""What monitoring sees, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text

_MOST_NAMED = 12


def _attached(event: Event, _name_of: NameOf) -> Text:
    return text("The alert {name} joined", name=event.data.get("name"))


def _went_silent(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("unjudged"):
        return text("Its rule is gone: nobody judges any more whether the fault is there")
    return text("No data: it cannot be seen whether the fault is there")


def _symptoms_joined(event: Event, _name_of: NameOf) -> Text:
    return text(
        "Cut off by it, {count} symptoms joined: {targets}",
        count=event.data.get("count", 0),
        targets=_targets(event),
    )


def _symptoms_left(event: Event, _name_of: NameOf) -> Text:
    return text(
        "{count} symptoms stand on their own again: {targets}",
        count=event.data.get("count", 0),
        targets=_targets(event),
    )


def _targets(event: Event) -> str:
    listed = event.data.get("symptoms")
    found = listed if isinstance(listed, list) else []
    names = dict.fromkeys(str(one["target"]) for one in found if isinstance(one, dict))
    return ", ".join(list(names)[:_MOST_NAMED]) + (" ..." if len(names) > _MOST_NAMED else "")


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.ALERT_ATTACHED: _attached,
    EventKind.RECOVERED: said(text("Recovered, as monitoring sees it")),
    EventKind.RELAPSED: said(text("The fault is back")),
    EventKind.WENT_SILENT: _went_silent,
    EventKind.WENT_STALE: said(text("The alert is stale: nobody repeats it, and nobody ended it")),
    EventKind.WATCH_ENDED: said(text("Nobody watches it any more: its rule or its target is gone")),
    EventKind.SYMPTOM_ATTACHED: _symptoms_joined,
    EventKind.SYMPTOM_RELEASED: _symptoms_left,
    EventKind.FLAPPING_BEGAN: said(text("It comes and goes: told once in a while only")),
    EventKind.FLAPPING_ENDED: said(text("It comes and goes no more")),
    EventKind.SILENCED: said(text("Silenced")),
    EventKind.UNSILENCED: said(text("The silence is over")),
}
