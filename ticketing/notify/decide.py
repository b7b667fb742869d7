"""What becomes of messages: which go out as one, when to try again, what a crash left behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ticketing.events import Fact
from ticketing.notices import MessageKind, Way
from ticketing.notify.channel import TransportError
from ticketing.notify.reach import Route
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant, later
from watchkeeper.core.levels import Level

BUNDLE_FROM = 4
"""So many messages due at once for one person on one channel go out as one."""

BUNDLE_AT_MOST = 20
FIRST_RETRY = Duration(15 * SECOND)
LONGEST_RETRY = Duration(5 * MINUTE)
GIVE_UP_AFTER = Duration(24 * HOUR)

_URGENT_LEVELS = frozenset({Level.I, Level.II})
_ALONE = frozenset({MessageKind.TEST, MessageKind.REPORT})


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A row of the outbox that is to be sent.

    ``first_channel``: the channels before it refused this message for good.
    """

    id: int
    dedup_key: str
    kind: MessageKind
    way: Way
    recipient: PersonId | None
    address: str | None
    ticket: int | None
    bundle: str | None
    payload: Mapping[str, Fact]
    created_at: Instant
    not_before: Instant
    attempts: int
    is_repeat: bool
    first_channel: str | None

    @property
    def is_urgent(self) -> bool:
        return self.way in {Way.CALL, Way.PAGE}


@dataclass(frozen=True, slots=True)
class Delivery:
    """Messages that go to one person over one route as one."""

    route: Route
    messages: tuple[QueuedMessage, ...]


def deliveries(routed: Iterable[tuple[Route, QueuedMessage]]) -> tuple[Delivery, ...]:
    """Put messages of one person together: all where they are many, else those of one bundle.

    Urgent ones come first, then the oldest.
    """
    groups: defaultdict[tuple[str, str, object], list[tuple[Route, QueuedMessage]]]
    groups = defaultdict(list)
    for route, message in routed:
        alone = message.id if message.kind in _ALONE else None
        person = (route.channel.name, route.address, (message.recipient, alone))
        groups[person].append((route, message))
    found = [delivery for group in groups.values() for delivery in _of_one_person(group)]
    return tuple(sorted(found, key=_by_urgency))


def twins(messages: Sequence[QueuedMessage]) -> tuple[tuple[QueuedMessage, ...], ...]:
    """Put together what says the same to one person: a page and a call that take one route."""
    found: defaultdict[object, list[QueuedMessage]] = defaultdict(list)
    for message in messages:
        said = (message.kind, message.ticket, message.created_at, str(message.payload))
        found[said].append(message)
    return tuple(tuple(group) for group in found.values())


def _of_one_person(group: list[tuple[Route, QueuedMessage]]) -> list[Delivery]:
    route = group[0][0]
    said = twins([message for _, message in group])
    if len(said) >= BUNDLE_FROM:
        return _sliced(route, said)
    bundles: defaultdict[object, list[tuple[QueuedMessage, ...]]] = defaultdict(list)
    for one in said:
        bundles[one[0].bundle or one[0].id].append(one)
    return [part for bundle in bundles.values() for part in _sliced(route, bundle)]


def _sliced(route: Route, said: Sequence[tuple[QueuedMessage, ...]]) -> list[Delivery]:
    parts = [said[start : start + BUNDLE_AT_MOST] for start in range(0, len(said), BUNDLE_AT_MOST)]
    return [Delivery(route, tuple(message for one in part for message in one)) for part in parts]


def _by_urgency(delivery: Delivery) -> tuple[bool, int]:
    is_urgent = any(message.is_urgent for message in delivery.messages)
    return (not is_urgent, min(message.id for message in delivery.messages))


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again at that time, by *first_channel* or one after it."""

    at: Instant
    first_channel: str


@dataclass(frozen=True, slots=True)
class NextChannel:
    """Try at once by the next channel: this one refused."""

    first_channel: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Nobody can be told by this message any more; it stays visible as failed."""


def after_failure(
    message: QueuedMessage,
    error: TransportError,
    *,
    route: Route,
    routes: tuple[Route, ...],
    now: Instant,
    jitter: float,
    is_resting: Callable[[str], bool],
) -> Retry | NextChannel | GiveUp:
    """Decide: a refusal goes to the channels after it; trouble is tried again for a day.

    A channel before *route* that was passed over because it is out of order is waited for; when
    *route* itself went out of order, another one that works is used at once.
    """
    position = next((n for n, other in enumerate(routes) if other == route), 0)
    if error.permanent and position + 1 < len(routes):
        return NextChannel(routes[position + 1].channel.name)
    is_final = error.permanent and position == 0
    if is_final or now - message.not_before >= GIVE_UP_AFTER:
        return GiveUp()
    first = routes[0].channel.name if routes else route.channel.name
    if is_resting(route.channel.name) and not all(
        is_resting(other.channel.name) for other in routes
    ):
        return Retry(now, first)
    at = retry_at(message.attempts + 1, now, jitter=jitter, retry_after=error.retry_after)
    return Retry(at, first)


def retry_at(
    attempts: int, now: Instant, *, jitter: float, retry_after: Duration | None
) -> Instant:
    """Return when to try again after so many *attempts*; *jitter* is in 0..1.

    The pause doubles from 15 s to 5 min and varies by a fifth, so that messages that failed
    together do not come back together.
    """
    pause = min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LONGEST_RETRY)
    return later(now, max(int(pause * (0.8 + 0.4 * jitter)), retry_after or 0))


INSTEAD_OF = "instead_of"
"""In the payload of a message to the fallback person: whom it could not reach."""


class Instead(Enum):
    """What becomes of a message that did not reach its person."""

    FALLBACK = "fallback"  # the fallback person is told instead
    NOBODY = "nobody"  # there is nobody left who could be told
    NOTHING = "nothing"  # it is not urgent, or over: it has failed and that is all
    OVERTAKEN = "overtaken"  # by an acknowledgement, say, while it was being sent


def instead(message: QueuedMessage, *, level: Level, is_live: bool, fallback: PersonId) -> Instead:
    """Decide: what is urgent goes to the fallback person, once."""
    if level not in _URGENT_LEVELS or not is_live:
        return Instead.NOTHING
    if INSTEAD_OF in message.payload or message.recipient == fallback:
        return Instead.NOBODY
    return Instead.FALLBACK


class AfterCrash(Enum):
    """What becomes of a message that was being sent when the process died."""

    REPEAT = "repeat"
    GIVE_UP = "give_up"


def after_crash(message: QueuedMessage) -> AfterCrash:
    """Decide: people of ours are told again, marked as a repeat; others never get a mail twice.

    A webhook knows the repeat by its key.
    """
    is_ours = message.recipient is not None
    knows_repeats = (message.address or "").startswith("webhook:")
    return AfterCrash.REPEAT if is_ours or knows_repeats else AfterCrash.GIVE_UP
