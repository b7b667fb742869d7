"""Who has it, who is told, what was said, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice, line
from ticketing.commands import ReplyParty
from watchkeeper.core.messages import mark

FORMS: tuple[TicketForm, ...] = (
    TicketForm("comment", mark("Comment"), mark("Add comment"), (
        area("text", mark("Comment")),
        FormField("is_public", mark("The customer may read it"), Input.TICK),
    )),
    TicketForm("assign", mark("Hand over"), mark("Hand over"), (
        FormField("owner", mark("To"), Input.CHOICE),
        NOTE,
    )),
    TicketForm("triage", mark("Sort and give out"), mark("Give out"), (
        FormField("owner", mark("To"), Input.CHOICE),
        NOTE,
    )),
    TicketForm("hand-over", mark("Offer to a colleague"), mark("Offer"), (
        FormField("to", mark("To"), Input.CHOICE),
        NOTE,
    ), hint=mark("It stays its owner's until the colleague acknowledges.")),
    TicketForm("watch", mark("Let somebody follow"), mark("Follow"), (
        FormField("person", mark("Who"), Input.CHOICE),
    )),
    TicketForm("unwatch", mark("Stop following"), mark("Stop following"), (
        FormField("person", mark("Who"), Input.CHOICE),
    )),
    TicketForm("escalate", mark("Escalate now"), mark("Escalate now"), (
        area("reason", mark("Reason")),
    )),
    TicketForm("reply", mark("Answer to the requester"), mark("Record answer"), (
        area("text", mark("Answer")),
        choice("party", mark("Who was answered"), tuple(ReplyParty)),
    )),
    TicketForm("rank", mark("The customer's order"), mark("Set order"), (
        FormField("rank", mark("Place among its level"), Input.NUMBER),
        line("requested_by", mark("Wished by")),
    ), hint=mark("An empty place takes the order away.")),
)  # fmt: skip
