"""A mail as receiving hands it over."""

from __future__ import annotations

from watchkeeper.core.instants import Instant
from watchkeeper.core.mails import Envelope, MailAddress, ReceivedMail

NOW = Instant(1_763_773_200_000)
MAIL = ReceivedMail(
    envelope=Envelope("duty", NOW),
    message_id="<1@customer.example>",
    digest="0123",
    sender=MailAddress("a@customer.example", "Wang"),
    subject="leak",
)
