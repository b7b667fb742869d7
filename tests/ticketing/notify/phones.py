"""Messages about a ticket as they are rendered for a phone, in Chinese."""

from __future__ import annotations

from dataclasses import replace

from ticketing.notify.channel import OutgoingMessage
from ticketing.notify.phone_words import heard_fields, read_fields
from ticketing.notify.ticket_words import TicketWords
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.levels import Level

ZH = read_catalogues().translate(Language.CHINESE)


def words(title: str, target: str = "web-1") -> TicketWords:
    return TicketWords(title, 1042, Level.II, target)


def to_read(message: OutgoingMessage, said: TicketWords) -> OutgoingMessage:
    return replace(message, fields=read_fields(said, ZH))


def to_hear(message: OutgoingMessage, said: TicketWords) -> OutgoingMessage:
    return replace(message, fields=heard_fields(said, ZH))
