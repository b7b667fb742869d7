"""A receiver of remote write on loopback, as an engine is one: real HTTP, snappy, protobuf."""

from __future__ import annotations

import asyncio
import struct
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import cramjam
from aiohttp import web

from collector.intake.protobuf import fields, text_at, varint
from collector.intake.write_histograms import histogram_at
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.histograms import Sample

Written = dict[Labels, dict[int, int]]
"""Samples by series and time, as the bits of their values."""

Natives = dict[Labels, dict[int, Sample | None]]
"""Native histograms by series and time; None: it made no sense."""


@dataclass
class Receiver:
    """Takes everything, but answers the next requests as ``answers`` says."""

    url: str = ""
    samples: Written = field(default_factory=dict)
    histograms: Natives = field(default_factory=dict)
    answers: deque[web.Response] = field(default_factory=deque)
    always: int = 0  # a status for every request, where it is set
    requests: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    out_of_order: int = 0

    async def handle(self, request: web.Request) -> web.Response:
        self.requests += 1
        self.headers = dict(request.headers)
        body = bytes(cramjam.snappy.decompress_raw(await request.read()))
        self.changed.set()
        if self.answers:
            return self.answers.popleft()
        if self.always:
            return web.Response(status=self.always, text="no")
        for labels, time, histogram in histograms_in(body):
            self.histograms.setdefault(labels, {})[time] = histogram
        for labels, time, bits in series_in(body):
            times = self.samples.setdefault(labels, {})
            self.out_of_order += bool(times) and time < max(times)
            times[time] = bits
        return web.Response(status=204)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application(client_max_size=64 << 20)
    app.router.add_post("/api/v1/write", receiver.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = runner.addresses[0]
    receiver.url = f"http://127.0.0.1:{address[1]}/api/v1/write"
    try:
        yield receiver
    finally:
        await runner.cleanup()


def series_in(body: bytes) -> list[tuple[Labels, int, int]]:
    """Return labels, time and bits of every sample of a WriteRequest."""
    found = []
    for number, _, start, stop in fields(body, 0, len(body)):
        assert number == 1, "only series are sent"
        labels: list[tuple[str, str]] = []
        samples: list[tuple[int, int]] = []
        for part, _, begin, end in fields(body, start, stop):
            if part == 1:
                labels.append(_label(body, begin, end))
            elif part == 2:
                samples.append(_sample(body, begin, end))
        assert labels == sorted(labels), "labels are sorted, as the specification demands"
        found += [(tuple(labels), time, bits) for time, bits in samples]
    return found


def histograms_in(body: bytes) -> Iterator[tuple[Labels, int, Sample | None]]:
    """Give labels, time and value of every native histogram of a WriteRequest."""
    for _, _, start, stop in fields(body, 0, len(body)):
        parts = list(fields(body, start, stop))
        labels = tuple(_label(body, begin, end) for part, _, begin, end in parts if part == 1)
        for part, _, begin, end in parts:
            if part == 4:
                yield labels, *histogram_at(body, begin, end)


def _label(body: bytes, at: int, stop: int) -> tuple[str, str]:
    name, value = (text_at(body, begin, end) for _, _, begin, end in fields(body, at, stop))
    return name, value


def _sample(body: bytes, at: int, stop: int) -> tuple[int, int]:
    time = bits = 0
    for number, _, begin, end in fields(body, at, stop):
        if number == 1:
            (bits,) = struct.unpack("<Q", body[begin:end])
        else:
            time = varint(body, begin, end)[0]
    return time, bits
