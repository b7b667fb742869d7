"""On site at the customer."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveOnSite(Command):
    note: str = ""
