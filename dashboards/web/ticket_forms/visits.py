"""On site at the customer, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, TicketForm
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("arrive", mark("Arrived on site"), mark("Record arrival"), (NOTE,)),
)  # fmt: skip
