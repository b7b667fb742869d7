"""What moves a clock or its target, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

_PAUSES = (
    "customer, customer_authorisation, written_authorisation, appointment, vendor, maintenance"
)

ACTIONS: Mapping[str, Action] = {
    "pause": Action(
        "pause",
        "let clocks rest",
        (
            Field("reason", is_required=True, help=_PAUSES),
            NOTE,
            Field("until", help="RFC 3339"),
        ),
    ),
    "resume": Action("resume", "let clocks run again", (NOTE,)),
    "level": Action(
        "level",
        "change the level",
        (
            Field("level", is_required=True, help="I, II, III or IV"),
            Field("cause", is_required=True, help="worsened, improved or reclassified"),
            Field("reason", is_required=True),
        ),
    ),
    "agree-due": Action(
        "agree-due",
        "keep another due time that the customer agreed with",
        (
            Field("metric", is_required=True, help="resolve, report ..."),
            Field("due_at", is_required=True, help="RFC 3339"),
            Field("agreed_by", is_required=True),
        ),
    ),
    "withdraw-due": Action(
        "withdraw-due",
        "let the promised due time drive again",
        (Field("metric", is_required=True), Field("reason", is_required=True)),
    ),
    "explain-breach": Action(
        "explain-breach",
        "write down why a goal was missed",
        (
            Field("goal", is_required=True, help="as metric@table"),
            Field("reason", is_required=True),
        ),
    ),
}
