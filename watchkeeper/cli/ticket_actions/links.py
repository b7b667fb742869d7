"""What ties a ticket to others, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

_KINDS = "duplicate, parent, recurrence, caused_by, change, follow_up or inspection_row"
_LINK = (
    Field("to", is_required=True, help="the other ticket's number"),
    Field("kind", is_required=True, help=_KINDS),
    NOTE,
)

ACTIONS: Mapping[str, Action] = {
    "link": Action("link", "say what it is to another ticket", _LINK),
    "unlink": Action("unlink", "take that back", _LINK),
    "merge": Action(
        "merge",
        "say that it is the same as another, which goes on",
        (
            Field("into", is_required=True, help="the other ticket's number"),
            Field("into_closed", is_flag=True, help="the other is resolved or closed"),
            NOTE,
        ),
    ),
    "unmerge": Action("unmerge", "undo that", (Field("reason", is_required=True),)),
}
