"""A ticket that a person opens by hand, as a subcommand."""

from __future__ import annotations

from watchkeeper.cli.ticket_actions.base import Action, Field

OPEN = Action(
    "open",
    "open a ticket by hand",
    (
        Field("level", help="I, II, III or IV; an incident must have one"),
        Field("summary", is_required=True),
        Field(
            "type",
            help="incident, service_request, consult, defect, inspection, change or complaint",
        ),
        Field("subtype", help="upgrade, enhancement, replacement, appointment, patrol or duty"),
        Field("customer"),
        Field("target"),
        Field("description"),
        Field("reporter", help="who told of it"),
        Field("reporter_contact"),
        Field("reported_at", help="when they did, RFC 3339"),
        Field("remote_only", is_flag=True, help="nobody goes there"),
        Field("answer", help="of a consult that was answered at once"),
        Field("commissioner", help="the unit that passed it on"),
        Field("key", help="the same key opens one ticket"),
    ),
)
