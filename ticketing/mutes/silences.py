"""Silences and their life, as Alertmanager's: pending, active, expired; history is not rewritten.

A silence that has begun keeps its beginning and its matchers.  An edit that would change what was
silenced ends it and makes another; only what lies ahead is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from ticketing.mutes.matchers import Matchers, all_match, fits_nothing_said
from ticketing.mutes.model import Mute, MuteKind
from watchkeeper.core.errors import InvalidInput, NotFound, TooLarge
from watchkeeper.core.instants import HOUR, Duration, Instant

MAX_SILENCES = 10_000
KEPT_AFTER_END = Duration(120 * HOUR)  # as long as Alertmanager shows them


class SilenceState(Enum):
    """Where a silence stands."""

    ACTIVE = "active"
    PENDING = "pending"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Silence:
    """One silence; its end is not part of it.  ``customer``: whose alone it may hold."""

    id: str
    matchers: Matchers
    starts_at: Instant
    ends_at: Instant
    created_by: str
    comment: str
    updated_at: Instant
    customer: str | None = None

    def state(self, now: Instant) -> SilenceState:
        if now < self.starts_at:
            return SilenceState.PENDING
        return SilenceState.ACTIVE if now < self.ends_at else SilenceState.EXPIRED

    def holds(self, labels: Mapping[str, str], customer: str, at: Instant) -> bool:
        """Tell whether it keeps an alert of *customer* quiet at *at*."""
        return (
            self.state(at) is SilenceState.ACTIVE
            and self.customer in {None, customer}
            and all_match(self.matchers, labels)
        )

    def as_mute(self) -> Mute:
        return Mute(
            MuteKind.SILENCE,
            self.id,
            self.starts_at,
            self.ends_at,
            made_by=self.created_by,
            reason=self.comment,
        )


@dataclass(frozen=True, slots=True)
class SilenceWish:
    """What somebody asks for; with an ``id`` it is an edit.  No start: from now on."""

    matchers: Matchers
    ends_at: Instant
    created_by: str
    comment: str
    starts_at: Instant | None = None
    id: str = ""
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """What a wish leads to: the silence that holds now, and one that was ended for it."""

    silence: Silence
    ended: Silence | None = None


def put(known: Mapping[str, Silence], wish: SilenceWish, now: Instant, fresh_id: str) -> Put:
    """Return what to store.  Raises InvalidInput, NotFound, TooLarge.

    *fresh_id* names the silence where another one begins; a start in the past is now.
    """
    _check(wish, now)
    before = known.get(wish.id) if wish.id else None
    if wish.id and before is None:
        raise NotFound("there is no silence {id}", id=wish.id[:80])
    wanted = Silence(
        id=wish.id,
        matchers=wish.matchers,
        starts_at=now if wish.starts_at is None else wish.starts_at,
        ends_at=wish.ends_at,
        created_by=wish.created_by,
        comment=wish.comment,
        updated_at=now,
        customer=wish.customer,
    )
    if before is not None and _keeps_history(before, wanted, now):
        return Put(replace(wanted, starts_at=_start(before, wanted, now)))
    if len(known) >= MAX_SILENCES:
        raise TooLarge("there are {most} silences; wait until old ones are gone", most=MAX_SILENCES)
    begun = replace(wanted, id=fresh_id, starts_at=Instant(max(wanted.starts_at, now)))
    if before is None or before.state(now) is SilenceState.EXPIRED:
        return Put(begun)
    return Put(begun, ended=expire(before, now))


def expire(silence: Silence, now: Instant) -> Silence:
    """Return the silence ended; one that never began has no length.  Again changes nothing."""
    match silence.state(now):
        case SilenceState.EXPIRED:
            return silence
        case SilenceState.ACTIVE:
            return replace(silence, ends_at=now, updated_at=now)
        case SilenceState.PENDING:
            return replace(silence, starts_at=now, ends_at=now, updated_at=now)


def forgettable(silences: Iterable[Silence], now: Instant) -> tuple[str, ...]:
    """Return the ids of those that ended so long ago that nobody asks for them."""
    return tuple(one.id for one in silences if one.ends_at + KEPT_AFTER_END <= now)


def in_order(silences: Iterable[Silence], now: Instant) -> tuple[Silence, ...]:
    """Return active ones by their end, pending ones by their start, then the newest expired."""

    def place(one: Silence) -> tuple[int, int, str]:
        match one.state(now):
            case SilenceState.ACTIVE:
                return (0, one.ends_at, one.id)
            case SilenceState.PENDING:
                return (1, one.starts_at, one.id)
            case SilenceState.EXPIRED:
                return (2, -one.ends_at, one.id)

    return tuple(sorted(silences, key=place))


def is_asked_for(silence: Silence, filters: Matchers) -> bool:
    """Tell whether a query's *filters* show it: they are held against its matchers' values."""
    said = {one.name: one.value for one in silence.matchers}
    return all(
        (one.name in said and one.value == "" and not one.operator.is_positive)
        or (one.name not in said and one.value == "" and one.operator.is_positive)
        or one.matches(said)
        for one in filters
    )


def _check(wish: SilenceWish, now: Instant) -> None:
    starts_at = now if wish.starts_at is None else wish.starts_at
    if not wish.matchers:
        raise InvalidInput("a silence needs at least one matcher")
    if fits_nothing_said(wish.matchers):
        raise InvalidInput("at least one matcher must not match a missing label")
    if wish.ends_at <= starts_at:
        raise InvalidInput("a silence must begin before it ends")
    if wish.ends_at <= now:
        raise InvalidInput("the end of a silence cannot lie in the past")


def _keeps_history(before: Silence, wanted: Silence, now: Instant) -> bool:
    """Tell whether the edit changes nothing of what was silenced up to now."""
    if before.matchers != wanted.matchers or before.customer != wanted.customer:
        return False
    match before.state(now):
        case SilenceState.ACTIVE:
            return before.starts_at // 1000 == wanted.starts_at // 1000
        case SilenceState.PENDING:
            return wanted.starts_at >= now
        case SilenceState.EXPIRED:
            return False


def _start(before: Silence, wanted: Silence, now: Instant) -> Instant:
    """Clients send a start back with fewer digits: one that has begun keeps its own."""
    is_active = before.state(now) is SilenceState.ACTIVE
    return before.starts_at if is_active else wanted.starts_at
