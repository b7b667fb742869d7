"""On site at the customer, as subcommands."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

ACTIONS: Mapping[str, Action] = {
    "request-visit": Action(
        "request-visit",
        "ask that somebody goes there",
        (
            Field("reason", is_required=True, help="firm or customer"),
            Field("asked_of", help="who decides on what the customer wishes"),
            NOTE,
        ),
    ),
    "decide-visit": Action(
        "decide-visit",
        "approve or refuse the visit that the customer wishes",
        (Field("decision", is_required=True, help="approved or refused"), Field("comment")),
    ),
    "acknowledge-rules": Action(
        "acknowledge-rules", "say that the customer's rules were read", (NOTE,)
    ),
    "arrive": Action("arrive", "say that somebody is on site", (NOTE,)),
    "leave": Action("leave", "say that the site was left", (NOTE,)),
}
