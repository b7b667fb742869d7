"""Files of a ticket; whoever keeps them gives these commands, after looking at their content."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.files.kinds import FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(Command):
    """A file that is kept already, named by the hash of its content."""

    sha256: str
    size_bytes: int
    media: FileKind
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseFile(Command):
    """Take a file away for good; its hash stays in the log."""

    seq: int
    reason: str
