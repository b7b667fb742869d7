"""Read ALERTS and ALERTS_FOR_STATE back after a restart, so that ``for`` goes on counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.alerting import ALERT_NAME, ALERT_STATE, ALERTS, ALERTS_FOR_STATE
from rules.promql.series import NO_TIME, Matcher, MatchKind, SeriesSource
from rules.state import AlertState, Remembered
from watchkeeper.core.instants import HOUR, Duration, Instant, later
from watchkeeper.core.labels import METRIC_NAME, Labels, label, labels_of, without
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS

OUTAGE_TOLERANCE = Duration(HOUR)
"""How long ago an alert may have been seen to be taken up again; as in Prometheus."""


@dataclass(frozen=True, slots=True)
class LastSample:
    labels: Labels
    feed: str
    at: Instant
    value: float
    has_ended: bool = False  # it is a stale mark


def remembered_alerts(
    source: SeriesSource, feeds: frozenset[str], now: Instant
) -> tuple[Remembered, ...]:
    """Return the alerts that some feeds of rules carried when the process ended.

    Those that had ended before are among them, so that their cooldown goes on.
    """
    fired = {
        without(sample.labels, METRIC_NAME, ALERT_STATE): sample
        for sample in _last_samples(source, ALERTS, now)
        if sample.feed in feeds and label(sample.labels, ALERT_STATE) == AlertState.FIRING.value
    }
    active = tuple(
        _remembered(sample, fired)
        for sample in _last_samples(source, ALERTS_FOR_STATE, now)
        if sample.feed in feeds and label(sample.labels, ALERT_NAME) and not sample.has_ended
    )
    ended = (_ended(labels, sample) for labels, sample in fired.items() if sample.has_ended)
    return (*active, *ended)


def _ended(labels: Labels, sample: LastSample) -> Remembered:
    return Remembered(labels, sample.at, sample.at, AlertState.FIRING, ended_at=sample.at)


def _remembered(sample: LastSample, fired: dict[Labels, LastSample]) -> Remembered:
    labels = labels_of(without(sample.labels, METRIC_NAME))
    shown = fired.get(labels)
    was_firing = shown is not None and shown.at == sample.at and not shown.has_ended
    return Remembered(
        labels,
        active_at=Instant(round(sample.value * 1000)),
        last_seen=sample.at,
        state=AlertState.FIRING if was_firing else AlertState.PENDING,
    )


def _last_samples(source: SeriesSource, metric: str, now: Instant) -> Iterator[LastSample]:
    """Yield the newest sample of each series of a metric, or the mark that it ended."""
    selection = source.select((Matcher(METRIC_NAME, MatchKind.EQUAL, metric),))
    start = later(now, -OUTAGE_TOLERANCE)
    for block in source.window(selection, start, now):
        if not len(block.times):
            continue  # series that live, but none had a sample then: the clock was set back
        times = block.times[:, block.feed]  # (slots, n)
        values = np.asarray(block.values)
        bits = values.view(np.uint64)
        usable = (times != NO_TIME) & (times > start) & (times <= now) & (bits != ABSENT_BITS)
        newest = np.where(usable, times, NO_TIME).argmax(axis=0)
        for column, row in enumerate(block.rows.tolist()):
            slot = int(newest[column])
            if usable[slot, column]:
                yield LastSample(
                    selection.labels(row),
                    selection.feed(row),
                    Instant(int(times[slot, column])),
                    float(values[slot, column]),
                    has_ended=int(bits[slot, column]) == STALE_BITS,
                )
