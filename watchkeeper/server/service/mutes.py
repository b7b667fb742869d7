"""Silences: what holds alerts, its routes for our own clients and for an Alertmanager's."""

from __future__ import annotations

from aiohttp import web

from collector.intake.silences import SilencesIntake
from dashboards.rest.routes import Route
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.documents import SilenceDocuments
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.server.ground import Ground
from watchkeeper.server.silence_tools import SilenceTools


async def wire_mutes(ground: Ground, wake: Wake) -> MuteDesk:
    """Return the desk with what the database holds."""
    desk = MuteDesk(ground.database, ground.clock, wake=wake)
    desk.take_on(ground.configuration.windows)
    await desk.load()
    return desk


def routes_mutes(desk: MuteDesk, clock: Clock) -> tuple[Route, ...]:
    return SilenceTools(desk, clock).routes()


def alertmanager_silences(desk: MuteDesk, clock: Clock) -> list[web.RouteDef]:
    """Return the silences' part of the Alertmanager API v2."""
    return SilencesIntake(SilenceDocuments(desk, clock)).routes()
