"""``POST /api/webhooks/v1/<mapping>``: what other systems send, as alerts.

200 only after the commit; of a payload with alerts that make no sense the others are stored first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter

from collector.intake.alerts import AlertInbox, answer
from collector.webhooks.mapping import WebhookMapping, WebhookMappings
from collector.webhooks.reading import Read, read_payload
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.bodies import read_body
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, TooLarge, Unavailable
from watchkeeper.core.logs import get_log

log = get_log("collector.webhooks")

PATH = "/api/webhooks/v1/"
MAX_BODY_BYTES = 1024 * 1024
_COMMIT_SECONDS = 10.0
_OFF_LOOP_BYTES = 4 * 1024  # an alert of a few bytes takes 40 us: of 64 kB it was 38 ms
_RETRY_AFTER = {"Retry-After": "5"}


class WebhookMetrics:
    """Counts what other systems sent."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "watchkeeper_webhook_requests_total",
            "Requests to webhooks, by mapping and result (stored, invalid, unavailable).",
            ["mapping", "result"],
            registry=registry,
        )
        self.alerts = Counter(
            "watchkeeper_webhook_alerts_total",
            "Alerts in requests to webhooks, by mapping and status (firing, resolved, ignored,"
            " invalid).",
            ["mapping", "status"],
            registry=registry,
        )


class WebhookIntake:
    """Receives payloads by the mappings in force."""

    def __init__(
        self,
        inbox: AlertInbox,
        mappings: Callable[[], WebhookMappings],
        clock: Clock,
        metrics: WebhookMetrics,
    ) -> None:
        self._inbox = inbox
        self._mappings = mappings
        self._clock = clock
        self._metrics = metrics

    def routes(self) -> list[web.RouteDef]:
        """Return the route; it needs the scope ``alerts:write``."""
        return [web.post(f"{PATH}{{mapping}}", self.post), web.put(f"{PATH}{{mapping}}", self.post)]

    async def post(self, request: web.Request) -> web.Response:
        mapping = self._mappings().find(request.match_info["mapping"])
        if mapping is None:
            known = ", ".join(one.name for one in self._mappings().all)
            return _said(
                f"there is no webhook of this name; known are {known}", HTTPStatus.NOT_FOUND
            )
        try:
            read = await self._read(request, mapping)
            await self._store(read)
        except TooLarge as error:
            return self._refused(mapping, error, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except InvalidInput as error:
            return self._refused(mapping, error, HTTPStatus.BAD_REQUEST)
        except (Unavailable, TimeoutError) as error:
            log.warning("webhook not stored", webhook=mapping.name, reason=error)
            self._metrics.requests.labels(mapping.name, "unavailable").inc()
            return _said(
                "alerts cannot be stored now", HTTPStatus.SERVICE_UNAVAILABLE, _RETRY_AFTER
            )
        return self._verdict(mapping, read, request.remote)

    async def _read(self, request: web.Request, mapping: WebhookMapping) -> Read:
        """Read the body whatever its type is called: many senders call JSON something else."""
        body = await read_body(request, MAX_BODY_BYTES)
        read = partial(
            read_payload, mapping, body, now=self._clock.now(), source=request[PRINCIPAL].name
        )
        return read() if len(body) <= _OFF_LOOP_BYTES else await asyncio.to_thread(read)

    async def _store(self, read: Read) -> None:
        if read.batch.alerts:
            async with asyncio.timeout(_COMMIT_SECONDS):
                await self._inbox.accept(read.batch.alerts)

    def _refused(
        self, mapping: WebhookMapping, error: InvalidInput | TooLarge, status: HTTPStatus
    ) -> web.Response:
        self._metrics.requests.labels(mapping.name, "invalid").inc()
        log.warning("webhook refused", webhook=mapping.name, reason=error)
        return _said(error.text(), status)

    def _verdict(self, mapping: WebhookMapping, read: Read, peer: str | None) -> web.Response:
        alerts, complaints = read.batch.alerts, read.batch.complaints
        resolved = sum(alert.is_resolved for alert in alerts)
        counts = {
            "firing": len(alerts) - resolved,
            "resolved": resolved,
            "ignored": read.ignored,
            "invalid": len(complaints),
        }
        for status, count in counts.items():
            self._metrics.alerts.labels(mapping.name, status).inc(count)
        result = "invalid" if complaints else "stored"
        self._metrics.requests.labels(mapping.name, result).inc()
        if not complaints:
            return answer(counts)
        sentences = [one.text() for one in complaints]
        log.warning("invalid alerts refused", webhook=mapping.name, count=len(sentences), first=sentences[0], peer=peer)  # fmt: skip
        return answer({**counts, "errors": sentences[:10]}, HTTPStatus.BAD_REQUEST)


def _said(sentence: str, status: HTTPStatus, headers: dict[str, str] | None = None) -> web.Response:
    return answer({"error": sentence}, status, headers=headers)
