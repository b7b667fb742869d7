"""What is done to the log itself, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import FormField, Input, TicketForm, area, line
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("correct", mark("Correct a time"), mark("Correct"), (
        FormField("seq", mark("Entry of the timeline"), Input.NUMBER),
        FormField("happened_at", mark("When it happened"), Input.INSTANT),
        area("reason", mark("Reason")),
    ), hint=mark("The entry stays as it was written; the clocks count from this time.")),
    TicketForm("redact", mark("Erase free text"), mark("Erase for good"), (
        FormField("seq", mark("Entry of the timeline"), Input.NUMBER),
        line("piece", mark("Only this text of the entry")),
        line("words", mark("All texts with these words")),
        line("evidence", mark("This piece of evidence")),
        FormField("everything", mark("All that is left"), Input.TICK),
        line("approved_by", mark("Approved by")),
        area("reason", mark("Reason")),
    ), hint=mark("The text goes for good, from searches too; the entry, its time and the clocks stay.")),
)  # fmt: skip
