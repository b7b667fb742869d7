"""Runs all probes at their intervals: spread, bounded, and undisturbed by targets that hang.

Each probe has one task, so that a slow one never piles up on itself: rounds it missed are
skipped and counted.  Who hung last time takes its turn in a narrow lane, so that a dead network
cannot hold up the living.  What has been lost for long is asked more seldom, but told to be lost
at every interval, because rules need to hear it.  I/O deadlines are real time, timestamps are the
Clock's.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from collector.lost_targets import LostTargets, Verdict
from collector.probes.once import ProbeReport, run_probe, still_lost
from collector.probes.outcome import Probe, Samples
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from collector.rounds import HUNG_SECONDS, asked_every, grid_of
from collector.sink import SampleSink
from watchkeeper.core.errors import ConfigError, WatchkeeperError
from watchkeeper.core.instants import Duration, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.registry import EMPTY, Inventory
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.storage.tables import json_text

log = get_log("collector")

CONCURRENCY = 200
LOST_LANE = 50
PER_TARGET = 4
LOST_AFTER_ROUNDS = 3


class ProbeMetrics:
    """What the daemon tells about its own probing."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.rounds = Counter(
            "watchkeeper_probe_rounds_total",
            "Probes that ran, by kind and result (success, failure).",
            ["kind", "result"],
            registry=registry,
        )
        self.skipped = Counter(
            "watchkeeper_probe_rounds_skipped_total",
            "Rounds that did not take place, by reason: busy (no free place), late (the one before"
            " took longer than the interval), lost (asked more seldom).",
            ["kind", "reason"],
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_probe_writes_refused_total",
            "Rounds whose samples the store did not take.",
            ["kind"],
            registry=registry,
        )
        self.duration = Histogram(
            "watchkeeper_probe_duration_seconds",
            "How long a probe took, by kind.",
            ["kind"],
            registry=registry,
            buckets=(0.005, 0.02, 0.1, 0.5, 2, 10),
        )
        self.probes = Gauge("watchkeeper_probes", "Probes on the schedule.", registry=registry)
        self.lost = Gauge(
            "watchkeeper_probes_lost", "Probes that failed three times in a row.", registry=registry
        )


def feed_of(target: str, probe: str) -> str:
    """Return the name of the feed of one probe."""
    return f"probe:{target}:{probe}"


def aligned(now: Instant, nominal: Instant, interval: Duration) -> Instant:
    """Return the time a round is stored at: the planned one, unless the clock has moved away.

    Steady timestamps fall into steady slots; a tenth of the interval is the loop's own lateness.
    """
    return nominal if abs(now - nominal) <= max(interval // 10, 20) else now


@dataclass(slots=True)
class Course:
    """One probe on the schedule, and how it fares."""

    target: Target
    spec: ProbeSpec
    identity: str
    credential: Credential | None = None
    failures: int = 0
    rounds: int = 0
    is_hanging: bool = False  # its last round failed after waiting for long
    lost_since: float | None = None  # by the monotonic clock
    rested: int = 0  # rounds in a row in which it was not asked
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_TARGET))
    task: asyncio.Task[None] | None = None

    @property
    def feed(self) -> str:
        return feed_of(self.target.name, self.spec.name)

    def is_as(self, other: Course) -> bool:
        """Tell whether the probe may go on, connections and all, where *other* is wanted."""
        return (self.identity, self.credential) == (other.identity, other.credential)

    @property
    def is_lost(self) -> bool:
        return self.failures >= LOST_AFTER_ROUNDS

    @property
    def verdict(self) -> Verdict:
        if self.is_lost:
            return Verdict.LOST
        return Verdict.FAILING if self.failures else Verdict.ALIVE


