"""One cycle: every source that is due is read and measured; none can stop the others."""

from __future__ import annotations

from collections.abc import Sequence

from agent.clock import AgentClock
from agent.log import log
from agent.source import Lane, NotHere, Source
from agent.worker import Worker
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.wire.exposition import Family, Kind, Reading

_DURATION = Family(
    "node_scrape_collector_duration_seconds",
    Kind.GAUGE,
    "How long the last reading of a source took.",
    ("collector",),
)
_SUCCESS = Family(
    "node_scrape_collector_success", Kind.GAUGE, "1 if the source could be read.", ("collector",)
)
PATIENCE_SECONDS = 0.2
"""How long a cycle waits for the sources beside it."""

_ABSENT_PAUSE_SECONDS = 600.0
_STALE_AFTER = 3  # intervals of a source beside the cycle that hangs
_LEAST_STALE_SECONDS = 60.0


class Collection:
    """The sources, what each read last, and how that went."""

    def __init__(self, sources: Sequence[Source], clock: AgentClock) -> None:
        self._clock = clock
        self._runs = tuple(_Run(source, clock) for source in sources)

    def read(self) -> list[Reading]:
        """Return the readings of all sources, now or, where they are slower, as they last were."""
        now = self._clock.monotonic()
        for run in self._runs:
            run.begin(now)
        deadline = self._clock.monotonic() + PATIENCE_SECONDS
        found: list[Reading] = []
        for run in self._runs:
            run.wait(deadline)
            found += run.readings(now)
        return found

    def close(self) -> None:
        for run in self._runs:
            run.close()


class _Run:
    """One source and its last reading."""

    def __init__(self, source: Source, clock: AgentClock) -> None:
        self._source = source
        self._clock = clock
        self._worker = Worker(source.name) if source.lane is Lane.BESIDE else None
        self._last: list[Reading] = []
        self._is_good = False
        self._began_at = clock.monotonic()
        self._ended_at = self._began_at
        self._due_at = self._began_at
        self._seconds = 0.0
        self._said = ""

    def begin(self, now: float) -> None:
        """Read the source if it is due; beside the cycle, only begin to."""
        if now < self._due_at or (self._worker is not None and self._worker.is_busy):
            return
        self._due_at = now + self._source.every / 1000
        self._began_at = now
        if self._worker is None:
            self._read()
        else:
            self._worker.start(self._read)

    def wait(self, deadline: float) -> None:
        if self._worker is not None and self._worker.is_busy:
            self._worker.wait(max(0.0, deadline - self._clock.monotonic()))

    def readings(self, now: float) -> list[Reading]:
        """Return the last readings and how reading went; what is too old is not repeated."""
        labels = (self._source.name,)
        is_hanging = self._worker is not None and self._worker.is_busy and self._is_stale(now)
        seconds = now - self._began_at if is_hanging else self._seconds
        good = self._is_good and not is_hanging
        state: list[Reading] = [(_DURATION, labels, seconds), (_SUCCESS, labels, float(good))]
        return [*self._last, *state] if good else state

    def close(self) -> None:
        if self._worker is not None:
            self._worker.end()
        if self._worker is None or not self._worker.is_busy:
            self._source.close()

    def _is_stale(self, now: float) -> bool:
        longest = max(_STALE_AFTER * self._source.every / 1000, _LEAST_STALE_SECONDS)
        return now - self._ended_at > longest

    def _read(self) -> None:
        began = self._clock.monotonic()
        try:
            self._last = self._source.read()
        except NotHere as absence:
            self._due_at = began + _ABSENT_PAUSE_SECONDS
            self._fail(f"not here: {absence}")
        except (OSError, WatchkeeperError) as error:
            self._fail(str(error))
        except Exception:  # noqa: BLE001 a defect in one source must not blind the others
            if self._is_good or not self._said:
                log.exception("source has a defect", source=self._source.name)
            self._said, self._is_good, self._last = "defect", False, []
        else:
            self._succeed()
        self._ended_at = self._clock.monotonic()
        self._seconds = self._ended_at - began

    def _fail(self, reason: str) -> None:
        if reason != self._said:
            log.info("source not read", source=self._source.name, reason=reason)
        self._said, self._is_good, self._last = reason, False, []

    def _succeed(self) -> None:
        if self._said:
            log.info("source read again", source=self._source.name)
        self._said, self._is_good = "", True
