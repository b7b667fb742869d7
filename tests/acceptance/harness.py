"""A whole server for acceptance tests: as a process that can be killed, or wired under a clock.

Both read the same real configuration.  Nothing in them stands for a part of ours.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.eventually import eventually
from ticketing.views import TicketFilter, TicketRow, TicketState
from watchkeeper.cli.client import Client
from watchkeeper.core.instants import SECOND, Duration, Instant, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.serve import Server, assembled
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, Push, encode

ROOT = Path(__file__).parents[2]
REST = "/api/watch/v1"

PEOPLE = """\
people:
- {id: engineer-a, name: 甲, role: admin, contacts: [{mail: a@x.example}]}
- {id: manager-b, name: 乙, contacts: [{mail: b@x.example}]}
- {id: director-c, name: 丙, contacts: [{mail: c@x.example}]}
- {id: deputy-d, name: 丁, contacts: [{mail: d@x.example}]}
"""

CUSTOMER = """\
customer: acme
name: 某某公司
contract: {go_live: 2020-01-01, policy: contract-cn, tables: [level, urgency]}
report: {daily: "08:00", sign_by: "12:00", to: ["mail:it@acme.example"], language: zh}
roles: {lead: engineer-a, project_manager: manager-b, technical_director: director-c,
  deputy_gm: deputy-d, signs: engineer-a, fallback: manager-b}
"""


@dataclass(frozen=True)
class House:
    """A configuration directory, and the data directory beside it."""

    folder: Path
    port: int

    @property
    def config(self) -> Path:
        return self.folder / "watchkeeper.yml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


def build_house(
    folder: Path,
    *,
    database_url: str = "",
    targets: str = "customer: acme\ntargets:\n- {name: web-1}\n",
    customer: str = CUSTOMER,
    channels: str = "{}",
    packs: str = "[]",
    rules: str = "",
    data: Path | None = None,
) -> House:
    """Write a configuration that is complete and as small as a test wants it."""
    house = House(folder, free_port())
    database = f"database: {json.dumps(database_url)}\n" if database_url else ""
    house.write(
        "watchkeeper.yml",
        f"listen: 127.0.0.1:{house.port}\ndata: {data or house.data}\n{database}"
        f"tickets: {{policy: contract-cn}}\nrules: {{packs: {packs}}}\nchannels: {channels}\n",
    )
    house.write("people.yml", PEOPLE)
    house.write("customers/acme.yml", customer)
    house.write("targets/acme.yml", targets)
    if rules:
        house.write("rules/own.yml", rules)
    return house


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


# As a process.


class ServerProcess:
    """``watchkeeper serve`` as systemd would start it; ``log`` is what it said on standard error."""

    def __init__(self, house: House, environment: Mapping[str, str] | None = None) -> None:
        self.house = house
        self.log_path = house.folder / "server.log"
        with self.log_path.open("ab") as log_file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "watchkeeper", "serve", "--config", str(house.config)],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
            )

    @property
    def log(self) -> str:
        return self.log_path.read_text()

    @property
    def rest(self) -> Client:
        """Return a client over the server's own Unix socket."""
        return Client(self.house.data / "watchkeeper.sock", "http://watchkeeper", "", None)

    async def ready(self) -> None:
        await eventually(self._is_ready, within_seconds=40, what="a ready server")

    def _is_ready(self) -> bool:
        assert self.process.poll() is None, self.log
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=10)
        try:
            connection.request("GET", "/-/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End it as a power cut would: no signal handler, no clean-up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@contextmanager
def serving(house: House, environment: Mapping[str, str] | None = None) -> Iterator[ServerProcess]:
    """Run the server; kill it at the end if it still runs."""
    server = ServerProcess(house, environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


# Under a clock.


@dataclass
class Watch:
    """A wired server whose contract time the test moves."""

    server: Server
    clock: ManualClock

    async def pass_time(self, by: Duration) -> None:
        await self.clock.advance(later(self.clock.now(), by))

    async def tickets(self) -> tuple[TicketRow, ...]:
        """Return all tickets there ever were, the oldest first."""
        rows = await self.server.parts.tickets.rows(TicketFilter(states=tuple(TicketState)))
        return tuple(sorted(rows, key=lambda row: row.number))


@asynccontextmanager
async def watching(house: House, at: Instant) -> AsyncIterator[Watch]:
    """Wire the server on *house* at that time; no agenda runs: ``pass_time`` drives its workers."""
    clock = ManualClock(at)
    async with assembled(house.config, clock) as server:
        clock.add(*server.parts.workers)
        yield Watch(server, clock)


# Agents, by the protocol they speak.


@dataclass
class PushingAgent:
    """Sends ticks of a few series as an agent does; knows what was acknowledged."""

    id: str
    token: str
    series: tuple[Labels, ...]
    interval: Duration = SECOND
    boot: bytes = field(default_factory=lambda: os.urandom(16))
    sequence: int = 1
    is_layout_sent: bool = False
    acknowledged: dict[Instant, tuple[float, ...]] = field(default_factory=dict)

    def push_of(
        self, at: Instant, values: tuple[float, ...], *, sent_at: Instant | None = None
    ) -> Push:
        width = len(self.series)
        return Push(
            agent=self.id,
            boot=self.boot,
            layout=1,
            first_sequence=self.sequence,
            sent_at=at if sent_at is None else sent_at,
            interval=self.interval,
            base=width if self.is_layout_sent else 0,
            additions=() if self.is_layout_sent else self.series,
            times=(at,),
            vectors=_vector(values),
        )

    def send(self, port: int, at: Instant, values: tuple[float, ...]) -> int:
        """Push one tick over a real connection; return the status, 0 where nobody answered."""
        status = post(
            port,
            PUSH_PATH,
            encode(self.push_of(at, values)),
            token=self.token,
            content_type=CONTENT_TYPE,
        ).status
        self.note(status, at, values)
        return status

    def note(self, status: int, at: Instant, values: tuple[float, ...]) -> None:
        if status == 204:
            self.acknowledged[at] = values
            self.sequence += 1
            self.is_layout_sent = True
        elif status == 409:
            self.is_layout_sent = False


def _vector(values: tuple[float, ...]) -> bytes:
    return struct.pack(f"<{len(values)}d", *values)


def series_of(count: int) -> tuple[Labels, ...]:
    """Return *count* series named as an agent would not, so that no shipped rule reads them."""
    return tuple(labels_of({"__name__": "load_probe", "n": str(n)}) for n in range(count))


# Plain HTTP.


@dataclass(frozen=True)
class Answer:
    """What came back; status 0: nothing did."""

    status: int
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def post(
    port: int,
    path: str,
    body: bytes,
    *,
    token: str = "",
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    given = {"Content-Type": content_type, **(headers or {})}
    if token:
        given["Authorization"] = f"Bearer {token}"
    try:
        connection.request("POST", path, body=body, headers=given)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read())
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()
