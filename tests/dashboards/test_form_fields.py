"""Bodies are bounded by what arrives, not by what their head promises."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dashboards.form_fields import form_fields
from watchkeeper.core.errors import InvalidInput, TooLarge

LIMIT = 64 * 1024
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A server that takes a form of at most 64 kB and 20 fields."""

    async def take(request: web.Request) -> web.Response:
        try:
            fields = await form_fields(request, limit=LIMIT, most_fields=20)
        except TooLarge:
            return web.Response(status=413)
        except InvalidInput:
            return web.Response(status=400)
        return web.json_response(fields)

    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.add_routes([web.post("/", take)])
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def in_chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 8_192):
        yield body[start : start + 8_192]


async def test_a_form_gives_its_fields_in_order(client: Client) -> None:
    """Repeated and empty fields, and bytes that are no UTF-8, are kept."""
    body = b"a=1&a=2&b=&c=%E5%80%BC+x&d=%FF%00"
    async with client.post("/", data=body, headers=FORM) as answer:
        assert await answer.json() == [
            ["a", "1"], ["a", "2"], ["b", ""], ["c", "值 x"], ["d", 2 * "\N{REPLACEMENT CHARACTER}"]
        ]  # fmt: skip


async def test_a_form_without_a_length_is_bounded(client: Client) -> None:
    """Chunks say nothing of how many follow."""
    body = b"a=" + b"x" * 200_000
    async with client.post("/", data=in_chunks(body), headers=FORM) as answer:
        assert answer.status == 413


async def test_a_form_is_bounded_by_its_inflated_size(client: Client) -> None:
    """A kilobyte that inflates to megabytes is refused."""
    body = gzip.compress(b"a=" + b"x" * 4_000_000)
    headers = {**FORM, "Content-Encoding": "gzip"}
    async with client.post("/", data=body, headers=headers) as answer:
        assert answer.status == 413


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"&" * 20, FORM, 413),
        (b"a=1&" * 19 + b"a=1", FORM, 200),
        (b"{}", {"Content-Type": "application/json"}, 400),
    ],
    ids=["too many fields", "as many as may be", "no form"],
)
async def test_what_is_no_small_form_is_refused(
    client: Client, body: bytes, headers: dict[str, str], status: int
) -> None:
    async with client.post("/", data=body, headers=headers) as answer:
        assert answer.status == status
