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


def others_of(command: Command) -> tuple[int, ...]:
    """Return the other tickets that *command* names: who gives it must see them, too."""
    match command:
        case Link(to=to) | Unlink(to=to):
            return (to,)
        case _:
            return ()
