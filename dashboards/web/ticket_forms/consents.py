"""What must be there before somebody alters anything of the customer's, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice, line
from ticketing.commands import ConsentScope
from watchkeeper.core.messages import mark

_IN_SESSIONS = tuple(scope for scope in ConsentScope if scope is not ConsentScope.MONITOR)

FORMS: tuple[TicketForm, ...] = (
    TicketForm("authorise", mark("Authorisation"), mark("Record authorisation"), (
        choice("scope", mark("For what"), tuple(ConsentScope)),
        line("granted_by", mark("Granted by")),
        line("document", mark("Where it is kept")),
        line("hosts", mark("On which hosts")),
        FormField("begins_at", mark("Begins at"), Input.INSTANT),
        FormField("ends_at", mark("Ends at"), Input.INSTANT),
    ), hint=mark("Changes and copies of data are authorised in writing; no host named: all.")),
    TicketForm("withdraw-authorisation", mark("Withdraw an authorisation"), mark("Withdraw"), (
        choice("scope", mark("For what"), tuple(ConsentScope)),
        area("reason", mark("Reason")),
    )),
    TicketForm("start-remote", mark("Start a remote session"), mark("Begin"), (
        choice("scope", mark("For what"), _IN_SESSIONS),
        line("host", mark("Host")),
        NOTE,
    )),
    TicketForm("end-remote", mark("End the remote session"), mark("End"), (NOTE,)),
    TicketForm("confirm-backup", mark("Confirm the backup"), mark("Confirm"), (
        FormField("backup_at", mark("Last good backup"), Input.INSTANT),
        line("waiver", mark("Where the written waiver is kept")),
    )),
    TicketForm("start-work", mark("Start the work"), mark("Start"), (NOTE,)),
)  # fmt: skip
