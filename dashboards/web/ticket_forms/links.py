"""What ties a ticket to others, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice
from ticketing.links.model import BY_HAND
from watchkeeper.core.messages import mark

_OTHER = FormField("to", mark("Ticket number"), Input.NUMBER)
_HOW = choice("kind", mark("This ticket is"), BY_HAND)

FORMS: tuple[TicketForm, ...] = (
    TicketForm("link", mark("Link to another ticket"), mark("Link"), (_HOW, _OTHER, NOTE)),
    TicketForm("unlink", mark("Remove a link"), mark("Remove"), (_HOW, _OTHER, NOTE)),
    TicketForm("merge", mark("Merge into another ticket"), mark("Merge"), (
        FormField("into", mark("Ticket number"), Input.NUMBER),
        FormField("into_closed", mark("Also where that one is resolved or closed"), Input.TICK),
        NOTE,
    )),
    TicketForm("unmerge", mark("Undo the merge"), mark("Undo the merge"), (
        area("reason", mark("Reason")),
    )),
)  # fmt: skip
