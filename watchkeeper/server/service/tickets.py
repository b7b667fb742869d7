"""Tickets: the service, and who is told at once of what changes."""

from __future__ import annotations

from dashboards.rest.routes import Route
from dashboards.web.live import Broadcaster, LiveMetrics
from ticketing.evidence import EvidenceKeeper
from ticketing.files.desk import FileDesk
from ticketing.files.folder import FileFolder
from ticketing.files.metrics import FileMetrics
from ticketing.ledger.day_keeper import DayKeeper
from ticketing.ledger.desk import LogDesk
from ticketing.ledger.export import Exporter
from ticketing.metrics import TicketMetrics
from ticketing.mutes.model import Mutes
from ticketing.search_desk import SearchDesk
from ticketing.service import TicketService
from ticketing.shelf import Shelf, shipped_policies
from ticketing.warranty_keeper import WarrantyKeeper
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.levels import SEVERITY_MAP
from watchkeeper.server.directory import InventorySurroundings
from watchkeeper.server.export_tools import ExportTools
from watchkeeper.server.figure_tools import FigureTools
from watchkeeper.server.ground import Ground
from watchkeeper.server.log_tools import LogTools
from watchkeeper.server.rebuild_tools import RebuildTools
from watchkeeper.server.search_tools import SearchTools
from watchkeeper.storage.database import Database


def wire_tickets(
    ground: Ground, evidence: EvidenceKeeper, mutes: Mutes, wake: Wake
) -> TicketService:
    settings = ground.settings.tickets
    return TicketService(
        ground.database,
        ground.clock,
        directory=ground.staff(),
        targets=ground.targets(),
        feeds=ground.store,
        shelf=Shelf(
            (*shipped_policies(), *ground.configuration.policies),
            divisor=settings.divide_durations_by,
        ),
        metrics=TicketMetrics(ground.metrics.registry),
        wake=wake,
        evidence=evidence,
        severity_map={**SEVERITY_MAP, **settings.severity},
        mutes=mutes,
        around=InventorySurroundings(lambda: ground.inventory.current),
    )


def wire_files(ground: Ground, tickets: TicketService) -> FileDesk:
    """Keep what people attach below the data directory, where backups find it."""
    desk = FileDesk(
        tickets,
        ground.database,
        ground.clock,
        folder=FileFolder(ground.settings.data / "documents" / "tickets"),
        metrics=FileMetrics(ground.metrics.registry),
    )
    ground.stack.callback(desk.close)
    return desk


def wire_broadcaster(ground: Ground, tickets: TicketService) -> Broadcaster:
    """Tell the pages which tickets changed, after each commit."""
    broadcaster = Broadcaster(ground.clock, LiveMetrics(ground.metrics.registry))

    def changed(numbers: tuple[int, ...]) -> None:
        for number in numbers:
            broadcaster.ticket_changed(number)

    ground.stack.callback(tickets.subscribe(changed))
    return broadcaster


def wire_days(ground: Ground) -> DayKeeper:
    """Return who closes each day of the house's zone."""
    zone, registry = ground.settings.zone, ground.metrics.registry
    return DayKeeper(ground.database, ground.clock, zone=zone, registry=registry)


def wire_warranties(ground: Ground, tickets: TicketService) -> WarrantyKeeper:
    """Return who reminds of warranties that end, in the house's language."""
    return WarrantyKeeper(
        ground.clock,
        contracts=ground.targets(),
        desk=tickets,
        translate=ground.catalogues.translate(ground.language),
        registry=ground.metrics.registry,
    )


def routes_export(
    database: Database,
    clock: Clock,
    tickets: TicketService,
    *,
    catalogues: Catalogues,
    zone: str,
) -> tuple[Route, ...]:
    """Return what is told of many tickets: bundles, figures, rows made anew."""
    exporter = Exporter(
        database,
        clock,
        tickets,
        english=catalogues.translate(Language.ENGLISH),
        chinese=catalogues.translate(Language.CHINESE),
    )
    return (
        *ExportTools(exporter, zone).routes(),
        *FigureTools(tickets.figures, zone).routes(),
        *RebuildTools(tickets.rebuild).routes(),
    )


def routes_tickets(database: Database) -> tuple[Route, ...]:
    """Return what is asked of tickets beside the faces' own routes."""
    return (*SearchTools(SearchDesk(database)).routes(), *LogTools(LogDesk(database)).routes())
