"""Words of notices: what people are told, by which way, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from ticketing.events import Fact
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

_EMPTY: Mapping[str, Fact] = MappingProxyType({})


class MessageKind(Enum):
    """What a message says; the renderer has one template for each."""

    OPENED = "opened"
    STILL_UNANSWERED = "still_unanswered"  # opened, and nobody has acknowledged
    FORGOTTEN = "forgotten"  # acknowledged, and then nothing was heard
    WORSENED = "worsened"
    REOPENED = "reopened"
    RELAPSED = "relapsed"
    RECOVERED = "recovered"
    WENT_SILENT = "went_silent"
    WARNED = "warned"  # a share of a goal's time is used up
    BREACHED = "breached"
    ESCALATED = "escalated"  # a step of the chain, or by hand
    HOURLY_REPORT = "hourly_report"  # to a manager who has acknowledged
    ASSIGNED = "assigned"
    OFFERED = "offered"  # a colleague asks whether one takes it over
    CONFIRM_RECOVERY = "confirm_recovery"  # recovered, nobody resolved it: next 09:00
    RESOLVED = "resolved"
    PAUSE_ENDED = "pause_ended"  # its limit was reached: the clocks run again
    YOUR_TURN = "your_turn"  # a stage waits for this person
    WRITTEN_TICKET_OWED = "written_ticket_owed"  # told by phone, not yet in writing
    TEST = "test"
    REPORT = "report"  # documents: the daily check form and others


class Way(Enum):
    """How a person is to be reached; the channel that fits it is chosen when it is sent."""

    CALL = "call"  # phone; falls back to page
    PAGE = "page"  # the most intrusive thing the person has: SMS, chat with sound
    CHAT = "chat"
    MAIL = "mail"


class OutboxState(Enum):
    """Where a message is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # permanently, or tried too often
    DROPPED = "dropped"  # overtaken by an acknowledgement, a resolution or a newer message


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message to one person (or one bare address), not yet rendered.

    ``payload`` holds the facts that the renderer needs beside the ticket itself: goal, share,
    step, late steps.  ``bundle``: rows of one recipient with the same bundle may go out as one.
    """

    dedup_key: str
    kind: MessageKind
    way: Way
    created_at: Instant
    not_before: Instant
    recipient: PersonId | None = None
    address: str | None = None  # "mail:it@acme.example" where there is no person
    ticket: int | None = None
    bundle: str | None = None
    payload: Mapping[str, Fact] = field(default_factory=lambda: _EMPTY)
