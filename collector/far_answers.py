"""Answers requests to hosts that are read over SSH from here: by the server, or by a satellite.

The host decides by its forced command, the operator by ``allow`` of the probe.  A few hosts are asked
at a time; what waits is bounded, and nobody waits longer than the server's patience.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from collector.probes.ssh_connections import connections_over_ssh
from collector.probes.tools import Tools
from collector.schedule import feed_of
from watchkeeper.core.errors import ConfigError, NotFound
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import Inventory
from watchkeeper.wire.requests import CONNECTIONS, FAILED, UNKNOWN, FarRequest, Result

log = get_log("collector")

AT_A_TIME = 4
MOST_WAITING = 100

Settle = Callable[[str, Result], Awaitable[None]]
"""Takes what became of a request to a target."""


class FarAnswers:
    """Requests that came, until what they ask for is told to *settle*."""

    def __init__(self, tools: Tools, inventory: Callable[[], Inventory], settle: Settle) -> None:
        self._tools = tools
        self._inventory = inventory
        self._settle = settle
        self._waiting: asyncio.Queue[FarRequest] = asyncio.Queue(MOST_WAITING)

    def put(self, request: FarRequest) -> None:
        """Answer it soon; with a full queue it is dropped, and told as silent in the end."""
        try:
            self._waiting.put_nowait(request)
        except asyncio.QueueFull:
            log.warning("too much is asked at once; a request is dropped", target=request.target)

    async def run(self) -> None:
        """Answer until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_A_TIME):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            request = await self._waiting.get()
            try:
                result = await self._answer(request)
                log.info(
                    "a host was asked over SSH",
                    target=request.target,
                    request=request.name[:60],
                    result=result.state,
                )
                await self._settle(request.target, result)
            except Exception as error:  # the edge: one request must not end the others
                log.exception("a request broke", target=request.target, reason=error)

    async def _answer(self, request: FarRequest) -> Result:
        if request.name != CONNECTIONS:
            return Result(request.id, UNKNOWN)
        _name_task(feed_of(request.target, "ssh"))
        try:
            target = self._inventory().target(request.target)
            return await connections_over_ssh(request.id, target, self._tools)
        except (NotFound, ConfigError) as error:
            return Result(request.id, FAILED, str(error))


def _name_task(feed: str) -> None:
    """Say for whom connections are made: a satellite's guard writes it down."""
    task = asyncio.current_task()
    if task is not None:
        task.set_name(feed)
