"""Names of the deeds and of their outcomes, for forms, timelines and diagrams."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ticketing.types.model import Deed, Doer
from watchkeeper.core.messages import Text, text

DEEDS: Mapping[str, Text] = MappingProxyType(
    {
        "Acknowledge": text("Acknowledge"),
        "AgreeDue": text("Agree another due time"),
        "AcknowledgeRules": text("Acknowledge the customer's rules"),
        "AgreeCause": text("Agree the cause"),
        "Answer": text("Answer"),
        "Approve": text("Approve"),
        "ArriveOnSite": text("Arrive on site"),
        "AskApproval": text("Ask for approval"),
        "Assign": text("Assign"),
        "Attach": text("Attach a file"),
        "Authorise": text("Authorise"),
        "Cancel": text("Cancel"),
        "ChangeLevel": text("Change the level"),
        "Classify": text("Classify"),
        "Close": text("Close"),
        "Comment": text("Comment"),
        "DecideVisit": text("Decide on the visit"),
        "Confirm": text("Confirm"),
        "ConfirmBackup": text("Confirm the backup"),
        "Correct": text("Correct a time"),
        "EndRemote": text("End the remote session"),
        "EraseFile": text("Erase a file"),
        "EscalateNow": text("Escalate now"),
        "ExplainBreach": text("Explain a delay"),
        "FillSheet": text("Hand in the check form"),
        "FinishChange": text("Finish"),
        "HandOver": text("Hand over"),
        "Implement": text("Implement"),
        "LeaveSite": text("Leave the site"),
        "Link": text("Link"),
        "Merge": text("Merge"),
        "Pause": text("Pause"),
        "ReceiveWrittenTicket": text("Keep the written ticket"),
        "Record": text("Record the change"),
        "Redact": text("Erase free text"),
        "Refuse": text("Refuse"),
        "Reopen": text("Reopen"),
        "Reply": text("Reply to the requester"),
        "ReportUp": text("Report to the centre"),
        "ReportWorkaround": text("Report workaround"),
        "RequestVisit": text("Request a visit"),
        "Resolve": text("Resolve"),
        "Resume": text("Resume"),
        "Review": text("Review"),
        "RollBack": text("Roll back"),
        "Schedule": text("Schedule"),
        "SetRank": text("Set the customer's order"),
        "Split": text("Split"),
        "StartRemote": text("Start a remote session"),
        "StartWork": text("Start the work"),
        "SubmitEmergencyPlan": text("Submit the emergency plan"),
        "SubmitPlan": text("Submit the handling plan"),
        "SubmitReport": text("Submit the handling report"),
        "Triage": text("Sort and give out"),
        "Unlink": text("Unlink"),
        "Unmerge": text("Undo the merge"),
        "Unwatch": text("Stop watching"),
        "Verify": text("Verify"),
        "Watch": text("Watch"),
        "WithdrawAuthorisation": text("Withdraw an authorisation"),
        "WithdrawDue": text("Withdraw an agreed due time"),
    }
)

OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "technical": text("a technical problem"),
        "business": text("a problem of business"),
        "operational": text("a problem of operation"),
        "solved": text("it is solved"),
        "not_solved": text("it is not solved"),
        "accepted": text("accepted"),
        "returned": text("sent back"),
        "last_owed": text("nobody else waits for an answer"),
    }
)

_SELF_RECOVERED = text("The fault went away unanswered")


def title_of(deed: Deed) -> Text:
    """Return what a step is called, its outcome included."""
    if deed.doer is Doer.MACHINE:
        return _SELF_RECOVERED
    name = DEEDS[deed.command]
    if not deed.outcome:
        return name
    return text("{deed} ({outcome})", deed=name, outcome=OUTCOMES[deed.outcome])
