"""Backups: one line for each, the worst first."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from collector.heartbeat_state import next_planned
from dashboards.backups import MEASURED, BackupRow, row_of, tools_by_backup, values_by_backup
from dashboards.readings import Reading
from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page
from watchkeeper.access.model import Scope
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.inventory.registry import Inventory

_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup as it is shown: ``next_due`` is its next planned run."""

    row: BackupRow
    next_due: Instant | None


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/backups", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TARGETS_READ)
    only = visit.request.query.get("target", "")[:200]
    context = await list_context(visit.pages, visit.audience, only)
    counts = await counts_context(visit.pages, visit.audience)
    topics = "counts" if only else "counts backups"
    return Page("backups.html", {**context, **counts, "topics": topics})


async def list_context(pages: Pages, audience: Audience, only: str = "") -> dict[str, object]:
    """Return what the list shows: of all, or of the target *only*."""
    now = pages.clock.now()
    readings = await pages.readings.instant(MEASURED, now)
    rows = backup_rows(pages.inventory(), readings, audience, now)
    chosen = [row for row in rows if only in {"", row.instance}]
    return {"backups": [BackupLine(row, next_due(row, now)) for row in chosen], "only": only}


def backup_rows(
    inventory: Inventory, readings: tuple[Reading, ...], audience: Audience, now: Instant
) -> list[BackupRow]:
    """Return those an audience may see: what is expected, and what is measured besides.

    A backup of no target, as the server's own, is for those who see all customers.
    """
    measured, tools = values_by_backup(readings), tools_by_backup(readings)
    targets = {target.name: target for target in inventory}
    jobs = {(target.name, job.name): job for target in inventory for job in target.backups}
    rows = []
    for place in {*jobs, *measured}:
        target = targets.get(place[0])
        if not (audience.sees(target.customer) if target else audience.customers is None):
            continue
        rows.append(
            row_of(
                place,
                target,
                jobs.get(place),
                measured.get(place, {}),
                tool=tools.get(place, ""),
                now_seconds=now / 1000,
            )
        )
    rows.sort(key=lambda row: (row.state.rank, row.instance, row.name))
    return rows[:_MOST_ROWS]


def next_due(row: BackupRow, now: Instant) -> Instant | None:
    """Return the next planned run; without a plan, one interval after the last success."""
    if row.job is not None and row.target is not None:
        return next_planned(row.job.schedule, row.target.zone, now)
    last, interval = (
        row.instant("last_success_timestamp_seconds"),
        row.value("expected_interval_seconds"),
    )
    if last is None or interval is None or interval * 1000 > 3660 * DAY:
        return None
    return Instant(last + int(interval * 1000))
