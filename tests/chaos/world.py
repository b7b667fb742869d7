"""A server under load, a clock that can be stepped, and what was acknowledged."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp

from tests.acceptance.harness import REST, House, ServerProcess
from tests.acceptance.load import Caller
from tests.acceptance.proof import tickets_are_there
from tests.chaos.book import Fault, Finding, Found
from tests.chaos.clock import VARIABLE, SteppedClock
from tests.chaos.disk import Disk
from tests.chaos.traffic import Gate, Source, stored
from tests.eventually import eventually
from tests.postgresql_cluster import Cluster
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE

AGENTS = 3
SERVE = (sys.executable, "-m", "tests.chaos.clock")
RULES = """\
groups:
- name: chaos
  interval: 1s
  rules:
  - alert: ChaosFault
    expr: load_probe{job="node", n="0"} > 0
    level: II
    annotations: {summary: "{{ $labels.instance }}-fault goes on"}
  - record: probe:sum
    expr: sum by (instance) (load_probe)
"""
BORNE = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass
class World:
    """All that takes part; faults are done to it."""

    house: House
    clock: SteppedClock
    chance: random.Random
    sources: list[Source]
    caller: Caller
    disk: Disk | None = None
    cluster: Cluster | None = None
    gate: Gate = field(default_factory=Gate)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost_to_damage: int = 0
    _server: ServerProcess | None = None

    @property
    def server(self) -> ServerProcess:
        assert self._server is not None
        return self._server

    def begin(self) -> None:
        """Start the server's process."""
        self._server = start_of(self.house)

    async def start(self) -> None:
        self.begin()
        await self.server.ready()

    async def traffic(self) -> None:
        """Send until it is over."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            for source in self.sources:
                group.create_task(source.run(session, self.gate))
            group.create_task(self._call(session))

    async def _call(self, session: aiohttp.ClientSession) -> None:
        while not self.gate.is_over.is_set():
            await self.gate.enter()
            try:
                await self.caller.turn(session, self.clock.now)
            finally:
                await self.gate.leave()
            await self.gate.rest(0.05)

    async def step(self, by: int) -> None:
        """Step the clock of all, while no request is under way."""
        await self.gate.close()
        self.clock.step(by)
        self.gate.is_open.set()

    async def live(self, length: int) -> None:
        """Let time go by in leaps of four minutes: spans end, and blocks are written."""
        for _ in range(length // (4 * MINUTE)):
            await self.step(4 * MINUTE)
            await self.gate.rest(0.7)

    async def works(self) -> None:
        """Wait until every source was acknowledged something more."""
        before = [source.deliveries for source in self.sources]

        def all_went_on() -> bool:
            assert self.server.process.poll() is None, self.server.log[-2000:]
            return all(
                source.deliveries > count
                for source, count in zip(self.sources, before, strict=True)
            )

        await eventually(all_went_on, within_seconds=60, what="samples of every source taken")

    async def titles(self) -> set[str]:
        found = await asyncio.to_thread(
            self.house.rest.get, f"{REST}/tickets", state="any", limit=1000
        )
        return {row["title"] for row in found["tickets"]}

    async def check(self, *, whole: bool = False) -> list[Finding]:
        """Compare what the server has with the books; return what is wrong."""
        await self._until_database_works()
        await tickets_are_there(self.house, self.caller)
        found: list[Finding] = []
        for source in self.sources:
            hours = set(source.book.entries) if whole else source.book.untold
            source.book.untold = set()
            for hour in sorted(hours):
                found += await self._compared(source, hour)
        return found

    async def _compared(self, source: Source, hour: int) -> list[Finding]:
        known = source.book.known(hour)
        (there,) = await eventually(
            lambda: self._stored(source, hour), within_seconds=30, what=f"an answer for {hour} h"
        )
        return source.book.compare(known, there)

    async def _stored(self, source: Source, hour: int) -> list[Found]:
        """Return what is stored in a list, empty where the server cannot tell now."""
        try:
            return [await asyncio.to_thread(stored, self.house.rest, source.query, hour)]
        except Unavailable:
            return []

    async def _until_database_works(self) -> None:
        async def is_ready() -> bool:
            try:
                found = await asyncio.to_thread(self.house.rest.get, f"{REST}/health")
            except Unavailable:
                return False
            return "database" not in found["troubles"]

        await eventually(is_ready, within_seconds=60, what="a state database that works")

    @property
    def samples(self) -> int:
        return sum(source.book.samples for source in self.sources)

    def counts(self) -> Counter[Fault]:
        return Counter(one.fault for one in self.findings)


def start_of(house: House) -> ServerProcess:
    environment = {VARIABLE: str(house.folder / "clock")}
    return ServerProcess(house, environment, serve=SERVE)
