"""What moves a clock or its target, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice, line
from ticketing.commands import LevelCause, PauseReason
from watchkeeper.core.levels import LEVELS
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("pause", mark("Pause"), mark("Pause"), (
        choice("reason", mark("Reason"), tuple(PauseReason)),
        FormField("until", mark("Until"), Input.INSTANT),
        NOTE,
    )),
    TicketForm("resume", mark("Resume"), mark("Resume"), (NOTE,)),
    TicketForm("level", mark("Change level"), mark("Change level"), (
        choice("level", mark("Level"), LEVELS),
        choice("cause", mark("Why"), tuple(LevelCause)),
        area("reason", mark("Reason")),
    )),
    TicketForm("agree-due", mark("Another due time, agreed"), mark("Record agreement"), (
        line("metric", mark("Goal")),
        FormField("due_at", mark("Due"), Input.INSTANT),
        line("agreed_by", mark("Agreed by")),
    ), hint=mark("What the contract promises is judged apart.")),
    TicketForm("withdraw-due", mark("Withdraw the agreed due time"), mark("Withdraw"), (
        line("metric", mark("Goal")),
        area("reason", mark("Reason")),
    )),
    TicketForm("explain-breach", mark("Explain a delay"), mark("Record reason"), (
        line("goal", mark("Goal")),
        area("reason", mark("Reason")),
    )),
)  # fmt: skip
