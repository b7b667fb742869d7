"""Wire the rooms together: the only place that knows them all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp

from collector.enrolment import Enrolment
from collector.expectations import ExpectationWorker
from collector.heartbeats import Heartbeats, HeartbeatWorker
from collector.intake.alerts import AlertMetrics, AlertsIntake
from collector.probes.tools import Tools
from collector.schedule import ProbeMetrics, ProbeSchedule
from dashboards.promql_readings import PromqlReadings
from dashboards.render.message import MessageWriter
from dashboards.reports.mailing import FormMailing
from dashboards.reports.service import CheckForms, ReportMetrics
from dashboards.web.evidence import ChartEvidence
from dashboards.web.live import Broadcaster
from rules.alerting import Surroundings
from rules.metrics import RuleMetrics
from rules.promql.evaluate import Evaluator
from rules.room import RuleRoom
from rules.schedule import Seams
from ticketing.metrics import TicketMetrics
from ticketing.notify.channel import Channel
from ticketing.notify.settings import read_channels
from ticketing.outbox import House, OutboxMetrics, OutboxWorker
from ticketing.service import TicketService
from ticketing.shelf import Shelf, shipped_policies
from ticketing.timers import TicketTimers
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Catalogues, Language, language_from_text, read_catalogues
from watchkeeper.core.clock import Clock, Wake, Worker
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.levels import SEVERITY_MAP, Criticality
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.configuration import Configuration
from watchkeeper.server.directory import StaffDirectory, TargetDirectory
from watchkeeper.server.own_metrics import OwnMetrics, SelfWatch
from watchkeeper.storage.database import Database
from watchkeeper.storage.open_database import open_database
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore

_RULE_THREADS = 2
_EXPECTATIONS_INTERVAL = Duration(15 * SECOND)  # of heartbeats and expected backups


@dataclass(frozen=True, slots=True)
class Parts:
    """All rooms of one server, wired, not yet running."""

    configuration: Configuration
    clock: Clock
    metrics: OwnMetrics
    database: Database
    gate: Gate
    inventory: InventoryStore
    store: SeriesStore
    readings: PromqlReadings
    evaluator: Evaluator
    tickets: TicketService
    rules: RuleRoom
    enrolment: Enrolment
    heartbeats: Heartbeats
    alerts: AlertsIntake
    probes: ProbeSchedule
    tools: Tools
    forms: CheckForms
    channels: Sequence[Channel]
    broadcaster: Broadcaster
    catalogues: Catalogues
    workers: tuple[Worker, ...]

    @property
    def language(self) -> Language:
        return language_from_text(self.configuration.settings.language)


async def wire(
    configuration: Configuration, clock: Clock, wake: Wake, stack: AsyncExitStack
) -> Parts:
    """Open stores and build every room; *stack* closes them in the reverse order."""
    settings = configuration.settings
    metrics = OwnMetrics()
    metrics.tell_loaded(clock.now())
    catalogues = await asyncio.to_thread(read_catalogues)
    database = await open_database(settings.database_url())
    stack.push_async_callback(database.close)
    store = await SeriesStore.open(
        settings.data, clock=clock, metrics=SeriesMetrics(metrics.registry)
    )
    stack.push_async_callback(store.close)
    gate = Gate(database, configuration.people, clock)
    stack.callback(gate.close)
    inventory = InventoryStore(
        database, clock, folder=configuration.folder, exported=settings.data / "exported"
    )
    await inventory.reload()
    evaluator = Evaluator(store, monotonic=clock.monotonic)
    readings = PromqlReadings(evaluator)
    stack.callback(readings.close)

    directory = StaffDirectory(
        lambda: gate.people,
        lambda: inventory.current,
        language=language_from_text(settings.language),
    )
    tickets = TicketService(
        database,
        clock,
        directory=directory,
        targets=TargetDirectory(
            lambda: inventory.current, default_policy=settings.tickets.policy, zone=settings.zone
        ),
        feeds=store,
        shelf=Shelf(
            (*shipped_policies(), *configuration.policies),
            divisor=settings.tickets.divide_durations_by,
        ),
        metrics=TicketMetrics(metrics.registry),
        wake=wake,
        evidence=ChartEvidence(readings, clock),
        severity_map={**SEVERITY_MAP, **settings.tickets.severity},
    )
    rules = await _rules(configuration, clock, metrics, store, evaluator, tickets, inventory, stack)
    channels = await _channels(configuration, clock, stack)
    heartbeats = Heartbeats(database, clock)
    pace = min(_EXPECTATIONS_INTERVAL, settings.rules.interval)
    tools = await stack.enter_async_context(
        Tools(clock, configuration.secrets, known_hosts=configuration.folder / "known_hosts")
    )
    probes = ProbeSchedule(tools, store, ProbeMetrics(metrics.registry))
    probes.follow(inventory.current)
    inventory.subscribe(probes.follow)
    forms = CheckForms(
        database,
        clock,
        inventory=lambda: inventory.current,
        readings=readings,
        tickets=tickets,
        queue_form=FormMailing(catalogues, settings.url(), clock.now).queue,
        metrics=ReportMetrics(metrics.registry),
    )
    broadcaster = Broadcaster(clock)
    _follow_tickets(tickets, broadcaster, stack)
    outbox = OutboxWorker(
        database,
        clock,
        channels=channels,
        people=directory,
        tickets=tickets,
        renderer=MessageWriter(catalogues, url=settings.url()),
        metrics=OutboxMetrics(metrics.registry, channels),
        house=House(language=settings.language, zone=settings.zone),
    )
    return Parts(
        configuration=configuration,
        clock=clock,
        metrics=metrics,
        database=database,
        gate=gate,
        inventory=inventory,
        store=store,
        readings=readings,
        evaluator=evaluator,
        tickets=tickets,
        rules=rules,
        enrolment=Enrolment(database, inventory, clock),
        heartbeats=heartbeats,
        alerts=AlertsIntake(tickets, clock, AlertMetrics(metrics.registry)),
        probes=probes,
        tools=tools,
        forms=forms,
        channels=channels,
        broadcaster=broadcaster,
        catalogues=catalogues,
        workers=(
            *rules.workers,
            TicketTimers(database, clock, tickets),
            outbox,
            HeartbeatWorker(heartbeats, store, clock, interval=pace),
            ExpectationWorker(lambda: inventory.current, store, clock, interval=pace),
            forms,
            SelfWatch(metrics, store, clock),
        ),
    )


async def _rules(
    configuration: Configuration,
    clock: Clock,
    metrics: OwnMetrics,
    store: SeriesStore,
    evaluator: Evaluator,
    tickets: TicketService,
    inventory: InventoryStore,
    stack: AsyncExitStack,
) -> RuleRoom:
    executor = ThreadPoolExecutor(_RULE_THREADS, thread_name_prefix="rules")
    stack.callback(executor.shutdown, cancel_futures=True)
    seams = Seams(
        clock=clock,
        source=store,
        writer=store,
        sink=tickets,
        hearing=store,
        executor=executor,
        metrics=RuleMetrics(metrics.registry),
        started_at=clock.now(),
    )
    around = Surroundings(
        source=store,
        evaluator=evaluator,
        targets=_Criticalities(inventory),
        severities={**SEVERITY_MAP, **configuration.settings.tickets.severity},
        external_url=configuration.settings.url(),
    )
    room = RuleRoom(seams, around)
    await room.load(configuration.rules)
    await tickets.let_go([status.group.source for status in room.statuses])
    return room


@dataclass(frozen=True, slots=True)
class _Criticalities:
    """Criticality of an instance, from the inventory in force."""

    inventory: InventoryStore

    def criticality(self, instance: str) -> Criticality:
        return self.inventory.current.criticality(instance)


async def _channels(
    configuration: Configuration, clock: Clock, stack: AsyncExitStack
) -> Sequence[Channel]:
    session = await stack.enter_async_context(aiohttp.ClientSession())
    return await asyncio.to_thread(
        read_channels, configuration.settings.channels, session=session, clock=clock
    )


def _follow_tickets(
    tickets: TicketService,
    broadcaster: Broadcaster,
    stack: AsyncExitStack,
) -> None:
    """Tell the pages which tickets changed, after each commit."""

    def changed(numbers: tuple[int, ...]) -> None:
        for number in numbers:
            broadcaster.ticket_changed(number)

    stack.callback(tickets.subscribe(changed))
