"""An exporter with a native histogram, in protobuf, as Prometheus asks for it.

Fields and numbers as in prometheus client_model, io/prometheus/client/metrics.proto.
"""

from __future__ import annotations

import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

FORM = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
_HISTOGRAM, _VARINT, _DOUBLE, _BLOCK = 4, 0, 1, 2


def _varint(number: int) -> bytes:
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _whole(field: int, number: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(number)


def _real(field: int, number: float) -> bytes:
    return _varint(field << 3 | _DOUBLE) + struct.pack("<d", number)


def _block(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | _BLOCK) + _varint(len(content)) + content


def _zigzag(number: int) -> int:
    return number << 1 ^ number >> 63


def page_of(scrapes: int) -> bytes:
    """Return a page on which the *scrapes*-th scrape finds three observations for each before.

    Two lie in (1, 2], one in (4, 8]; from the fifth scrape on one in (-2, -1] as well.
    """
    negative = max(scrapes - 4, 0)
    parts = [
        _whole(1, 3 * scrapes + negative),
        _real(2, 9.5 * scrapes - 1.5 * negative),
        _whole(5, _zigzag(0)),
        _real(6, 1e-6),
        *(_block(12, _whole(1, _zigzag(offset)) + _whole(2, 1)) for offset in (1, 1)),
        *(_whole(13, _zigzag(delta)) for delta in (2 * scrapes, -scrapes)),
    ]
    if negative:
        parts += [_block(9, _whole(1, _zigzag(1)) + _whole(2, 1)), _whole(10, _zigzag(negative))]
    label = _block(1, _block(1, b"path") + _block(2, b"/login"))
    metric = _block(4, label + _block(7, b"".join(parts)))
    family = _block(1, b"login_seconds") + _whole(3, _HISTOGRAM) + metric
    return _varint(len(family)) + family


@asynccontextmanager
async def native_exporter() -> AsyncIterator[int]:
    """Serve on a free port of loopback, and give the port."""
    scrapes = 0

    async def metrics(_request: web.Request) -> web.Response:
        nonlocal scrapes
        scrapes += 1
        return web.Response(body=page_of(scrapes), headers={"Content-Type": FORM})

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics)])
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
