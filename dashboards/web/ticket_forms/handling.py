"""The way of a fault as forms: planned, resolved, reported, closed."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice, line
from ticketing.commands import CauseClass, DataLoss
from watchkeeper.core.messages import mark

MAIN: tuple[TicketForm, ...] = (
    TicketForm("plan", mark("Handling plan"), mark("Submit plan"), (
        area("solution", mark("Solution")),
        area("implementation", mark("How it is carried out")),
    ), is_main=True),
    TicketForm("workaround", mark("Workaround"), mark("Report workaround"), (
        area("description", mark("What works again, and how")),
    ), is_main=True),
    TicketForm("resolve", mark("Resolve"), mark("Resolve"), (
        choice("cause_class", mark("Kind of cause"), tuple(CauseClass)),
        area("cause", mark("Cause")),
        area("method", mark("Method")),
        choice("data_loss", mark("Data"), tuple(DataLoss)),
        FormField("recovery_point", mark("Recovery point"), Input.INSTANT),
        line("recovery_document", mark("Recovery document")),
        FormField("restored_at", mark("Restored at, if not as measured"), Input.INSTANT),
    ), is_main=True),
    TicketForm("report", mark("Handling report"), mark("Submit report"), (
        line("kind", mark("Kind of fault")),
        area("cause", mark("Cause")),
        area("method", mark("Method")),
        area("losses", mark("Losses")),
    ), is_main=True),
    TicketForm("close", mark("Close"), mark("Close ticket"), (NOTE,), is_main=True),
)  # fmt: skip
"""What stands on the page itself."""

FORMS: tuple[TicketForm, ...] = (
    TicketForm("agree-cause", mark("Cause agreed by the customer"), mark("Record agreement"), (
        line("agreed_by", mark("Agreed by")),
    )),
    TicketForm("emergency-plan", mark("Emergency plan"), mark("Submit emergency plan"), (
        area("plan", mark("Plan")),
    )),
    TicketForm("reopen", mark("Reopen"), mark("Reopen"), (area("reason", mark("Reason")),)),
    TicketForm("cancel", mark("Cancel ticket"), mark("Cancel ticket"), (
        area("reason", mark("Reason")),
    )),
)  # fmt: skip
