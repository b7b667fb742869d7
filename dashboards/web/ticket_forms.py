"""The forms of the ticket page: which there are, what they ask, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from dashboards.ticket_commands import command_class, fields_of
from ticketing.commands import CauseClass, DataLoss, LevelCause, PauseReason
from ticketing.views import TicketView
from watchkeeper.access.people import People
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.levels import LEVELS
from watchkeeper.core.messages import Text, mark


class Input(Enum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    INSTANT = "instant"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class FormField:
    name: str
    title: str
    input: Input
    choices: tuple[Enum, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketForm:
    """One command as a form; ``is_main`` stands on the page, the others under «more»."""

    command: str
    title: str
    button: str
    fields: tuple[FormField, ...] = ()
    hint: str = ""
    is_main: bool = False

    @property
    def class_name(self) -> str:
        return command_class(self.command).__name__

    def is_required(self, name: str) -> bool:
        return any(
            field.name == name and field.is_required and not field.may_be_none
            for field in fields_of(command_class(self.command))
        )


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form of a ticket as it is now: offered, or why not; with what was typed."""

    form: TicketForm
    is_allowed: bool
    reason: Text | None
    typed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _line(name: str, title: str) -> FormField:
    return FormField(name, title, Input.LINE)


def _text(name: str, title: str) -> FormField:
    return FormField(name, title, Input.TEXT)


def _choice(name: str, title: str, choices: tuple[Enum, ...]) -> FormField:
    return FormField(name, title, Input.CHOICE, choices)


_NOTE = _line("note", mark("Note"))

FORMS: tuple[TicketForm, ...] = (
    TicketForm("plan", mark("Handling plan"), mark("Submit plan"), (
        _text("solution", mark("Solution")),
        _text("implementation", mark("How it is carried out")),
    ), is_main=True),
    TicketForm("workaround", mark("Workaround"), mark("Report workaround"), (
        _text("description", mark("What works again, and how")),
    ), is_main=True),
    TicketForm("resolve", mark("Resolve"), mark("Resolve"), (
        _choice("cause_class", mark("Kind of cause"), tuple(CauseClass)),
        _text("cause", mark("Cause")),
        _text("method", mark("Method")),
        _choice("data_loss", mark("Data"), tuple(DataLoss)),
        FormField("recovery_point", mark("Recovery point"), Input.INSTANT),
        _line("recovery_document", mark("Recovery document")),
        FormField("restored_at", mark("Restored at, if not as measured"), Input.INSTANT),
    ), is_main=True),
    TicketForm("report", mark("Handling report"), mark("Submit report"), (
        _line("kind", mark("Kind of fault")),
        _text("cause", mark("Cause")),
        _text("method", mark("Method")),
        _text("losses", mark("Losses")),
    ), is_main=True),
    TicketForm("close", mark("Close"), mark("Close ticket"), (_NOTE,), is_main=True),
    TicketForm("comment", mark("Comment"), mark("Add comment"), (
        _text("text", mark("Comment")),
        FormField("is_public", mark("The customer may read it"), Input.TICK),
    )),
    TicketForm("assign", mark("Hand over"), mark("Hand over"), (
        FormField("owner", mark("To"), Input.CHOICE),
        _NOTE,
    )),
    TicketForm("escalate", mark("Escalate now"), mark("Escalate now"), (
        _text("reason", mark("Reason")),
    )),
    TicketForm("reply", mark("Answer to the requester"), mark("Record answer"), (
        _text("text", mark("Answer")),
    )),
    TicketForm("agree-cause", mark("Cause agreed by the customer"), mark("Record agreement"), (
        _line("agreed_by", mark("Agreed by")),
    )),
    TicketForm("arrive", mark("Arrived on site"), mark("Record arrival"), (_NOTE,)),
    TicketForm("emergency-plan", mark("Emergency plan"), mark("Submit emergency plan"), (
        _text("plan", mark("Plan")),
    )),
    TicketForm("pause", mark("Pause"), mark("Pause"), (
        _choice("reason", mark("Reason"), tuple(PauseReason)),
        FormField("until", mark("Until"), Input.INSTANT),
        _NOTE,
    )),
    TicketForm("resume", mark("Resume"), mark("Resume"), (_NOTE,)),
    TicketForm("level", mark("Change level"), mark("Change level"), (
        _choice("level", mark("Level"), LEVELS),
        _choice("cause", mark("Why"), tuple(LevelCause)),
        _text("reason", mark("Reason")),
    )),
    TicketForm("rank", mark("The customer's order"), mark("Set order"), (
        FormField("rank", mark("Place among its level"), Input.NUMBER),
        _line("requested_by", mark("Wished by")),
    ), hint=mark("An empty place takes the order away.")),
    TicketForm("reopen", mark("Reopen"), mark("Reopen"), (_text("reason", mark("Reason")),)),
    TicketForm("cancel", mark("Cancel ticket"), mark("Cancel ticket"), (
        _text("reason", mark("Reason")),
    )),
)  # fmt: skip
"""All but acknowledge, which is a button of its own."""

ACKNOWLEDGE = TicketForm("acknowledge", mark("Acknowledge"), mark("Acknowledge"))


def offered_forms(
    view: TicketView, typed_for: str = "", typed: Mapping[str, str] | None = None
) -> tuple[OfferedForm, ...]:
    """Return the forms with whether they can be used now, and what was typed in one of them."""
    allowed = {item.command: item for item in view.allowed}
    offered = []
    for form in FORMS:
        known = allowed.get(form.class_name)
        values = (
            typed if typed is not None and form.command == typed_for else _prefilled(form, view)
        )
        offered.append(
            OfferedForm(
                form=form,
                is_allowed=known is None or known.is_allowed,
                reason=known.reason if known else None,
                typed=MappingProxyType(dict(values)),
            )
        )
    return tuple(offered)


def _prefilled(form: TicketForm, view: TicketView) -> Mapping[str, str]:
    """Return what is known already: the report repeats the resolution's cause and method."""
    if form.command == "report" and view.resolution is not None:
        return {"cause": view.resolution.cause, "method": view.resolution.method}
    if form.command == "level":
        return {"level": view.row.level.value}
    if form.command == "rank" and view.row.rank is not None:
        return {"rank": str(view.row.rank)}
    return {}


def owner_choices(people: People) -> tuple[tuple[str, str], ...]:
    """Return who a ticket can be handed over to: id and name."""
    return tuple((person.id, person.name) for person in people)


def local_input(instant: Instant, zone: str) -> str:
    """Write an instant as ``datetime-local`` fields take it, in the reader's zone."""
    return datetime_from_instant(instant, zone).strftime("%Y-%m-%dT%H:%M")
