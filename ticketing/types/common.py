"""What all types share: how they end, and the deeds that move no stage."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import TicketState
from ticketing.types.model import AnyGate, Deed, Doer, Resting, Stage, StageGate
from watchkeeper.core.messages import text

CLOSED = Stage("closed", TicketState.CLOSED, text("Closed"))
CANCELLED = Stage("cancelled", TicketState.CANCELLED, text("Cancelled"))
MERGED = Stage("merged", TicketState.MERGED, text("Merged"))
ENDS = (CLOSED, CANCELLED, MERGED)

Stages = tuple[Stage, ...]


def talk(live: Stages, settled: Stages) -> tuple[Deed, ...]:
    """Return what may be said and kept at any time: notes, replies, watchers, links, files."""
    unfinished = (*live, *settled)
    everywhere = (*unfinished, *ENDS)
    return (
        Deed("Comment", EventKind.COMMENTED, everywhere),
        Deed("Correct", EventKind.CORRECTED, unfinished),
        Deed("Redact", EventKind.REDACTED, everywhere),
        Deed("ExplainBreach", EventKind.BREACH_EXPLAINED, everywhere),
        Deed("Attach", EventKind.ATTACHED, everywhere),
        Deed("EraseFile", EventKind.FILE_ERASED, everywhere),
        Deed("Watch", EventKind.WATCHED, everywhere),
        Deed("Unwatch", EventKind.UNWATCHED, everywhere),
        Deed("Link", EventKind.LINKED, everywhere),
        Deed("Unlink", EventKind.UNLINKED, everywhere),
        Deed("Reply", EventKind.REPLIED, unfinished),
        Deed("ReceiveWrittenTicket", EventKind.WRITTEN_TICKET_RECEIVED, unfinished),
    )


def people(live: Stages, settled: Stages) -> tuple[Deed, ...]:
    """Return who works on it and how hard: owner, hand-over, level, rank, escalation."""
    return (
        Deed("Triage", EventKind.TRIAGED, live),
        Deed("Assign", EventKind.ASSIGNED, (*live, *settled)),
        Deed("HandOver", EventKind.HANDED_OVER, (*live, *settled)),
        Deed("ChangeLevel", EventKind.LEVEL_CHANGED, live),
        Deed("AgreeDue", EventKind.DUE_AGREED, live),
        Deed("WithdrawDue", EventKind.DUE_WITHDRAWN, live),
        Deed("SetRank", EventKind.RANKED, live),
        Deed("EscalateNow", EventKind.ESCALATED, live),
    )


def acknowledging(live: Stages, start: Stages = (), to: Stage | None = None) -> tuple[Deed, ...]:
    """Return "I am on it": it leads from *start* to *to*, and elsewhere moves nothing."""
    others = tuple(stage for stage in live if stage not in start)
    rows = (
        Deed("Acknowledge", EventKind.ACKNOWLEDGED, start, to),
        Deed("Acknowledge", EventKind.ACKNOWLEDGED, others),
    )
    return tuple(row for row in rows if row.stages)


def rests(live: Stages) -> tuple[Deed, ...]:
    return (
        Deed("Pause", EventKind.PAUSED, live, resting=Resting.AWAKE),
        Deed("Resume", EventKind.RESUMED, live, resting=Resting.AT_REST),
    )


def visits(live: Stages, *, arrived: Stage | None = None) -> tuple[Deed, ...]:
    """Return the steps of a visit, and the stage that arrival leads to (R16, R63, R73)."""
    return (
        Deed("RequestVisit", EventKind.VISIT_REQUESTED, live),
        Deed("DecideVisit", EventKind.VISIT_DECIDED, live),
        Deed("AcknowledgeRules", EventKind.RULES_ACKNOWLEDGED, live),
        Deed("ConfirmBackup", EventKind.BACKUP_CONFIRMED, live),
        Deed(
            "ArriveOnSite",
            EventKind.ARRIVED_ON_SITE,
            live,
            arrived,
            gates=(StageGate.RULES_ACKNOWLEDGED,),
        ),
        Deed("StartWork", EventKind.WORK_STARTED, live, gates=(StageGate.BACKUP_CONFIRMED,)),
        Deed("LeaveSite", EventKind.LEFT_SITE, live),
    )


def consents(live: Stages, settled: Stages) -> tuple[Deed, ...]:
    """Return what the customer authorises, and the remote sessions that it allows (R14, R15)."""
    unfinished = (*live, *settled)
    rules = (StageGate.RULES_ACKNOWLEDGED,)
    return (
        Deed("Authorise", EventKind.AUTHORISED, live),
        Deed("WithdrawAuthorisation", EventKind.AUTHORISATION_WITHDRAWN, unfinished),
        Deed("StartRemote", EventKind.REMOTE_STARTED, live, gates=rules),
        Deed("EndRemote", EventKind.REMOTE_ENDED, unfinished),
    )


def departures(live: Stages, settled: Stages) -> tuple[Deed, ...]:
    """Return how it leaves before its end: cancelled, merged into another and back, split."""
    return (
        Deed("Cancel", EventKind.CANCELLED, live, CANCELLED, resting=Resting.AWAKE),
        Deed("Merge", EventKind.MERGED, (*live, *settled), MERGED),
        Deed("Unmerge", EventKind.UNMERGED, (MERGED,)),
        Deed("Split", EventKind.SPLIT, (*live, *settled)),
    )


def closing(settled: Stages, *gates: AnyGate) -> Deed:
    """Return the end; the machine takes the same step when the time for reopening is over."""
    return Deed("Close", EventKind.CLOSED, settled, CLOSED, gates=gates)


def shared(live: Stages, settled: Stages) -> tuple[Deed, ...]:
    """Return the deeds that every type has, but for its closing."""
    return (
        *talk(live, settled),
        *people(live, settled),
        *rests(live),
        *departures(live, settled),
    )


def by_machine(event: EventKind, stages: Stages, to: Stage) -> Deed:
    """Return a step that no person takes; it is named after its event."""
    return Deed("", event, stages, to, doer=Doer.MACHINE)
