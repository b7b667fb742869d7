"""What people can answer to a message; each verb stands for one command on the ticket."""

from __future__ import annotations

from enum import Enum


class Verb(Enum):
    """The value is what buttons carry and people write.

    Links number the verbs by their order: add at the end, never reorder.
    """

    ACKNOWLEDGE = "acknowledge"
    COMMENT = "comment"
    SUBMIT_PLAN = "plan"
    RESOLVE = "resolve"
    ESCALATE = "escalate"
    ASSIGN = "assign"
