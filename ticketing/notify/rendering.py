"""The seam to those who put messages into words: dashboards fulfils ``MessageRenderer``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from ticketing.events import Fact
from ticketing.notices import MessageKind
from ticketing.notify.wording import Form
from ticketing.verbs import Verb
from ticketing.views import TicketView
from watchkeeper.core.instants import Instant

_NO_LABELS: Mapping[Verb, str] = MappingProxyType({})
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})


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
    answer_url: str = ""  # a page that answers for this person, once
    is_answered_by_mail: bool = False


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message in words, in every form that a channel may need.

    ``labels`` are what buttons say (CARD), ``fields`` those of ``phone_words.FIELDS`` (SMS, VOICE).
    """

    subject: str
    text: str
    html: str
    markdown: str
    labels: Mapping[Verb, str] = field(default_factory=lambda: _NO_LABELS)
    fields: Mapping[str, str] = field(default_factory=lambda: _NO_FIELDS)


class MessageRenderer(Protocol):
    """Puts messages into words."""

    def render(
        self, messages: Sequence[MessageFacts], *, language: str, form: Form
    ) -> RenderedMessage:
        """Render one message, or several for the same person as one."""
        ...
