"""The way of a fault as subcommands: acknowledged, planned, resolved, closed."""

from __future__ import annotations

from collections.abc import Mapping

from watchkeeper.cli.ticket_actions.base import NOTE, Action, Field

_CAUSES = (
    "equipment, vendor_hardware, system, application, network, configuration, operation, "
    "capacity, external or unknown"
)

ACTIONS: Mapping[str, Action] = {
    "ack": Action("acknowledge", "say that you are on it", (NOTE,)),
    "plan": Action(
        "plan",
        "submit the handling plan",
        (Field("solution", is_required=True), Field("implementation")),
    ),
    "workaround": Action(
        "workaround", "tell of a workaround", (Field("description", is_required=True),)
    ),
    "emergency-plan": Action(
        "emergency-plan", "submit the emergency plan", (Field("plan", is_required=True),)
    ),
    "resolve": Action(
        "resolve",
        "say that the fault is gone, and why it was there",
        (
            Field("cause_class", is_required=True, help=_CAUSES),
            Field("cause", is_required=True),
            Field("method", is_required=True, help="how it was repaired"),
            Field("data_loss", help="none, partial, irrecoverable or unknown"),
            Field("recovery_point", help="RFC 3339"),
            Field("recovery_document"),
            Field("restored_at", help="when it worked again, RFC 3339"),
        ),
    ),
    "report": Action(
        "report",
        "submit the handling report",
        tuple(Field(name, is_required=True) for name in ("kind", "cause", "method", "losses")),
    ),
    "agree-cause": Action(
        "agree-cause", "the customer agrees with the cause", (Field("agreed_by", is_required=True),)
    ),
    "close": Action("close", "close it", (NOTE,)),
    "cancel": Action("cancel", "it was no fault", (Field("reason", is_required=True),)),
    "reopen": Action("reopen", "the fault is back", (Field("reason", is_required=True),)),
}
