"""A body that says it is too large is refused before it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from watchkeeper.server.body_limits import USUAL_BYTES, body_limits, limit_of
from watchkeeper.server.failures import failures


@pytest.fixture
async def server() -> AsyncIterator[BaseTestServer]:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="inside")

    app = web.Application(middlewares=[failures, body_limits])
    app.add_routes([web.post("/{path:.*}", answer)])
    async with TestServer(app) as running:
        yield running


async def status_for(server: BaseTestServer, path: str, length: int) -> int:
    """Send a head alone and return the status it is answered with."""
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(server.host, server.port)
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
        writer.write(head.encode())
        line = await reader.readline()
        writer.close()
        await writer.wait_closed()
    return int(line.split()[1])


@pytest.mark.parametrize(
    "path",
    ["/tickets/1/acknowledge", "/api/watch/v1/tickets", "/api/v1/query", "/ping/key",
     "/api/v2/alerts", "/api/agent/v1/push"],
)  # fmt: skip
async def test_each_family_of_paths_has_its_limit(server: BaseTestServer, path: str) -> None:
    """As large as its limit it is heard; one byte more is refused with nothing of it read."""
    assert await status_for(server, path, limit_of(path)) == 200
    assert await status_for(server, path, limit_of(path) + 1) == 413


def test_only_machines_hand_in_more_than_a_megabyte() -> None:
    assert limit_of("/tickets") == limit_of("/api/v1/query") == USUAL_BYTES
    assert limit_of("/api/v2/alerts") > USUAL_BYTES
