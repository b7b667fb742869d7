"""What must be there before somebody alters anything of the customer's."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorise(Command):
    """The customer has authorised it in writing (R15); ``document`` says where that is kept."""

    granted_by: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBackup(Command):
    """There is a good backup of that time; or the customer waives it, which is in writing (R73)."""

    backup_at: Instant | None = None
    waiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWork(Command):
    note: str = ""
