"""A server's half of satellites over real HTTP, with a real store and either database."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.agent_requests import AgentRequests
from collector.probes.tools import Tools
from collector.satellites.desk import SatelliteDesk
from collector.satellites.hand_down import RosterPerson
from collector.satellites.intake import SatelliteIntake, SatelliteMetrics
from collector.satellites.room import SatelliteRoom, Sources
from collector.schedule import ProbeMetrics, ProbeSchedule
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.secrets import Secrets
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.enrolment import EnrolmentAnswer, EnrolmentRequest, token_from_text

START = Instant(1_790_000_000_000)
PLANT = """\
satellite: sat-1
targets:
- {name: sat-1}
- {name: sat-2, satellite: ''}
- {name: plc-1, address: 10.1.0.21, probes: [{tcp: {port: 502, interval: 1s}}]}
- {name: plc-2, address: 10.1.0.22, satellite: sat-2, probes: [{tcp: {port: 502, interval: 1s}}]}
"""

MakeInventory = Callable[[str], Inventory]


@dataclass
class Side:
    """The server's side; ``roster`` is who is on duty."""

    room: SatelliteRoom
    store: SeriesStore
    inventory: InventoryStore
    clock: Clock
    folder: Path
    http: TestClient[web.Request, web.Application]
    requests: AgentRequests
    secrets: Secrets = field(default_factory=Secrets)
    roster: tuple[RosterPerson, ...] = ()

    @property
    def url(self) -> str:
        return str(self.http.make_url("")).rstrip("/")

    async def say(self, text: str) -> None:
        """Put another inventory in force, as a reload does."""
        (self.folder / "targets" / "t.yml").write_text(text)
        await self.inventory.reload()

    async def enrolled(self, name: str = "sat-1", machine: str = "m1") -> EnrolmentAnswer:
        word = await self.room.desk.make_token(
            name, url=self.url, ca_sha256="", made_by="engineer-a"
        )
        request = EnrolmentRequest(token_from_text(word).secret, "box", machine, "1")
        return await self.room.desk.enrol(request)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
async def side(database: Database, clock: Clock, tmp_path: Path) -> AsyncIterator[Side]:
    folder = tmp_path / "server"
    (folder / "targets").mkdir(parents=True)
    inventory = InventoryStore(database, clock, folder=folder)
    store = await SeriesStore.open(folder / "series", clock=clock)
    made: list[Side] = []
    async with Tools(clock) as tools:
        probes = ProbeSchedule(tools, store, ProbeMetrics(CollectorRegistry()))
        sources = Sources(
            inventory=lambda: inventory.current,
            secrets=lambda: made[0].secrets if made else Secrets(),
            snmp=lambda: (),
            roster=lambda _inventory, _name, kinds: tuple(
                one for one in made[0].roster if {kind for kind, _ in one.contacts} <= kinds
            ),
            url="https://watch.example",
        )
        room = SatelliteRoom(
            SatelliteDesk(database, inventory, clock),
            sources,
            probes,
            store,
            clock,
            wake=lambda _name: None,
        )
        requests = AgentRequests(clock)
        intake = SatelliteIntake(
            room, store, clock, SatelliteMetrics(CollectorRegistry()), requests
        )
        application = web.Application(client_max_size=16 << 20)
        application.add_routes(intake.routes())
        inventory.subscribe(room.follow)
        async with TestClient(TestServer(application)) as http:
            made.append(Side(room, store, inventory, clock, folder, http, requests))
            await made[0].say(PLANT)
            yield made[0]
    await store.close()


@pytest.fixture
def unused_tcp_listener() -> Iterator[int]:
    """The port of a listener on every address of this machine."""
    with socket.create_server(("", 0)) as listener:
        port: int = listener.getsockname()[1]
        yield port


@pytest.fixture
def free_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
