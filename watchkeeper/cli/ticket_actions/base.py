"""What a subcommand that does something to a ticket is made of."""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One option; ``is_flag``: it is given or not, and takes no value."""

    name: str
    is_required: bool = False
    is_flag: bool = False
    help: str = ""

    @property
    def option(self) -> str:
        return "--" + self.name.removeprefix("is_").replace("_", "-")

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        if self.is_flag:
            parser.add_argument(self.option, dest=self.name, action="store_true", help=self.help)
        else:
            parser.add_argument(
                self.option, dest=self.name, required=self.is_required, help=self.help
            )


@dataclass(frozen=True, slots=True)
class Action:
    """A subcommand: the command's name in REST, what it does, and its fields."""

    command: str
    help: str
    fields: tuple[Field, ...]

    def body(self, arguments: argparse.Namespace) -> dict[str, object]:
        """Return the JSON object to send: the fields that were given, and for whom."""
        given: dict[str, object] = {"actor": arguments.actor}
        for field in (*self.fields, OCCURRED_AT):
            value = getattr(arguments, field.name)
            if value is not False:
                given[field.name] = value
        return given


OCCURRED_AT = Field("occurred_at", help="when it happened, RFC 3339 (default: now)")
NOTE = Field("note")
