"""The routes under /api/v1 and /federate: read the parameters, ask off the loop, send in parts.

Error types and statuses as in prometheus web/api/v1/api.go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram

from dashboards.departed import departed
from dashboards.form_fields import form_fields
from dashboards.prometheus_api import (
    queries,
    rule_groups,
    series_answers,
    status,
    target_states,
)
from dashboards.prometheus_api.encoding import body_of_error, parts_of
from dashboards.prometheus_api.federation import federated
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.manners import other_methods, shared
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work, lane_of, light_work, seconds_of
from rules.lanes import Lane, LaneFull, Lanes
from rules.promql import EvaluationError, QueryLimitExceeded, QueryTimedOut
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.core.errors import (
    InvalidInput,
    NotFound,
    TooLarge,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import mark
from watchkeeper.wire.exposition import PAGE_TYPE

log = get_log("dashboards.prometheus_api")

MAX_STREAMS = 64  # answers that are sent part by part
RETRY_AFTER_SECONDS = 5
SEND_SECONDS = 30.0
"""How long one part of an answer may take to leave; who reads slower is cut off."""

_LONGEST_FORM = 1024 * 1024
_MOST_FIELDS = 1_000

Reader = Callable[[Known, Parameters], Work]
"""Reads parameters on the loop; what it returns asks the series, off the loop."""

Parts = Iterator[bytes]
AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]

GET_OR_POST: Mapping[str, Reader] = MappingProxyType(
    {
        "query": queries.query,
        "query_range": queries.query_range,
        "query_exemplars": series_answers.query_exemplars,
        "format_query": queries.format_query,
        "parse_query": queries.parse_query,
        "labels": series_answers.labels,
        "series": series_answers.series,
    }
)
GET: Mapping[str, Reader] = MappingProxyType(
    {
        "label/{name}/values": series_answers.label_values,
        "metadata": series_answers.metadata,
        "rules": rule_groups.rules,
        "alerts": rule_groups.alerts,
        "targets": target_states.targets,
        "alertmanagers": target_states.alertmanagers,
        "status/buildinfo": status.build_information,
        "status/runtimeinfo": status.runtime_information,
        "status/flags": status.flags,
        "status/config": status.configuration,
        "status/tsdb": status.series_statistics,
    }
)


class QueryMetrics:
    """Counts what was asked by the Prometheus API and how long it took."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "watchkeeper_prometheus_api_requests_total",
            "Requests to the Prometheus API, by path and outcome.",
            ["path", "outcome"],
            registry=registry,
        )
        self.seconds = Histogram(
            "watchkeeper_prometheus_api_seconds",
            "Time from a request to the Prometheus API to its answer.",
            ["path"],
            buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0),
            registry=registry,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    status: int
    kind: str


def failure_of(error: WatchkeeperError | TimeoutError) -> Failure:
    """Return status and errorType of an error."""
    match error:
        case TimeoutError() | QueryTimedOut():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, "timeout")
        case EvaluationError():
            return Failure(HTTPStatus.UNPROCESSABLE_ENTITY, "execution")
        case TooLarge() | InvalidInput():
            return Failure(HTTPStatus.BAD_REQUEST, "bad_data")
        case NotFound():
            return Failure(HTTPStatus.NOT_FOUND, "not_found")
        case Unavailable():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
        case _:
            return _DEFECT


