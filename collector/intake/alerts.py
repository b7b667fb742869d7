"""The Alertmanager API v2: Prometheus posts alerts here, amtool and Grafana read them.

``POST /api/v2/alerts`` answers 200 only after the inbox has committed.  Of a request with valid
and invalid alerts the valid ones are stored, then 400 is answered, as Alertmanager does.
"""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Protocol

import orjson
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter

from collector.intake.posted_alerts import RESOLVE_TIMEOUT, Batch, read_batch
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.bodies import read_body
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, TooLarge, Unavailable
from watchkeeper.core.instants import Duration
from watchkeeper.core.logs import get_log

log = get_log("collector.alerts")

MAX_BODY_BYTES = 8 * 1024 * 1024
_COMMIT_SECONDS = 10.0  # as long as Prometheus waits for an answer
_OFF_LOOP_BYTES = 256 * 1024  # a larger body takes more than 5 ms to read
_RETRY_AFTER = {"Retry-After": "5"}


class AlertInbox(Protocol):
    """Takes alerts over; ticketing fulfils it."""

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Store *alerts* and what follows from them; return after the commit.

        The same alerts may come again.  Raises Unavailable when they cannot be stored now.
        """
        ...


class AlertMetrics:
    """Counts what was posted."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.received = Counter(
            "watchkeeper_alerts_received_total",
            "Alerts posted to the Alertmanager API and stored, by status.",
            ["status"],
            registry=registry,
        )
        self.invalid = Counter(
            "watchkeeper_alerts_invalid_total",
            "Alerts posted to the Alertmanager API and refused as invalid.",
            registry=registry,
        )
        for status in ("firing", "resolved"):
            self.received.labels(status)


class AlertsIntake:
    """Receives posted alerts and hands them to the inbox."""

    def __init__(
        self,
        inbox: AlertInbox,
        clock: Clock,
        metrics: AlertMetrics,
        *,
        resolve_timeout: Duration = RESOLVE_TIMEOUT,
    ) -> None:
        self._inbox = inbox
        self._clock = clock
        self._metrics = metrics
        self._resolve_timeout = resolve_timeout

    def routes(self) -> list[web.RouteDef]:
        """Return the routes that write; they need the scope ``alerts:write``."""
        return [web.post("/api/v2/alerts", self.post_alerts)]

    async def post_alerts(self, request: web.Request) -> web.Response:
        """Store the valid alerts of a request, then say what was wrong with the others."""
        if request.content_type != "application/json":
            return answer(
                "send the content type application/json", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
            )
        try:
            batch = await self._read(request)
        except TooLarge as error:
            return answer(error.text(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except InvalidInput as error:
            return answer(error.text(), HTTPStatus.BAD_REQUEST)
        self._metrics.invalid.inc(len(batch.complaints))
        try:
            await self._hand_over(batch)
        except (Unavailable, TimeoutError) as error:
            log.warning("alerts not stored", alerts=len(batch.alerts), reason=error)
            return answer(
                "alerts cannot be stored now", HTTPStatus.SERVICE_UNAVAILABLE, headers=_RETRY_AFTER
            )
        return _verdict(batch, peer=request.remote)

    async def _read(self, request: web.Request) -> Batch:
        body = await read_body(request, MAX_BODY_BYTES)
        read = partial(
            read_batch,
            body,
            now=self._clock.now(),
            resolve_timeout=self._resolve_timeout,
            source=request[PRINCIPAL].name,
        )
        return read() if len(body) <= _OFF_LOOP_BYTES else await asyncio.to_thread(read)

    async def _hand_over(self, batch: Batch) -> None:
        if not batch.alerts:
            return
        async with asyncio.timeout(_COMMIT_SECONDS):
            await self._inbox.accept(batch.alerts)
        for alert in batch.alerts:
            self._metrics.received.labels("resolved" if alert.is_resolved else "firing").inc()


def answer(
    value: object, status: HTTPStatus = HTTPStatus.OK, *, headers: dict[str, str] | None = None
) -> web.Response:
    """Return JSON; a sentence alone is a JSON string, as Alertmanager's errors are."""
    return web.Response(
        body=orjson.dumps(value), status=status, headers=headers, content_type="application/json"
    )


def _verdict(batch: Batch, *, peer: str | None) -> web.Response:
    if not batch.complaints:
        return web.Response(status=HTTPStatus.OK)
    sentences = [complaint.text() for complaint in batch.complaints]
    log.warning("invalid alerts refused", count=len(sentences), first=sentences[0], peer=peer)
    return answer("; ".join(sentences[:10]), HTTPStatus.BAD_REQUEST)
