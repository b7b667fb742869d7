"""From alerts to tickets: pure decisions on states, never on edges (D5, D7, D8).

An alert's row remembers what was heard.  Comparing it with what is heard now gives the next row;
comparing the rows of one problem (a fingerprint) with its ticket gives what to do.  Hearing the
same thing twice decides nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from ticketing.lifecycle import Presence, TicketState
from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant
from watchkeeper.core.levels import Level, worst

MAX_TITLE = 1_000
_LOOKS_AT_CAUSES = MINUTE
RECURRENCE_WITHIN = Duration(30 * DAY)


class FeedWatch(Protocol):
    """Tells silence from recovery; the series store fulfils it.  Synchronous: from memory."""

    def reports(self, feed: str, now: Instant) -> bool:
        """Tell whether the stream of samples *feed* still arrives as expected at *now*."""
        ...


class AlertState(Enum):
    """What is believed of an alert."""

    FIRING = "firing"
    RECOVERING = "recovering"  # it left the set; believed only after the hysteresis
    NO_DATA = "no_data"  # it left the set together with the data it was made of
    RESOLVED = "resolved"


ACTIVE = frozenset({AlertState.FIRING, AlertState.RECOVERING, AlertState.NO_DATA})


@dataclass(frozen=True, slots=True)
class Heard:
    """One alert as it was heard: from a rule group, or posted to us.

    ``member`` tells all labels apart, ``fingerprint`` leaves the priority ones out (D5).
    """

    member: str
    fingerprint: str
    source: str
    name: str
    level: Level
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    target: str
    customer: str
    active_at: Instant
    fired_at: Instant
    go_live: Instant | None = None
    accepted_until: Instant | None = None
    quiet_until: Instant | None = None  # a silence or a window holds it
    value: float | None = None
    feeds: tuple[str, ...] = ()
    expression: str = ""
    generator_url: str = ""
    expires_at: Instant | None = None
    resolved_at: Instant | None = None  # posted as resolved

    @property
    def title(self) -> str:
        summary = self.annotations.get("summary") or self.annotations.get("description")
        return (summary or f"{self.name}: {self.target}".removesuffix(": "))[:MAX_TITLE]

    @property
    def title_zh(self) -> str:
        summary = self.annotations.get("summary_zh") or self.annotations.get("description_zh")
        return (summary or "")[:MAX_TITLE]


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as it is remembered."""

    heard: Heard
    state: AlertState
    level: Level  # believed: rises at once, falls after the hysteresis
    lower_since: Instant | None = None
    missing_since: Instant | None = None
    ticket: int | None = None
    wakes_at: Instant | None = None
    symptom_of: str | None = None  # the target that is at fault

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_unjudged(self) -> bool:
        """Whether its rule is gone: no feed carries it, and nobody promised to say it again."""
        heard = self.heard
        return self.state is AlertState.NO_DATA and not heard.feeds and heard.expires_at is None


def hear(row: AlertRow | None, heard: Heard, now: Instant, hysteresis: Duration) -> AlertRow | None:
    """Return the row after *heard*; None for the end of something never heard of."""
    if heard.resolved_at is not None:
        if row is None or not row.is_active:
            return row
        return waking(_missing(row, min(heard.resolved_at, now)), now, hysteresis)
    if row is None or row.state is AlertState.RESOLVED:
        ticket = row.ticket if row else None
        return waking(
            AlertRow(heard, AlertState.FIRING, heard.level, ticket=ticket), now, hysteresis
        )
    fresh = replace(
        row,
        heard=replace(heard, active_at=row.heard.active_at, fired_at=row.heard.fired_at),
        state=AlertState.FIRING,
        missing_since=None,
    )
    return waking(_with_level(fresh, heard.level, now, hysteresis), now, hysteresis)


