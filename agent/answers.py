"""Answers what the server asks on its answers to pushes: allowed first, measured until the next."""

from __future__ import annotations

from typing import Callable, Protocol

from agent.allowed import Requests
from agent.clock import AgentClock
from agent.config import AgentConfig
from agent.log import log
from watchkeeper.core.errors import InvalidInput
from watchkeeper.wire.connections import ConnectionReport
from watchkeeper.wire.requests import (
    DONE,
    FAILED,
    MOST_REQUESTS,
    Request,
    Result,
    bytes_from_results,
    requests_from_bytes,
)


class Measurement(Protocol):
    """Something that began when it was asked for."""

    @property
    def is_ripe(self) -> bool: ...

    def report(self) -> ConnectionReport:
        """Raises OSError."""
        ...


class Answers:
    """Requests that came, until what they ask for is sent."""

    def __init__(self, agent: str, requests: Requests, begin: Callable[[], Measurement]) -> None:
        self._agent = agent
        self._requests = requests
        self._begin = begin
        self._under_way: list[tuple[Request, Measurement]] = []
        self._done: list[Result] = []

    def take(self, content_type: str, body: bytes) -> None:
        """Decide the requests of an answer, and begin those that the host allows."""
        if not body or content_type.partition(";")[0].strip() != "application/json":
            return
        try:
            asked = requests_from_bytes(body)
        except InvalidInput as error:
            log.warning("the server's requests cannot be read", reason=error)
            return
        for request in asked:
            if len(self._under_way) + len(self._done) < MOST_REQUESTS:
                self._take(request)

    def _take(self, request: Request) -> None:
        refused = self._requests.refused(request.name)
        if refused is not None:
            self._done.append(Result(request.id, refused.value))
            return
        try:
            self._under_way.append((request, self._begin()))
        except OSError as error:
            self._done.append(_failed(request, error))

    def due(self) -> bytes:
        """Return what is to be sent now, as a body; empty where there is nothing."""
        ripe = [each for each in self._under_way if each[1].is_ripe]
        self._under_way = [each for each in self._under_way if each not in ripe]
        self._done += [_result(*each) for each in ripe]
        results, self._done = self._done, []
        return bytes_from_results(self._agent, results) if results else b""


def _result(request: Request, measurement: Measurement) -> Result:
    try:
        return Result(request.id, DONE, report=measurement.report())
    except OSError as error:
        return _failed(request, error)


def _failed(request: Request, error: OSError) -> Result:
    return Result(request.id, FAILED, error.strerror or str(error))


def answers_of(config: AgentConfig, requests: Requests, clock: AgentClock) -> Answers:
    """Return the answers of this host; the code that measures is loaded when it is asked for."""

    def begin() -> Measurement:
        from agent.connections import ConnectionWatch

        return ConnectionWatch(
            clock,
            proc=config.proc,
            sys=config.sys,
            etc=config.etc,
            masks=config.masks_addresses,
        )

    return Answers(config.agent, requests, begin)