_DEFECT = Failure(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


class PrometheusApi:
    """Answers from what is *known*; *lanes* are where it computes."""

    def __init__(self, known: Known, lanes: Lanes, metrics: QueryMetrics) -> None:
        self._known = known
        self._lanes = lanes
        self._metrics = metrics
        self._streams = 0

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; they need the scope ``query:read``."""
        both = {
            name: self._handler(name, self._json(reader)) for name, reader in GET_OR_POST.items()
        }
        only_get = {name: self._handler(name, self._json(reader)) for name, reader in GET.items()}
        return [
            *(web.get(f"/api/v1/{name}", handler) for name, handler in (both | only_get).items()),
            *(web.post(f"/api/v1/{name}", handler) for name, handler in both.items()),
            web.get("/federate", self._handler("federate", self._page)),
            *_other_methods(),
        ]

    def _json(self, reader: Reader) -> Opener:
        def opened(_: web.Request, parameters: Parameters) -> Task:
            work = reader(self._known, parameters)
            here = light_work(work)
            return Task(
                lambda: parts_of(work()), here and (lambda: parts_of(here())), lane_of(work)
            )

        return Opener(opened, "application/json")

    @property
    def _page(self) -> Opener:
        def opened(request: web.Request, parameters: Parameters) -> Task:
            match = parameters.all("match")
            allows_utf8 = "allow-utf-8" in request.headers.get("Accept", "")
            return Task(lambda: federated(self._known, match, allows_utf8=allows_utf8))

        return Opener(opened, PAGE_TYPE)

    def _handler(self, path: str, opener: Opener) -> AiohttpHandler:
        async def handle(request: web.Request) -> web.StreamResponse:
            begun = self._known.clock.monotonic()
            outcome = "success"
            asker = _Asker(request)
            try:
                parameters = await _parameters_of(request, asker)
                return shared(request, await self._respond(request, parameters, opener))
            except (WatchkeeperError, TimeoutError) as error:
                failure = failure_of(error)
                outcome = failure.kind
                return shared(request, _error_response(error, failure))
            except web.HTTPException:
                outcome = "cut_off"
                raise
            except ConnectionError as error:
                outcome = "cut_off"
                return departed(request, error)
            except Exception as error:  # the edge: one request
                log.exception("query failed unexpectedly", path=path, error=error)
                outcome = _DEFECT.kind
                return _error_response(error, _DEFECT)
            finally:
                asker.has_left = True
                self._metrics.requests.labels(path, outcome).inc()
                self._metrics.seconds.labels(path).observe(self._known.clock.monotonic() - begun)

        return handle

    async def _respond(
        self, request: web.Request, parameters: Parameters, opener: Opener
    ) -> web.StreamResponse:
        """Answer whole where it is small, else part by part as they are made."""
        task = opener.open(request, parameters)
        begun = _begun_here(task)
        if begun is None:
            async with asyncio.timeout(seconds_of(parameters)):
                begun = await self._begun_off_loop(task, _caller_of(request))
        parts, first, second = begun
        if second is None:
            return web.Response(body=first, headers={"Content-Type": opener.content_type})
        if self._streams >= MAX_STREAMS:
            raise LaneFull(mark("too many large answers at once; try again"))
        self._streams += 1
        try:
            return await self._stream(request, opener, [first, second], parts)
        finally:
            self._streams -= 1

    async def _begun_off_loop(self, task: Task, caller: str) -> Begun:
        work = self._lanes.admit(lambda: _begun(task.make()), caller=caller, lane=task.lane)
        return await asyncio.wrap_future(work)

    async def _stream(
        self, request: web.Request, opener: Opener, made: list[bytes], parts: Parts
    ) -> web.StreamResponse:
        """Send the parts; what fails on the way ends the connection, so that nobody takes it whole."""
        caller = _caller_of(request)
        headers = {"Content-Type": opener.content_type}
        response = shared(request, web.StreamResponse(headers=headers))
        await response.prepare(request)
        try:
            for part in made:
                await _send(response, part)
            while part := await self._next_part(parts, caller):
                await _send(response, part)
            await response.write_eof()
        except (TimeoutError, WatchkeeperError) as error:
            raise ConnectionAbortedError("the answer was not sent whole") from error
        return response

    async def _next_part(self, parts: Parts, caller: str) -> bytes:
        return await asyncio.wrap_future(self._lanes.go_on(lambda: next(parts, b""), caller=caller))


@dataclass(frozen=True, slots=True)
class Task:
    """Makes the parts of an answer off the loop; ``here`` on it, where that costs less."""

    make: Callable[[], Parts]
    here: Callable[[], Parts] | None = None
    lane: Lane = Lane.LIGHT


@dataclass(slots=True)
class _Asker:
    """Who asks: as long as somebody waits for the answer, it is worth computing."""

    request: web.Request
    has_left: bool = False

    def is_waiting(self) -> bool:
        return not self.has_left and self.request.transport is not None


def _caller_of(request: web.Request) -> str:
    """Return under which name queries take turns: that of the token or of the person."""
    principal = request.get(PRINCIPAL)
    return "" if principal is None else principal.name


def _other_methods() -> list[web.RouteDef]:
    return [
        *(one for name in GET_OR_POST for one in other_methods(f"/api/v1/{name}", ("GET", "POST"))),
        *(one for name in GET for one in other_methods(f"/api/v1/{name}", ("GET",))),
        *other_methods("/federate", ("GET",)),
    ]


Begun = tuple[Parts, bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Opener:
    """What a path answers: its parameters are read on the loop, its parts are made off it."""

    open: Callable[[web.Request, Parameters], Task]
    content_type: str


def _begun(parts: Parts) -> Begun:
    """Make the first two parts: most answers have one."""
    return parts, next(parts, b""), next(parts, None)


def _begun_here(task: Task) -> Begun | None:
    """Begin on the loop what is known to cost little; None where it has grown since."""
    if task.here is None:
        return None
    try:
        return _begun(task.here())
    except QueryLimitExceeded:
        return None


async def _send(response: web.StreamResponse, part: bytes) -> None:
    """Send a part.  Raises TimeoutError where the client does not read."""
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await response.write(part)
    except TimeoutError:
        raise TimeoutError(f"the client read nothing for {SEND_SECONDS:.0f} seconds") from None


async def _parameters_of(request: web.Request, asker: _Asker) -> Parameters:
    """Return the parameters of the address, the path and a form."""
    values: dict[str, list[str]] = {}
    for name, value in request.match_info.items():
        values.setdefault(name, []).append(value)
    if request.can_read_body:
        fields = await form_fields(request, limit=_LONGEST_FORM, most_fields=_MOST_FIELDS)
        for name, value in fields:
            values.setdefault(name, []).append(value)
    for name, value in request.query.items():
        values.setdefault(name, []).append(value)
    return Parameters(values, asker.is_waiting)


def _error_response(error: Exception, failure: Failure) -> web.Response:
    headers = {"Content-Type": "application/json"}
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return web.Response(body=_error_body(error, failure), status=failure.status, headers=headers)


def _error_body(error: Exception, failure: Failure) -> bytes:
    if isinstance(error, TimeoutError):
        return body_of_error(failure.kind, "the query took longer than its timeout")
    if isinstance(error, WatchkeeperError):
        return body_of_error(failure.kind, error.text())
    return body_of_error(failure.kind, "something went wrong here; it is in the log")
