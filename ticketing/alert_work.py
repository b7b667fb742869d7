"""Follow alerts inside a unit of work: rows, tickets and events change together (D7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing import acceptance_rows, alert_store, alert_words, evidence_rows, store
from ticketing.commands import LevelCause
from ticketing.consents import customer_facts
from ticketing.correlate import (
    Action,
    ActionKind,
    AlertRow,
    AlertState,
    Heard,
    LastTicket,
    decide,
    hear,
    let_go,
    miss,
    review,
    without_predecessors,
)
from ticketing.course_work import let_take_over
from ticketing.directory import Targets
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.held_alerts import detached, held
from ticketing.mutes.model import Mutes
from ticketing.policy import Policy, Recovery
from ticketing.review_work import propose_review
from ticketing.selection import Traits
from ticketing.shelf import Shelf
from ticketing.storms.surroundings import Surroundings
from ticketing.symptom_work import SymptomWork
from ticketing.work import Work
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be applied to the alerts of some problems."""

    heard: tuple[Heard, ...] = ()
    missed: tuple[AlertRow, ...] = ()  # not in their group's set any more
    reviewed: tuple[AlertRow, ...] = ()  # their timer rang
    unjudged: tuple[AlertRow, ...] = ()  # their rule is gone

    @property
    def fingerprints(self) -> tuple[str, ...]:
        rows = (row.heard for row in (*self.missed, *self.reviewed, *self.unjudged))
        return tuple(dict.fromkeys(one.fingerprint for one in (*self.heard, *rows)))


Members = dict[str, AlertRow]


@dataclass(frozen=True, slots=True)
class AlertWork:
    """Applies changes of alerts within a unit of work."""

    work: Work
    shelf: Shelf
    targets: Targets
    mutes: Mutes
    around: Surroundings
    reports: Callable[[str], bool]  # whether a feed reports now
    heard_since: Instant
    owes_evidence: bool  # whether anybody can gather it

    def follow(self, changes: Changes) -> None:
        """Bring the problems' alerts and tickets up to date, and settle the tickets."""
        connection = self.work.connection
        before = alert_store.alerts_of_problems(connection, changes.fingerprints)
        after = {fingerprint: dict(rows) for fingerprint, rows in before.items()}
        self._apply(changes, after)
        lasts = store.last_tickets(connection, changes.fingerprints)
        symptoms = SymptomWork(self.work, self.around, before, after, lasts)
        manners = self._manners(after)
        marked = symptoms.mark(hysteresis=manners.recovery.hysteresis, wait=manners.group_wait)
        todo = self._decide(before, after, lasts)
        for fingerprint in after.keys() - todo.keys():
            now, last = self.work.now, lasts.get(fingerprint)
            after[fingerprint] |= detached(before[fingerprint], after[fingerprint], last, now)
        numbers = iter(store.take_numbers(connection, _opened(todo)) if _opened(todo) else ())
        self.work.load(last.number for fp, last in lasts.items() if todo.get(fp))
        for fingerprint, actions in todo.items():
            last = lasts.get(fingerprint)
            opens = actions[0].kind is ActionKind.OPEN
            number = next(numbers) if opens or last is None else last.number
            self._perform(number, actions, after[fingerprint])
            let_take_over(self.work, number, shelf=self.shelf, targets=self.targets)
            self.work.settle(number)
        symptoms.tell(marked)
        self._write(before, after)

    def _apply(self, changes: Changes, after: Mapping[str, Members]) -> None:
        now = self.work.now
        accepted = acceptance_rows.accepted_until(
            self.work.connection, {heard.fingerprint for heard in changes.heard}, now
        )
        for said in changes.heard:
            heard = self._held(replace(said, accepted_until=accepted.get(said.fingerprint)))
            members = after[heard.fingerprint]
            row = hear(members.get(heard.member), heard, now, self._recovery(heard).hysteresis)
            if row is not None:
                members[heard.member] = row
        for stale in changes.missed:
            row = after[stale.heard.fingerprint].get(stale.heard.member)
            if row is not None:
                hysteresis = self._recovery(row.heard).hysteresis
                after[row.heard.fingerprint][row.heard.member] = miss(
                    row, now, hysteresis, self.reports
                )
        for stale in changes.reviewed:
            row = after[stale.heard.fingerprint].get(stale.heard.member)
            if row is not None and row.wakes_at is not None and row.wakes_at <= now:
                after[row.heard.fingerprint][row.heard.member] = review(
                    replace(row, heard=self._held(row.heard)),
                    now,
                    self._recovery(row.heard).hysteresis,
                    self.reports,
                    heard_since=self.heard_since,
                )
        for stale in changes.unjudged:
            row = after[stale.heard.fingerprint].get(stale.heard.member)
            if row is not None:
                after[row.heard.fingerprint][row.heard.member] = let_go(row, now)
        for members in after.values():
            members.update(
                {row.heard.member: row for row in without_predecessors(members.values())}
            )

    def _manners(self, after: Mapping[str, Members]) -> Policy:
        """Return the policy of the first problem; a portion seldom has two customers'."""
        rows = (row for members in after.values() for row in members.values())
        customer = next((row.heard.customer for row in rows), "")
        return self.shelf.policy_of(self.targets.terms(customer))

    def _held(self, heard: Heard) -> Heard:
        return held(heard, self.mutes, self.work.now)

    def _recovery(self, heard: Heard) -> Recovery:
        return self.shelf.policy_of(self.targets.terms(heard.customer)).recovery

    def _decide(
        self,
        before: Mapping[str, Members],
        after: Mapping[str, Members],
        lasts: Mapping[str, LastTicket],
    ) -> dict[str, tuple[Action, ...]]:
        todo: dict[str, tuple[Action, ...]] = {}
        for fingerprint, members in after.items():
            if not members:
                continue
            heard = next(iter(members.values())).heard
            actions = decide(
                tuple(before[fingerprint].values()),
                tuple(members.values()),
                lasts.get(fingerprint),
                self.work.now,
                reopen_within=self._recovery(heard).reopen_within,
            )
            if actions:
                todo[fingerprint] = actions
        return todo

    def _perform(self, number: int, actions: tuple[Action, ...], members: Members) -> None:
        for action in actions:
            if action.kind is ActionKind.OPEN:
                self._open(number, action, members)
            else:
                self.work.append(number, _event(action, self.work.ticket(number).level.value))
            if action.kind in {ActionKind.OPEN, ActionKind.REOPEN, ActionKind.ATTACH}:
                for member, row in members.items():
                    if row.is_active:
                        members[member] = replace(row, ticket=number)

    def _open(self, number: int, action: Action, members: Members) -> None:
        assert action.level is not None
        firing = [row for row in members.values() if row.state is AlertState.FIRING]
        firing.sort(key=lambda row: (row.level.rank, row.heard.active_at))
        first = firing[0].heard
        terms = self.targets.terms(first.customer)
        about = target_facts(self.targets, first.target)
        traits = Traits(
            source="monitor",
            site=str(about["site"]),
            criticality=str(about["criticality"]),
            severity=str(action.level),
        )
        chosen = self.shelf.chosen(terms, traits)
        pinned = self.work.pin(chosen.source)
        data: dict[str, Fact] = {
            **about,
            "level": str(action.level),
            "source": "monitor",
            "is_reported": False,
            "fingerprint": first.fingerprint,
            "target": first.target,
            "customer": first.customer,
            "occurred_at": min(action.at, self.work.now),
            "detected_at": min(*(row.heard.fired_at for row in firing), self.work.now),
            "reported_at": self.work.now,
            "go_live": first.go_live,
            "recurrence_of": action.recurrence_of,
            "type": "incident",
            **chosen.facts,
            **self.shelf.warranty_facts(terms, self.work.now),
            **customer_facts(terms),
            "alerts": [alert_words.facts_of(row.heard) for row in firing],
        }
        prose = {
            "title": first.title,
            **({"title_zh": first.title_zh} if first.title_zh else {}),
            alert_words.PROSE: alert_words.words_of(row.heard for row in firing),
        }
        opened = NewEvent(
            EventKind.OPENED,
            self.work.now,
            data=MappingProxyType(data),
            prose=MappingProxyType(prose),
        )
        self.work.open(number, opened, pinned)
        if action.recurrence_of is not None:
            propose_review(self.work, number, first.fingerprint)
        if self.owes_evidence:
            evidence_rows.owe(self.work.connection, number, self.work.now)

    def _write(self, before: Mapping[str, Members], after: Mapping[str, Members]) -> None:
        known = {member: row for rows in before.values() for member, row in rows.items()}
        rows = [row for members in after.values() for row in members.values()]
        over = [row for row in rows if row.state is AlertState.RESOLVED and row.ticket is None]
        gone = {row.heard.member for row in over}
        alert_store.forget_alerts(self.work.connection, sorted(gone & known.keys()))
        kept = [row for row in rows if row.heard.member not in gone]
        alert_store.write_alerts(self.work.connection, kept, known)


