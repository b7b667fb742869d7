"""A whole server for acceptance tests: as a process that can be killed, or wired under a clock.

Both read the same real configuration.  Nothing in them stands for a part of ours.
"""

from __future__ import annotations

import asyncio
import http.client
import io
import json
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from tests.eventually import eventually
from ticketing.outbox_rows import outbox
from ticketing.views import TicketFilter, TicketRow, TicketState
from watchkeeper.client import Client
from watchkeeper.core.instants import SECOND, Duration, Instant, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.listen import listening
from watchkeeper.server.serve import Server, assembled
from watchkeeper.storage.database import Database
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, Push, encode
from watchkeeper.wire.enrolment import (
    ENROL_PATH,
    EnrolmentRequest,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "watchkeeper")
SERVE = (*PROGRAM, "serve")
REST = "/api/watch/v1"
TIMEOUT = aiohttp.ClientTimeout(total=20)

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
    database_url: str = ""

    @property
    def config(self) -> Path:
        return self.folder / "watchkeeper.yml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket(self) -> Path:
        return self.folder / "sock"

    @property
    def rest(self) -> Client:
        """Return a client over the server's own Unix socket."""
        return Client(self.socket, "http://watchkeeper", "", None)

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
    divisor: int = 1,
) -> House:
    """Write a configuration that is complete and as small as a test wants it."""
    house = House(folder, free_port(), database_url)
    database = f"database: {json.dumps(database_url)}\n" if database_url else ""
    house.write(
        "watchkeeper.yml",
        f"listen: 127.0.0.1:{house.port}\nsocket: {house.socket}\ndata: {data or house.data}\n"
        f"{database}tickets: {{policy: contract-cn, divide_durations_by: {divisor}}}\nrules: {{packs: {packs}}}\n"
        f"channels: {channels}\n",
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

    def __init__(
        self,
        house: House,
        environment: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
        serve: Sequence[str] = SERVE,
    ) -> None:
        self.house = house
        self.log_path = house.folder / "server.log"
        with self.log_path.open("ab") as log_file:
            self.process = subprocess.Popen(
                [*prefix, *serve, "--config", str(house.config)],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
            )

    @property
    def log(self) -> str:
        return self.log_path.read_text()

    async def ready(self) -> None:
        try:
            await eventually(self._is_ready, within_seconds=60, what="a ready server")
        except AssertionError as late:
            raise AssertionError(f"{late}; it said:\n{self.log[-4000:]}") from late

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
def serving(
    house: House,
    environment: Mapping[str, str] | None = None,
    *,
    prefix: Sequence[str] = (),
    serve: Sequence[str] = SERVE,
) -> Iterator[ServerProcess]:
    """Run the server; kill it at the end if it still runs.  *prefix*: what starts it, as prlimit."""
    server = ServerProcess(house, environment, prefix, serve)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


# Under a clock.


@dataclass
class Watch:
    """A wired server whose contract time the test moves; its doors are open."""

    house: House
    server: Server
    clock: ManualClock
    session: aiohttp.ClientSession

    async def pass_time(self, by: int) -> None:
        await self.clock.advance(later(self.clock.now(), by))

    async def tickets(self) -> tuple[TicketRow, ...]:
        """Return all tickets there ever were, the oldest first."""
        rows = await self.server.parts.tickets.rows(TicketFilter(states=tuple(TicketState)))
        return tuple(sorted(rows, key=lambda row: row.number))

    async def messages(self) -> list[dict[str, Any]]:
        """Return the outbox, oldest first."""
        return await messages_in(self.server.parts.database)

    async def sign_in(self, person: str = "engineer-a") -> None:
        """Sign in by a one-time link; the session keeps the cookie."""
        made = await asyncio.to_thread(self.house.rest.post, f"{REST}/links", {"person": person})
        async with self.session.post(
            self.house.url + made["path"],
            data={"button": "in"},
            timeout=TIMEOUT,
            allow_redirects=False,
        ) as answer:
            assert answer.status == HTTPStatus.SEE_OTHER
            value = answer.cookies["watchkeeper_session"].value
        self.session.headers["Cookie"] = f"watchkeeper_session={value}"


@asynccontextmanager
async def watching(
    house: House, at: Instant, *, idle: frozenset[str] = frozenset()
) -> AsyncIterator[Watch]:
    """Wire the server on *house* at that time; no agenda runs: ``pass_time`` drives its workers.

    *idle* workers are left out: the self metrics' 15 s make a day of contract time long.
    """
    clock = ManualClock(at)
    async with assembled(house.config, clock) as server, aiohttp.ClientSession() as session:
        clock.add(*(one for one in server.parts.workers if one.name not in idle))
        async with listening(server.app, server.parts.configuration.settings):
            yield Watch(house, server, clock, session)


async def messages_in(database: Database) -> list[dict[str, Any]]:
    rows = await database.read(lambda c: c.execute(select(outbox).order_by(outbox.c.id)).all())
    return [dict(row._mapping) for row in rows]


# Agents, by the protocol they speak.


@dataclass
class PushingAgent:
    """Sends ticks of a few series as an agent does; knows which were acknowledged."""

    id: str
    target: str
    token: str
    url: str
    series: tuple[Labels, ...]
    interval: Duration = SECOND
    boot: bytes = field(default_factory=lambda: os.urandom(16))
    next_sequence: int = 1
    is_layout_sent: bool = False
    acknowledged: dict[Instant, tuple[float, ...]] = field(default_factory=dict)

    def tick(self, at: Instant, *values: float) -> Tick:
        """Measure once: a tick keeps its number, whenever it is sent."""
        self.next_sequence += 1
        return Tick(self.next_sequence - 1, at, values)

    async def send(self, session: aiohttp.ClientSession, *ticks: Tick, sent_at: Instant) -> int:
        """Push ticks that follow one another; return the status, 0 where nobody answered."""
        for _ in range(2):
            body = encode(self.push_of(ticks, sent_at))
            status = await self.post(session, body)
            if status != HTTPStatus.CONFLICT:
                break
            self.is_layout_sent = False
        if status == HTTPStatus.NO_CONTENT:
            self.is_layout_sent = True
            self.acknowledged.update({tick.at: tick.values for tick in ticks})
        return status

    def push_of(self, ticks: Sequence[Tick], sent_at: Instant) -> Push:
        return Push(
            agent=self.id,
            boot=self.boot,
            layout=1,
            first_sequence=ticks[0].sequence,
            sent_at=sent_at,
            interval=self.interval,
            base=len(self.series) if self.is_layout_sent else 0,
            additions=() if self.is_layout_sent else self.series,
            times=tuple(tick.at for tick in ticks),
            vectors=b"".join(struct.pack(f"<{len(tick.values)}d", *tick.values) for tick in ticks),
        )

    async def post(self, session: aiohttp.ClientSession, body: bytes) -> int:
        headers = {"Content-Type": CONTENT_TYPE, "Authorization": f"Bearer {self.token}"}
        try:
            async with session.post(
                self.url + PUSH_PATH, data=io.BytesIO(body), headers=headers, timeout=TIMEOUT
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0


@dataclass(frozen=True)
class Tick:
    """One vector of values, with the number it keeps."""

    sequence: int
    at: Instant
    values: tuple[float, ...]


async def enrolled(
    house: House,
    session: aiohttp.ClientSession,
    hostname: str,
    series: tuple[Labels, ...],
    interval: Duration = SECOND,
) -> PushingAgent:
    """Enrol an agent as the pasted line does, and return it; its target is named as its host."""
    made = await asyncio.to_thread(house.rest.post, f"{REST}/agents/token", {})
    request = EnrolmentRequest(
        secret=token_from_text(made["token"]).secret,
        hostname=hostname,
        machine_id=f"machine of {hostname}",
        version="1",
    )
    async with session.post(
        house.url + ENROL_PATH, data=bytes_from_request(request), timeout=TIMEOUT
    ) as reply:
        assert reply.status == HTTPStatus.OK, await reply.text()
        answer = answer_from_bytes(await reply.read())
    return PushingAgent(
        answer.agent, answer.target, answer.token, house.url, series, interval=interval
    )


def labelled(name: str, **labels: str) -> Labels:
    return labels_of({"__name__": name, **labels})
