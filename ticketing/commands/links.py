"""What ties a ticket to others."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.links.model import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Command):
    """Read "this one is a duplicate of *to*", "this one is a part of *to*"."""

    to: int
    kind: LinkKind
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink(Command):
    """Take back a link of this ticket to another."""

    to: int
    kind: LinkKind
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Command):
    """It is the same as *into*, which counts from the earlier report of the two."""

    into: int
    into_closed: bool = False  # the other is resolved or closed, and that is meant
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerge(Command):
    """It was not the same after all: the clocks of both are as if it had never been merged."""

    reason: str


def others_of(command: Command) -> tuple[int, ...]:
    """Return the other tickets that *command* names: who gives it must see them, too."""
    match command:
        case Link(to=to) | Unlink(to=to):
            return (to,)
        case Merge(into=into):
            return (into,)
        case _:
            return ()
