"""What must be there before somebody alters anything of the customer's.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, note_of, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import LIVE
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text


def _authorisation(command: c.Authorise, _ticket: Ticket) -> Content:
    return {"is_written": True}, {
        "granted_by": wanted(command.granted_by, text("who authorised it")),
        "document": wanted(command.document, text("where it is kept")),
    }


def _check_backup(command: c.ConfirmBackup, _ticket: Ticket, _policy: Policy, now: Instant) -> None:
    if command.backup_at is None and not command.waiver.strip():
        raise InvalidInput("say when the last good backup was made, or where the waiver is kept")
    if command.backup_at is not None and command.backup_at > now:
        raise InvalidInput("that time lies in the future")


def _backup(command: c.ConfirmBackup, _ticket: Ticket) -> Content:
    return {"backup_at": command.backup_at, "is_waived": command.backup_at is None}, {
        "waiver": command.waiver
    }


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Authorise,
        name="authorise",
        event=EventKind.AUTHORISED,
        states=LIVE,
        content=_authorisation,
    ),
    Deed(
        command=c.ConfirmBackup,
        name="confirm-backup",
        event=EventKind.BACKUP_CONFIRMED,
        states=LIVE,
        content=_backup,
        check=_check_backup,
    ),
    Deed(
        command=c.StartWork,
        name="start-work",
        event=EventKind.WORK_STARTED,
        states=LIVE,
        content=note_of,
    ),
)
