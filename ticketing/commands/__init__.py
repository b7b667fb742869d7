"""What people can do to a ticket: one command model behind pages, REST, chat, mail and phone."""

from ticketing.commands.base import Command
from ticketing.commands.clock import (
    AgreeDue,
    ChangeLevel,
    ExplainBreach,
    Pause,
    Resume,
    WithdrawDue,
)
from ticketing.commands.handling import (
    Acknowledge,
    AgreeCause,
    Cancel,
    Close,
    Reopen,
    ReportWorkaround,
    Resolve,
    SubmitEmergencyPlan,
    SubmitPlan,
    SubmitReport,
)
from ticketing.commands.links import Link, Unlink
from ticketing.commands.log import Correct
from ticketing.commands.opening import OpenTicket
from ticketing.commands.people import (
    Assign,
    Comment,
    EscalateNow,
    HandOver,
    Reply,
    SetRank,
    Triage,
    Unwatch,
    Watch,
)
from ticketing.commands.reasons import CauseClass, DataLoss, LevelCause, PauseReason
from ticketing.commands.visits import ArriveOnSite

__all__ = [
    # what they share
    "Command",
    "CauseClass",
    "DataLoss",
    "LevelCause",
    "PauseReason",
    # handling
    "OpenTicket",
    "Acknowledge",
    "SubmitPlan",
    "ReportWorkaround",
    "SubmitEmergencyPlan",
    "Resolve",
    "SubmitReport",
    "AgreeCause",
    "Close",
    "Cancel",
    "Reopen",
    # clock
    "Pause",
    "Resume",
    "ChangeLevel",
    "AgreeDue",
    "WithdrawDue",
    "ExplainBreach",
    # people
    "Triage",
    "Assign",
    "HandOver",
    "Watch",
    "Unwatch",
    "EscalateNow",
    "Reply",
    "Comment",
    "SetRank",
    # log
    "Correct",
    # links
    "Link",
    "Unlink",
    # visits
    "ArriveOnSite",
]
