"""Which promises were kept: per goal, level, table and customer, net and gross.  Pure.

Gross counts no pause; between the two figures stand the pauses, each with its evidence: who
asked, who answered, by which way, which attachment shows it.  A breach is listed with its reason,
and one that nobody has explained is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ticketing.aspects.maintenance import ENDING
from ticketing.calendars import ServiceHours
from ticketing.commands import PauseReason
from ticketing.cycles import Cycle
from ticketing.events import Channel, Event, EventKind, instant_in
from ticketing.figures.verdicts import GoalKey, Judged
from ticketing.goal_state import GoalState, Verdict
from ticketing.rests import counted_between
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level


class Dimension(Enum):
    """By what compliance is told apart."""

    CUSTOMER = "customer"
    TABLE = "table"
    METRIC = "metric"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """Goals that were decided; what is None is taken together."""

    customer: str | None
    table: str | None
    metric: str | None
    level: Level | None
    met: int
    breached: int
    gross_met: int
    gross_breached: int

    @property
    def share(self) -> float | None:
        """Return the share that was kept, net; None where nothing was decided."""
        return _share(self.met, self.breached)

    @property
    def gross_share(self) -> float | None:
        return _share(self.gross_met, self.gross_breached)


@dataclass(frozen=True, slots=True)
class Breach:
    """A goal that was missed.  ``by_gross_alone``: only because no pause counted."""

    ticket: int
    customer: str
    level: Level
    goal: str
    cycle: int
    breached_at: Instant
    over_by: Duration  # so far
    by_gross_alone: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class PauseEvidence:
    """A pause and what shows that it was rightly made.

    ``seq`` and ``end_seq`` name the events; people are as the events say, without their texts.
    """

    ticket: int
    customer: str
    cycle: int
    reason: PauseReason
    start: Instant
    end: Instant | None
    seq: int
    entered_by: str
    asked_by: str | None
    asked_channel: Channel
    end_seq: int | None = None
    answered_by: str | None = None
    answered_at: Instant | None = None
    answered_channel: Channel | None = None
    attachment: str | None = None

    @property
    def is_evidenced(self) -> bool:
        """Whether it is known who asked, and, where it ended, who answered."""
        return self.asked_by is not None and (self.end is None or self.answered_by is not None)


def compliance(found: Iterable[Judged]) -> tuple[ComplianceRow, ...]:
    """Return the finest table: a row for each customer, table, metric and level."""
    rows = (
        ComplianceRow(
            customer=one.customer,
            table=one.table,
            metric=one.metric,
            level=one.level,
            met=int(one.verdict is Verdict.MET),
            breached=int(one.verdict is Verdict.BREACHED),
            gross_met=int(one.gross_verdict is Verdict.MET),
            gross_breached=int(one.gross_verdict is Verdict.BREACHED),
        )
        for one in found
        if one.decided_at is not None
    )
    return merged(rows, frozenset(Dimension))


def merged(rows: Iterable[ComplianceRow], by: frozenset[Dimension]) -> tuple[ComplianceRow, ...]:
    """Return *rows* told apart by these dimensions only, the others taken together."""
    sums: defaultdict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        key = _key(row, by)
        counts = (row.met, row.breached, row.gross_met, row.gross_breached)
        sums[key] = [one + other for one, other in zip(sums[key], counts, strict=True)]
    return tuple(ComplianceRow(*key, *sums[key]) for key in sorted(sums, key=_order))


def breaches(found: Iterable[Judged], reasons: Mapping[GoalKey, str]) -> Iterator[Breach]:
    """Yield the missed goals of one ticket, gross ones among them."""
    for one in found:
        is_net = one.verdict is Verdict.BREACHED
        breached_at = one.breached_at if is_net else one.gross_breached_at
        if one.decided_at is not None and breached_at is not None:
            elapsed = one.elapsed if is_net else one.gross_elapsed
            yield Breach(
                ticket=one.ticket,
                customer=one.customer,
                level=one.level,
                goal=one.goal,
                cycle=one.cycle,
                breached_at=breached_at,
                over_by=Duration(max(0, elapsed - one.target)),
                by_gross_alone=not is_net,
                reason=reasons.get((one.goal, one.cycle)),
            )


def pauses(events: Sequence[Event]) -> tuple[PauseEvidence, ...]:
    """Return the pauses and maintenance of a log, in order; the last ones may still run."""
    found = [*_asked_pauses(events), *_maintenance(events)]
    return tuple(sorted(found, key=lambda pause: (pause.start, pause.seq)))


def _asked_pauses(events: Sequence[Event]) -> Sequence[PauseEvidence]:
    found: list[PauseEvidence] = []
    customer, cycle = str(events[0].data.get("customer") or "") if events else "", 1
    for event in events:
        if event.kind is EventKind.REOPENED:
            cycle += 1
        if event.kind in _ENDS and found and found[-1].end is None:
            found[-1] = _ended(found[-1], event)
        if event.kind is EventKind.PAUSED:
            found.append(_begun(event, customer, cycle))
    return found


def _maintenance(events: Sequence[Event]) -> Sequence[PauseEvidence]:
    """Return the planned windows that rested the clocks; the window's name is the evidence."""
    found: list[PauseEvidence] = []
    customer, cycle = str(events[0].data.get("customer") or "") if events else "", 1
    for event in events:
        is_open = bool(found) and found[-1].end is None
        cycle += event.kind is EventKind.REOPENED
        if event.kind in ENDING and is_open:
            end = Instant(max(found[-1].start, event.occurred_at))
            found[-1] = replace(found[-1], end=end, end_seq=event.seq)
        elif event.kind is EventKind.MAINTENANCE_BEGAN and not is_open:
            window = str(event.data["window"])
            found.append(
                PauseEvidence(
                    ticket=event.ticket,
                    customer=customer,
                    cycle=cycle,
                    reason=PauseReason.MAINTENANCE,
                    start=event.occurred_at,
                    end=None,
                    seq=event.seq,
                    entered_by=event.actor,
                    asked_by=window,
                    asked_channel=event.channel,
                    answered_by=window,
                    answered_at=event.occurred_at,
                    answered_channel=event.channel,
                )
            )
    return found


