"""What is done to the log itself, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import Action, Field

ACTIONS: Mapping[str, Action] = {
    "correct": Action(
        "correct",
        "say that an entry of the timeline happened at another time",
        (
            Field("seq", is_required=True, help="the entry's number"),
            Field("happened_at", is_required=True, help="RFC 3339"),
            Field("reason", is_required=True),
        ),
    ),
}
