"""What forms are made of: fields, and one form for one command."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dashboards.ticket_commands import command_class, fields_of, scope_of
from watchkeeper.access.model import Scope
from watchkeeper.core.messages import mark


class Input(Enum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    COUNT = "count"  # may be nought
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

    @property
    def scope(self) -> Scope:
        return scope_of(command_class(self.command))

    def is_required(self, name: str) -> bool:
        return any(
            field.name == name and field.is_required and not field.may_be_none
            for field in fields_of(command_class(self.command))
        )


def line(name: str, title: str) -> FormField:
    return FormField(name, title, Input.LINE)


def area(name: str, title: str) -> FormField:
    return FormField(name, title, Input.TEXT)


def choice(name: str, title: str, choices: tuple[Enum, ...]) -> FormField:
    return FormField(name, title, Input.CHOICE, choices)


NOTE = line("note", mark("Note"))
