"""``POST /api/v1/write`` and ``POST /api/v1/import/prometheus``: series of foreign writers.

Sources: prometheus.io/docs/specs/prw/remote_write_spec and .../remote_write_spec_2_0.  Answered is
2xx when everything is on the disk; 400 when some of it never can be (the rest is stored, and to
send it again does not help); 429 with Retry-After when more comes than is taken in, 503 when the
store takes nothing.  Prometheus repeats what was answered 429 where `retry_on_http_429` is set,
as `watchkeeper prometheus config` prints it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import ParamSpec, TypeVar

import cramjam
from aiohttp import web

from collector.intake.protobuf import varint
from collector.intake.write_feeds import Sender
from collector.intake.write_metrics import WriteMetrics
from collector.intake.write_storing import Stored, WriteStore
from collector.intake.write_text import read_text
from collector.intake.write_v1 import learnt, read_v1
from collector.intake.write_v2 import read_v2
from collector.intake.written import MAX_FAMILIES, Family, Written
from watchkeeper.access.asking import PRINCIPAL, SIGNED_IN
from watchkeeper.access.bodies import read_body
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import (
    Forbidden,
    InvalidInput,
    Overloaded,
    TooLarge,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.store import SeriesStore

log = get_log("collector.write")

WRITE_PATH = "/api/v1/write"
IMPORT_PATH = "/api/v1/import/prometheus"
MAX_BODY_BYTES = 16 << 20
MAX_INFLATED_BYTES = 32 << 20

_OFF_LOOP_BYTES = 64 << 10  # more takes longer than 5 ms to inflate and read
_AT_ONCE = 16  # requests that are read or wait for the disk
_RETRY_AFTER = MappingProxyType({"Retry-After": "5"})
_V1, _V2 = "prometheus.WriteRequest", "io.prometheus.write.v2.Request"
_FORMATS = {_V1: "1.0", _V2: "2.0"}

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Read = Callable[[bytes, Sender], Written]


class WriteIntake:
    """Takes samples of foreign writers; they need the scope ``metrics:write``."""

    def __init__(self, store: SeriesStore, clock: Clock, metrics: WriteMetrics) -> None:
        self._store = WriteStore(store, clock)
        self._clock = clock
        self._metrics = metrics
        self._families: OrderedDict[str, Family] = OrderedDict()
        self._underway = 0

    @property
    def families(self) -> Mapping[str, Family]:
        """Return what senders told of their metrics."""
        return self._families

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(WRITE_PATH, self.write),
            web.get(WRITE_PATH, self.only_post, allow_head=False),
            web.post(IMPORT_PATH, self.import_text),
        ]

    async def only_post(self, request: web.Request) -> web.StreamResponse:
        """Say that the path is there: `watchkeeper prometheus config` asks for it."""
        raise web.HTTPMethodNotAllowed(request.method, ["POST"])

    async def write(self, request: web.Request) -> web.Response:
        """Take a request of remote write 1.0 or 2.0."""
        name = _format_of(request)
        if name is None:
            self._metrics.requests.labels("unknown", "415").inc()
            return web.Response(
                status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                text="send remote write 1.0 or 2.0 as application/x-protobuf, in snappy\n",
            )
        return await self._answered(request, _FORMATS[name], _read_v2 if name == _V2 else _read_v1)

    async def import_text(self, request: web.Request) -> web.Response:
        """Take a page in Prometheus's text format; lines without a time are of now."""
        now = self._clock.now()
        return await self._answered(request, "text", lambda body, _sender: read_text(body, now))

    async def _answered(self, request: web.Request, name: str, read: Read) -> web.Response:
        try:
            answer = await self._take(request, name, read)
        except WatchkeeperError as error:
            answer = _refusal(error)
            log.debug("write refused", status=answer.status, peer=request.remote, reason=error)
        self._metrics.requests.labels(name, str(answer.status)).inc()
        return answer

    async def _take(self, request: web.Request, name: str, read: Read) -> web.Response:
        if SIGNED_IN in request:
            raise Forbidden("send a token with the scope metrics:write; a session does not count")
        if self._underway >= _AT_ONCE:
            raise Overloaded("too many writes at once")
        self._underway += 1
        try:
            sender = self._store.sender(request[PRINCIPAL].name)
            body = await read_body(request, MAX_BODY_BYTES)
            written = await _where_it_fits(len(body), read, body, sender)
            stored = await self._store.store(sender, written)
            await _record(sender, written)
        finally:
            self._underway -= 1
        self._count(written, stored)
        return _verdict(name, stored, request.remote)

    def _count(self, written: Written, stored: Stored) -> None:
        self._metrics.samples.inc(stored.samples)
        self._metrics.histograms.inc(stored.histograms)
        self._metrics.exemplars.inc(written.exemplars)
        for reason, count in stored.refused.items():
            self._metrics.refused.labels(reason.name.lower()).inc(count)
        for name, family in written.families.items():
            self._families[name] = family
            self._families.move_to_end(name)
        while len(self._families) > MAX_FAMILIES:
            self._families.popitem(last=False)