def target_facts(targets: Targets, name: str) -> dict[str, Fact]:
    """Return what the inventory knows of a target, as facts of the opening event."""
    facts = targets.target(name)
    if facts is None:
        return {"site": "", "criticality": "normal"}
    return {"site": facts.site, "criticality": str(facts.criticality)}


def _opened(todo: Mapping[str, tuple[Action, ...]]) -> int:
    return sum(1 for actions in todo.values() if actions[0].kind is ActionKind.OPEN)


def _event(action: Action, level_before: str) -> NewEvent:
    data: dict[str, Fact] = {}
    prose: dict[str, str] = {}
    match action.kind:
        case ActionKind.REOPEN:
            kind = EventKind.REOPENED
            data["recurred"] = True
        case ActionKind.ATTACH:
            assert action.member is not None
            kind = EventKind.ALERT_ATTACHED
            heard = action.member.heard
            data = {"name": heard.name, "alerts": [alert_words.facts_of(heard)]}
            prose = {alert_words.PROSE: alert_words.words_of([heard])}
        case ActionKind.WORSEN | ActionKind.IMPROVE:
            kind = EventKind.LEVEL_CHANGED
            worse = action.kind is ActionKind.WORSEN
            cause = LevelCause.WORSENED if worse else LevelCause.IMPROVED
            data = {"level": str(action.level), "from": level_before, "cause": cause.value}
        case ActionKind.RELAPSE:
            kind = EventKind.RELAPSED
        case ActionKind.RECOVER:
            kind = EventKind.RECOVERED
        case ActionKind.SILENCE:
            kind = EventKind.WENT_SILENT
            data = {"unjudged": True} if action.is_unjudged else {}
        case ActionKind.OPEN:
            raise AssertionError("opening is not an event of an open ticket")
    return NewEvent(kind, action.at, data=MappingProxyType(data), prose=MappingProxyType(prose))
