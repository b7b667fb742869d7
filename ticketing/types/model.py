"""What a type of ticket is: stages, deeds, gates, milestones and conversions, as plain data.

A stage refines the small lifecycle (``ticketing.lifecycle``): each one says in which of its
states a ticket then is.  A rest (pending) is no stage; it covers whichever stage it began in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text


class Kind(Enum):
    """Which type a ticket is of."""

    INCIDENT = "incident"
    SERVICE_REQUEST = "service_request"
    CONSULT = "consult"
    DEFECT = "defect"
    INSPECTION = "inspection"
    CHANGE = "change"
    COMPLAINT = "complaint"


class StageGate(Enum):
    """What a type wants done before a deed, beside the gates that a policy sets up."""

    CHANGE_RECORD = "change_record"  # something was changed: a change is linked (R48)
    BACKUP_CONFIRMED = "backup_confirmed"  # or waived in writing (R73)
    RULES_ACKNOWLEDGED = "rules_acknowledged"  # the customer's own rules (R63)
    WRITTEN_AUTHORISATION = "written_authorisation"  # to modify (R15)
    SHEET_COMPLETE = "sheet_complete"  # every row of the check form is answered (R50)


AnyGate = Gate | StageGate


class Holder(Enum):
    """Whose turn it is in a stage; where nobody holds the part, it is the lead's."""

    OWNER = "owner"
    LEAD = "lead"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Clocks:
    """A stage that goals of the default policy keep awake, by their metrics."""

    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A stage that no clock measures: its holder hears of it again after so long."""

    after: Duration


Keeper = Clocks | Reminder


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; *keeper* and *holder* see to it that it is never forgotten, None once final."""

    name: str
    state: TicketState
    title: Text
    holder: Holder | None = None
    keeper: Keeper | None = None

    @property
    def is_final(self) -> bool:
        return self.state.is_final


class Doer(Enum):
    """Who takes a step."""

    PERSON = "person"
    MACHINE = "machine"


class Resting(Enum):
    """Whether a deed may be done while the ticket rests."""

    EITHER = "either"
    AWAKE = "awake"
    AT_REST = "at_rest"


@dataclass(frozen=True, slots=True)
class Deed:
    """A command: the stages it may be done in, the event it leaves, the stage that follows.

    One command has several rows where its *outcome* (a fact of the event) decides what follows.
    *to* is None where the stage stays.
    """

    command: str
    event: EventKind
    stages: tuple[Stage, ...]
    to: Stage | None = None
    outcome: str = ""
    gates: tuple[AnyGate, ...] = ()
    resting: Resting = Resting.EITHER
    doer: Doer = Doer.PERSON


@dataclass(frozen=True, slots=True)
class Conversion:
    """Into which type a ticket may turn from which stages, and the stage it then stands in."""

    to: Kind
    stages: tuple[Stage, ...]
    lands_in: str  # by name: types do not import each other


@dataclass(frozen=True, slots=True)
class Subtype:
    """A narrower name within a type, for choice of policy and for figures."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class TicketType:
    """One type.  *starts* are its first stages; the first of them is the usual one.

    *milestones* are its events that clocks know.  *policy* is what it runs by where neither the
    customer nor the choice by conditions says otherwise.  *usual* is the course that most take.
    """

    kind: Kind
    title: Text
    purpose: Text
    stages: tuple[Stage, ...]
    starts: tuple[Stage, ...]
    deeds: tuple[Deed, ...]
    milestones: frozenset[EventKind]
    policy: str
    level: Level
    conversions: tuple[Conversion, ...] = ()
    subtypes: tuple[Subtype, ...] = ()
    usual: tuple[Stage, ...] = ()

    @property
    def by_name(self) -> Mapping[str, Stage]:
        return MappingProxyType({stage.name: stage for stage in self.stages})


@dataclass(frozen=True, slots=True)
class Position:
    """Where a ticket stands in its type: a stage, and whether it rests there.

    *before* is where it stood when it was merged into another, so that it can go back.
    """

    stage: Stage
    is_resting: bool = False
    before: Position | None = None

    @property
    def state(self) -> TicketState:
        return TicketState.PENDING if self.is_resting else self.stage.state
