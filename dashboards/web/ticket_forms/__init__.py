"""The forms of the ticket page: which there are, what they ask, in which order."""

from __future__ import annotations

from dashboards.web.ticket_forms import clock, consents, handling, links, log, people, steps, visits
from dashboards.web.ticket_forms.base import FormField, Input, TicketForm
from dashboards.web.ticket_forms.offers import OfferedForm, offered_forms, owner_choices

__all__ = [
    "FORMS",
    "FormField",
    "Input",
    "OfferedForm",
    "TicketForm",
    "offered_forms",
    "owner_choices",
]

FORMS: tuple[TicketForm, ...] = (
    *handling.MAIN,
    *steps.FORMS,
    *consents.FORMS,
    *people.FORMS,
    *clock.FORMS,
    *visits.FORMS,
    *links.FORMS,
    *handling.FORMS,
    *log.FORMS,
)
"""All but acknowledge, which is a button of its own."""
