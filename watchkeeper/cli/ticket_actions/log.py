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
    "redact": Action(
        "redact",
        "erase free text for good; the log and its clocks stay",
        (
            Field("reason", is_required=True),
            Field("approved_by", is_required=True, help="somebody else than who erases it"),
            Field("seq", help="the entry's number"),
            Field("piece", help="one text of that entry: summary, note, text ..."),
            Field("evidence", help="one piece of evidence, by name"),
            Field("words", help="every text that holds this"),
            Field("everything", is_flag=True, help="all that is left"),
        ),
    ),
}