def excused(
    pause: PauseEvidence, state: GoalState, cycle: Cycle, hours: ServiceHours, now: Instant
) -> Duration:
    """Return how much of a goal's time one pause took out of its count; 0 where it counts not.

    *cycle* is the one of the goal: time in which the fault was gone needs no excuse.
    """
    if state.started_at is None or state.cycle != pause.cycle:
        return Duration(0)
    end = now if state.stopped_at is None else state.stopped_at
    gone = cycle.gone if state.goal.rests_while_recovered else ()
    total = 0
    for rest in state.rests:
        begin = Instant(max(rest.start, pause.start, state.started_at))
        finish = Instant(min(at for at in (rest.end, pause.end, end) if at is not None))
        total += counted_between(begin, finish, gone, hours)
    return Duration(total)


_ENDS = frozenset(
    {
        EventKind.PAUSED,
        EventKind.RESUMED,
        EventKind.RESOLVED,
        EventKind.SELF_RECOVERED,
        EventKind.CLOSED,
        EventKind.CANCELLED,
        EventKind.MERGED,
    }
)


def _begun(event: Event, customer: str, cycle: int) -> PauseEvidence:
    return PauseEvidence(
        ticket=event.ticket,
        customer=customer,
        cycle=cycle,
        reason=PauseReason(event.data["reason"]),
        start=event.occurred_at,
        end=None,
        seq=event.seq,
        entered_by=event.actor,
        asked_by=_said(event, "asked_by"),
        asked_channel=event.channel,
        answered_by=_said(event, "answered_by"),
        answered_at=instant_in(event.data, "answered_at"),
        attachment=_said(event, "attachment"),
    )


def _ended(pause: PauseEvidence, event: Event) -> PauseEvidence:
    answered_by = _said(event, "answered_by") or pause.answered_by
    answered_at = instant_in(event.data, "answered_at") or pause.answered_at
    return replace(
        pause,
        end=Instant(max(pause.start, event.occurred_at)),
        end_seq=event.seq,
        answered_by=answered_by,
        answered_at=answered_at,
        answered_channel=event.channel if answered_by else None,
        attachment=_said(event, "attachment") or pause.attachment,
    )


def _said(event: Event, name: str) -> str | None:
    """Return what an event says under a name, as a fact or as text that may be erased."""
    fact = event.data.get(name)
    if isinstance(fact, str | int) and not isinstance(fact, bool) and str(fact).strip():
        return str(fact)
    return event.prose.get(name) or None


_Key = tuple[str | None, str | None, str | None, Level | None]


def _key(row: ComplianceRow, by: frozenset[Dimension]) -> _Key:
    return (
        row.customer if Dimension.CUSTOMER in by else None,
        row.table if Dimension.TABLE in by else None,
        row.metric if Dimension.METRIC in by else None,
        row.level if Dimension.LEVEL in by else None,
    )


def _order(key: _Key) -> tuple[str, str, str, int]:
    customer, table, metric, level = key
    return customer or "", table or "", metric or "", level.rank if level else 0


def _share(met: int, breached: int) -> float | None:
    return met / (met + breached) if met + breached else None
