"""Ask an engine by the Prometheus HTTP API.  Blocking: for threads, never on the event loop.

An engine that does not answer is asked again only after a while, by one caller; the others are
told at once.  So one that is frozen holds one thread, not all rule groups.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson
from yarl import URL

from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.errors import InvalidInput, TooLarge, Unavailable
from watchkeeper.core.instants import SECOND
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import mark
from watchkeeper.storage.remote.door import Door
from watchkeeper.storage.remote.metrics import RemoteMetrics

log = get_log("storage")

MOST_BYTES = 256 << 20
REST_SECONDS = 2.0
"""How long an engine that did not answer is left alone."""

_PART_BYTES = 1 << 16
_BAD_QUESTION = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})
_ANNOTATIONS = ("PromQL warning:", "PromQL info:")

_OF_THE_QUESTION = frozenset({"timeout", "canceled", "execution", "not_found"})

Pairs = Sequence[tuple[str, str]]


class Method(Enum):
    """How parameters travel; some paths take no form."""

    GET = "GET"
    POST = "POST"


class NotAnswered(Unavailable):
    """The engine works, but could not answer this question."""


@dataclass(frozen=True, slots=True)
class _Question:
    path: str
    parameters: Pairs
    method: Method

    @property
    def form(self) -> str:
        return urlencode(list(self.parameters))


@dataclass(frozen=True, slots=True)
class Answer:
    """``data`` of the envelope, and what the engine says beside it.

    ``missing`` says that the answer is not of all the data there is: a part of a cluster or a
    store did not answer.  ``said`` are remarks on the expression.
    """

    data: Any
    missing: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineState:
    """Whether it answers, for doctor and pages; ``since`` is monotonic."""

    trouble: str = ""
    since: float = 0.0


class EngineApi:
    """One engine; for several threads, each with a connection of its own."""

    def __init__(
        self,
        settings: RemoteSettings,
        door: Door,
        metrics: RemoteMetrics,
        *,
        monotonic: Callable[[], float],
        is_told: bool = True,
    ) -> None:
        """*is_told*: whether it is this one that says in the metrics that the engine answers."""
        self._is_told = is_told
        self._url = URL(settings.query.rstrip("/"))
        self._seconds = settings.query_timeout / SECOND
        self._door = door
        self._metrics = metrics
        self._monotonic = monotonic
        self._local = threading.local()
        self._open: set[http.client.HTTPConnection] = set()
        self._lock = threading.Lock()
        self._state = EngineState()
        self._asked_again_at = 0.0

    @property
    def state(self) -> EngineState:
        return self._state

    def close(self) -> None:
        """Close the connections of all threads; who asks then opens a new one."""
        with self._lock:
            held, self._open = self._open, set()
        for connection in held:
            connection.close()

    def ask(
        self,
        path: str,
        parameters: Pairs,
        *,
        seconds: float | None = None,
        method: Method = Method.POST,
    ) -> Answer:
        """Return what ``/api/v1/PATH`` answers.

        Raises Unavailable where nobody answers in time, InvalidInput where the engine refuses the
        question.
        """
        self._check_rest()
        allowed = self._seconds if seconds is None else min(seconds, self._seconds)
        begun = self._monotonic()
        try:
            status, body = self._send(_Question(path, parameters, method), begun + allowed)
            answer = _answer_of(status, body)
        except (InvalidInput, NotAnswered):
            self._count("refused", begun)
            self._works()
            raise
        except (OSError, http.client.HTTPException) as error:
            self._forget_connection()
            self._count("unreachable", begun)
            raise self._fails(_reason(error, allowed)) from error
        except Unavailable as error:
            self._forget_connection()
            self._count("unreachable", begun)
            raise self._fails(str(error)) from error
        self._count("answered", begun)
        self._works()
        return answer

    def _send(self, question: _Question, deadline: float) -> tuple[int, bytes]:
        """Ask; once more by a new connection where the kept one was closed meanwhile."""
        connection: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is not None:
            try:
                return self._exchange(connection, question, deadline)
            except (ConnectionError, http.client.RemoteDisconnected, http.client.CannotSendRequest):
                self._forget_connection()
        return self._exchange(self._connected(deadline), question, deadline)

    def _exchange(
        self, connection: http.client.HTTPConnection, question: _Question, deadline: float
    ) -> tuple[int, bytes]:
        self._bound(connection, deadline)
        form, path = question.form, f"{self._url.raw_path.rstrip('/')}/api/v1/{question.path}"
        if question.method is Method.GET:
            connection.request("GET", f"{path}?{form}", headers=dict(self._door.headers))
        else:
            headers = {**self._door.headers, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, form, headers)
        response = connection.getresponse()
        parts: list[bytes] = []
        size = 0
        while True:
            self._bound(connection, deadline)
            part = response.read1(_PART_BYTES)
            if not part:
                response.close()  # read1 leaves it open at its end, and the connection in use
                return response.status, b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                self._forget_connection()
                raise TooLarge(
                    mark("the metrics engine answers more than {most} MiB; select fewer series"),
                    most=MOST_BYTES >> 20,
                )

    def _bound(self, connection: http.client.HTTPConnection, deadline: float) -> None:
        rest = deadline - self._monotonic()
        if rest <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(rest)

    def _connected(self, deadline: float) -> http.client.HTTPConnection:
        host, port = self._url.host or "", self._url.port
        rest = max(0.001, deadline - self._monotonic())
        made: http.client.HTTPConnection
        if self._url.scheme == "https":
            made = http.client.HTTPSConnection(host, port, timeout=rest, context=self._door.tls)
        else:
            made = http.client.HTTPConnection(host, port, timeout=rest)
        self._local.connection = made
        with self._lock:
            self._open.add(made)
        made.connect()
        return made

    def _forget_connection(self) -> None:
        connection: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None
            with self._lock:
                self._open.discard(connection)

    def _check_rest(self) -> None:
        """Let one caller through after the rest; the others hear what the last one met."""
        with self._lock:
            if not self._state.trouble:
                return
            now = self._monotonic()
            if now >= self._asked_again_at:
                self._asked_again_at = now + REST_SECONDS + self._seconds
                return
            trouble = self._state.trouble
        raise _unreachable(trouble)

    def _fails(self, reason: str) -> Unavailable:
        with self._lock:
            now = self._monotonic()
            is_new = not self._state.trouble
            self._state = EngineState(reason, now if is_new else self._state.since)
            self._asked_again_at = now + REST_SECONDS
        if self._is_told:
            self._metrics.query_is_up.set(0)
        if is_new:
            log.warning("the metrics engine does not answer", reason=reason)
        return _unreachable(reason)

    def _works(self) -> None:
        with self._lock:
            was_in_trouble = bool(self._state.trouble)
            self._state = EngineState()
        if was_in_trouble:
            log.info("the metrics engine answers again")
        if self._is_told:
            self._metrics.query_is_up.set(1)

    def _count(self, outcome: str, begun: float) -> None:
        self._metrics.queries.labels(outcome).inc()
        self._metrics.query_seconds.observe(self._monotonic() - begun)


def _unreachable(reason: str) -> Unavailable:
    return Unavailable(mark("the metrics engine does not answer: {reason}"), reason=reason)


def _reason(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {seconds:g} s"
    return str(error) or type(error).__name__


def _answer_of(status: int, body: bytes) -> Answer:
    """Read the envelope.  Raises Unavailable, InvalidInput."""
    envelope = _envelope(body)
    if status in _BAD_QUESTION and envelope is not None:
        raise InvalidInput(
            mark("the metrics engine refuses the question: {reason}"),
            reason=str(envelope.get("error", status))[:500],
        )
    if envelope is not None and envelope.get("errorType") in _OF_THE_QUESTION:
        raise NotAnswered(
            mark("the metrics engine could not answer: {reason}"),
            reason=str(envelope.get("error", status))[:500],
        )
    if status != HTTPStatus.OK or envelope is None or envelope.get("status") != "success":
        said = " ".join(body[:300].decode("utf-8", "replace").split())
        raise Unavailable("{status} {said}", status=status, said=said)
    return _answer_in(envelope)


def _envelope(body: bytes) -> Mapping[str, Any] | None:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _answer_in(envelope: Mapping[str, Any]) -> Answer:
    remarks = [str(one) for one in (*_list(envelope, "warnings"), *_list(envelope, "infos"))]
    said = tuple(one for one in remarks if one.startswith(_ANNOTATIONS))
    missing = [one for one in remarks if not one.startswith(_ANNOTATIONS)]
    if envelope.get("isPartial") is True:
        missing.append("partial response")
    return Answer(envelope.get("data"), tuple(missing), said)


def _list(envelope: Mapping[str, Any], key: str) -> list[Any]:
    found = envelope.get(key)
    return found if isinstance(found, list) else []
