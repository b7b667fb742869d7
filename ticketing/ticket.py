"""A ticket at one instant: what it is about, how it stands, what a policy may ask of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ticketing.aspects import Aspects
from ticketing.aspects.agreed import Agreed
from ticketing.aspects.attention import Attention
from ticketing.aspects.consents import Consents
from ticketing.aspects.course import Course, position_in
from ticketing.aspects.files import Files
from ticketing.aspects.ties import Ties
from ticketing.cycles import Cycle, Rest
from ticketing.events import Fact, instant_in
from ticketing.goal_state import GoalState
from ticketing.guards import Facts
from ticketing.lifecycle import Gate, Presence, TicketState
from ticketing.policy import Terms
from ticketing.types.model import Kind, Position
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level

REDACTED_TITLE, REDACTED_TITLE_ZH = "(redacted)", "（已脱敏）"
"""What a ticket is called whose name was erased: each has one when it opens."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a ticket is about: fixed when it opened."""

    fingerprint: str | None
    key: str | None  # whoever asks twice with the same one gets the same ticket
    type: str
    target: str
    customer: str
    site: str
    criticality: str
    title: str
    title_zh: str
    is_watched: bool  # an alert opened it
    is_reported: bool  # a person outside reported it
    remote_only: bool
    go_live: Instant | None  # in commissioning until then
    recurrence_of: int | None
    in_warranty: bool | None = None  # None: nobody said until when it lasts


class Ticket(NamedTuple):
    """A ticket at one instant, with the clocks of its current cycle; a tuple, as ``GoalState``."""

    number: int
    subject: Subject
    state: TicketState
    presence: Presence
    owner: PersonId | None
    cycles: tuple[Cycle, ...]
    goals: tuple[GoalState, ...]
    acknowledged_at: Instant | None
    acknowledged_by: PersonId | None
    acknowledgers: frozenset[PersonId]
    pause: Rest | None
    pause_until: Instant | None
    rank: int | None
    resolved_at: Instant | None
    closed_at: Instant | None
    self_recovered: bool
    shut_gates: frozenset[Gate]
    told: tuple[PersonId, ...]  # who heard of it by escalation in this cycle
    decisions: frozenset[str]
    opened_at: Instant
    changed_at: Instant
    cycle_recorded_at: Instant
    level_recorded_at: Instant
    version: int
    terms: tuple[Terms, ...]  # of each cycle
    editions: tuple[Instant, ...]  # when it came under other terms, as recorded
    aspects: Aspects

    @property
    def cycle(self) -> Cycle:
        return self.cycles[-1]

    @property
    def attention(self) -> Attention:
        return self.aspects.attention

    @property
    def agreed(self) -> Agreed:
        return self.aspects.agreed

    @property
    def ties(self) -> Ties:
        return self.aspects.ties

    @property
    def course(self) -> Course:
        """Its type, and what the type's gates know; where it stands says ``position``."""
        return self.aspects.course

    @property
    def position(self) -> Position:
        is_acknowledged = self.acknowledged_at is not None
        return position_in(self.course, self.state, is_acknowledged=is_acknowledged)

    @property
    def files(self) -> Files:
        return self.aspects.files

    @property
    def consents(self) -> Consents:
        return self.aspects.consents

    @property
    def level(self) -> Level:
        return self.cycle.level


def edition_at(ticket: Ticket, at: Instant) -> int:
    """Return by the how manieth terms the ticket ran at *at*: what was decided by others is over."""
    return bisect_left(ticket.editions, at)


def facts_of(
    subject: Subject, *, acknowledged: bool, self_recovered: bool, kind: Kind = Kind.INCIDENT
) -> Facts:
    """Return what the conditions of a policy may ask."""
    return {
        "type": kind.value,
        "source": "monitor" if subject.is_watched else "person",
        "customer": subject.customer,
        "site": subject.site,
        "criticality": subject.criticality,
        "target": subject.target,
        "remote_only": subject.remote_only,
        "customer_reported": subject.is_reported,
        "self_recovered": self_recovered,
        "acknowledged": acknowledged,
        "in_warranty": subject.in_warranty is not False,
    }


def subject_from(data: Mapping[str, Fact], prose: Mapping[str, str]) -> Subject:
    """Return what the event that opens a ticket says it is about."""
    recurrence_of = data.get("recurrence_of")
    title, title_zh = prose.get("title") or prose.get("summary", ""), prose.get("title_zh", "")
    fingerprint, key = data.get("fingerprint"), data.get("key")
    covered = data.get("in_warranty")
    return Subject(
        fingerprint=fingerprint if isinstance(fingerprint, str) else None,
        key=key if isinstance(key, str) else None,
        type=str(data.get("type") or "incident"),
        target=str(data.get("target") or ""),
        customer=str(data.get("customer") or ""),
        site=str(data.get("site") or ""),
        criticality=str(data.get("criticality") or "normal"),
        title=title or REDACTED_TITLE,
        title_zh=title_zh or ("" if title else REDACTED_TITLE_ZH),
        is_watched=data.get("source") == "monitor",
        is_reported=data.get("is_reported") is True,
        remote_only=data.get("remote_only") is True,
        go_live=instant_in(data, "go_live"),
        recurrence_of=recurrence_of if isinstance(recurrence_of, int) else None,
        in_warranty=covered if isinstance(covered, bool) else None,
    )
