"""What is left of a message for a phone: ticket, level, target and one line.

Services of SMS and voice fill templates that they have approved; the fields here are the only
ones that a template may name.
"""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.notify.channel import OutgoingMessage, PermanentTransportError
from ticketing.notify.phone_numbers import PhoneNumber, phone_number_from_text
from ticketing.notify.short import ONE_SMS, short_form
from ticketing.notify.spoken import spoken_level, spoken_name, spoken_number, spoken_summary
from ticketing.notify.ticket_words import TicketWords
from watchkeeper.core.errors import InvalidInput, Translate
from watchkeeper.core.levels import Level

FIELDS = ("ticket", "level", "target", "title", "text", "spoken", "key")


def short_fields(
    message: OutgoingMessage, translate: Translate, *, limit: int = ONE_SMS
) -> dict[str, str]:
    """Return every field of ``FIELDS``, as it is read; ``text`` has at most *limit* units."""
    words = words_of(message)
    return {
        "ticket": "" if words.ticket is None else str(words.ticket),
        "level": "" if words.level is None else words.level.value,
        "target": words.target,
        "title": words.title,
        "text": short_form(words, translate, limit=limit),
        "spoken": spoken_summary(words, translate),
        "key": message.key,
    }


def spoken_fields(message: OutgoingMessage, translate: Translate) -> dict[str, str]:
    """Return every field of ``FIELDS``, as it is heard."""
    words = words_of(message)
    summary = spoken_summary(words, translate)
    return {
        "ticket": spoken_number(words.ticket, translate),
        "level": spoken_level(words.level, translate),
        "target": spoken_name(words.target, translate),
        "title": spoken_name(words.title, translate),
        "text": summary,
        "spoken": summary,
        "key": message.key,
    }


def words_of(message: OutgoingMessage) -> TicketWords:
    """Return the first ticket that *message* is about; the others are counted in ``more``."""
    tickets = _tickets(message.facts)
    subject = " ".join(message.subject.split())
    if not tickets:
        return TicketWords(subject)
    first = tickets[0]
    number = first.get("number")
    return TicketWords(
        str(first.get("title") or subject),
        ticket=number if isinstance(number, int) else None,
        level=next((level for level in Level if level.value == first.get("level")), None),
        target=str(first.get("target") or ""),
        more=len(tickets) - 1,
    )


def called_number(address: str) -> PhoneNumber:
    """Return the number of a contact.  Raises PermanentTransportError."""
    try:
        return phone_number_from_text(address)
    except InvalidInput as error:
        raise PermanentTransportError(
            "this contact is no phone number; write for example +86 13800138000"
        ) from error


def _tickets(facts: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the tickets that a message's facts name, each once."""
    messages = facts.get("messages")
    found: dict[object, dict[str, object]] = {}
    for one in messages if isinstance(messages, list) else ():
        ticket = one.get("ticket") if isinstance(one, dict) else None
        if isinstance(ticket, dict):
            found.setdefault(ticket.get("number"), ticket)
    return list(found.values())
