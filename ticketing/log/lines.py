"""An event as a line of an export: all that its hash covers, and the hash.  Pure."""

from __future__ import annotations

from ticketing.events import Event, Fact
from watchkeeper.core.canonical import canonical_json


def event_line(event: Event) -> str:
    """Return canonical JSON from which anybody can compute the event's hash.

    Without ``hash`` and ``prev_hash`` it is the text that ``sha256(prev_hash, newline, text)``
    is taken of; ``prose`` holds the digests of free text, never the text.
    """
    return canonical_json({**_covered(event), "prev_hash": event.prev_hash, "hash": event.hash})


def _covered(event: Event) -> dict[str, Fact]:
    return {
        "actor": event.actor,
        "channel": event.channel.value,
        "data": dict(event.data),
        "decision": event.decision,
        "kind": event.kind.value,
        "occurred_at": event.occurred_at,
        "prose": dict(event.prose_hashes),
        "recorded_at": event.recorded_at,
        "seq": event.seq,
        "ticket": event.ticket,
    }