def miss(
    row: AlertRow, now: Instant, hysteresis: Duration, reports: Callable[[str], bool]
) -> AlertRow:
    """Return the row of an alert that is not in its group's set any more."""
    if not row.is_active:
        return row
    if not all(reports(feed) for feed in row.heard.feeds):
        silent = replace(row, state=AlertState.NO_DATA, missing_since=row.missing_since or now)
        return silent if row.state is AlertState.NO_DATA else waking(silent, now, hysteresis)
    if row.state is AlertState.RECOVERING:
        return row
    return waking(_missing(row, now), now, hysteresis)


def let_go(row: AlertRow, now: Instant) -> AlertRow:
    """Return the row of an alert whose rule is gone: whether the fault is there, nobody says.

    That is no recovery.  What no ticket holds simply ends.
    """
    if not row.is_active or row.is_unjudged:
        return row
    if row.ticket is None:
        return replace(row, state=AlertState.RESOLVED, lower_since=None, wakes_at=None)
    return replace(
        row,
        heard=replace(row.heard, feeds=()),
        state=AlertState.NO_DATA,
        missing_since=row.missing_since or now,
        lower_since=None,
        wakes_at=None,
    )


def without_predecessors(rows: Iterable[AlertRow]) -> tuple[AlertRow, ...]:
    """Return the members of a problem; what another rule has taken over, labels and all, ends."""
    members = tuple(rows)
    judged = [dict(row.heard.labels) for row in members if row.is_active and not row.is_unjudged]
    return tuple(
        replace(row, state=AlertState.RESOLVED)
        if row.is_unjudged and dict(row.heard.labels) in judged
        else row
        for row in members
    )


def review(
    row: AlertRow,
    now: Instant,
    hysteresis: Duration,
    reports: Callable[[str], bool],
    *,
    heard_since: Instant,
) -> AlertRow:
    """Return the row after its timer rang.  *heard_since*: since when we have been listening.

    A posted alert whose sender went silent while we were down is given until it could have spoken.
    """
    if row.state is AlertState.RECOVERING and _is_over(row.missing_since, hysteresis, now):
        if all(reports(feed) for feed in row.heard.feeds):
            return replace(row, state=AlertState.RESOLVED, lower_since=None, wakes_at=None)
        return replace(row, wakes_at=Instant(now + max(1, hysteresis)))
    expires_at = row.heard.expires_at
    if row.state is AlertState.FIRING and expires_at is not None and expires_at <= now:
        grace_ends = Instant(heard_since + hysteresis)
        if expires_at < heard_since and now < grace_ends:
            return replace(row, wakes_at=grace_ends)
        return replace(row, state=AlertState.NO_DATA, missing_since=expires_at, wakes_at=None)
    return waking(_with_level(row, row.heard.level, now, hysteresis), now, hysteresis)


def accept(row: AlertRow, until: Instant, now: Instant, hysteresis: Duration) -> AlertRow:
    """Return the row of a finding that somebody accepts until then."""
    heard = replace(row.heard, accepted_until=until)
    return waking(replace(row, heard=heard), now, hysteresis)


def take_back(row: AlertRow, now: Instant) -> AlertRow:
    """Return the row of a finding that is accepted no longer: to be looked at again at once."""
    return replace(row, heard=replace(row.heard, accepted_until=None), wakes_at=now)


def _missing(row: AlertRow, since: Instant) -> AlertRow:
    return replace(row, state=AlertState.RECOVERING, missing_since=since, lower_since=None)


def _with_level(row: AlertRow, level: Level, now: Instant, hysteresis: Duration) -> AlertRow:
    """A worse level is believed at once, a better one when it held for the hysteresis."""
    if not row.level.is_worse_than(level):
        return replace(row, level=level, lower_since=None)
    if row.lower_since is None:
        return replace(row, lower_since=now)
    if _is_over(row.lower_since, hysteresis, now):
        return replace(row, level=level, lower_since=None)
    return row


def _is_over(since: Instant | None, wait: Duration, now: Instant) -> bool:
    return since is not None and since + wait <= now


