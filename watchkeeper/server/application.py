"""The HTTP application: every room's routes behind one gatekeeper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from aiohttp import web

from collector.intake.enrol import enrolment_routes
from collector.intake.heartbeats import heartbeat_routes
from collector.intake.known_alerts import AlertsReader
from collector.intake.log_lines import log_lines_routes
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from collector.intake.results import result_routes
from collector.intake.write import WriteIntake
from collector.intake.write_metrics import WriteMetrics
from collector.satellites.intake import SatelliteIntake, SatelliteMetrics
from dashboards.calendars import calendar_reminders
from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.render.message import MessageWriter
from dashboards.rest.routes import Route, rest_routes
from dashboards.web.assets import read_assets
from dashboards.web.deps import Pages, Trouble
from dashboards.web.globals import template_globals
from dashboards.web.routes import fallback_routes, web_routes
from dashboards.web.templates import Templates
from rules.lanes import Lanes
from ticketing.search_desk import SearchDesk
from watchkeeper.config.settings import Settings
from watchkeeper.core.messages import Text, text
from watchkeeper.server.administration import Administration
from watchkeeper.server.backup.rest import BackupRoutes
from watchkeeper.server.body_limits import USUAL_BYTES, body_limits
from watchkeeper.server.configuration import CONFIG_NAME
from watchkeeper.server.doctor.integrity import Integrity
from watchkeeper.server.doctor.live import LiveChecks
from watchkeeper.server.duty_tools import DutyTools
from watchkeeper.server.event_tools import EventTools
from watchkeeper.server.exchange_tools import ExchangeMetrics, ExchangeTools
from watchkeeper.server.failures import failures, page_failures
from watchkeeper.server.gatekeeper import gatekeeper
from watchkeeper.server.host_keys import HostKeys
from watchkeeper.server.integrity_tools import IntegrityTools
from watchkeeper.server.known_alerts import TicketedAlerts
from watchkeeper.server.own_metrics import metrics_routes
from watchkeeper.server.parts import Parts
from watchkeeper.server.policy_tools import routes_policies
from watchkeeper.server.prometheus_facts import known_of
from watchkeeper.server.proxies import behind_proxies
from watchkeeper.server.reload import Reloads
from watchkeeper.server.retirement.desk import RetirementDesk
from watchkeeper.server.retirement.tools import RetirementTools
from watchkeeper.server.rule_tools import RuleTools
from watchkeeper.server.satellites import SatelliteTools, refuse_foreign
from watchkeeper.server.series_tools import SeriesTools
from watchkeeper.server.service.calendars import routes_calendars
from watchkeeper.server.service.mutes import alertmanager_silences, routes_mutes
from watchkeeper.server.service.tickets import routes_export, routes_tickets
from watchkeeper.server.target_tools import TargetTools
from watchkeeper.server.topology import TopologyTools, links_now
from watchkeeper.server.trials import ChannelTrials


def build_application(
    parts: Parts,
    pages: Pages,
    *,
    is_ready: Callable[[], str | None],
    stuck: Callable[[], str | None],
    reloads: Reloads,
    lanes: Lanes,
) -> web.Application:
    """Return the application of a server whose parts are wired."""
    settings = parts.configuration.settings
    ca_pem = settings.tls.ca.read_bytes() if settings.tls and settings.tls.ca else None
    administration = Administration(
        enrolment=parts.enrolment,
        heartbeats=parts.heartbeats,
        inventory=parts.inventory,
        desk=parts.desk,
        tools=parts.tools,
        host_keys=HostKeys(parts.database, parts.clock, parts.tools),
        people=lambda: parts.gate.people,
        refuse_foreign=partial(refuse_foreign, parts.satellites),
        live=_live_checks(parts, reloads, stuck),
        config=parts.configuration.folder / CONFIG_NAME,
        url=settings.url(),
        ca=settings.tls.ca if settings.tls else None,
        reload=reloads.reload,
    )
    registry = parts.metrics.registry
    push = PushIntake(
        parts.store,
        parts.enrolment.authenticate_agent,
        parts.clock,
        PushMetrics(registry),
        parts.agent_requests,
    )
    write = WriteIntake(parts.store, parts.clock, WriteMetrics(registry))
    satellites = SatelliteIntake(
        parts.satellites,
        parts.store,
        parts.clock,
        SatelliteMetrics(registry),
        parts.agent_requests,
    )
    prometheus = PrometheusApi(
        known_of(parts, lambda: write.families), lanes, QueryMetrics(registry)
    )
    exchange = ExchangeTools(parts.store, lanes, parts.clock, ExchangeMetrics(registry))
    app = web.Application(
        client_max_size=USUAL_BYTES,
        middlewares=[
            behind_proxies(settings.proxies()),
            failures,
            page_failures(pages),
            body_limits,
            gatekeeper(parts.gate),
        ],
    )
    app.router.add_routes(
        [
            *metrics_routes(parts.metrics, is_ready),
            *parts.events.routes(),
            *AlertsReader(
                TicketedAlerts(parts.database, parts.clock, parts.mutes), parts.clock
            ).routes(),
            *alertmanager_silences(parts.mutes, parts.clock),
            *push.routes(),
            *result_routes(parts.agent_requests, parts.enrolment.authenticate_agent),
            *write.routes(),
            *prometheus.routes(),
            *enrolment_routes(parts.enrolment, ca_pem),
            *log_lines_routes(parts.log_lines, parts.enrolment.authenticate_agent),
            *heartbeat_routes(parts.heartbeats),
            *parts.answers.routes(),
            *satellites.routes(),
            *rest_routes(pages, (*_more_rest(parts, administration), *exchange.routes())),
            *web_routes(pages),
            *fallback_routes(pages),
        ]
    )
    return app


def _more_rest(parts: Parts, administration: Administration) -> tuple[Route, ...]:
    integrity = Integrity(parts.configuration.settings.data, parts.database, parts.clock)
    zone = parts.configuration.settings.zone
    return (
        *administration.routes(),
        *routes_calendars(parts.calendars, parts.clock, zone),
        *DutyTools(
            parts.duty, parts.contacts.findings, lambda: parts.gate.people, parts.clock
        ).routes(),
        *RuleTools(parts).routes(),
        *SatelliteTools(parts.satellites, administration.url, administration.ca).routes(),
        *TopologyTools(parts.store, parts.inventory).routes(),
        *TargetTools(parts.desk, parts.enrolment.registrations).routes(),
        *SeriesTools(parts).routes(),
        *routes_tickets(parts.database),
        *routes_export(
            parts.database, parts.clock, parts.tickets, catalogues=parts.catalogues, zone=zone
        ),
        *routes_policies(parts),
        *routes_mutes(parts.mutes, parts.clock),
        *BackupRoutes(parts.backups).routes(),
        *EventTools(parts.events, parts.inventory, parts.heartbeats, parts.clock).routes(),
        *IntegrityTools(integrity).routes(),
        *RetirementTools(_retirement(parts)).routes(),
    )


def _retirement(parts: Parts) -> RetirementDesk:
    return RetirementDesk(
        database=parts.database,
        clock=parts.clock,
        gate=parts.gate,
        tickets=parts.tickets,
        duty=parts.duty,
        inventory=lambda: parts.inventory.current,
    )


def _live_checks(parts: Parts, reloads: Reloads, stuck: Callable[[], str | None]) -> LiveChecks:
    writer = MessageWriter(parts.catalogues, url=parts.configuration.settings.url())
    return LiveChecks(
        enrolment=parts.enrolment,
        store=parts.store,
        remote=parts.remote,
        people=lambda: parts.gate.people,
        search=SearchDesk(parts.database),
        trials=ChannelTrials(lambda: parts.outbox.channels, writer, parts.clock, parts.language),
        reloads=reloads,
        stuck=stuck,
        duty=parts.duty,
        findings=parts.contacts.findings,
        reminders=partial(_reminders, parts),
        clock=parts.clock,
    )


def build_pages(parts: Parts, stack: AsyncExitStack) -> Pages:
    settings = parts.configuration.settings
    assets = read_assets()
    templates = Templates(template_globals(assets))
    stack.callback(templates.close)
    return Pages(
        gate=parts.gate,
        tickets=parts.tickets,
        files=parts.files,
        library=parts.library,
        calendars=parts.calendars,
        duty=parts.duty,
        staff=parts.staff(),
        flaws=parts.contacts.findings,
        mutes=parts.mutes,
        inventory=lambda: parts.inventory.current,
        desk=parts.desk,
        registrations=parts.enrolment.registrations,
        links=partial(links_now, parts.store, parts.inventory),
        readings=parts.readings,
        catalogues=parts.catalogues,
        clock=parts.clock,
        templates=templates,
        assets=assets,
        broadcaster=parts.broadcaster,
        forms=parts.forms,
        messages=parts.messages,
        groups=lambda: parts.rules.statuses,
        default_language=parts.language,
        is_https=settings.tls is not None,
        notice=_notice(settings),
        troubles=partial(_troubles, parts),
        reminders=partial(_reminders, parts),
        agent_requests=parts.agent_requests,
        answer_links=parts.answers.links,
        unmapped=parts.events.unmapped.unmapped,
    )


def _reminders(parts: Parts) -> tuple[Text, ...]:
    """Return what every page reminds of."""
    zone = parts.configuration.settings.zone
    return calendar_reminders(parts.calendars.book, parts.clock.now(), zone)


def _troubles(parts: Parts) -> tuple[Trouble, ...]:
    """Return what every page and /health say while it lasts; the reason is in the log."""
    found = []
    if parts.database.trouble is not None:
        said = text(
            "The state database does not answer. Samples are taken and rules are judged; tickets, "
            "commands and messages wait until it is back."
        )
        found.append(Trouble("database", said))
    remote = None if parts.remote is None else parts.remote.trouble()
    if remote is not None:
        found.append(Trouble("metrics engine", remote))
    if parts.store.refusal is not None:
        said = text(
            "The series store takes no samples now. Agents keep theirs and send them later."
        )
        found.append(Trouble("series", said))
    if parts.store.damage is not None:
        said = text(
            "The file of blocks is damaged. Samples are taken and kept; restart watchkeeper to "
            "save what is sound of the older ones."
        )
        found.append(Trouble("blocks", said))
    return tuple(found)


def _notice(settings: Settings) -> Text | None:
    """Return what every page says while contract time runs faster than the clock on the wall."""
    divisor = settings.tickets.divide_durations_by
    if divisor == 1:
        return None
    return text(
        "Contract time runs {divisor} times faster here: 30 minutes are {seconds} seconds.",
        divisor=divisor,
        seconds=f"{1_800 / divisor:.4g}",
    )
