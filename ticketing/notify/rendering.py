"""The seam to those who put messages into words: dashboards fulfils ``MessageRenderer``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ticketing.events import Fact
from ticketing.notices import MessageKind
from ticketing.views import TicketView
from watchkeeper.core.instants import Instant


class Form(Enum):
    """For what a message is rendered."""

    MAIL = "mail"  # with everything
    CHAT = "chat"  # short: a phone's screen


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What one message is about; ``ticket`` is as it stands now, not as it was when queued.

    ``payload`` is what the decision wrote (docs/en/notifications.md); of a REPORT it holds
    subject, text and html.
    """

    kind: MessageKind
    payload: Mapping[str, Fact]
    ticket: TicketView | None
    recipient_name: str
    zone: str
    created_at: Instant
    now: Instant
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message in words, in every form that a channel may need."""

    subject: str
    text: str
    html: str
    markdown: str


class MessageRenderer(Protocol):
    """Puts messages into words."""

    def render(
        self, messages: Sequence[MessageFacts], *, language: str, form: Form
    ) -> RenderedMessage:
        """Render one message, or several for the same person as one."""
        ...
