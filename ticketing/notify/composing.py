"""Compose: the facts of messages become one message as a channel wants it."""

from __future__ import annotations

from collections.abc import Sequence

from ticketing.notify.channel import OutgoingMessage
from ticketing.notify.redaction import masked, redacted
from ticketing.notify.rendering import MessageFacts, MessageRenderer
from ticketing.notify.wording import Wording


def composed(
    messages: Sequence[MessageFacts],
    renderer: MessageRenderer,
    wording: Wording,
    *,
    language: str,
    key: str,
    thread: str = "",
    reply_to: str = "",
) -> OutgoingMessage:
    """Return *messages* as one, in the channel's language where it has one, else in *language*."""
    facts = [redacted(one, wording.hides) for one in messages]
    spoken = wording.language or language
    rendered = renderer.render(facts, language=spoken, form=wording.form)
    return OutgoingMessage(
        key=key,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        markdown=rendered.markdown,
        thread=thread,
        reply_to=reply_to,
        facts={"messages": [_for_programs(one) for one in facts]},
        labels=rendered.labels,
        fields=rendered.fields,
    )


def _for_programs(facts: MessageFacts) -> dict[str, object]:
    """Return what a webhook gets beside the words."""
    document: dict[str, object] = {
        "kind": facts.kind.value,
        "created_at": facts.created_at,
        "is_repeat": facts.is_repeat,
    }
    if facts.ticket is not None:
        row = facts.ticket.row
        document["ticket"] = {
            "number": row.number,
            "level": row.level.value,
            "state": row.state.value,
            "presence": row.presence.value,
            "title": masked(row.title),
            "target": row.target,
            "customer": row.customer,
            "site": row.site,
            "occurred_at": row.occurred_at,
            "opened_at": row.opened_at,
        }
    return document