def waking(row: AlertRow, now: Instant, hysteresis: Duration) -> AlertRow:
    """Return the row with the instant at which it must be looked at again."""
    moments: list[int] = []
    if row.state is AlertState.RECOVERING and row.missing_since is not None:
        moments.append(max(row.missing_since + hysteresis, now))
    if row.state is AlertState.FIRING:
        if row.lower_since is not None:
            moments.append(row.lower_since + hysteresis)
        if row.heard.expires_at is not None:
            moments.append(row.heard.expires_at)
        if row.heard.go_live is not None and row.heard.go_live > now:
            moments.append(row.heard.go_live)
        if row.heard.accepted_until is not None and row.heard.accepted_until > now:
            moments.append(row.heard.accepted_until)
        if row.heard.quiet_until is not None and row.heard.quiet_until > now:
            moments.append(row.heard.quiet_until)
        if row.symptom_of is not None:
            moments.append(now + _LOOKS_AT_CAUSES)
    return replace(row, wakes_at=Instant(min(moments)) if moments else None)


# From rows to a ticket.


@dataclass(frozen=True, slots=True)
class LastTicket:
    """The newest ticket of a problem, as far as correlation needs it.

    ``took_in``: the problem's own ticket was merged into this one.
    """

    number: int
    state: TicketState
    level: Level
    presence: Presence
    resolved_at: Instant | None
    closed_at: Instant | None
    took_in: bool = False


