"""What people do to a ticket, as subcommands: the same names and fields as in REST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from watchkeeper.cli.ticket_actions import (
    clock,
    consents,
    handling,
    links,
    log,
    people,
    steps,
    visits,
)
from watchkeeper.cli.ticket_actions.base import OCCURRED_AT, Action, Field
from watchkeeper.cli.ticket_actions.opening import OPEN

__all__ = ["ACTIONS", "OCCURRED_AT", "OPEN", "Action", "Field", "add_actions"]

ACTIONS: Mapping[str, Action] = {
    **handling.ACTIONS,
    **people.ACTIONS,
    **clock.ACTIONS,
    **visits.ACTIONS,
    **links.ACTIONS,
    **log.ACTIONS,
    **steps.ACTIONS,
    **consents.ACTIONS,
}


def add_actions(subparsers: Any) -> None:
    """Add a subcommand for each action."""
    for name, action in {"open": OPEN, **ACTIONS}.items():
        parser = subparsers.add_parser(name, help=action.help)
        if action is not OPEN:
            parser.add_argument("number", type=int)
        for field in (*action.fields, OCCURRED_AT):
            field.add_to(parser)
        parser.add_argument(
            "--as", dest="actor", metavar="PERSON", help="for whom an administrator does it"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
