"""Who has it, who was told, what was said, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.words.base import NameOf, Sentence, people_in, said
from watchkeeper.core.messages import Text, text


def _assigned(event: Event, name_of: NameOf) -> Text:
    return text("Assigned to {owner}", owner=name_of(str(event.data.get("owner"))))


def _escalated(event: Event, name_of: NameOf) -> Text:
    people = people_in(event, name_of)
    if event.data.get("by_hand"):
        return text("Escalated by hand to {people}", people=people)
    if event.data.get("repetition"):
        return text("Reported again to {people}", people=people)
    return text("Escalated to {people}, step {step}", people=people, step=event.data.get("step"))


def _notified(event: Event, name_of: NameOf) -> Text:
    if "unreached" in event.data:
        person = name_of(str(event.data["unreached"]))
        return text("Nobody is told: {person} cannot be reached", person=person)
    if "instead_of" in event.data:
        return text(
            "{person} cannot be reached; told {people} instead",
            person=name_of(str(event.data["instead_of"])),
            people=people_in(event, name_of),
        )
    return text("Told {people}", people=people_in(event, name_of))


def _ranked(event: Event, _name_of: NameOf) -> Text:
    if event.data.get("rank") is None:
        return text("The customer's rank was taken away")
    return text("The customer ranks it {rank}", rank=event.data.get("rank"))


def _triaged(event: Event, name_of: NameOf) -> Text:
    return text("Sorted, and given to {owner}", owner=name_of(str(event.data.get("owner"))))


def _handed_over(event: Event, name_of: NameOf) -> Text:
    return text(
        "Offered to {owner}, who has not accepted yet",
        owner=name_of(str(event.data.get("to"))),
    )


def _watched(event: Event, name_of: NameOf) -> Text:
    return text("{person} follows it", person=_watcher(event, name_of))


def _unwatched(event: Event, name_of: NameOf) -> Text:
    return text("{person} follows it no more", person=_watcher(event, name_of))


def _watcher(event: Event, name_of: NameOf) -> Text | str:
    """Return who follows; the address of somebody outside stands in the free text."""
    if "person" in event.data:
        return name_of(str(event.data["person"]))
    return event.prose.get("address") or text("somebody outside")


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.ASSIGNED: _assigned,
    EventKind.ESCALATED: _escalated,
    EventKind.NOTIFIED: _notified,
    EventKind.REPLIED: said(text("The requester was answered")),
    EventKind.COMMENTED: said(text("Comment")),
    EventKind.RANKED: _ranked,
    EventKind.TRIAGED: _triaged,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.WATCHED: _watched,
    EventKind.UNWATCHED: _unwatched,
    EventKind.ATTENTION_LAPSED: said(text("Acknowledged, and then nothing was heard")),
    EventKind.WRITTEN_TICKET_RECEIVED: said(text("The written problem ticket has arrived")),
}