class ActionKind(Enum):
    """What happens to a problem's ticket."""

    OPEN = "open"
    REOPEN = "reopen"
    ATTACH = "attach"
    WORSEN = "worsen"
    IMPROVE = "improve"
    RELAPSE = "relapse"
    RECOVER = "recover"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.  ``at``: when it happened; ``level``: the new one, where it changes.

    ``is_unjudged``: it is silent because its rule is gone, not because data is missing.
    """

    kind: ActionKind
    at: Instant
    level: Level | None = None
    member: AlertRow | None = None
    recurrence_of: int | None = None
    is_unjudged: bool = False


def presence_of(rows: Iterable[AlertRow]) -> Presence:
    """Return whether a problem is there, by its members."""
    states = {row.state for row in rows}
    if AlertState.FIRING in states or AlertState.RECOVERING in states:
        return Presence.FAILING
    return Presence.NO_DATA if AlertState.NO_DATA in states else Presence.RECOVERED


def level_of(rows: Iterable[AlertRow]) -> Level:
    """Return the worst believed level of the members that are active."""
    return worst([row.level for row in rows if row.is_active])


def is_ticketed(row: AlertRow, now: Instant) -> bool:
    """Tell whether an alert opens a ticket (D8).

    Not when it is recorded only, silenced or a symptom, nor of III/IV while its target is on trial or it is
    accepted.
    """
    if row.state is not AlertState.FIRING or not row.level.opens_ticket:
        return False
    if row.symptom_of is not None:
        return False
    if row.heard.quiet_until is not None and now < row.heard.quiet_until:
        return False
    waits_for = (row.heard.go_live, row.heard.accepted_until)
    is_held = any(moment is not None and now < moment for moment in waits_for)
    return not is_held or row.level in {Level.I, Level.II}


def decide(
    before: tuple[AlertRow, ...],
    after: tuple[AlertRow, ...],
    last: LastTicket | None,
    now: Instant,
    *,
    reopen_within: Duration,
) -> tuple[Action, ...]:
    """Return what to do about one problem whose members went from *before* to *after*."""
    if last is not None and last.state.is_live:
        follow = _join if last.took_in else _follow
        return tuple(follow(before, after, last, now))
    faded = _faded(after, last, now)
    if faded is not None:
        return (faded,)
    wanting = [row for row in after if is_ticketed(row, now)]
    if not wanting or _is_muted(before, wanting, last):
        return ()
    level = worst([row.level for row in wanting])
    occurred_at = min(row.heard.active_at for row in wanting)
    if _reopens(last, now, reopen_within):
        assert last is not None
        actions = [Action(ActionKind.REOPEN, now)]
        if level.is_worse_than(last.level):
            actions.append(Action(ActionKind.WORSEN, now, level=level))
        return tuple(actions)
    recurrence_of = last.number if last and _recurs(last, now) else None
    return (Action(ActionKind.OPEN, occurred_at, level=level, recurrence_of=recurrence_of),)


def _faded(after: tuple[AlertRow, ...], last: LastTicket | None, now: Instant) -> Action | None:
    """Return that a fault is gone, or unseen, which a person had declared solved before."""
    if last is None or last.took_in or last.state is not TicketState.RESOLVED:
        return None
    presence = presence_of(after)
    if presence is last.presence or presence is Presence.FAILING:
        return None
    return _presence_action(presence, after, now)


def _is_muted(
    before: tuple[AlertRow, ...], wanting: list[AlertRow], last: LastTicket | None
) -> bool:
    """Tell whether a person ended the ticket while the fault went on, and it is the same fault.

    It stays quiet until it recovers or gets worse; a resolved ticket reopens itself in time.
    """
    if last is None:
        return False
    went_on = {row.heard.member for row in before if row.is_active and row.ticket == last.number}
    worsened = level_of(wanting).is_worse_than(level_of(before))
    return not worsened and any(row.heard.member in went_on for row in wanting)


def _reopens(last: LastTicket | None, now: Instant, within: Duration) -> bool:
    return (
        last is not None
        and last.state is TicketState.RESOLVED
        and last.resolved_at is not None
        and now - last.resolved_at <= within
    )


def _recurs(last: LastTicket, now: Instant) -> bool:
    ended_at = last.closed_at or last.resolved_at
    return ended_at is not None and now - ended_at <= RECURRENCE_WITHIN


def _follow(
    before: tuple[AlertRow, ...], after: tuple[AlertRow, ...], last: LastTicket, now: Instant
) -> Iterable[Action]:
    """Yield how a live ticket follows its alerts."""
    for row in after:
        if row.state is AlertState.FIRING and row.ticket != last.number:
            yield Action(ActionKind.ATTACH, now, member=row)
    presence = presence_of(after)
    if presence is not last.presence:
        yield _presence_action(presence, after, now)
    if presence is Presence.FAILING:
        yield from _level_actions(before, after, last, now)


def _join(
    before: tuple[AlertRow, ...], after: tuple[AlertRow, ...], last: LastTicket, now: Instant
) -> Iterable[Action]:
    """Yield how a live ticket hears of a problem that was merged into it.

    Whether its own fault is there is not this problem's to say.
    """
    firing = [row for row in after if row.state is AlertState.FIRING]
    for row in firing:
        if row.ticket != last.number:
            yield Action(ActionKind.ATTACH, now, member=row)
    level = level_of(firing) if firing else last.level
    if level.is_worse_than(last.level) and level.is_worse_than(level_of(before)):
        yield Action(ActionKind.WORSEN, now, level=level)


def _level_actions(
    before: tuple[AlertRow, ...], after: tuple[AlertRow, ...], last: LastTicket, now: Instant
) -> Iterable[Action]:
    """A level that a person set stands until the alerts themselves get worse than they were."""
    level, earlier = level_of(after), level_of(before)
    if not level.opens_ticket:
        return
    if level.is_worse_than(last.level) and level.is_worse_than(earlier):
        yield Action(ActionKind.WORSEN, now, level=level)
    elif last.level is earlier and earlier.is_worse_than(level):
        yield Action(ActionKind.IMPROVE, now, level=level)


def _presence_action(presence: Presence, after: tuple[AlertRow, ...], now: Instant) -> Action:
    if presence is Presence.FAILING:
        return Action(ActionKind.RELAPSE, now)
    ended = [row.missing_since for row in after if row.missing_since is not None]
    at = max(ended, default=now)
    if presence is Presence.NO_DATA:
        silent = [row for row in after if row.state is AlertState.NO_DATA]
        is_unjudged = all(row.is_unjudged for row in silent)
        return Action(ActionKind.SILENCE, now, is_unjudged=is_unjudged)
    return Action(ActionKind.RECOVER, at)
