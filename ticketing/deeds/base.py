"""A deed: one declarative row that says all about a command on a ticket.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ticketing.commands import Command
from ticketing.events import Event, EventKind, Fact
from ticketing.lifecycle import Gate, TicketState
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text
from watchkeeper.core.texts import storable

MAX_TEXT = 20_000
MAX_NAME = 200

Facts = dict[str, Fact]
Prose = dict[str, str]
Content = tuple[Facts, Prose]
"""What a command's event holds: facts for the chain, and the free text beside it."""

C = TypeVar("C", bound=Command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Generic[C]):
    """One row: a command, from which states and behind which gates, and the event it leaves.

    ``name`` is what REST, pages and the command line call it.  ``check`` raises where the command
    contradicts the ticket or its policy, ``check_log`` where it contradicts its events; ``is_so``
    tells that it would change nothing; ``follows_table`` that its type's table says in which stages; ``why_not`` tells why the ticket offers nothing to do it to;
    ``scope`` is what one needs for it.  ``stands_apart``: more than fields goes with it (a file), so that
    it has a form and a route of its own.
    """

    command: type[C]
    name: str
    event: EventKind
    states: frozenset[TicketState]
    content: Callable[[C, Ticket], Content]
    gates: tuple[Gate, ...] = ()
    check: Callable[[C, Ticket, Policy, Instant], None] | None = None
    check_log: Callable[[C, Ticket, Sequence[Event], Instant], None] | None = None
    is_so: Callable[[C, Ticket], bool] | None = None
    why_not: Callable[[Ticket], Text | None] | None = None
    scope: Scope = Scope.TICKETS_WRITE
    follows_table: bool = True
    stands_apart: bool = False


class Noted(Protocol):
    """A command that says nothing but a note, which may be empty."""

    @property
    def note(self) -> str: ...


class Reasoned(Protocol):
    """A command that says why."""

    @property
    def reason(self) -> str: ...


def note_of(command: Noted, _ticket: Ticket) -> Content:
    return {}, {"note": command.note}


def reason_of(command: Reasoned, _ticket: Ticket) -> Content:
    return {}, {"reason": wanted(command.reason, text("the reason"))}


def refused(why: Text) -> Conflict:
    """Return the error that says why not."""
    return Conflict(why.sentence, at=None, **why.facts)


def wanted(value: str, what: Text) -> str:
    """Return what was written, trimmed.  Raises InvalidInput for nothing."""
    if not value.strip():
        raise InvalidInput("{what} is missing", what=what)
    return value.strip()


def named(value: str, what: Text) -> str:
    """Return a name as the columns can hold it.  Raises InvalidInput for a longer one."""
    if len(value) > MAX_NAME:
        raise InvalidInput("{what} may have {limit} characters at most", what=what, limit=MAX_NAME)
    return storable(value.strip())


def limited(prose: Mapping[str, str]) -> Prose:
    """Drop what was left empty; refuse what is too long."""
    for value in prose.values():
        if len(value) > MAX_TEXT:
            raise InvalidInput("a text may have {limit} characters at most", limit=MAX_TEXT)
    return {name: storable(value) for name, value in prose.items() if value.strip()}
