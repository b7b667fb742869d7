"""A program that takes whatever a webhook channel tells it, signed or not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer


@asynccontextmanager
async def hook() -> AsyncIterator[tuple[str, list[str]]]:
    """Yield its address, and the documents that came so far."""
    told: list[str] = []

    async def take(request: web.Request) -> web.Response:
        told.append(await request.text())
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    async with TestServer(app) as service:
        yield str(service.make_url("/hook")), told
