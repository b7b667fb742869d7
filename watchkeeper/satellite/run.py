"""Run a satellite: probes by what the server handed down, one link to it, a witness if wanted."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from prometheus_client import CollectorRegistry, Counter

from collector.far_answers import FarAnswers
from collector.probes.tools import Tools
from collector.satellites.exchange import Answer, Report, fitting
from collector.satellites.hand_down import HandDown, RosterPerson, hand_down_from, version_of
from collector.schedule import ProbeMetrics, ProbeSchedule
from collector.snmp.profiles import Profile, profiles_in_text
from ticketing.notify.channel import Channel
from ticketing.notify.settings import read_channels
from watchkeeper import __version__
from watchkeeper.access.languages import read_catalogues
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError, InvalidInput, Unavailable, WatchkeeperError
from watchkeeper.core.instants import DAY, SECOND, Duration
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import EMPTY
from watchkeeper.inventory.secrets import Secrets
from watchkeeper.satellite.admitting import Admitted, admitted
from watchkeeper.satellite.columns import SELF_FEED, SatelliteSink
from watchkeeper.satellite.guard import Guard
from watchkeeper.satellite.link import Link
from watchkeeper.satellite.sealed import SealedFile, read_key
from watchkeeper.satellite.settings import (
    Identity,
    Places,
    SatelliteSettings,
    read_identity,
    read_satellite,
)
from watchkeeper.satellite.spool import Spool
from watchkeeper.satellite.witness import Witness, Words
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.cycles import collect_seldom
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.server.own_metrics import OwnMetrics
from watchkeeper.server.systemd import Notifier
from watchkeeper.wire.requests import MOST_REQUESTS, Result

log = get_log("satellite")

_OWN_INTERVAL = Duration(15 * SECOND)
_STUCK_SECONDS = 60.0
_REFUSALS_SECONDS = 2.0
_MOST_RESULTS = 20


class SatelliteMetrics:
    """What a satellite tells of itself (docs/en/metrics/satellites.md)."""

    def __init__(
        self, registry: CollectorRegistry, link_outcomes: Callable[[], dict[str, int]]
    ) -> None:
        self.refused = Counter(
            "watchkeeper_satellite_refused_connections_total",
            "Connections beyond the networks of `allow` that were not made.",
            registry=registry,
        )
        self.calls = Counter(
            "watchkeeper_satellite_witness_calls_total",
            "Calls because the server was silent, those included that reached nobody.",
            registry=registry,
        )
        self.turns = Counter(
            "watchkeeper_satellite_exchanges_made_total",
            "Exchanges with the server, by what became of them.",
            ["outcome"],
            registry=registry,
        )
        self._link_outcomes = link_outcomes
        self._told: dict[str, int] = {}

    def renew(self) -> None:
        for outcome, count in self._link_outcomes().items():
            self.turns.labels(outcome).inc(count - self._told.get(outcome, 0))
            self._told[outcome] = count


class Satellite:
    """The parts of one satellite; fulfils the link's ``Keeper``."""

    def __init__(
        self,
        identity: Identity,
        settings: SatelliteSettings,
        guard: Guard,
        tools: Tools,
        schedule: ProbeSchedule,
        spool: Spool,
        sealed: SealedFile,
        clock: Clock,
        executor: Executor,
        channels: tuple[Channel, ...],
        wake: Callable[[], None],
    ) -> None:
        self._identity = identity
        self._settings = settings
        self._guard = guard
        self._tools = tools
        self._schedule = schedule
        self._spool = spool
        self._sealed = sealed
        self._clock = clock
        self._executor = executor
        self._kinds = tuple(sorted({channel.kind for channel in channels}))
        self._started = clock.now()
        self._held = ""
        self._admitted = Admitted(EMPTY, Secrets(), ())
        self._noted: set[tuple[str, str]] = set()
        self._results: list[Result] = []
        self._wake = wake
        self.far = FarAnswers(tools, lambda: self._admitted.inventory, self._answered_by_host)
        self.document = HandDown(identity.name)
        self.witness: Witness | None = None

    def roster(self) -> tuple[RosterPerson, ...]:
        return self.document.roster

    def report(self) -> Report:
        return Report(
            sent_at=self._clock.now(),
            held=self._held,
            software=__version__,
            started_at=self._started,
            probes=self._admitted.probes,
            refused_probes=len(self._admitted.refused),
            spooled_ticks=self._spool.ticks,
            spooled_bytes=self._spool.bytes,
            dropped_ticks=self._spool.dropped,
            is_witness=self.witness is not None,
            kinds=self._kinds,
            results=tuple(self._results[:MOST_REQUESTS]),
        )

    def told(self, report: Report, answer: Answer) -> None:
        self._results = [one for one in self._results if one not in report.results]
        for request in answer.requests:
            self.far.put(request)

    async def _answered_by_host(self, _target: str, result: Result) -> None:
        """Keep what a host answered for the next exchange; while the line is cut only the newest."""
        self._results = [*self._results[-_MOST_RESULTS + 1 :], fitting(result)]
        self._wake()

    async def resume(self) -> None:
        """Work by what was handed down before the last stop, where it can be read."""
        try:
            content = await asyncio.to_thread(self._sealed.read)
            if content is not None:
                await self._work_by(content, version_of(content))
        except WatchkeeperError as error:
            log.error("what was handed down before cannot be used", reason=error)

    async def take_on(self, content: bytes, version: str) -> None:
        """Work by another document, and keep it sealed."""
        if version_of(content) != version:
            raise InvalidInput("what is handed down was changed on its way")
        await self._work_by(content, version)
        try:
            await asyncio.to_thread(self._sealed.write, content)
        except Unavailable as error:
            log.error("a restart will not know this configuration", reason=error)
        log.info(
            "configuration taken on",
            probes=self._admitted.probes,
            refused=len(self._admitted.refused),
        )

    async def turn_away(self) -> None:
        self._put_in_force(Admitted(EMPTY, Secrets(), ()), HandDown(self._identity.name), "", ())
        await asyncio.to_thread(self._sealed.forget)

    def answered(self) -> None:
        if self.witness is not None:
            self.witness.answered()

    def not_answered(self, reason: str) -> None:
        if self.witness is not None:
            self.witness.not_answered(reason)

    async def keep_noting(self) -> None:
        """Write down what the guard refused, here and for the server, until cancelled."""
        while True:
            await asyncio.sleep(_REFUSALS_SECONDS)
            for one in self._guard.take_refusals():
                log.warning("connection refused", address=one.address, feed=one.feed or "-")
                await self._note("connection_refused", {"address": one.address, "feed": one.feed})

    async def _work_by(self, content: bytes, version: str) -> None:
        document, found, profiles = await asyncio.to_thread(self._read, content)
        if document.satellite != self._identity.name:
            raise InvalidInput("what is handed down is for another satellite")
        self._put_in_force(found, document, version, profiles)
        for refused in found.refused:
            if (refused.feed, refused.reason) not in self._noted:
                self._noted.add((refused.feed, refused.reason))
                log.warning("probe refused", feed=refused.feed, reason=refused.reason)
                await self._note("probe_refused", {"feed": refused.feed, "reason": refused.reason})

    def _read(self, content: bytes) -> tuple[HandDown, Admitted, tuple[Profile, ...]]:
        document = hand_down_from(content)
        found = admitted(document, self._guard, self._settings.files)
        profiles = tuple(
            one for name, text in document.snmp for one in profiles_in_text(text, name)
        )
        return document, found, profiles

    def _put_in_force(
        self, found: Admitted, document: HandDown, version: str, profiles: tuple[Profile, ...]
    ) -> None:
        self._admitted, self.document, self._held = found, document, version
        self._tools.renew(found.secrets, profiles)
        self._schedule.follow(found.inventory)

    async def _note(self, kind: str, facts: dict[str, str]) -> None:
        now = self._clock.now()
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._executor, lambda: self._spool.note(kind, facts, now))
        except WatchkeeperError as error:
            log.error("a note is lost", kind=kind, reason=error)


