"""Steps that only some types of tickets know, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

_REASON = Field("reason", is_required=True)
_METHOD = Field("method", is_required=True)
_TEXT = Field("text", is_required=True)
_PROPOSAL = Field("proposal", is_required=True)

ACTIONS: Mapping[str, Action] = {
    "classify": Action(
        "classify",
        "say what a defect turns out to be",
        (
            Field("outcome", is_required=True, help="technical, business or operational"),
            Field("analysis", is_required=True),
        ),
    ),
    "confirm": Action("confirm", "confirm a defect and propose what to do", (_PROPOSAL,)),
    "report-up": Action("report-up", "report it to the service centre", (NOTE,)),
    "ask-approval": Action(
        "ask-approval",
        "ask somebody to sign a proposal",
        (Field("asked_of", is_required=True, help="a person"), _PROPOSAL),
    ),
    "approve": Action("approve", "approve what was proposed", (Field("comment"),)),
    "refuse": Action("refuse", "refuse what was proposed, or a defect", (_REASON,)),
    "implement": Action(
        "implement",
        "say that the solution is in place",
        (
            _METHOD,
            Field("altered", is_required=True, help="something or nothing"),
        ),
    ),
    "verify-solution": Action(
        "verify",
        "say whether it is solved",
        (Field("outcome", is_required=True, help="solved or not_solved"), _METHOD),
    ),
    "answer": Action("answer", "record what was answered", (_TEXT,)),
    "schedule": Action(
        "schedule",
        "say when it will be done",
        (Field("begins_at", is_required=True, help="RFC 3339"), NOTE),
    ),
    "fill-sheet": Action(
        "fill-sheet",
        "hand in the check form of an inspection",
        (
            Field("rows", is_required=True),
            Field("abnormal", is_required=True, help="how many rows are not well"),
            Field("findings"),
        ),
    ),
    "review": Action(
        "review",
        "accept a check form or send it back",
        (Field("outcome", is_required=True, help="accepted or returned"), NOTE),
    ),
    "finish-change": Action(
        "finish-change", "say that a change is done", (Field("result", is_required=True),)
    ),
    "roll-back": Action("roll-back", "say that a change was undone", (_REASON,)),
    "record": Action("record", "write down what a change altered", (_TEXT,)),
    "written-ticket": Action(
        "written-ticket",
        "say that what was told by phone has come in writing",
        (Field("reference", is_required=True, help="where it is kept"),),
    ),
    "convert": Action(
        "convert",
        "make it a ticket of another type",
        (
            Field(
                "into",
                is_required=True,
                help="incident, service_request, consult, defect, inspection, change or complaint",
            ),
            _REASON,
        ),
    ),
    "follow-up": Action("follow-up", "open the ticket to which its cause leads", (NOTE,)),
}
