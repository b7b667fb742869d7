"""Files that are attached and erased.  Pure."""

from __future__ import annotations

import re
from typing import Any

from ticketing import commands as c
from ticketing.aspects.files import kept
from ticketing.deeds.base import Content, Deed, Facts, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import ANY
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text

MOST_FILES = 100
MOST_BYTES = 200 * 1024 * 1024
"""Of one ticket, what was erased apart."""


def _is_attached(command: c.Attach, ticket: Ticket) -> bool:
    return any(file.sha256 == command.sha256 for file in kept(ticket.files))


def _check_room(command: c.Attach, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if not re.fullmatch(r"[0-9a-f]{64}", command.sha256) or command.size_bytes <= 0:
        raise InvalidInput("a file is named by the hash of its content")
    files = kept(ticket.files)
    if len(files) >= MOST_FILES:
        raise Conflict("a ticket holds {most} files at most", most=MOST_FILES)
    if sum(file.size_bytes for file in files) + command.size_bytes > MOST_BYTES:
        raise Conflict("the files of a ticket have {most} MB at most", most=MOST_BYTES >> 20)


def _attached(command: c.Attach, _ticket: Ticket) -> Content:
    facts: Facts = {
        "sha256": command.sha256,
        "size_bytes": command.size_bytes,
        "media": command.media.value,
    }
    return facts, {"name": command.name, "note": command.note}


def _check_there(command: c.EraseFile, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if not any(file.seq == command.seq for file in kept(ticket.files)):
        raise NotFound("the ticket has no file {seq}", seq=command.seq)


def _erased(command: c.EraseFile, _ticket: Ticket) -> Content:
    return {"seq": command.seq}, {"reason": wanted(command.reason, text("the reason"))}


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Attach,
        name="attach",
        event=EventKind.ATTACHED,
        states=ANY,
        content=_attached,
        check=_check_room,
        is_so=_is_attached,
        stands_apart=True,
    ),
    Deed(
        command=c.EraseFile,
        name="erase-file",
        event=EventKind.FILE_ERASED,
        states=ANY,
        content=_erased,
        check=_check_there,
        scope=Scope.TICKETS_CORRECT,
        stands_apart=True,
    ),
)
