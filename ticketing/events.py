"""The ticket is its event log: kinds of events, and the hash chain over them (D6).

An event says when something happened (``occurred_at``) and when we wrote it down
(``recorded_at``).  Facts stand in ``data`` and are covered by the chain as they are: words of
ours, numbers, ids, labels, hashes.  Free text (titles, annotations, expressions, names and
addresses of people outside) stands in ``prose`` and is covered by salted hashes only, so that it
can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from watchkeeper.access.model import PersonId
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import Instant
from watchkeeper.core.words import Word

SYSTEM = PersonId("watchkeeper")
"""The actor of decisions that no person took."""

GENESIS = "0" * 64
"""What the first event of a ticket names as the hash before it."""

Fact = str | int | float | bool | None | list["Fact"] | dict[str, "Fact"]
_EMPTY_FACTS: Mapping[str, Fact] = MappingProxyType({})
_EMPTY_PROSE: Mapping[str, str] = MappingProxyType({})


def instant_in(data: Mapping[str, Fact], name: str) -> Instant | None:
    """Return the instant that *data* holds under *name*, None where it holds none."""
    value = data.get(name)
    return Instant(value) if isinstance(value, int) else None


class EventKind(Word):
    """What can happen to a ticket."""

    # the way of a fault
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    PLAN_SUBMITTED = "plan_submitted"
    WORKAROUND_REPORTED = "workaround_reported"
    EMERGENCY_PLAN_SUBMITTED = "emergency_plan_submitted"
    RESOLVED = "resolved"
    SELF_RECOVERED = "self_recovered"  # resolved by nobody: the fault went away unanswered
    REPORT_SUBMITTED = "report_submitted"
    CAUSE_AGREED = "cause_agreed"  # with the customer (R2)
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"

    # the log itself
    CORRECTED = "corrected"  # an earlier event happened at another time, or says something else
    REDACTED = "redacted"  # free text was erased; the chain still verifies
    ATTACHED = "attached"  # a file
    FILE_ERASED = "file_erased"  # its hash stays
    EVIDENCE_KEPT = "evidence_kept"

    # clocks
    LEVEL_CHANGED = "level_changed"
    PAUSED = "paused"
    RESUMED = "resumed"
    WARNED = "warned"  # a share of a goal's time is used up
    BREACHED = "breached"
    BREACH_EXPLAINED = "breach_explained"
    DUE_AGREED = "due_agreed"  # an absolute due time, agreed with the customer (R30)
    DUE_WITHDRAWN = "due_withdrawn"
    TERMS_CHANGED = "terms_changed"  # the ticket runs by other terms, or its calendar moved
    MAINTENANCE_BEGAN = "maintenance_began"
    MAINTENANCE_ENDED = "maintenance_ended"

    # people
    TRIAGED = "triaged"  # sorted and given to somebody (R38)
    ASSIGNED = "assigned"
    HANDED_OVER = "handed_over"  # offered to somebody who has not accepted yet
    WATCHED = "watched"
    UNWATCHED = "unwatched"
    REPLIED = "replied"  # the requester has had an answer
    COMMENTED = "commented"
    RANKED = "ranked"
    ESCALATED = "escalated"  # a step of a chain, or by hand
    NOTIFIED = "notified"  # somebody was told: opened, again, still open
    ATTENTION_LAPSED = "attention_lapsed"  # acknowledged, and then nothing for too long
    WRITTEN_TICKET_RECEIVED = "written_ticket_received"  # after a call (R40)

    # other tickets
    LINKED = "linked"
    UNLINKED = "unlinked"
    MERGED = "merged"
    UNMERGED = "unmerged"
    TOOK_IN = "took_in"  # another was merged into this one
    LET_GO = "let_go"  # and left it again
    SPLIT = "split"
    CONVERTED = "converted"
    REVIEW_PROPOSED = "review_proposed"  # the same fault again and again

    # monitoring
    ALERT_ATTACHED = "alert_attached"
    RECOVERED = "recovered"
    RELAPSED = "relapsed"
    WENT_SILENT = "went_silent"  # no data: neither failing nor recovered
    WENT_STALE = "went_stale"
    WATCH_ENDED = "watch_ended"  # its rule or its target is gone: nobody looks any more
    SYMPTOM_ATTACHED = "symptom_attached"
    SYMPTOM_RELEASED = "symptom_released"
    FLAPPING_BEGAN = "flapping_began"
    FLAPPING_ENDED = "flapping_ended"
    SILENCED = "silenced"
    UNSILENCED = "unsilenced"

    # steps that only some types of tickets know
    CLASSIFIED = "classified"
    CONFIRMED = "confirmed"
    APPROVAL_ASKED = "approval_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WORK_STARTED = "work_started"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    REPORTED_UP = "reported_up"
    SCHEDULED = "scheduled"
    DONE = "done"
    ROLLED_BACK = "rolled_back"
    RECORDED = "recorded"
    SHEET_FILLED = "sheet_filled"
    REVIEWED = "reviewed"
    ANSWERED = "answered"

    # visits and rights
    VISIT_REQUESTED = "visit_requested"
    VISIT_DECIDED = "visit_decided"  # what the customer wished (R16)
    ARRIVED_ON_SITE = "arrived_on_site"
    LEFT_SITE = "left_site"
    AUTHORISED = "authorised"
    AUTHORISATION_WITHDRAWN = "authorisation_withdrawn"
    REMOTE_STARTED = "remote_started"
    REMOTE_ENDED = "remote_ended"
    BACKUP_CONFIRMED = "backup_confirmed"  # or waived in writing (R73)
    RULES_ACKNOWLEDGED = "rules_acknowledged"  # the customer's own (R63)
    DIAGNOSED = "diagnosed"


class Channel(Word):
    """By which way something was said to us (R8)."""

    MONITOR = "monitor"
    PAGE = "page"
    REST = "rest"
    COMMAND_LINE = "command_line"
    PHONE = "phone"
    MAIL = "mail"
    CHAT = "chat"
    PORTAL = "portal"
    WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is about to be recorded.

    ``decision`` names a decision of the machine (``warned/resolve@level/1/80``): one ticket never
    holds the same decision twice.
    """

    kind: EventKind
    occurred_at: Instant
    actor: PersonId = SYSTEM
    channel: Channel = Channel.MONITOR
    data: Mapping[str, Fact] = field(default_factory=lambda: _EMPTY_FACTS)
    prose: Mapping[str, str] = field(default_factory=lambda: _EMPTY_PROSE)
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it stands in the log; ``prose`` lacks what was erased."""

    ticket: int
    seq: int
    kind: EventKind
    occurred_at: Instant
    recorded_at: Instant
    actor: PersonId
    channel: Channel
    data: Mapping[str, Fact]
    prose: Mapping[str, str]
    prose_hashes: Mapping[str, str]
    decision: str | None
    prev_hash: str
    hash: str


def prose_hash(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def record(
    new: NewEvent,
    *,
    ticket: int,
    after: Event | None,
    recorded_at: Instant,
    salts: Mapping[str, str],
) -> Event:
    """Return *new* as the event that follows *after*; *salts* hold one for each prose."""
    hashes = {name: prose_hash(salts[name], text) for name, text in new.prose.items()}
    seq = after.seq + 1 if after else 1
    prev_hash = after.hash if after else GENESIS
    covered = _covered(new, ticket=ticket, seq=seq, recorded_at=recorded_at, hashes=hashes)
    return Event(
        ticket=ticket,
        seq=seq,
        kind=new.kind,
        occurred_at=new.occurred_at,
        recorded_at=recorded_at,
        actor=new.actor,
        channel=new.channel,
        data=new.data,
        prose=new.prose,
        prose_hashes=MappingProxyType(hashes),
        decision=new.decision,
        prev_hash=prev_hash,
        hash=_link(prev_hash, covered),
    )


def first_broken_link(events: Iterable[Event]) -> int | None:
    """Return the seq of the first event that does not follow from those before it, or None."""
    before: Event | None = None
    for event in events:
        covered = _covered(
            event,
            ticket=event.ticket,
            seq=event.seq,
            recorded_at=event.recorded_at,
            hashes=event.prose_hashes,
        )
        expected = before.hash if before else GENESIS
        follows = event.seq == (before.seq + 1 if before else 1)
        if not follows or event.prev_hash != expected or event.hash != _link(expected, covered):
            return event.seq
        before = event
    return None


def _covered(
    event: NewEvent | Event,
    *,
    ticket: int,
    seq: int,
    recorded_at: Instant,
    hashes: Mapping[str, str],
) -> str:
    return canonical_json(
        {
            "actor": event.actor,
            "channel": event.channel.value,
            "data": dict(event.data),
            "decision": event.decision,
            "kind": event.kind.value,
            "occurred_at": event.occurred_at,
            "prose": dict(hashes),
            "recorded_at": recorded_at,
            "seq": seq,
            "ticket": ticket,
        }
    )


def _link(prev_hash: str, covered: str) -> str:
    return hashlib.sha256(f"{prev_hash}\n{covered}".encode("utf-8", "surrogatepass")).hexdigest()
