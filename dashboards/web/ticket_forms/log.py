"""What is done to the log itself, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import FormField, Input, TicketForm, area
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("correct", mark("Correct a time"), mark("Correct"), (
        FormField("seq", mark("Entry of the timeline"), Input.NUMBER),
        FormField("happened_at", mark("When it happened"), Input.INSTANT),
        area("reason", mark("Reason")),
    ), hint=mark("The entry stays as it was written; the clocks count from this time.")),
)  # fmt: skip
