"""The ground that all rooms stand on: database, series, people, targets, metrics, languages."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from dashboards.promql_readings import PromqlReadings
from rules.lanes import LaneMetrics
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.gap_metric import GapMetric
from ticketing.oncall.gaps import IsReachable
from ticketing.workdays.book import shipped_book
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Catalogues, Language, language_from_text, read_catalogues
from watchkeeper.access.model import PersonId
from watchkeeper.config.settings import KeepSettings, Settings
from watchkeeper.core.clock import Clock
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.configuration import Configuration, served_kinds
from watchkeeper.server.directory import StaffDirectory, TargetDirectory
from watchkeeper.server.engines import Engines, RemoteStorage, engines_of, open_remote
from watchkeeper.server.own_metrics import OwnMetrics
from watchkeeper.server.set_aside import watch_set_aside
from watchkeeper.server.upgrade import told_to_systemd, upgrade_state
from watchkeeper.storage.database import Database
from watchkeeper.storage.open_database import open_database, sqlite_path
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.wal import unlink
from watchkeeper.storage.sqlite_log import examine_log
from watchkeeper.storage.watched import DatabaseMetrics, WatchedDatabase

log = get_log("server")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every room is made with; ``stack`` closes what they open, in the reverse order."""

    configuration: Configuration
    clock: Clock
    stack: AsyncExitStack
    metrics: OwnMetrics
    catalogues: Catalogues
    database: WatchedDatabase
    store: SeriesStore
    gate: Gate
    duty: DutyDesk
    inventory: InventoryStore
    engines: Engines
    remote: RemoteStorage | None
    readings: PromqlReadings
    lane_metrics: LaneMetrics

    @property
    def settings(self) -> Settings:
        return self.configuration.settings

    @property
    def language(self) -> Language:
        return language_from_text(self.settings.language)

    def staff(self) -> StaffDirectory:
        return StaffDirectory(
            lambda: self.gate.people,
            lambda: self.inventory.current,
            language=self.language,
            duty=self.duty,
        )

    def targets(self) -> TargetDirectory:
        return TargetDirectory(
            lambda: self.inventory.current,
            default_policy=self.settings.tickets.policy,
            zone=self.settings.zone,
        )


async def lay_ground(configuration: Configuration, clock: Clock, stack: AsyncExitStack) -> Ground:
    """Open the stores and read who and what is watched."""
    metrics = OwnMetrics()
    metrics.tell_loaded(clock.now())
    watch_set_aside(metrics.registry, configuration.settings.data)
    catalogues = await asyncio.to_thread(read_catalogues)
    opened = await _database(configuration.settings, clock)
    database = WatchedDatabase(opened, clock, DatabaseMetrics(metrics.registry))
    stack.push_async_callback(database.close)
    remote = await _remote(configuration, clock, metrics, stack)
    store = await _series(configuration, clock, metrics, stack, remote)
    gate = Gate(database, configuration.people, clock)
    stack.callback(gate.close)
    await gate.load_retired()
    duty = await _duty(configuration, clock, database, gate, metrics)
    inventory = await _inventory(configuration, clock, database)
    engines = engines_of(configuration.settings, store, clock, remote)
    readings = PromqlReadings(engines.pages)
    stack.callback(readings.close)
    return Ground(
        configuration=configuration,
        clock=clock,
        stack=stack,
        metrics=metrics,
        catalogues=catalogues,
        database=database,
        store=store,
        gate=gate,
        duty=duty,
        inventory=inventory,
        engines=engines,
        remote=remote,
        readings=readings,
        lane_metrics=LaneMetrics(metrics.registry),
    )


async def _database(settings: Settings, clock: Clock) -> Database:
    """Open the database; one of an earlier version is upgraded where the settings say so."""
    path = sqlite_path(settings.database_url())
    if path is not None:
        await asyncio.to_thread(examine_log, path)
    if settings.upgrade_at_start:
        begun = clock.monotonic()
        upgraded = await upgrade_state(settings, tell=told_to_systemd())
        if upgraded is not None:
            log.info(
                "database upgraded",
                found=upgraded.found,
                newest=upgraded.newest,
                kept=upgraded.kept or "-",
                seconds=f"{clock.monotonic() - begun:.2f}",
            )
    return await open_database(settings.database_url())


async def _remote(
    configuration: Configuration, clock: Clock, metrics: OwnMetrics, stack: AsyncExitStack
) -> RemoteStorage | None:
    """Read where the queue to the engine beyond stands, before the store lets go of anything."""
    settings = configuration.settings.storage.metrics.remote
    if settings is None:
        return None
    remote = await asyncio.to_thread(
        open_remote, configuration.settings.data, settings, clock, metrics.registry
    )
    stack.push_async_callback(asyncio.to_thread, remote.close)
    return remote


async def _series(
    configuration: Configuration,
    clock: Clock,
    metrics: OwnMetrics,
    stack: AsyncExitStack,
    remote: RemoteStorage | None,
) -> SeriesStore:
    store = await SeriesStore.open(
        configuration.settings.data,
        clock=clock,
        limits=_limits(configuration.settings.storage.metrics.keep),
        metrics=SeriesMetrics(metrics.registry),
        retire=unlink if remote is None else remote.forwarder.retire,
    )
    if remote is not None:
        store.before_late = remote.forwarder.take_late
        remote.forwarder.step_back(store.replayed.damages)
    stack.push_async_callback(store.close)
    return store


def _limits(keep: KeepSettings) -> SeriesLimits:
    """Return the bounds of the store as the settings have them."""
    return SeriesLimits(
        samples_kept=keep.raw,
        five_minutes_kept=keep.five_minutes,
        hours_kept=keep.hours,
        blocks_bytes=keep.megabytes << 20,
        samples_bytes=keep.raw_megabytes << 20 or None,
        five_minutes_bytes=keep.five_minutes_megabytes << 20 or None,
        hours_bytes=keep.hours_megabytes << 20 or None,
    )


async def _duty(
    configuration: Configuration,
    clock: Clock,
    database: Database,
    gate: Gate,
    metrics: OwnMetrics,
) -> DutyDesk:
    desk = DutyDesk(
        database,
        clock,
        is_workday=shipped_book().is_worked,
        is_reachable=reachable(gate, configuration),
    )
    desk.take_on(configuration.schedules)
    await desk.load()
    GapMetric(desk, metrics.registry)
    return desk


def reachable(gate: Gate, configuration: Configuration) -> IsReachable:
    """Return what tells whether somebody is here and has a contact that a channel serves."""
    served = served_kinds(configuration)

    def is_reachable(person: PersonId) -> bool:
        found = gate.people.find(person)
        return found is not None and any(one.kind in served for one in found.contacts)

    return is_reachable


async def _inventory(
    configuration: Configuration, clock: Clock, database: Database
) -> InventoryStore:
    inventory = InventoryStore(
        database,
        clock,
        folder=configuration.folder,
        exported=configuration.settings.data / "exported",
    )
    await inventory.reload()
    return inventory
