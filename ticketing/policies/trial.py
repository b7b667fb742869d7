"""A closed ticket under a policy that it did not run by: which goals it would have breached.  Pure.

What happened is taken as it happened: reports, stops, pauses, changes of level and of policy.
Today's verdicts are those that the log froze at the close; the trial judges the same events, as
far as they were written then, by the other goals on the calendars that the ticket had pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.calendars import ServiceHours
from ticketing.course_work import traits_of
from ticketing.events import Event, EventKind
from ticketing.figures.verdicts import Judged, frozen_verdicts, judged
from ticketing.fold import TermsOf, fold
from ticketing.goal_state import Verdict
from ticketing.pinned import PinnedTerms
from ticketing.policy import Policy, Terms, scale, terms_of, with_tables
from ticketing.selection import Traits, fits
from ticketing.ticket import Ticket
from ticketing.workdays.book import HoursBook
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word

ContractOf = Callable[[str], str]
"""Returns the policy that a customer's contract names."""

_JUDGED = frozenset({Verdict.MET, Verdict.BREACHED})


class Left(Word):
    """Why a ticket is not tried."""

    OTHER = "other"  # it ran by other policies than the one that would be replaced
    UNSELECTED = "unselected"  # the policy's `select` does not want it


@dataclass(frozen=True, slots=True)
class TriedGoal:
    """A goal of one cycle: its verdict today, and by the trial; None where it is not promised."""

    goal: str
    cycle: int
    level: Level
    before: Verdict | None
    after: Verdict | None

    @property
    def is_owed_before(self) -> bool:
        return self.before in _JUDGED

    @property
    def is_owed_after(self) -> bool:
        return self.after in _JUDGED

    @property
    def was_breached(self) -> bool:
        return self.before is Verdict.BREACHED

    @property
    def is_breached(self) -> bool:
        return self.after is Verdict.BREACHED

    @property
    def is_changed(self) -> bool:
        return self.was_breached is not self.is_breached


@dataclass(frozen=True, slots=True)
class TriedTicket:
    number: int
    goals: tuple[TriedGoal, ...]


class Candidate:
    """A policy that is tried, in place of the one named *instead_of*, or of whatever there was."""

    def __init__(self, policy: Policy, *, instead_of: str | None, book: HoursBook) -> None:
        self.policy = policy
        self.instead_of = instead_of
        self._book = book
        self._terms: dict[str, Terms] = {}

    def replaces(self, pinned: PinnedTerms) -> bool:
        return self.instead_of in {None, pinned.source.policy}

    def terms(self, pinned: PinnedTerms) -> Terms:
        """Return the terms by which the trial goes where the log names *pinned*."""
        if not self.replaces(pinned):
            return pinned.terms
        found = self._terms.get(pinned.source.digest)
        if found is None:
            found = self._terms[pinned.source.digest] = self._bound(pinned)
        return found

    def _bound(self, pinned: PinnedTerms) -> Terms:
        """Return the policy with the tables, the zone and the calendars of *pinned*."""
        source = pinned.source
        tables = tuple(table for table in source.tables if table in self.policy.tables)
        policy = scale(with_tables(self.policy, tables), source.divisor)
        hours = {name: self._hours(name, pinned) for name in policy.calendars_elsewhere}
        return terms_of(policy, version=0, zone=source.zone, pinned=hours)

    def _hours(self, name: str, pinned: PinnedTerms) -> ServiceHours:
        own = pinned.terms
        if name in own.hours and name not in own.policy.calendars:
            return own.hours[name]
        return self._book.hours(name, own.zone, self._book.current(name, own.zone))


def try_ticket(
    events: Sequence[Event],
    candidate: Candidate,
    known: Mapping[str, PinnedTerms],
    contract_of: ContractOf,
) -> TriedTicket | Left:
    """Return how a closed ticket is judged today and by *candidate*; *known*: terms by digest."""
    log = until_closed(events)
    if not any(candidate.replaces(known[digest]) for digest in digests_in(log)):
        return Left.OTHER
    before = _folded(log, lambda digest: known[digest].terms)
    if not fits(candidate.policy.select, _traits(before, contract_of)):
        return Left.UNSELECTED
    after = _folded(_unjudged(log), lambda digest: candidate.terms(known[digest]))
    closed_at = log[-1].occurred_at
    today = judged(before, before.terms[-1], closed_at, frozen_verdicts(log))
    trial = judged(after, after.terms[-1], closed_at, {})
    return TriedTicket(before.number, _tried(today, trial))


def _tried(today: Iterable[Judged], trial: Iterable[Judged]) -> tuple[TriedGoal, ...]:
    before = {(one.goal, one.cycle): one for one in today}
    after = {(one.goal, one.cycle): one for one in trial}
    return tuple(
        TriedGoal(
            goal,
            cycle,
            one.level,
            before[goal, cycle].verdict if (goal, cycle) in before else None,
            after[goal, cycle].verdict if (goal, cycle) in after else None,
        )
        for (goal, cycle), one in {**before, **after}.items()
    )


def digests_in(events: Sequence[Event]) -> frozenset[str]:
    """Return the terms that a log names."""
    named = (event.data.get("terms") for event in events)
    return frozenset(digest for digest in named if isinstance(digest, str))


def until_closed(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the log as it was when the ticket was closed; corrections after that judge nothing."""
    ends = [place for place, event in enumerate(events) if event.kind is EventKind.CLOSED]
    return tuple(events[: ends[-1] + 1] if ends else events)


def _folded(log: Sequence[Event], terms: TermsOf) -> Ticket:
    return fold(log, terms, log[-1].occurred_at)


def _unjudged(log: Sequence[Event]) -> tuple[Event, ...]:
    """Return the log without the verdicts that its close froze."""
    return tuple(
        replace(
            event,
            data=MappingProxyType({k: v for k, v in event.data.items() if k != "verdicts"}),
        )
        if event.kind is EventKind.CLOSED
        else event
        for event in log
    )


def _traits(ticket: Ticket, contract_of: ContractOf) -> Traits:
    """Return what the policy may ask of the ticket as it was opened."""
    customer = ticket.subject.customer
    return replace(
        traits_of(ticket),
        customer=customer,
        contract=contract_of(customer),
        severity=str(ticket.cycles[0].levels[0].level),
    )
