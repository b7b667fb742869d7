"""How much noise each rule makes: alerts, problems, what went away unanswered; and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import Connection, select

from ticketing import store
from ticketing.events import SYSTEM, Event, EventKind
from ticketing.tables import ticket
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant
from watchkeeper.core.messages import Text, text

MOST_TICKETS = 20_000
_AT_ONCE = 400  # tickets whose logs are read together
_MOSTLY = 0.8
_ENOUGH = 3
_LENGTHS = tuple(
    Duration(one)
    for one in (MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR)
)
_BEGINS = frozenset({EventKind.OPENED, EventKind.RELAPSED, EventKind.REOPENED})


@dataclass(frozen=True, slots=True)
class RuleNoise:
    """One rule over some days.

    ``problems`` are distinct faults, however often they came back.  A ticket recovered by itself
    where the fault went away before a person had done anything to the ticket.
    """

    rule: str
    alerts: int
    problems: int
    tickets: int
    recovered_by_itself: int
    share_by_itself: float
    median_fault: Duration | None
    remedy: Text | None


@dataclass(slots=True)
class _Tally:
    alerts: int = 0
    tickets: int = 0
    by_itself: int = 0
    problems: set[str] = field(default_factory=set)
    faults: list[int] = field(default_factory=list)  # ms from failing to recovered
    gaps: list[int] = field(default_factory=list)  # ms from recovered to failing again


def noise(
    connection: Connection, since: Instant, customers: Iterable[str] | None = None
) -> tuple[RuleNoise, ...]:
    """Return the rules whose alerts opened or joined a ticket since then, the loudest first."""
    statement = select(ticket.c.number).where(ticket.c.opened_at >= since)
    if customers is not None:
        statement = statement.where(ticket.c.customer.in_(list(customers)))
    numbers = connection.scalars(
        statement.order_by(ticket.c.number.desc()).limit(MOST_TICKETS)
    ).all()
    return noise_of(log for chunk in _chunks(numbers) for log in _logs(connection, chunk))


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for begin in range(0, len(numbers), _AT_ONCE):
        yield numbers[begin : begin + _AT_ONCE]


def _logs(connection: Connection, numbers: Sequence[int]) -> Iterator[list[Event]]:
    yield from store.load_events(connection, numbers).values()


def noise_of(logs: Iterable[Sequence[Event]]) -> tuple[RuleNoise, ...]:
    """Return the noise of the rules in some tickets' logs; tickets of people make none."""
    tallies: dict[str, _Tally] = {}
    for log in logs:
        _count(log, tallies)
    found = [_rule_noise(name, tally) for name, tally in tallies.items()]
    return tuple(sorted(found, key=lambda one: (-one.alerts, one.rule)))


def _count(log: Sequence[Event], tallies: dict[str, _Tally]) -> None:
    alerts = [alert for event in log for alert in _alerts(event)]
    names = list(dict.fromkeys(str(alert["name"]) for alert in alerts))
    if not names:
        return
    for alert in alerts:
        tally = tallies.setdefault(str(alert["name"]), _Tally())
        tally.alerts += 1
        tally.problems.add(str(alert["fingerprint"]))
    first = tallies[names[0]]  # the one that opened it
    first.tickets += 1
    first.alerts += sum(event.kind in _BEGINS for event in log) - 1
    first.by_itself += _went_by_itself(log)
    faults, gaps = _spells(log)
    first.faults += faults
    first.gaps += gaps


def _alerts(event: Event) -> Iterator[Mapping[str, object]]:
    if event.kind not in {EventKind.OPENED, EventKind.ALERT_ATTACHED}:
        return
    found = event.data.get("alerts")
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def _went_by_itself(log: Sequence[Event]) -> bool:
    """Tell whether the fault was gone before a person did anything."""
    for event in log:
        if event.kind in {EventKind.RECOVERED, EventKind.SELF_RECOVERED}:
            return True
        if event.actor != SYSTEM:
            return False
    return False


def _spells(log: Sequence[Event]) -> tuple[list[int], list[int]]:
    """Return how long the fault lasted each time, and how long it was away in between."""
    faults: list[int] = []
    gaps: list[int] = []
    begun: int | None = None
    gone: int | None = None
    for event in log:
        at = event.occurred_at
        if event.kind is EventKind.OPENED:
            begun = _first_failing(event)
        elif event.kind in _BEGINS:
            if gone is not None:
                gaps.append(max(0, at - gone))
            begun, gone = at, None
        elif event.kind is EventKind.RECOVERED and begun is not None:
            faults.append(max(0, at - begun))
            begun, gone = None, at
    return faults, gaps


def _first_failing(opened: Event) -> int:
    times = [alert.get("fired_at") for alert in _alerts(opened)]
    return min((at for at in times if isinstance(at, int)), default=opened.occurred_at)


def _rule_noise(name: str, tally: _Tally) -> RuleNoise:
    share = tally.by_itself / tally.tickets if tally.tickets else 0.0
    return RuleNoise(
        rule=name,
        alerts=tally.alerts,
        problems=len(tally.problems),
        tickets=tally.tickets,
        recovered_by_itself=tally.by_itself,
        share_by_itself=round(share, 3),
        median_fault=Duration(round(median(tally.faults))) if tally.faults else None,
        remedy=_remedy(tally, share),
    )


def _remedy(tally: _Tally, share: float) -> Text | None:
    """Suggest a change where there is enough to learn from; None: leave it."""
    goes = tally.tickets >= _ENOUGH and share >= _MOSTLY
    wait = _covering(tally.faults) if goes else None
    if wait is not None:
        return text(
            "a `for` longer by {wait} would have kept {quiet} of {all} quiet",
            wait=text_from_duration(wait),
            quiet=sum(one < wait for one in tally.faults),
            all=len(tally.faults),
        )
    joined = _covering(tally.gaps) if len(tally.gaps) >= _ENOUGH else None
    if joined is not None:
        return text(
            "`keep_firing_for: {gap}` would have joined {joined} of {all} returns",
            gap=text_from_duration(joined),
            joined=sum(one < joined for one in tally.gaps),
            all=len(tally.gaps),
        )
    if goes:
        return text("it goes away by itself after hours; a milder level or `record` may do")
    return None


def _covering(lengths: Sequence[int]) -> Duration | None:
    """Return the shortest usual length that is longer than most of *lengths*."""
    for length in _LENGTHS:
        if lengths and sum(one < length for one in lengths) >= _MOSTLY * len(lengths):
            return length
    return None
