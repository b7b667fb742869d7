"""What must be there before somebody alters anything of the customer's, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, line
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("authorise", mark("Written authorisation"), mark("Record authorisation"), (
        line("granted_by", mark("Granted by")),
        line("document", mark("Where it is kept")),
    )),
    TicketForm("confirm-backup", mark("Confirm the backup"), mark("Confirm"), (
        FormField("backup_at", mark("Last good backup"), Input.INSTANT),
        line("waiver", mark("Where the written waiver is kept")),
    )),
    TicketForm("start-work", mark("Start the work"), mark("Start"), (NOTE,)),
)  # fmt: skip
