"""What must be there before somebody alters anything of the customer's.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.consents import IN_WRITING, demand
from ticketing.deeds.base import Content, Deed, named, note_of, wanted
from ticketing.events import EventKind, Fact
from ticketing.lifecycle import LIVE, NOT_FINAL
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.types.model import Kind
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text

_MOST_HOSTS = 100


def _check_authorisation(
    command: c.Authorise, ticket: Ticket, _policy: Policy, now: Instant
) -> None:
    if command.scope in IN_WRITING:
        wanted(command.document, text("where it is kept"))
    begins_at = _at(command, now) if command.begins_at is None else command.begins_at
    if command.ends_at is not None and command.ends_at <= begins_at:
        raise InvalidInput("an authorisation ends after it begins")
    is_draft = ticket.course.kind is Kind.CHANGE and ticket.position.stage.name == "draft"
    if is_draft and command.scope is not c.ConsentScope.MODIFY:
        raise Conflict("a change is authorised itself first, in writing")


def _authorisation(command: c.Authorise, _ticket: Ticket) -> Content:
    hosts: list[Fact] = [*_hosts_in(command.hosts)]
    return {
        "scope": command.scope.value,
        "hosts": hosts,
        "begins_at": command.begins_at,
        "ends_at": command.ends_at,
        "is_written": bool(command.document.strip()),
    }, {
        "granted_by": wanted(command.granted_by, text("who authorised it")),
        "document": command.document.strip(),
    }


def _hosts_in(listed: str) -> tuple[str, ...]:
    hosts = (named(part, text("the host")) for part in listed.replace("，", ",").split(","))
    found = tuple(dict.fromkeys(host for host in hosts if host))
    if len(found) > _MOST_HOSTS:
        raise InvalidInput("at most {most} hosts at once", most=_MOST_HOSTS)
    return found


def _why_nothing_given(ticket: Ticket) -> Text | None:
    if all(one.withdrawn_at is not None for one in ticket.consents.given):
        return text("nothing is authorised")
    return None


def _check_withdrawal(
    command: c.WithdrawAuthorisation, ticket: Ticket, _policy: Policy, _now: Instant
) -> None:
    in_force = [one for one in ticket.consents.given if one.withdrawn_at is None]
    if command.scope not in {one.scope for one in in_force}:
        raise Conflict("nothing of that scope is authorised")


def _withdrawal(command: c.WithdrawAuthorisation, _ticket: Ticket) -> Content:
    return {"scope": command.scope.value}, {"reason": wanted(command.reason, text("the reason"))}


def _check_session(command: c.StartRemote, ticket: Ticket, _policy: Policy, now: Instant) -> None:
    """Raise ConsentMissing where the customer asks to be asked, and has not authorised it (R14)."""
    if command.scope is c.ConsentScope.MONITOR:
        raise InvalidInput("what only looks needs no session")
    if ticket.consents.is_asked:
        scopes = dict.fromkeys((c.ConsentScope.REMOTE, command.scope))
        demand(ticket.consents.given, scopes, host=_host(command, ticket), at=_at(command, now))


def _session(command: c.StartRemote, ticket: Ticket) -> Content:
    return {"scope": command.scope.value, "host": _host(command, ticket)}, {"note": command.note}


def _host(command: c.StartRemote, ticket: Ticket) -> str:
    return named(command.host, text("the host")) or ticket.subject.target


def _at(command: c.Command, now: Instant) -> Instant:
    return now if command.occurred_at is None else command.occurred_at


def _why_no_second(ticket: Ticket) -> Text | None:
    return text("a remote session is open already") if ticket.consents.has_session else None


def _why_no_session(ticket: Ticket) -> Text | None:
    return None if ticket.consents.has_session else text("no remote session is open")


def _check_work(command: c.StartWork, ticket: Ticket, _policy: Policy, now: Instant) -> None:
    """Raise ConsentMissing where no written authorisation to modify is in force (R15)."""
    if ticket.consents.is_asked or ticket.course.kind is Kind.CHANGE:
        target, at = ticket.subject.target, _at(command, now)
        demand(ticket.consents.given, (c.ConsentScope.MODIFY,), host=target, at=at)


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
        check=_check_authorisation,
    ),
    Deed(
        command=c.WithdrawAuthorisation,
        name="withdraw-authorisation",
        event=EventKind.AUTHORISATION_WITHDRAWN,
        states=NOT_FINAL,
        content=_withdrawal,
        check=_check_withdrawal,
        why_not=_why_nothing_given,
    ),
    Deed(
        command=c.StartRemote,
        name="start-remote",
        event=EventKind.REMOTE_STARTED,
        states=LIVE,
        content=_session,
        check=_check_session,
        why_not=_why_no_second,
    ),
    Deed(
        command=c.EndRemote,
        name="end-remote",
        event=EventKind.REMOTE_ENDED,
        states=NOT_FINAL,
        content=note_of,
        why_not=_why_no_session,
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
        check=_check_work,
    ),
)
