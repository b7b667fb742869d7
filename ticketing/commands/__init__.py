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
from ticketing.commands.consents import Authorise, ConfirmBackup, StartWork
from ticketing.commands.files import Attach, EraseFile
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
from ticketing.commands.links import Link, Merge, Unlink, Unmerge
from ticketing.commands.log import Correct, Redact
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
from ticketing.commands.reasons import (
    Altered,
    CauseClass,
    DataLoss,
    DefectClass,
    LevelCause,
    PauseReason,
    ReplyParty,
    Reviewed,
    Verified,
)
from ticketing.commands.steps import (
    Answer,
    Approve,
    AskApproval,
    Classify,
    Confirm,
    Convert,
    FillSheet,
    FinishChange,
    FollowUp,
    Implement,
    ReceiveWrittenTicket,
    Record,
    Refuse,
    ReportUp,
    Review,
    RollBack,
    Schedule,
    Verify,
)
from ticketing.commands.visits import ArriveOnSite
from ticketing.files.kinds import FileKind

__all__ = [
    # what they share
    "Command",
    "CauseClass",
    "FileKind",
    "DataLoss",
    "LevelCause",
    "PauseReason",
    "Altered",
    "DefectClass",
    "ReplyParty",
    "Reviewed",
    "Verified",
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
    # steps of some types
    "Classify",
    "Confirm",
    "ReportUp",
    "AskApproval",
    "Approve",
    "Refuse",
    "Implement",
    "Verify",
    "Answer",
    "Schedule",
    "FillSheet",
    "Review",
    "FinishChange",
    "RollBack",
    "Record",
    "ReceiveWrittenTicket",
    "Convert",
    "Authorise",
    "ConfirmBackup",
    "StartWork",
    "FollowUp",
    # log
    "Correct",
    "Redact",
    # links
    "Link",
    "Unlink",
    "Merge",
    "Unmerge",
    # files
    "Attach",
    "EraseFile",
    # visits
    "ArriveOnSite",
]
