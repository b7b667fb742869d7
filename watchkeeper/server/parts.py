"""Wire the rooms together: the only place that knows them all."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass

from collector.agent_requests import AgentRequests
from collector.enrolment import Enrolment
from collector.expectations import ExpectationWorker
from collector.far_answers import FarAnswers
from collector.heartbeats import NEVER, Heartbeats, HeartbeatWorker
from collector.log_lines import KeptLogLines
from collector.probes.registry import check_probes
from collector.probes.tools import Tools
from collector.satellites.room import SatelliteRoom
from collector.schedule import ProbeMetrics, ProbeSchedule
from collector.sightings import SightingWorker
from dashboards.promql_readings import PromqlReadings
from dashboards.reports.mailing import FormMailing
from dashboards.reports.service import CheckForms, ReportMetrics
from dashboards.web.evidence import ChartEvidence
from dashboards.web.live import Broadcaster
from rules.alerting import Surroundings
from rules.lanes import LaneMetrics
from rules.metrics import RuleMetrics
from rules.room import RuleRoom
from rules.schedule import Seams
from ticketing.answers.key_store import answer_keys
from ticketing.evidence import EvidenceKeeper
from ticketing.files.desk import FileDesk
from ticketing.knowledge.library import Library
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.keeper import MaintenanceKeeper
from ticketing.notify.message_desk import MessageDesk
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.flaw_metric import FlawMetric
from ticketing.outbox import OutboxWorker
from ticketing.search_keeper import SearchKeeper
from ticketing.service import TicketService
from ticketing.timers import TicketTimers
from ticketing.workdays.desk import CalendarDesk
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Catalogues, Language, language_from_text
from watchkeeper.core.clock import Clock, Wake, Worker
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.levels import SEVERITY_MAP, Criticality
from watchkeeper.inventory.desk import TargetDesk
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.answers import AnswerRoom
from watchkeeper.server.backup.make import Source
from watchkeeper.server.backup.quiet_start import read_gap
from watchkeeper.server.backup.schedule import BackupWorker
from watchkeeper.server.backup.service import Backups
from watchkeeper.server.configuration import Configuration
from watchkeeper.server.connections import AskingEvidence, KeptConnections
from watchkeeper.server.contact_lint import ContactLint
from watchkeeper.server.directory import StaffDirectory
from watchkeeper.server.engines import Engines, RemoteStorage
from watchkeeper.server.events import EventsRoom, events_room
from watchkeeper.server.evidence import AllEvidence
from watchkeeper.server.ground import Ground, lay_ground
from watchkeeper.server.lanes import rule_lanes
from watchkeeper.server.log_lines import LogLineEvidence
from watchkeeper.server.own_metrics import OwnMetrics, SelfWatch
from watchkeeper.server.satellites import SnmpTexts, satellite_room
from watchkeeper.server.service.calendars import wire_calendars
from watchkeeper.server.service.mail import MailRoom, mail_room
from watchkeeper.server.service.mutes import wire_mutes
from watchkeeper.server.service.notify import (
    ChannelMaker,
    channel_maker,
    wire_dead_man,
    wire_outbox,
)
from watchkeeper.server.service.tickets import (
    wire_broadcaster,
    wire_days,
    wire_files,
    wire_tickets,
    wire_warranties,
)
from watchkeeper.server.traps import TrapRoom, trap_room
from watchkeeper.storage.series.store import SeriesKeeper, SeriesStore
from watchkeeper.storage.watched import DatabasePulse, WatchedDatabase
from watchkeeper.wire.requests import Result

_WAITING_RULE_THREADS = 16  # where they wait for an engine beyond this machine
_EXPECTATIONS_INTERVAL = Duration(15 * SECOND)  # of heartbeats and expected backups


@dataclass(frozen=True, slots=True)
class Parts:
    """All rooms of one server, wired, not yet running."""

    configuration: Configuration
    clock: Clock
    metrics: OwnMetrics
    database: WatchedDatabase
    gate: Gate
    inventory: InventoryStore
    desk: TargetDesk
    store: SeriesStore
    readings: PromqlReadings
    engines: Engines
    remote: RemoteStorage | None
    lane_metrics: LaneMetrics
    tickets: TicketService
    mutes: MuteDesk
    maintenance: MaintenanceKeeper
    files: FileDesk
    library: Library
    calendars: CalendarDesk
    duty: DutyDesk
    contacts: ContactLint
    rules: RuleRoom
    enrolment: Enrolment
    agent_requests: AgentRequests
    far_answers: FarAnswers
    heartbeats: Heartbeats
    log_lines: KeptLogLines
    events: EventsRoom
    probes: ProbeSchedule
    satellites: SatelliteRoom
    snmp_texts: SnmpTexts
    tools: Tools
    traps: TrapRoom | None
    forms: CheckForms
    outbox: OutboxWorker
    messages: MessageDesk
    answers: AnswerRoom
    mail: MailRoom | None
    backups: Backups
    make_channels: ChannelMaker
    broadcaster: Broadcaster
    catalogues: Catalogues
    workers: tuple[Worker, ...]

    @property
    def language(self) -> Language:
        return language_from_text(self.configuration.settings.language)

    def staff(self) -> StaffDirectory:
        return StaffDirectory(
            lambda: self.gate.people,
            lambda: self.inventory.current,
            language=self.language,
            duty=self.duty,
        )


async def wire(
    configuration: Configuration, clock: Clock, wake: Wake, stack: AsyncExitStack
) -> Parts:
    """Open stores and build every room; *stack* closes them in the reverse order."""
    ground = await lay_ground(configuration, clock, stack)
    agent_requests, log_lines = AgentRequests(clock), KeptLogLines(ground.database, clock)
    pieces = AllEvidence(_evidence_source(ground, agent_requests), LogLineEvidence(log_lines))
    evidence = EvidenceKeeper(ground.database, clock, pieces)
    mutes = await wire_mutes(ground, wake)
    tickets = wire_tickets(ground, evidence, mutes, wake)
    files = wire_files(ground, tickets)
    maintenance = MaintenanceKeeper(ground.database, clock, mutes, tickets.note)
    calendars = await wire_calendars(ground, tickets)
    rules = await _rules(ground, tickets)
    make_channels = await channel_maker(ground)
    channels = await asyncio.to_thread(make_channels, ground.settings)
    collection = await _collection(ground)
    snmp_texts = SnmpTexts(configuration.snmp_texts)
    satellites = satellite_room(ground, collection.tools, collection.probes, wake, snmp_texts)
    events = await events_room(ground, tickets, collection.heartbeats)
    if events.syslog is not None:
        pieces.add(events.syslog)
    forms = _forms(ground, tickets, calendars)
    broadcaster = wire_broadcaster(ground, tickets)
    agent_requests.tell(
        KeptConnections(ground.database, clock, evidence, broadcaster.ticket_changed)
    )
    keys = await answer_keys(ground.database, clock)
    answers = await asyncio.to_thread(AnswerRoom, ground, tickets, keys)
    outbox = wire_outbox(ground, tickets, channels, answers.ways)
    backups = _backups(ground)
    traps = await trap_room(ground, collection.tools.snmp_profiles)
    return Parts(
        configuration=configuration,
        clock=clock,
        metrics=ground.metrics,
        database=ground.database,
        gate=ground.gate,
        inventory=ground.inventory,
        desk=_desk(ground, collection.tools),
        store=ground.store,
        readings=ground.readings,
        engines=ground.engines,
        remote=ground.remote,
        lane_metrics=ground.lane_metrics,
        tickets=tickets,
        mutes=mutes,
        maintenance=maintenance,
        files=files,
        library=Library(configuration.articles),
        calendars=calendars,
        duty=ground.duty,
        contacts=_contacts(ground, tickets),
        rules=rules,
        enrolment=collection.enrolment,
        agent_requests=agent_requests,
        far_answers=_far_answers(ground, collection.tools, agent_requests),
        heartbeats=collection.heartbeats,
        log_lines=log_lines,
        events=events,
        probes=collection.probes,
        satellites=satellites,
        snmp_texts=snmp_texts,
        tools=collection.tools,
        traps=traps,
        forms=forms,
        outbox=outbox,
        answers=answers,
        mail=await mail_room(ground, tickets, answers.desk, keys),
        messages=outbox.desk(wake),
        backups=backups,
        make_channels=make_channels,
        broadcaster=broadcaster,
        catalogues=ground.catalogues,
        workers=(
            *rules.workers,
            TicketTimers(ground.database, clock, tickets),
            maintenance,
            evidence,
            files,
            ground.duty,
            agent_requests,
            outbox,
            *await _expectations(ground, collection),
            forms,
            SightingWorker(lambda: ground.inventory.current, ground.store, ground.database, clock),
            SelfWatch(ground.metrics, ground.store, clock),
            SeriesKeeper(ground.store, clock),
            DatabasePulse(ground.database, clock),
            satellites.worker,
            SearchKeeper(ground.database, clock, ground.metrics.registry),
            wire_days(ground),
            wire_warranties(ground, tickets),
            *await wire_dead_man(ground),
            *_own_backup(ground, backups, wake),
            *([traps.worker] if traps else []),
            *([events.syslog.worker] if events.syslog else []),
        ),
    )


def _contacts(ground: Ground, tickets: TicketService) -> ContactLint:
    lint = ContactLint(
        inventory=lambda: ground.inventory.current,
        staff=ground.staff(),
        targets=ground.targets(),
        policy_of=tickets.policy_of,
        duty=ground.duty,
    )
    FlawMetric(lint.findings, ground.metrics.registry)
    return lint


def _evidence_source(ground: Ground, agent_requests: AgentRequests) -> AskingEvidence:
    charts = ChartEvidence(ground.readings)
    return AskingEvidence(charts, agent_requests, lambda: ground.inventory.current, ground.readings)


def _far_answers(ground: Ground, tools: Tools, requests: AgentRequests) -> FarAnswers:
    """Return who asks the hosts that are read over SSH from here."""

    async def settle(target: str, result: Result) -> None:
        await requests.take(target, (result,))

    found = FarAnswers(tools, lambda: ground.inventory.current, settle)
    requests.reach(found.put)
    return found


async def _rules(ground: Ground, tickets: TicketService) -> RuleRoom:
    room = RuleRoom(_seams(ground, tickets), _surroundings(ground))
    await room.load(ground.configuration.rules)
    await tickets.let_go([status.group.source for status in room.statuses])
    return room


def _seams(ground: Ground, tickets: TicketService) -> Seams:
    executor = _rule_executor(ground)
    ground.stack.callback(executor.shutdown, cancel_futures=True)
    if ground.remote is not None:
        ground.stack.callback(ground.remote.forwarder.delivery.close)
    return Seams(
        clock=ground.clock,
        source=ground.store,
        writer=ground.store,
        sink=tickets,
        hearing=ground.store,
        executor=executor,
        metrics=RuleMetrics(ground.metrics.registry),
        started_at=ground.clock.now(),
    )


def _rule_executor(ground: Ground) -> Executor:
    """Return who runs groups: those that wait for an engine need no processor meanwhile."""
    if ground.remote is None:
        return rule_lanes(ground.clock, ground.lane_metrics)
    return ThreadPoolExecutor(_WAITING_RULE_THREADS, thread_name_prefix="rules")


def _surroundings(ground: Ground) -> Surroundings:
    return Surroundings(
        source=ground.store,
        evaluator=ground.engines.rules,
        own=ground.engines.own,
        targets=_Criticalities(ground.inventory),
        severities={**SEVERITY_MAP, **ground.settings.tickets.severity},
        external_url=ground.settings.url(),
    )


@dataclass(frozen=True, slots=True)
class _Criticalities:
    """Criticality of an instance, from the inventory in force."""

    inventory: InventoryStore

    def criticality(self, instance: str) -> Criticality:
        return self.inventory.current.criticality(instance)


@dataclass(frozen=True, slots=True)
class _Collection:
    """What measures and what listens."""

    enrolment: Enrolment
    heartbeats: Heartbeats
    tools: Tools
    probes: ProbeSchedule


async def _collection(ground: Ground) -> _Collection:
    database, clock = ground.database, ground.clock
    tools = await _tools(ground)
    lifetime = ground.settings.agents.token_lifetime
    enrolment = Enrolment(database, ground.inventory, clock, lifetime)
    enrolment.registrations.rules = ground.configuration.registration
    return _Collection(
        enrolment=enrolment,
        heartbeats=Heartbeats(database, clock),
        tools=tools,
        probes=_probes(ground, tools),
    )


async def _tools(ground: Ground) -> Tools:
    configuration = ground.configuration
    known_hosts = configuration.folder / "known_hosts"
    return await ground.stack.enter_async_context(
        Tools(
            ground.clock,
            configuration.secrets,
            known_hosts=known_hosts,
            enrolled_hosts=ground.settings.data / "known_hosts",
            snmp_rows=ground.settings.data / "snmp",
            snmp_profiles=configuration.snmp_profiles,
        )
    )


def _probes(ground: Ground, tools: Tools) -> ProbeSchedule:
    return ProbeSchedule(tools, ground.store, ProbeMetrics(ground.metrics.registry))


async def _expectations(ground: Ground, collection: _Collection) -> tuple[Worker, Worker]:
    """Return who waits for heartbeats and for backups."""
    gap = await asyncio.to_thread(read_gap, ground.settings.data)
    pace = min(_EXPECTATIONS_INTERVAL, ground.settings.rules.interval)
    store, clock = ground.store, ground.clock
    return (
        HeartbeatWorker(
            collection.heartbeats,
            store,
            clock,
            interval=pace,
            unheard_until=gap.restored_at if gap else NEVER,
        ),
        ExpectationWorker(lambda: ground.inventory.current, store, clock, interval=pace),
    )


def _desk(ground: Ground, tools: Tools) -> TargetDesk:
    def mistake(target: Target) -> ConfigError | None:
        return next(iter(check_probes([target], tools)), None)

    return TargetDesk(ground.inventory, mistake)


def _backups(ground: Ground) -> Backups:
    configuration = ground.configuration
    wanted = configuration.settings.backup
    not_in = (wanted.directory,) if wanted else ()
    backups = Backups(Source(configuration.folder, configuration.settings, not_in), ground.clock)
    ground.stack.push_async_callback(asyncio.to_thread, backups.close)
    return backups


def _own_backup(ground: Ground, backups: Backups, wake: Wake) -> tuple[BackupWorker, ...]:
    """Return who makes the daily backup, where one is wanted."""
    settings = ground.settings
    if settings.backup is None:
        return ()
    registry = ground.metrics.registry
    worker = BackupWorker(
        backups, settings.backup, ground.clock, zone=settings.zone, registry=registry, wake=wake
    )
    return (worker,)


def _forms(ground: Ground, tickets: TicketService, calendars: CalendarDesk) -> CheckForms:
    mailing = FormMailing(
        ground.catalogues,
        ground.settings.url(),
        ground.clock.now,
        people=lambda: ground.gate.people,
    )
    return CheckForms(
        ground.database,
        ground.clock,
        inventory=lambda: ground.inventory.current,
        readings=ground.readings,
        tickets=tickets,
        queue_form=mailing.queue,
        metrics=ReportMetrics(ground.metrics.registry),
        book=lambda: calendars.book,
    )
