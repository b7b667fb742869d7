"""On site at the customer, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice
from ticketing.commands import VisitReason
from ticketing.types.approvals import Decision
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("request-visit", mark("Request a visit"), mark("Request"), (
        choice("reason", mark("Reason"), tuple(VisitReason)),
        FormField("asked_of", mark("Of whom"), Input.CHOICE),
        NOTE,
    ), hint=mark("What the customer wishes waits until whoever is asked agrees.")),
    TicketForm("decide-visit", mark("Decide on the visit"), mark("Decide"), (
        choice("decision", mark("Decision"), tuple(Decision)),
        area("comment", mark("Comment")),
    )),
    TicketForm("acknowledge-rules", mark("Acknowledge the customer's rules"), mark("I have read them"), (
        NOTE,
    )),
    TicketForm("arrive", mark("Arrived on site"), mark("Record arrival"), (NOTE,)),
    TicketForm("leave", mark("Leave the site"), mark("Record departure"), (NOTE,)),
)  # fmt: skip
