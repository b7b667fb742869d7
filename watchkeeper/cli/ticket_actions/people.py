"""Who has it, who is told, what was said, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

ACTIONS: Mapping[str, Action] = {
    "triage": Action(
        "triage", "sort it and give it to somebody", (Field("owner", is_required=True), NOTE)
    ),
    "hand-over": Action(
        "hand-over", "offer it to a colleague", (Field("to", is_required=True), NOTE)
    ),
    "watch": Action("watch", "let somebody hear how it ends", (Field("person", is_required=True),)),
    "unwatch": Action(
        "unwatch", "let somebody hear of it no more", (Field("person", is_required=True),)
    ),
    "assign": Action("assign", "make it somebody's", (Field("owner", is_required=True), NOTE)),
    "escalate": Action(
        "escalate", "tell the next in the chain now", (Field("reason", is_required=True),)
    ),
    "reply": Action(
        "reply",
        "answer the requester",
        (
            Field("text", is_required=True),
            Field("party", help="requester (default), commissioner or both"),
        ),
    ),
    "comment": Action(
        "comment",
        "write something down",
        (
            Field("text", is_required=True),
            Field("is_public", is_flag=True, help="the customer may read it"),
        ),
    ),
    "rank": Action(
        "rank",
        "set the customer's order among faults of a level",
        (
            Field("rank", is_required=True, help="1 is first; empty takes it away"),
            Field("requested_by", is_required=True),
        ),
    ),
}
