"""Approvals: what was asked of whom, and what came of it (R16, R45, R52).  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from ticketing.types.model import Kind
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text


class Subject(Enum):
    """What is to be approved."""

    SIGNOFF = "signoff"  # the proposal for a defect, by the supervising leader (R45)
    ENTRY = "entry"  # an inspection, before anybody enters (R52)
    REQUEST = "request"
    CHANGE = "change"
    VISIT = "visit"  # on the customer's wish, agreed by us (R16)


class Decision(Enum):
    APPROVED = "approved"
    REFUSED = "refused"


SUBJECT_OF: Mapping[Kind, Subject] = MappingProxyType(
    {
        Kind.DEFECT: Subject.SIGNOFF,
        Kind.INSPECTION: Subject.ENTRY,
        Kind.SERVICE_REQUEST: Subject.REQUEST,
        Kind.CHANGE: Subject.CHANGE,
    }
)
"""What Approve and Refuse decide where the ticket's stage asks for it."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One question and its answer; the comment stands in the event's prose."""

    subject: Subject
    asked_of: PersonId
    asked_by: PersonId
    asked_at: Instant
    decided_by: PersonId | None = None
    decided_at: Instant | None = None
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        return self.decision is None


Approvals = tuple[Approval, ...]


def waiting(approvals: Approvals, subject: Subject) -> Approval | None:
    """Return the question of that subject that nobody has answered, or None."""
    return next((each for each in approvals if each.subject is subject and each.is_open), None)


def why_not_asked(
    approvals: Approvals, subject: Subject, *, asked_of: PersonId, asked_by: PersonId
) -> Text | None:
    """Return why it cannot be asked now, or None."""
    if asked_of == asked_by:
        return text("nobody approves what they ask for; name somebody else")
    if waiting(approvals, subject) is not None:
        return text("this is asked already; wait for the answer")
    return None


def asked(approvals: Approvals, new: Approval) -> Approvals:
    return (*approvals, new)


def why_not_decided(
    approvals: Approvals,
    subject: Subject,
    by: PersonId,
    *,
    stands_in_for: frozenset[PersonId] = frozenset(),
) -> Text | None:
    """Return why *by* cannot decide, or None; *stands_in_for* are those whose deputy they are."""
    question = waiting(approvals, subject)
    if question is None:
        return text("nobody has asked for this approval")
    if by == question.asked_by:
        return text("nobody approves what they ask for; name somebody else")
    if question.asked_of not in {by, *stands_in_for}:
        return text(
            "it is not for you to decide this; {person} was asked", person=question.asked_of
        )
    return None


def decided(
    approvals: Approvals, subject: Subject, decision: Decision, *, by: PersonId, at: Instant
) -> Approvals:
    """Return the approvals with the open question of that subject answered."""
    question = waiting(approvals, subject)
    if question is None:
        return approvals
    answer = replace(question, decided_by=by, decided_at=at, decision=decision)
    return tuple(answer if each is question else each for each in approvals)


def is_approved(approvals: Approvals, subject: Subject) -> bool:
    """Return whether the newest answer of that subject is yes: a later no takes it back."""
    answers = [each for each in approvals if each.subject is subject and not each.is_open]
    return bool(answers) and answers[-1].decision is Decision.APPROVED
