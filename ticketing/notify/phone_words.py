"""What is left of a message for a phone: ticket, level, target and one line.

Services of SMS and voice fill templates that they have approved; the fields here are the only
ones that a template may name.  Who renders messages makes them, as they are read or as they are
heard; channels cut them to what their service takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.notify.channel import OutgoingMessage, PermanentTransportError
from ticketing.notify.phone_numbers import PhoneNumber, phone_number_from_text
from ticketing.notify.short import LONGEST_TEXT, short_form
from ticketing.notify.spoken import spoken_level, spoken_name, spoken_number, spoken_summary
from ticketing.notify.ticket_words import TicketWords
from watchkeeper.core.errors import InvalidInput, Translate

FIELDS = ("ticket", "digits", "level", "target", "title", "text", "spoken", "key")


def read_fields(words: TicketWords, translate: Translate) -> dict[str, str]:
    """Return every field but ``key``, as it is read."""
    number = "" if words.ticket is None else str(words.ticket)
    return {
        "ticket": number,
        "digits": number,
        "level": "" if words.level is None else words.level.value,
        "target": words.target,
        "title": words.title,
        "text": short_form(words, translate, limit=LONGEST_TEXT),
        "spoken": spoken_summary(words, translate),
    }


def heard_fields(words: TicketWords, translate: Translate, *, prompt: str = "") -> dict[str, str]:
    """Return every field but ``key``, as it is heard; ``digits`` alone are digits.

    *prompt* asks for a key, where a key answers.
    """
    summary = spoken_summary(words, translate, prompt=prompt)
    return {
        "ticket": spoken_number(words.ticket, translate),
        "digits": "" if words.ticket is None else str(words.ticket),
        "level": spoken_level(words.level, translate),
        "target": spoken_name(words.target, translate),
        "title": spoken_name(words.title, translate),
        "text": summary,
        "spoken": summary,
    }


def fields_of(message: OutgoingMessage) -> Mapping[str, str]:
    """Return every field of *message*; of one without fields its subject says everything."""
    subject = " ".join(message.subject.split())
    plain = {**dict.fromkeys(FIELDS, ""), "title": subject, "text": subject, "spoken": subject}
    return {**plain, **message.fields, "key": message.key}


def called_number(address: str) -> PhoneNumber:
    """Return the number of a contact.  Raises PermanentTransportError."""
    try:
        return phone_number_from_text(address)
    except InvalidInput as error:
        raise PermanentTransportError(
            "this contact is no phone number; write for example +86 13800138000"
        ) from error
