"""What the server may ask of this host: a name of the host's own list, never a command or a path.

What is read for a name stands in the agent's code; ``[requests] allow`` of agent.conf lists the
names.  Every request leaves a line in the host's log and is counted, refused or not.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from agent.log import log

KNOWN = ("connections",)
"""All that any server can ask: the connections with the most bytes, with their programs."""

_MOST_SHOWN = 60


class Refusal(Enum):
    """Why a request is not carried out."""

    NOT_ALLOWED = "not_allowed"  # the host's configuration does not list it
    UNKNOWN = "unknown"  # this agent has nothing of that name


def refusal(request: str, allowed: Collection[str]) -> Refusal | None:
    """Return why the host refuses *request*; None where it is to be carried out."""
    if request not in KNOWN:
        return Refusal.UNKNOWN
    return None if request in allowed else Refusal.NOT_ALLOWED


class Requests:
    """Answers what the server asks, by the host's list; tells and counts each answer."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)
        self.counts = {"allowed": 0, **{each.value: 0 for each in Refusal}}

    def refused(self, request: str) -> Refusal | None:
        """Decide one request that came now, as ``refusal`` does, and write it down."""
        why = refusal(request, self._allowed)
        self.counts[why.value if why else "allowed"] += 1
        if why is None:
            log.info("the server asks, and this host allows it", request=request)
        else:
            log.warning(
                "the server asks what this host does not allow; refused",
                request=request[:_MOST_SHOWN],
                reason=why.value,
            )
        return why