class ProbeSchedule:
    """Runs the probes of the inventory that it follows."""

    def __init__(
        self,
        tools: Tools,
        sink: SampleSink,
        metrics: ProbeMetrics,
        *,
        concurrency: int = CONCURRENCY,
        lost_lane: int = LOST_LANE,
    ) -> None:
        self._tools = tools
        self._sink = sink
        self._metrics = metrics
        self._lane = asyncio.Semaphore(concurrency)
        self._lost_lane = asyncio.Semaphore(lost_lane)
        self._courses: dict[str, Course] = {}
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._lost = LostTargets()
        self._of_target: dict[str, list[Course]] = {}
        self._inventory = EMPTY
        self._elsewhere: Collection[str] = ()
        self._changed = asyncio.Event()

    def follow(self, inventory: Inventory, elsewhere: Collection[str] = ()) -> None:
        """Take over another inventory; probes that did not change are not disturbed.

        Feeds that go on *elsewhere* are let go, but do not end.
        """
        self._inventory, self._elsewhere = inventory, elsewhere
        self._changed.set()

    async def run(self) -> None:
        """Probe until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._changed.clear()
                await self._apply(wanted_courses(self._inventory, self._tools.secrets), group)
                await self._changed.wait()

    async def _apply(self, wanted: dict[str, Course], group: asyncio.TaskGroup) -> None:
        gone = [
            course
            for feed, course in self._courses.items()
            if feed not in wanted or not wanted[feed].is_as(course)
        ]
        await self._stop(gone)
        for course in gone:
            if course.feed not in wanted and course.feed not in self._elsewhere:
                await self._end_feed(course.feed)
        self._gates = {course.target.name: self._gate(course) for course in wanted.values()}
        for feed, course in wanted.items():
            if feed not in self._courses:
                course.gate = self._gates[course.target.name]
                course.task = group.create_task(self._keep(course), name=feed)
                self._courses[feed] = course
        self._lost.follow(intervals_of(wanted.values()))
        self._of_target = by_target(self._courses.values())
        self._metrics.probes.set(len(self._courses))
        self._count_lost()

    def _gate(self, course: Course) -> asyncio.Semaphore:
        return self._gates.get(course.target.name) or asyncio.Semaphore(PER_TARGET)

    async def _stop(self, courses: Sequence[Course]) -> None:
        """End probes together: however many hang, it takes five seconds at most."""
        tasks = [course.task for course in courses if course.task is not None]
        for course in courses:
            del self._courses[course.feed]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=5)

    async def _end_feed(self, feed: str) -> None:
        try:
            await self._sink.end_feed(feed)
        except WatchkeeperError as error:
            log.error("feed could not be ended", feed=feed, reason=error)

    async def _keep(self, course: Course) -> None:
        """Run one probe at its interval until cancelled."""
        try:
            probe = probe_of(course.target, course.spec, self._tools)
        except ConfigError as error:
            log.error("probe cannot run", target=course.target.name, reason=error)
            return
        try:
            await self._rounds(course, probe)
        finally:
            await probe.close()

    async def _rounds(self, course: Course, probe: Probe) -> None:
        loop, grid = asyncio.get_running_loop(), grid_of(course.feed, course.spec.interval)
        started, began = loop.time(), self._tools.clock.now()
        number = 0
        while True:
            due = grid.offset(number)
            await asyncio.sleep(max(0.0, started + due / 1000 - loop.time()))
            at = aligned(self._tools.clock.now(), later(began, due), grid.interval)
            began = later(at, -due)
            await self._round(course, probe, at)
            reached = grid.reached(int((loop.time() - started) * 1000))
            if reached > number:
                self._metrics.skipped.labels(course.spec.kind, "late").inc(reached - number)
            number = max(number, reached) + 1

    async def _round(self, course: Course, probe: Probe, at: Instant) -> None:
        """Ask, or leave a lost target in peace; either way what is known of it is told."""
        samples = None
        if self._rests(course):
            self._metrics.skipped.labels(course.spec.kind, "lost").inc()
        else:
            samples = await self._asked(course, probe)
        if samples is None and course.is_lost:
            samples = still_lost(probe, course.target, course.spec)
        if samples is not None:
            await self._write(course, samples, at)

    def _rests(self, course: Course) -> bool:
        """Tell whether a target that has been lost for long is not asked in this round."""
        if course.lost_since is None:
            return False
        course.rested += 1
        lost_seconds = self._tools.clock.monotonic() - course.lost_since
        if course.rested < asked_every(lost_seconds, course.spec.interval):
            return True
        course.rested = 0
        return False

    async def _asked(self, course: Course, probe: Probe) -> Samples | None:
        """Measure once; None where there was no place for it."""
        try:
            async with self._place(course):
                report = await run_probe(probe, course.target, course.spec, self._tools)
        except TimeoutError:
            self._metrics.skipped.labels(course.spec.kind, "busy").inc()
            return None
        self._note(course, report)
        return report.samples

    async def _write(self, course: Course, samples: Samples, at: Instant) -> None:
        """Hand the samples to the store; its trouble costs this round and nothing else."""
        try:
            await self._sink.write(
                course.feed, interval=course.spec.interval, at=at, samples=samples
            )
        except WatchkeeperError as error:
            log.debug("samples refused", feed=course.feed, reason=error)
        except Exception as error:
            log.exception("samples not written", feed=course.feed, reason=error)
        else:
            return
        self._metrics.refused.labels(course.spec.kind).inc()

    @asynccontextmanager
    async def _place(self, course: Course) -> AsyncIterator[None]:
        """Wait for a place at the target and in the lane, at most one interval."""
        lane = self._lost_lane if course.is_hanging else self._lane
        async with AsyncExitStack() as places:
            async with asyncio.timeout(course.spec.interval / 1000):
                await places.enter_async_context(course.gate)
                await places.enter_async_context(lane)
            yield

    def _note(self, course: Course, report: ProbeReport) -> None:
        """Count the round; say one line when a target is lost, one when it is back."""
        result = "success" if report.is_success else "failure"
        self._metrics.rounds.labels(course.spec.kind, result).inc()
        self._metrics.duration.labels(course.spec.kind).observe(report.duration_seconds)
        was_lost = course.is_lost
        course.failures = 0 if report.is_success else course.failures + 1
        course.is_hanging = not report.is_success and report.duration_seconds >= HUNG_SECONDS
        course.rounds += 1
        if course.is_lost is not was_lost:
            course.lost_since = self._tools.clock.monotonic() if course.is_lost else None
            course.rested = 0
            self._count_lost()
        if was_lost and not course.is_lost:
            self._rouse(course.target.name)
        self._say(course, str(report.problem or ""))

    def _rouse(self, target: str) -> None:
        """Ask all lost probes of a target at their next rounds: something of it is back."""
        now = self._tools.clock.monotonic()
        for course in self._of_target.get(target, ()):
            if course.lost_since is not None:
                course.lost_since = now

    def _say(self, course: Course, reason: str) -> None:
        """Write the line of a target, where one is due."""
        name, now = course.target.name, self._tools.clock.monotonic()
        news = self._lost.note(name, course.spec.name, course.verdict, reason, now)
        if news is None:
            return
        facts = {"target": name, "probes": ", ".join(news.probes), "of": news.of}
        if news.turn.is_loss:
            log.warning(news.turn.value, **facts, reason=news.reason)
        else:
            log.info(news.turn.value, **facts)

    def _count_lost(self) -> None:
        self._metrics.lost.set(sum(course.is_lost for course in self._courses.values()))


def wanted_courses(inventory: Inventory, secrets: Secrets) -> dict[str, Course]:
    """Return a course for each probe of the inventory, by feed."""
    courses = [
        Course(target, spec, identity_of(target, spec), credential_of(spec, secrets))
        for target in inventory
        for spec in target.probes
    ]
    return {course.feed: course for course in courses}


def by_target(courses: Iterable[Course]) -> dict[str, list[Course]]:
    found: dict[str, list[Course]] = {}
    for course in courses:
        found.setdefault(course.target.name, []).append(course)
    return found


def intervals_of(courses: Iterable[Course]) -> dict[str, dict[str, Duration]]:
    """Return the interval of each probe, by target and name."""
    return {
        target: {course.spec.name: course.spec.interval for course in found}
        for target, found in by_target(courses).items()
    }


def identity_of(target: Target, spec: ProbeSpec) -> str:
    """Return what a probe depends on: a change of anything else does not restart it."""
    return json_text(
        [
            target.address,
            spec.kind,
            spec.job,
            spec.interval,
            spec.timeout,
            _plain(spec.settings.plain()),
        ]
    )


def credential_of(spec: ProbeSpec, secrets: Secrets) -> Credential | None:
    """Return the credential that a probe names, wherever it stands in the file by now."""
    settings = spec.settings.value
    named = settings.get("credentials") if isinstance(settings, dict) else None
    found = secrets.credentials.get(named.text) if named is not None else None
    return None if found is None else dataclasses.replace(found, at="")


def _plain(value: object) -> object:
    """Return a value that JSON can hold: YAML may have keys and numbers that it cannot."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return repr(value) if isinstance(value, float) else value
