"""The way of a fault in sentences: opened, planned, resolved, closed."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.commands import CauseClass
from ticketing.events import Event, EventKind
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text

CAUSES: Mapping[str, Text] = {
    CauseClass.EQUIPMENT.value: text("equipment"),
    CauseClass.VENDOR_HARDWARE.value: text("vendor's hardware"),
    CauseClass.SYSTEM.value: text("system"),
    CauseClass.APPLICATION.value: text("application"),
    CauseClass.NETWORK.value: text("network"),
    CauseClass.CONFIGURATION.value: text("configuration"),
    CauseClass.OPERATION.value: text("operation"),
    CauseClass.CAPACITY.value: text("capacity"),
    CauseClass.EXTERNAL.value: text("external"),
    CauseClass.UNKNOWN.value: text("unknown"),
}


def _opened(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("source") == "monitor":
        return text("Opened by monitoring at level {level}", level=event.data.get("level"))
    return text("Opened by hand at level {level}", level=event.data.get("level"))


def _resolved(event: Event, _name_of: NameOf) -> Text:
    return text("Resolved; cause: {cause}", cause=CAUSES[str(event.data["cause_class"])])


def _closed(event: Event, _name_of: NameOf) -> Text:
    return text("Closed by itself") if event.data.get("by_itself") else text("Closed")


def _reopened(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("still_failing"):
        return text("Reopened: the fault is still there")
    if event.data.get("recurred"):
        return text("Reopened: the fault came back")
    return text("Reopened")


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.OPENED: _opened,
    EventKind.ACKNOWLEDGED: said(text("Acknowledged")),
    EventKind.PLAN_SUBMITTED: said(text("Handling plan submitted")),
    EventKind.WORKAROUND_REPORTED: said(text("Workaround in place")),
    EventKind.EMERGENCY_PLAN_SUBMITTED: said(text("Emergency plan submitted")),
    EventKind.RESOLVED: _resolved,
    EventKind.SELF_RECOVERED: said(text("Recovered by itself before anybody answered")),
    EventKind.REPORT_SUBMITTED: said(text("Handling report submitted")),
    EventKind.CAUSE_AGREED: said(text("The customer agrees with the cause")),
    EventKind.CLOSED: _closed,
    EventKind.CANCELLED: said(text("Cancelled")),
    EventKind.REOPENED: _reopened,
}