async def _where_it_fits(
    size: int, work: Callable[Arguments, Result], *args: Arguments.args, **more: Arguments.kwargs
) -> Result:
    """Do what takes as long as *size* bytes do: off the loop where they are many."""
    if size <= _OFF_LOOP_BYTES:
        return work(*args, **more)
    return await asyncio.to_thread(work, *args, **more)


async def _record(sender: Sender, written: Written) -> None:
    """Keep what a request looked like, where the next one may look like it."""
    recorder = sender.recorder
    if written.body and recorder.wants(written):
        recorder.tape = await _where_it_fits(
            len(written.body), learnt, recorder.tape, written.body, sender.homes
        )


def _read_v1(body: bytes, sender: Sender) -> Written:
    return read_v1(inflated(body), sender.homes, sender.recorder.tape)


def _read_v2(body: bytes, _sender: Sender) -> Written:
    return read_v2(inflated(body))


def inflated(body: bytes) -> bytes:
    """Return what a snappy block holds.  Raises InvalidInput, TooLarge before it is inflated."""
    size, _ = varint(body, 0, len(body))
    if size > MAX_INFLATED_BYTES:
        raise TooLarge("the body inflates to more than {most} bytes", most=MAX_INFLATED_BYTES)
    try:
        return bytes(cramjam.snappy.decompress_raw(body))
    except cramjam.DecompressionError:
        raise InvalidInput("the body is no snappy block") from None


def _format_of(request: web.Request) -> str | None:
    """Return the message that the head announces; None where it is none of ours."""
    if request.headers.get("Content-Encoding", "snappy").lower() != "snappy":
        return None
    kind, _, rest = request.headers.get("Content-Type", "").partition(";")
    if kind.strip().lower() != "application/x-protobuf":
        return None
    named = [
        part.partition("=")[2].strip().strip('"') for part in rest.split(";") if "proto=" in part
    ]
    name = named[0] if named else _V1
    return name if name in _FORMATS else None


def _refusal(error: WatchkeeperError) -> web.Response:
    status, headers = HTTPStatus.INTERNAL_SERVER_ERROR, None
    match error:
        case TooLarge():
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        case InvalidInput():
            status = HTTPStatus.BAD_REQUEST
        case Forbidden():
            status = HTTPStatus.FORBIDDEN
        case Overloaded():
            status, headers = HTTPStatus.TOO_MANY_REQUESTS, _RETRY_AFTER
        case Unavailable():
            status, headers = HTTPStatus.SERVICE_UNAVAILABLE, _RETRY_AFTER
    return web.Response(status=status, text=f"{error}\n", headers=headers)


def _verdict(name: str, stored: Stored, peer: str | None) -> web.Response:
    """Answer what was stored; 400 where some of it never can be."""
    headers = written_headers(stored) if name == "2.0" else None
    lost = {reason: count for reason, count in stored.refused.items() if count}
    if not lost:
        return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)
    said = ", ".join(f"{count} {reason.value}" for reason, count in lost.items())
    log.warning("samples of a foreign writer refused", refused=said, peer=peer)
    return web.Response(
        status=HTTPStatus.BAD_REQUEST,
        headers=headers,
        text=f"{stored.samples + stored.histograms} samples are stored; refused: {said}\n",
    )


def written_headers(stored: Stored) -> dict[str, str]:
    """Return what 2.0 asks to be told; exemplars are not kept."""
    counts = {"Samples": stored.samples, "Histograms": stored.histograms, "Exemplars": 0}
    return {f"X-Prometheus-Remote-Write-{what}-Written": str(n) for what, n in counts.items()}
