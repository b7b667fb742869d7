"""What clocks do, in sentences: they rest, warn, break; levels change."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.commands import PauseReason
from ticketing.events import Event, EventKind
from ticketing.intervals import REASONS
from ticketing.words.base import NameOf, Sentence, said
from ticketing.words.goals import length, title_of
from watchkeeper.core.messages import Text, text


def _level_changed(event: Event, _name_of: NameOf) -> Text:
    facts = {"level": event.data.get("level"), "before": event.data.get("from")}
    match event.data.get("cause"):
        case "worsened":
            return text("Worsened from level {before} to {level}", **facts)
        case "improved":
            return text("Improved from level {before} to {level}", **facts)
        case _:
            return text("Reclassified from level {before} to {level}", **facts)


def _paused(event: Event, _name_of: NameOf) -> Text:
    reason = REASONS[PauseReason(event.data["reason"])]
    return text("Paused: {reason}", reason=reason)


def _warned(event: Event, _name_of: NameOf) -> Text:
    return text(
        "{share} % of the time for {goal} is used up",
        share=event.data.get("share"),
        goal=title_of(str(event.data.get("metric"))),
    )


def _breached(event: Event, _name_of: NameOf) -> Text:
    return text(
        "{goal} is overdue: {target} have passed (table {table})",
        goal=title_of(str(event.data.get("metric"))),
        target=length(event.data.get("target")),
        table=event.data.get("table"),
    )


def _breach_explained(event: Event, _name_of: NameOf) -> Text:
    return text("The delay was explained: {goal}", goal=title_of(str(event.data.get("metric"))))


def _due_agreed(event: Event, _name_of: NameOf) -> Text:
    return text(
        "Another due time was agreed with the customer: {goal}",
        goal=title_of(str(event.data.get("metric"))),
    )


def _due_withdrawn(event: Event, _name_of: NameOf) -> Text:
    return text(
        "The agreed due time was withdrawn: {goal}", goal=title_of(str(event.data.get("metric")))
    )


def _terms_changed(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("cause") == "calendar":
        return text("A calendar changed: due times were computed anew")
    return text("It runs by other terms now: {policy}", policy=event.data.get("policy"))


def _maintenance_began(event: Event, _name_of: NameOf) -> Text:
    return text(
        "Maintenance began, the clocks rest: {window}", window=event.data.get("window") or "-"
    )


def _maintenance_ended(event: Event, _name_of: NameOf) -> Text:
    return text("Maintenance ended: {window}", window=event.data.get("window") or "-")


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.LEVEL_CHANGED: _level_changed,
    EventKind.PAUSED: _paused,
    EventKind.RESUMED: said(text("The clocks run again")),
    EventKind.WARNED: _warned,
    EventKind.BREACHED: _breached,
    EventKind.BREACH_EXPLAINED: _breach_explained,
    EventKind.DUE_AGREED: _due_agreed,
    EventKind.DUE_WITHDRAWN: _due_withdrawn,
    EventKind.TERMS_CHANGED: _terms_changed,
    EventKind.MAINTENANCE_BEGAN: _maintenance_began,
    EventKind.MAINTENANCE_ENDED: _maintenance_ended,
}
