"""Sentences of tickets: goals by name, events of the timeline, steps to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ticketing.commands import CauseClass, PauseReason
from ticketing.events import Event, EventKind, Fact
from ticketing.intervals import REASONS
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import DAY, HOUR, SECOND
from watchkeeper.core.messages import Text, text

_METRICS: Mapping[str, Text] = {
    "respond": text("Response"),
    "plan": text("Handling plan"),
    "workaround": text("Solution or workaround"),
    "resolve": text("Fault resolution"),
    "onsite": text("Arrival on site"),
    "emergency_plan": text("Emergency plan"),
    "report": text("Handling report"),
}


def title_of(metric: str) -> Text:
    """Return a goal's name for people; the customer's own metrics are called as they are."""
    return _METRICS.get(metric) or text("{metric}", metric=metric)


def length(milliseconds: Fact) -> str:
    """Return a duration in hours as contracts do: ``24h``, ``2h30m``, ``50s``; days from five on."""
    if not isinstance(milliseconds, int):
        return ""
    if milliseconds >= 5 * DAY and milliseconds % DAY == 0:
        return f"{milliseconds // DAY}d"
    hours, rest = divmod(milliseconds, HOUR)
    if rest > SECOND:
        rest -= rest % SECOND
    tail = text_from_duration(rest) if rest or not hours else ""
    return f"{hours}h{tail}" if hours else tail


def text_of(event: Event, name_of: Callable[[str], str] = str) -> Text:
    """Return an event in one sentence; *name_of* turns a person's id into a name."""
    if event.kind in _NAMING:
        return _NAMING[event.kind](event, name_of)
    return _SENTENCES[event.kind](event)


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


def _opened(event: Event) -> Text:
    if event.data.get("source") == "monitor":
        return text("Opened by monitoring at level {level}", level=event.data.get("level"))
    return text("Opened by hand at level {level}", level=event.data.get("level"))


def _level_changed(event: Event) -> Text:
    facts = {"level": event.data.get("level"), "before": event.data.get("from")}
    match event.data.get("cause"):
        case "worsened":
            return text("Worsened from level {before} to {level}", **facts)
        case "improved":
            return text("Improved from level {before} to {level}", **facts)
        case _:
            return text("Reclassified from level {before} to {level}", **facts)


def _paused(event: Event) -> Text:
    reason = REASONS[PauseReason(event.data["reason"])]
    return text("Paused: {reason}", reason=reason)


def _reopened(event: Event) -> Text:
    if event.data.get("still_failing"):
        return text("Reopened: the fault is still there")
    if event.data.get("recurred"):
        return text("Reopened: the fault came back")
    return text("Reopened")


def _resolved(event: Event) -> Text:
    return text("Resolved; cause: {cause}", cause=CAUSES[str(event.data["cause_class"])])


def _escalated(event: Event, name_of: Callable[[str], str]) -> Text:
    people = _people(event, name_of)
    if event.data.get("by_hand"):
        return text("Escalated by hand to {people}", people=people)
    if event.data.get("repetition"):
        return text("Reported again to {people}", people=people)
    return text("Escalated to {people}, step {step}", people=people, step=event.data.get("step"))


def _notified(event: Event, name_of: Callable[[str], str]) -> Text:
    if "unreached" in event.data:
        person = name_of(str(event.data["unreached"]))
        return text("Nobody is told: {person} cannot be reached", person=person)
    if "instead_of" in event.data:
        return text(
            "{person} cannot be reached; told {people} instead",
            person=name_of(str(event.data["instead_of"])),
            people=_people(event, name_of),
        )
    return text("Told {people}", people=_people(event, name_of))


def _assigned(event: Event, name_of: Callable[[str], str]) -> Text:
    return text("Assigned to {owner}", owner=name_of(str(event.data.get("owner"))))


def _warned(event: Event) -> Text:
    return text(
        "{share} % of the time for {goal} is used up",
        share=event.data.get("share"),
        goal=title_of(str(event.data.get("metric"))),
    )


def _breached(event: Event) -> Text:
    return text(
        "{goal} is overdue: {target} have passed (table {table})",
        goal=title_of(str(event.data.get("metric"))),
        target=length(event.data.get("target")),
        table=event.data.get("table"),
    )


def _ranked(event: Event) -> Text:
    if event.data.get("rank") is None:
        return text("The customer's rank was taken away")
    return text("The customer ranks it {rank}", rank=event.data.get("rank"))


def _closed(event: Event) -> Text:
    return text("Closed by itself") if event.data.get("by_itself") else text("Closed")


def _people(event: Event, name_of: Callable[[str], str]) -> str:
    people = event.data.get("to")
    return ", ".join(name_of(str(one)) for one in people) if isinstance(people, list) else ""


def _went_silent(event: Event) -> Text:
    if event.data.get("unjudged"):
        return text("Its rule is gone: nobody judges any more whether the fault is there")
    return text("No data: it cannot be seen whether the fault is there")


def _said(sentence: Text) -> Callable[[Event], Text]:
    return lambda _event: sentence


_SENTENCES: Mapping[EventKind, Callable[[Event], Text]] = {
    EventKind.OPENED: _opened,
    EventKind.ALERT_ATTACHED: lambda event: text(
        "The alert {name} joined", name=event.data.get("name")
    ),
    EventKind.LEVEL_CHANGED: _level_changed,
    EventKind.RECOVERED: _said(text("Recovered, as monitoring sees it")),
    EventKind.RELAPSED: _said(text("The fault is back")),
    EventKind.WENT_SILENT: _went_silent,
    EventKind.ACKNOWLEDGED: _said(text("Acknowledged")),
    EventKind.PLAN_SUBMITTED: _said(text("Handling plan submitted")),
    EventKind.WORKAROUND_REPORTED: _said(text("Workaround in place")),
    EventKind.ARRIVED_ON_SITE: _said(text("Arrived on site")),
    EventKind.EMERGENCY_PLAN_SUBMITTED: _said(text("Emergency plan submitted")),
    EventKind.PAUSED: _paused,
    EventKind.RESUMED: _said(text("The clocks run again")),
    EventKind.RESOLVED: _resolved,
    EventKind.SELF_RECOVERED: _said(text("Recovered by itself before anybody answered")),
    EventKind.REPORT_SUBMITTED: _said(text("Handling report submitted")),
    EventKind.REPLIED: _said(text("The requester was answered")),
    EventKind.CAUSE_AGREED: _said(text("The customer agrees with the cause")),
    EventKind.CLOSED: _closed,
    EventKind.CANCELLED: _said(text("Cancelled")),
    EventKind.MERGED: _said(text("Merged into another ticket")),
    EventKind.REOPENED: _reopened,
    EventKind.COMMENTED: _said(text("Comment")),
    EventKind.RANKED: _ranked,
    EventKind.WARNED: _warned,
    EventKind.BREACHED: _breached,
}

_NAMING: Mapping[EventKind, Callable[[Event, Callable[[str], str]], Text]] = {
    EventKind.ASSIGNED: _assigned,
    EventKind.ESCALATED: _escalated,
    EventKind.NOTIFIED: _notified,
}
