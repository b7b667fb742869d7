"""What the server makes of a push: its own labels, its own columns, its own time.  Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.words import FloatArray
from watchkeeper.wire.columns import Push

JOB = "node"
OFFSET_ALLOWED = Duration(5 * SECOND)

_OWN_NAMES = ("watchkeeper_agent_clock_offset_seconds", "watchkeeper_agent_times_shifted")
OWN_COLUMNS = len(_OWN_NAMES)
"""How many columns of ours stand before the agent's."""


def agent_feed(target: str) -> str:
    """Return the name of the feed of a target's agent."""
    return f"agent:{target}"


def own_labels(target: str) -> tuple[Labels, ...]:
    """Return the series that the server adds to every push."""
    return tuple(
        labels_of({METRIC_NAME: name, "instance": target, "job": JOB}) for name in _OWN_NAMES
    )


def relabelled(additions: Iterable[Labels], target: str) -> tuple[Labels, ...]:
    """Set ``instance`` and ``job``; the sender's own become ``exported_instance`` and so on."""
    return tuple(_relabelled(labels, target) for labels in additions)


def _relabelled(labels: Labels, target: str) -> Labels:
    pairs = dict(labels)
    for name in ("instance", "job"):
        value = pairs.pop(name, None)
        exported = f"exported_{name}"
        while value is not None and exported in pairs:
            exported = f"exported_{exported}"
        if value is not None:
            pairs[exported] = value
    return labels_of({**pairs, "instance": target, "job": JOB})


def clock_offset(push: Push, now: Instant, waited: Duration = Duration(0)) -> Duration:
    """Return by how much the agent's clock is ahead; the way here counts as behind.

    What the push may have *waited* here does not, where that makes the clock about right.
    """
    return offset_of(push.sent_at, now, waited)


def offset_of(sent_at: Instant, now: Instant, waited: Duration = Duration(0)) -> Duration:
    """Return by how much the clock is ahead that said *sent_at*; as ``clock_offset``."""
    ahead = sent_at - now
    excused = min(ahead + waited, 0)
    is_late = ahead < -OFFSET_ALLOWED <= excused
    return Duration(excused if is_late else ahead)


def shift_for(offset: Duration) -> Duration:
    """Return what is added to an agent's times: nothing while its clock is about right."""
    return Duration(0 if abs(offset) <= OFFSET_ALLOWED else -offset)


def vectors_of(push: Push, *, offset: Duration, shift: Duration) -> FloatArray:
    """Return vectors (ticks, own + agent's columns).

    The offset is that of now: a tick that waited in the spool has none.
    """
    vectors: FloatArray = np.empty((push.ticks, OWN_COLUMNS + push.width))
    vectors[:, OWN_COLUMNS:] = np.frombuffer(push.vectors, "<f8").reshape(push.ticks, push.width)
    vectors[:, 1] = bool(shift)
    live_from = push.sent_at - 2 * push.interval
    for tick, time in enumerate(push.times):
        vectors[tick, 0] = offset / SECOND if time >= live_from else ABSENT
    return vectors
