"""What must be there before somebody alters anything of the customer's, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

ACTIONS: Mapping[str, Action] = {
    "authorise": Action(
        "authorise",
        "record that the customer has authorised it in writing",
        (
            Field("granted_by", is_required=True),
            Field("document", is_required=True, help="where it is kept"),
        ),
    ),
    "confirm-backup": Action(
        "confirm-backup",
        "confirm the last good backup before work begins",
        (
            Field("backup_at", help="RFC 3339"),
            Field("waiver", help="where the customer's written waiver is kept"),
        ),
    ),
    "start-work": Action("start-work", "say that work has begun", (NOTE,)),
}