def run_satellite(config: Path, *, is_witness: bool, acknowledge: str) -> int:
    """Run until SIGTERM or SIGINT.  *acknowledge*: the command that people are told to type."""
    asyncio.run(_run(config, is_witness=is_witness, acknowledge=acknowledge))
    return 0


async def _run(config: Path, *, is_witness: bool, acknowledge: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    notifier = Notifier()
    settings = await asyncio.to_thread(read_satellite, config)
    places = Places(config, settings.data)
    async with _assembled(places, settings, is_witness=is_witness, acknowledge=acknowledge) as work:
        collect_seldom()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one, name=name) for name, one in work.tasks()]
            tasks.append(group.create_task(notifier.keep_watchdog(work.stuck)))
            notifier.ready("probing")
            await stop.wait()
            for task in tasks:
                task.cancel()
        notifier.stopping()
    log.info("satellite stopped")


class _Work:
    """What runs as long as the satellite does."""

    def __init__(
        self,
        satellite: Satellite,
        schedule: ProbeSchedule,
        link: Link,
        own: OwnMetrics,
        sink: SatelliteSink,
        guard: Guard,
        clock: Clock,
    ) -> None:
        self._satellite = satellite
        self._schedule = schedule
        self._link = link
        self._own = own
        self._sink = sink
        self._guard = guard
        self._clock = clock
        self._metrics = SatelliteMetrics(own.registry, lambda: link.outcomes)
        self._refused = self._calls = 0

    def tasks(self) -> tuple[tuple[str, Coroutine[Any, Any, None]], ...]:
        witness = self._satellite.witness
        return (
            ("probes", self._schedule.run()),
            ("link", self._link.run()),
            ("own metrics", self._measure_itself()),
            ("refusals", self._satellite.keep_noting()),
            ("requests", self._satellite.far.run()),
            *([("witness", witness.run())] if witness else []),
        )

    def stuck(self) -> str | None:
        silent = self._clock.monotonic() - self._link.turned_at
        return "link" if silent > _STUCK_SECONDS else None

    async def _measure_itself(self) -> None:
        while True:
            self._count()
            samples = await asyncio.to_thread(self._own.samples)
            try:
                await self._sink.write(
                    SELF_FEED, interval=_OWN_INTERVAL, at=self._clock.now(), samples=samples
                )
            except WatchkeeperError as error:
                log.debug("own metrics not kept", reason=error)
            await asyncio.sleep(_OWN_INTERVAL / SECOND)

    def _count(self) -> None:
        witness = self._satellite.witness
        calls = witness.calls if witness else 0
        self._metrics.refused.inc(self._guard.refused - self._refused)
        self._metrics.calls.inc(calls - self._calls)
        self._refused, self._calls = self._guard.refused, calls
        self._metrics.renew()


