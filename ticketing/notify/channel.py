"""What a channel is: a value that sends one message to one address, or says why it could not.

A channel never retries, never waits for its rate limit and never logs; the outbox does.  No
error and no receipt holds a secret: not the robot's key, not the password, not the whole URL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, Protocol

from ticketing.notify.wording import Wording
from ticketing.verbs import Verb
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import MINUTE, Duration

MAX_ANSWER_CHARACTERS = 300

_NO_FACTS: Mapping[str, object] = MappingProxyType({})
_NO_LABELS: Mapping[Verb, str] = MappingProxyType({})
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A rendered message.

    ``key`` is the same whenever the same message is sent again; a channel hands it to the service
    where that can tell repeats.  ``thread`` holds messages together that belong to one ticket;
    ``reply_to`` is the address by which its person answers a mail.
    ``facts`` are for programs (webhook), ``labels`` for buttons, ``fields`` for templates.
    """

    key: str
    subject: str
    text: str
    html: str
    markdown: str
    thread: str = ""
    reply_to: str = ""
    facts: Mapping[str, object] = field(default_factory=lambda: _NO_FACTS)
    labels: Mapping[Verb, str] = field(default_factory=lambda: _NO_LABELS)
    fields: Mapping[str, str] = field(default_factory=lambda: _NO_FIELDS)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the service answered when it took the message."""

    provider_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most ``messages`` in any stretch of ``per``."""

    messages: int
    per: Duration = Duration(MINUTE)


class Channel(Protocol):
    """One configured way out, for example the mail server or the robot of one group.

    ``kind`` is the kind of contact whose addresses it takes.  ``knows_repeats``: the service
    recognises ``OutgoingMessage.key``, so that sending again does no harm.
    """

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def wording(self) -> Wording: ...

    @property
    def limit(self) -> RateLimit: ...

    @property
    def knows_repeats(self) -> bool: ...

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        """Send, within the channel's own timeout.  Raises TransportError."""
        ...


class TransportError(WatchkeeperError):
    """A message could not be handed to the service; ``answer`` is what the service said."""

    def __init__(
        self,
        sentence: str,
        *,
        answer: str = "",
        retry_after: Duration | None = None,
        at: str | None = None,
        **facts: object,
    ) -> None:
        super().__init__(sentence, at=at, **facts)
        self.answer = shortened(answer)
        self.retry_after = retry_after


class TemporaryTransportError(TransportError):
    """The same message may get through later."""

    permanent: ClassVar[bool] = False


class PermanentTransportError(TransportError):
    """It will not get through as it is: somebody must change the address or the settings."""


def shortened(answer: str) -> str:
    """Return a service's answer on one line and within bounds."""
    line = " ".join(answer.split())
    return line if len(line) <= MAX_ANSWER_CHARACTERS else line[: MAX_ANSWER_CHARACTERS - 1] + "…"


def cut_to_bytes(text: str, limit: int) -> str:
    """Return *text* within *limit* bytes of UTF-8, cut at the end of a line where that is near."""
    data = text.encode()
    if len(data) <= limit:
        return text
    kept = data[: limit - len("\n…".encode())].decode(errors="ignore")
    line_end = kept.rfind("\n")
    if line_end > len(kept) // 2:
        kept = kept[:line_end]
    return kept + "\n…"
