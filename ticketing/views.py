"""Read models: what pages, REST, messages and the command line show of tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ticketing.aspects.files import AttachedFile
from ticketing.commands import PauseReason
from ticketing.events import Channel, EventKind, Fact
from ticketing.goal_state import ClockState as ClockState  # noqa: PLC0414 offered here too
from ticketing.goal_state import Verdict as Verdict  # noqa: PLC0414 offered here too
from ticketing.intervals import Interval as Interval  # noqa: PLC0414 offered here too
from ticketing.intervals import IntervalKind as IntervalKind  # noqa: PLC0414 offered here too
from ticketing.lifecycle import Presence as Presence  # noqa: PLC0414 offered here too
from ticketing.lifecycle import TicketState as TicketState  # noqa: PLC0414 offered here too
from ticketing.links.model import LinkKind
from ticketing.notices import MessageKind, OutboxState, Way
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text

LARGEST_NUMBER = 2**31 - 1
"""Of a ticket, as its column can hold it."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal of a ticket with its clock, in one cycle.

    ``goal`` is ``metric@table``; ``is_driving``: the strictest of its metric, whose warnings go
    to people.  ``elapsed`` is net of pauses, in the goal's calendar.
    """

    goal: str
    metric: str
    table: str
    title: Text
    cycle: int
    state: ClockState
    verdict: Verdict
    started_at: Instant | None
    due_at: Instant | None
    stopped_at: Instant | None
    breached_at: Instant | None
    target: Duration
    elapsed: Duration
    calendar: str
    is_driving: bool
    intervals: tuple[Interval, ...]
    arms_at: Instant | None = None  # when a waiting goal starts, if nothing changes

    @property
    def used_ratio(self) -> float:
        return self.elapsed / self.target if self.target else 1.0


@dataclass(frozen=True, slots=True)
class NextGoal:
    """The goal whose due time comes first (or went by first, while it still runs)."""

    goal: str
    title: Text
    due_at: Instant | None  # None while it is paused
    is_breached: bool
    is_paused: bool


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket as a line of a list."""

    number: int
    level: Level
    state: TicketState
    presence: Presence
    title: str
    title_zh: str
    target: str
    customer: str
    site: str
    criticality: str
    owner: PersonId | None
    acknowledged_at: Instant | None
    acknowledged_by: PersonId | None
    next_goal: NextGoal | None
    breaches: int  # goals breached so far
    rank: int | None
    occurred_at: Instant
    opened_at: Instant
    changed_at: Instant
    resolved_at: Instant | None
    version: int  # for If-Match; grows with each event

    def title_in(self, language: str) -> str:
        return (self.title_zh or self.title) if language.startswith("zh") else self.title


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event in words: what, by whom, when; ``prose`` as it was written, as far as it is left."""

    seq: int
    kind: EventKind
    text: Text
    actor: PersonId
    channel: Channel
    occurred_at: Instant
    recorded_at: Instant
    prose: Mapping[str, str]
    data: Mapping[str, Fact]
    erased: tuple[str, ...] = ()  # names of texts that were redacted


@dataclass(frozen=True, slots=True)
class NotificationView:
    """Who was told what by which way, and what became of it."""

    kind: MessageKind
    recipient: str
    way: Way
    state: OutboxState
    channel: str | None
    created_at: Instant
    not_before: Instant
    sent_at: Instant | None
    error: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who is next to be told, and when, if nothing changes."""

    at: Instant
    recipients: tuple[PersonId, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert that belongs to a ticket; ``value`` is the newest heard since the start."""

    fingerprint: str
    labels: Mapping[str, str]
    level: Level
    presence: Presence
    active_at: Instant
    fired_at: Instant
    value_at_open: float | None
    value: float | None
    value_at: Instant | None
    expression: str
    generator_url: str
    annotations: Mapping[str, str]
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence, frozen when the ticket opened; ``body`` is what its source made."""

    name: str
    taken_at: Instant
    body: Fact


@dataclass(frozen=True, slots=True)
class SimilarTicket:
    """An earlier ticket about the same thing."""

    number: int
    title: str
    title_zh: str
    opened_at: Instant
    state: TicketState
    cause: str
    method: str


@dataclass(frozen=True, slots=True)
class AgreedDue:
    """A due time that was agreed with the customer in place of the promised one."""

    metric: str
    title: Text
    due_at: Instant
    agreed_at: Instant


class LinkSide(Enum):
    """Whether a ticket names the other one, or is named by it."""

    TO = "to"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class LinkedTicket:
    """A ticket that this one is tied to; ``text`` says what this one is to it."""

    number: int
    kind: LinkKind
    side: LinkSide
    text: Text
    since: Instant
    customer: str
    title: str
    title_zh: str
    state: TicketState

    def title_in(self, language: str) -> str:
        return (self.title_zh or self.title) if language.startswith("zh") else self.title


@dataclass(frozen=True, slots=True)
class AllowedCommand:
    """Whether a command (its class name) can be carried out now, and why not."""

    command: str
    is_allowed: bool
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """How it was resolved."""

    cause_class: str
    cause: str
    method: str
    data_loss: str
    recovery_point: Instant | None
    recovery_document: str
    restored_at: Instant


class Standing(Enum):
    """How a stage of a ticket's course stands."""

    PASSED = "passed"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on a ticket's way: those it left, where it stands, the usual ones ahead."""

    name: str
    title: Text
    standing: Standing


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A question to somebody who may sign, and the answer."""

    subject: str
    asked_of: PersonId
    asked_by: PersonId
    asked_at: Instant
    decision: str | None
    decided_by: PersonId | None
    decided_at: Instant | None


@dataclass(frozen=True, slots=True)
class CourseView:
    """A ticket's type, its way through the type's stages, and what is still owed."""

    type: str
    title: Text
    subtype: str
    subtype_title: Text | None
    stage: str
    since: Instant
    stages: tuple[StageView, ...]
    approvals: tuple[ApprovalView, ...]
    owes_written_ticket: bool
    may_become: tuple[str, ...]  # other types that it can be converted into now
    follow_up: Text | None  # the type of ticket that its cause leads to
    in_warranty: bool | None  # when it was reported; None: nobody said until when it lasts
    is_chargeable: bool | None  # of a service request: not inside the warranty (R7)


@dataclass(frozen=True, slots=True)
class TicketView:
    """Everything a ticket's page shows."""

    row: TicketRow
    cycle: int
    policy: str  # "contract-cn v1"
    zone: str
    detected_at: Instant | None
    reported_at: Instant
    reporter: str
    description: str
    restored_at: Instant | None
    closed_at: Instant | None
    pause_reason: PauseReason | None
    goals: tuple[GoalView, ...]
    timeline: tuple[TimelineEntry, ...]
    notifications: tuple[NotificationView, ...]
    next_steps: tuple[NextStep, ...]
    alerts: tuple[AlertView, ...]
    similar: tuple[SimilarTicket, ...]
    allowed: tuple[AllowedCommand, ...]
    resolution: Resolution | None
    report_due_at: Instant | None
    recurrence_of: int | None = None
    evidence: tuple[EvidenceView, ...] = ()
    links: tuple[LinkedTicket, ...] = ()
    course: CourseView | None = None
    policy_why: Text | None = None  # why it runs by this policy; None in logs that do not say

    triaged_at: Instant | None = None
    offered_to: PersonId | None = None  # who has not accepted it yet
    watchers: tuple[PersonId, ...] = ()
    agreed: tuple[AgreedDue, ...] = ()
    merged_into: int | None = None
    took_in: tuple[int, ...] = ()  # merged into this one
    review_of: tuple[int, ...] = ()  # the same fault came so often: a problem review is proposed
    files: tuple[AttachedFile, ...] = ()
    rules: str = ""  # the customer's own, as they are now

    @property
    def number(self) -> int:
        return self.row.number

    def goal(self, goal: str) -> GoalView | None:
        """Return the goal of that name (``resolve`` or ``resolve@level``) in this cycle."""
        for view in self.goals:
            if view.cycle == self.cycle and (goal in {view.goal, view.metric}):
                return view
        return None

    def allows(self, command: str) -> bool:
        return any(item.command == command and item.is_allowed for item in self.allowed)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody accepted: until then III and IV open no ticket."""

    fingerprint: str
    target: str
    customer: str
    title: str
    title_zh: str
    note: str
    accepted_by: PersonId
    accepted_at: Instant
    accepted_until: Instant

    def title_in(self, language: str) -> str:
        return (self.title_zh or self.title) if language.startswith("zh") else self.title


@dataclass(frozen=True, slots=True)
class Finding:
    """An alert without a ticket: recorded only, listed during commissioning, accepted or silenced.

    ``source`` is the rule's group, or who posted the alert; ``quiet_until``: it is silenced now;
    ``symptom_of``: it is cut off by this target, whose ticket lists it.
    """

    fingerprint: str
    source: str
    labels: Mapping[str, str]
    title: str
    title_zh: str
    level: Level
    target: str
    customer: str
    presence: Presence
    active_at: Instant
    fired_at: Instant
    is_commissioning: bool
    go_live: Instant | None
    acceptance: Acceptance | None = None
    quiet_until: Instant | None = None
    symptom_of: str | None = None


@dataclass(frozen=True, slots=True)
class RuleTicket:
    """A live ticket of an alert that a rule made; ``source`` is the rule's group."""

    source: str
    name: str
    fingerprint: str
    number: int
    level: Level


class Order(Enum):
    """How a list is sorted."""

    QUEUE = "queue"  # level, the customer's rank, due time
    DUE = "due"
    NEWEST = "newest"
    BEST = "best"  # where the title holds the words, then the newest


Place = tuple[int | None, ...]
"""The values of a list's sort keys in one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFilter:
    """Which tickets a list shows; None and empty mean all."""

    states: tuple[TicketState, ...] = (
        TicketState.NEW,
        TicketState.OPEN,
        TicketState.PENDING,
    )
    levels: tuple[Level, ...] = ()
    customers: tuple[str, ...] | None = None  # whose tickets the reader may see
    target: str | None = None
    owner: PersonId | None = None
    opened_from: Instant | None = None
    opened_until: Instant | None = None
    text: str = ""
    order: Order = Order.QUEUE
    limit: int = 200
    offset: int = 0
    after: Place | None = None  # where the page before ended, in this order


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Rows of a list; ``next`` is where the page after them begins, None behind the last."""

    rows: tuple[TicketRow, ...]
    next: Place | None