@asynccontextmanager
async def _assembled(
    places: Places, settings: SatelliteSettings, *, is_witness: bool, acknowledge: str
) -> AsyncIterator[_Work]:
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        stack.enter_context(DirectoryLock(settings.data))
        identity = await asyncio.to_thread(read_identity, places.identity)
        sealed = SealedFile(
            places.hand_down, await asyncio.to_thread(read_key, places.key), identity.id
        )
        executor = ThreadPoolExecutor(1, thread_name_prefix="spool")
        stack.callback(executor.shutdown)
        spool = await asyncio.to_thread(_spool, places, settings)
        stack.callback(spool.close)
        guard = Guard(settings.networks())
        guard.install()
        if not settings.allow:
            log.warning("`allow` names no network: nothing can be probed", config=places.config)
        own, woken = OwnMetrics(), asyncio.Event()
        sink = SatelliteSink(os.urandom(16), clock.monotonic, woken.set)
        tools = await stack.enter_async_context(
            Tools(clock, known_hosts=places.known_hosts, snmp_rows=settings.data / "snmp")
        )
        session = await stack.enter_async_context(_session(places, identity))
        plain = await stack.enter_async_context(aiohttp.ClientSession())
        channels = await asyncio.to_thread(
            lambda: read_channels(
                settings.channels,
                session=plain,
                clock=clock,
                allowed_commands=settings.allowed_commands,
            )
        )
        schedule = ProbeSchedule(tools, sink, ProbeMetrics(own.registry))
        satellite = Satellite(
            identity,
            settings,
            guard,
            tools,
            schedule,
            spool,
            sealed,
            clock,
            executor,
            channels,
            woken.set,
        )
        if is_witness:
            if not channels:
                raise ConfigError(
                    "a witness needs a channel of its own; add one under channels:",
                    at=str(places.config),
                )
            catalogues = await asyncio.to_thread(read_catalogues)
            satellite.witness = Witness(
                identity,
                settings.witness,
                channels,
                satellite.roster,
                spool,
                clock,
                executor,
                Words(catalogues, acknowledge),
                places.acknowledgement,
            )
        await satellite.resume()
        link = Link(identity, session, sink, spool, satellite, clock, executor, woken)
        yield _Work(satellite, schedule, link, own, sink, guard, clock)


def _spool(places: Places, settings: SatelliteSettings) -> Spool:
    return Spool(
        places.state, most_bytes=settings.spool.megabytes << 20, most_age=settings.spool.age
    )


def _session(places: Places, identity: Identity) -> aiohttp.ClientSession:
    """Return the one connection: to the server alone, which must show the pinned authority."""
    context: ssl.SSLContext | bool = True
    if places.authority.exists():
        context = ssl.create_default_context(cafile=places.authority)
    connector = aiohttp.TCPConnector(limit=1, ssl=context, keepalive_timeout=DAY / SECOND)
    return aiohttp.ClientSession(
        connector=connector, headers={"User-Agent": f"watchkeeper-satellite/{__version__}"}
    )
