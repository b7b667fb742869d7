"""A site on each engine, and a client without JavaScript."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from tests.dashboards.web.site import Client, Site, site_on
from watchkeeper.storage.database import Database


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with site_on(database, tmp_path) as running:
        yield running


@pytest.fixture
async def client(site: Site) -> AsyncIterator[Client]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Client(site, session)
