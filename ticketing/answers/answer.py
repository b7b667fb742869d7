"""What a service calls us back with, and what it can turn out to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ticketing.verbs import Verb
from watchkeeper.core.errors import InvalidInput, Unauthenticated
from watchkeeper.core.instants import Instant

MAX_BODY_BYTES = 262_144
MAX_TEXT_CHARACTERS = 4_000

_EMPTY: Mapping[str, str] = MappingProxyType({})


class ForgedAnswer(Unauthenticated):
    """A call whose signature, token or encryption is not the service's."""


class StaleAnswer(Unauthenticated):
    """A call that is signed, but too old or from the future: perhaps somebody repeats it."""


class StrangeAnswer(InvalidInput):
    """A call that is signed, and not of the form that the service documents."""


@dataclass(frozen=True, slots=True)
class Callback:
    """A call as it came: signatures are over these very bytes."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: _EMPTY, repr=False)
    query: Mapping[str, str] = field(default_factory=lambda: _EMPTY, repr=False)

    def header(self, name: str) -> str:
        """Return a header whatever its case; empty where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody wants done.  Who they are is proved; what they may do is not decided here.

    ``addresses`` are the names that the service has for the person, of which one may be their
    contact of ``kind``.  ``nonce`` is the same whenever the same answer comes again.  ``card`` is
    the provider id by which the channel can change the message that was answered; ``reply_to``
    names the press, where the service waits for a word about it.
    """

    kind: str
    addresses: tuple[str, ...]
    verb: Verb
    ticket: int
    nonce: str
    text: str = ""
    card: str = ""
    reply_to: str = ""
    said_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Handshake:
    """The service tries our address; it wants *reply* back as it is."""

    reply: str


@dataclass(frozen=True, slots=True)
class Unrelated:
    """A genuine call that asks for nothing of ours; it is taken and left."""

    about: str


Heard = Answer | Handshake | Unrelated
