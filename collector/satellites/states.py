"""How satellites fare, as series and as a list: who was heard, what waits there, whose clock is off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from collector.probes.outcome import Samples, series
from collector.satellites.exchange import Report
from collector.sink import SampleSink
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant, later
from watchkeeper.core.labels import Labels

FEED = "satellites"
JOB = "satellite"
INTERVAL = Duration(15 * SECOND)
SILENT_AFTER = Duration(45 * SECOND)
SETTLING = Duration(2 * MINUTE)
"""After a start a satellite that was not heard yet is not said to be silent for so long (D7)."""


class Presence(Enum):
    """Whether a satellite speaks to us."""

    EXPECTED = "expected"  # not heard since the server's start
    HEARD = "heard"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class SatelliteState:
    """What a satellite last told; ``offset``: by how much its clock is ahead of ours."""

    name: str
    heard_at: Instant
    report: Report
    offset: Duration
    is_current: bool  # works by the configuration in force


class SatelliteStates:
    """The last word of each satellite, in memory: after a start they all speak within seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.now()
        self._states: dict[str, SatelliteState] = {}

    def hear(self, state: SatelliteState) -> None:
        self._states[state.name] = state

    def outdate(self) -> None:
        """The configuration changed: whether a satellite follows it is known when it speaks."""
        self._states = {
            name: replace(state, is_current=False) for name, state in self._states.items()
        }

    def state(self, name: str) -> SatelliteState | None:
        return self._states.get(name)

    def is_heard(self, name: str) -> bool:
        return self.presence(name) is Presence.HEARD

    def presence(self, name: str) -> Presence:
        now, state = self._clock.now(), self._states.get(name)
        if state is not None and now - state.heard_at <= SILENT_AFTER:
            return Presence.HEARD
        if state is None and now < later(self._started, SETTLING):
            return Presence.EXPECTED
        return Presence.SILENT


def samples_of(states: SatelliteStates, names: Iterable[str]) -> Samples:
    """Return the series of all satellites that should be there."""
    found: dict[Labels, float] = {}
    for name in names:
        found |= _samples_of(states, name)
    return found


def _samples_of(states: SatelliteStates, name: str) -> Mapping[Labels, float]:
    presence, state = states.presence(name), states.state(name)
    values: dict[str, float] = {}
    if presence is not Presence.EXPECTED:
        values["up"] = float(presence is Presence.HEARD)
    if state is not None:
        report = state.report
        values |= {
            "watchkeeper_satellite_last_heard_timestamp_seconds": state.heard_at / SECOND,
            "watchkeeper_satellite_current": float(state.is_current),
            "watchkeeper_satellite_clock_offset_seconds": state.offset / SECOND,
            "watchkeeper_satellite_probes": float(report.probes),
            "watchkeeper_satellite_refused_probes": float(report.refused_probes),
            "watchkeeper_satellite_spooled_ticks": float(report.spooled_ticks),
            "watchkeeper_satellite_spooled_bytes": float(report.spooled_bytes),
            "watchkeeper_satellite_dropped_ticks_total": float(report.dropped_ticks),
        }
    return {series(metric, instance=name, job=JOB): value for metric, value in values.items()}


class SatelliteWorker:
    """Writes the feed ``satellites``, ends feeds that are gone and moves that took too long."""

    name = "satellites"

    def __init__(
        self,
        states: SatelliteStates,
        names: Callable[[], Iterable[str]],
        sink: SampleSink,
        clock: Clock,
        *,
        moves_due: Callable[[], Instant | None],
        settle: Callable[[], None],
    ) -> None:
        self._states = states
        self._names = names
        self._sink = sink
        self._clock = clock
        self._moves_due = moves_due
        self._settle = settle
        self._last: Instant | None = None
        self._wrote = False
        self._gone: set[str] = set()

    def end(self, feeds: Iterable[str]) -> None:
        """End these feeds with the next round; wake the worker for it to be now."""
        self._gone.update(feeds)

    async def next_due(self) -> Instant | None:
        if self._gone:
            return self._clock.now()
        moves = self._moves_due()
        if not self._has_samples_to_tell():
            return moves
        slot = next_slot(self._last, INTERVAL, self._clock.now())
        return slot if moves is None else min(slot, moves)

    async def run_due(self) -> None:
        now = self._clock.now()
        for feed in sorted(self._gone):
            await self._sink.end_feed(feed)
            self._gone.discard(feed)
        self._settle()
        if next_slot(self._last, INTERVAL, now) <= now:
            self._last = now
            await self._write(now)

    def _has_samples_to_tell(self) -> bool:
        """Without satellites there is nothing but the end of those that were."""
        return self._wrote or any(True for _ in self._names())

    async def _write(self, now: Instant) -> None:
        samples = samples_of(self._states, self._names())
        if samples or self._wrote:
            self._wrote = bool(samples)
            await self._sink.write(FEED, interval=INTERVAL, at=now, samples=samples)
