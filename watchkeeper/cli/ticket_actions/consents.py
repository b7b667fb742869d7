"""What must be there before somebody alters anything of the customer's, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

ACTIONS: Mapping[str, Action] = {
    "authorise": Action(
        "authorise",
        "record what the customer has authorised",
        (
            Field("granted_by", is_required=True),
            Field("document", help="where it is kept in writing"),
            Field("scope", help="monitor, remote, modify (default) or download"),
            Field("hosts", help="on which, with commas (default: all)"),
            Field("begins_at", help="RFC 3339 (default: now)"),
            Field("ends_at", help="RFC 3339 (default: no end)"),
        ),
    ),
    "withdraw-authorisation": Action(
        "withdraw-authorisation",
        "record that the customer takes an authorisation back",
        (Field("scope", is_required=True), Field("reason", is_required=True)),
    ),
    "start-remote": Action(
        "start-remote",
        "say that a remote session begins",
        (
            Field("scope", help="remote (default), modify or download"),
            Field("host", help="default: the target"),
            NOTE,
        ),
    ),
    "end-remote": Action("end-remote", "say that the remote session is over", (NOTE,)),
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
