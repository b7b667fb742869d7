"""What must be there before somebody alters anything of the customer's."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import ConsentScope
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorise(Command):
    """The customer has authorised it (R14, R15); ``document`` says where that is kept in writing.

    ``hosts`` stand with commas between them, none means all; without ``ends_at`` it has no end.
    """

    granted_by: str
    document: str = ""
    scope: ConsentScope = ConsentScope.MODIFY
    hosts: str = ""
    begins_at: Instant | None = None
    ends_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAuthorisation(Command):
    """The customer takes back all that was authorised of that scope."""

    scope: ConsentScope
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRemote(Command):
    """A remote session begins; ``scope`` is the most that is done in it, ``host`` the target."""

    scope: ConsentScope = ConsentScope.REMOTE
    host: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRemote(Command):
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBackup(Command):
    """There is a good backup of that time; or the customer waives it, which is in writing (R73)."""

    backup_at: Instant | None = None
    waiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWork(Command):
    note: str = ""
