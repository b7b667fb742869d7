"""A running site, and a program that may do everything there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from tests.dashboards.rest.caller import Caller
from tests.dashboards.web.site import Site, site_on
from watchkeeper.access.model import Scope
from watchkeeper.storage.database import Database

ALL = (Scope.TICKETS_READ, Scope.TICKETS_WRITE, Scope.TARGETS_READ)


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with site_on(database, tmp_path) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as opened:
        yield opened


@pytest.fixture
async def call(site: Site, session: ClientSession) -> Caller:
    return Caller(site, session, await site.token(*ALL, Scope.ADMIN))
