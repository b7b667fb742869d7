"""A whole satellite in this process, before a real server half: cut off, refused, told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from prometheus_client import CollectorRegistry

from collector.probes.tools import Tools
from collector.schedule import ProbeMetrics, ProbeSchedule
from tests.eventually import eventually
from tests.satellite.conftest import Side
from tests.satellite.site import Thing, a_thing
from tests.satellite.test_intake import audited
from tests.storage.series.plain import equal, samples_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import HOUR
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.satellite.columns import SatelliteSink
from watchkeeper.satellite.guard import Guard
from watchkeeper.satellite.link import Link
from watchkeeper.satellite.run import Satellite
from watchkeeper.satellite.sealed import SealedFile, new_key
from watchkeeper.satellite.settings import Identity, Places, SatelliteSettings, SpoolSettings
from watchkeeper.satellite.spool import Spool
from watchkeeper.server.clock import SystemClock
from watchkeeper.storage.database import Database


@pytest.fixture
def clock() -> Clock:
    return SystemClock()


@dataclass
class Line:
    """What lies between satellite and server; it can be cut."""

    port: int
    to: int
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Take the listener away, and every connection with it."""
        assert self._server is not None
        self._server.close()
        for writer in self._open:
            writer.transport.abort()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await self._server.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
            self._open |= {writer, far_writer}
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(reader, far_writer))
                group.create_task(_pump(far_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@dataclass
class Plant:
    """The satellite at work."""

    satellite: Satellite
    spool: Spool
    sealed: Path
    tasks: list[asyncio.Task[None]]


@asynccontextmanager
async def plant(
    folder: Path,
    side: Side,
    token: str,
    url: str,
    *,
    allow: tuple[str, ...] = ("127.0.0.0/8",),
    files: tuple[Path, ...] = (),
) -> AsyncIterator[Plant]:
    clock = side.clock
    places = Places(folder / "satellite.yml", folder)
    settings = SatelliteSettings(
        allow=allow, files=files, data=folder, spool=SpoolSettings(megabytes=1)
    )
    identity = Identity("id", "sat-1", url, token)
    spool = Spool(places.state, most_bytes=1 << 20, most_age=settings.spool.age)
    woken = asyncio.Event()
    sink = SatelliteSink(b"fedcba9876543210", clock.monotonic, woken.set)
    with ThreadPoolExecutor(1) as executor:
        async with Tools(clock) as tools, aiohttp.ClientSession() as session:
            schedule = ProbeSchedule(tools, sink, ProbeMetrics(CollectorRegistry()))
            satellite = Satellite(
                identity,
                settings,
                Guard(settings.networks()),
                tools,
                schedule,
                spool,
                SealedFile(places.hand_down, new_key(), identity.id),
                clock,
                executor,
                (),
                woken.set,
            )
            link = Link(identity, session, sink, spool, satellite, clock, executor, woken)
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(one)
                    for one in (schedule.run(), link.run(), satellite.far.run())
                ]
                yield Plant(satellite, spool, places.hand_down, tasks)
                for task in tasks:
                    task.cancel()
    spool.close()


def one_target(thing: Thing, more: str = "") -> str:
    return (
        "satellite: sat-1\ntargets:\n- {name: sat-1}\n- {name: sat-2, satellite: ''}\n"
        f"- {{name: plc-1, address: 127.0.0.1, probes: [{{tcp: {{port: {thing.port}, interval: 1s}}}}]}}\n"
        f"{more}"
    )


def times_of(side: Side, target: str) -> list[int]:
    now = side.clock.now()
    matchers = (equal(METRIC_NAME, "probe_success"), equal("instance", target))
    found = samples_of(side.store, now - HOUR, now + HOUR, matchers)
    return sorted(at for samples in found.values() for at in samples)


async def test_what_is_measured_while_the_line_is_cut_comes_later(
    side: Side, tmp_path: Path
) -> None:
    """No round is lost: the backlog fills the gap exactly, behind the live ticks."""
    async with a_thing() as thing:
        await side.say(one_target(thing))
        token = (await side.enrolled()).token
        line = Line(0, urlsplit(side.url).port or 0)
        await line.mend()
        async with plant(tmp_path / "site", side, token, f"http://127.0.0.1:{line.port}") as it:
            await eventually(lambda: len(times_of(side, "plc-1")) >= 2)
            await line.cut()
            await eventually(lambda: it.spool.ticks >= 3, what="a spool")
            held = len(times_of(side, "plc-1"))
            await line.mend()
            await eventually(lambda: it.spool.ticks == 0, what="an empty spool")
            await eventually(lambda: len(times_of(side, "plc-1")) >= held + 3)
            visits = thing.visits
            await eventually(lambda: len(times_of(side, "plc-1")) >= visits, what="every round")
            assert it.spool.dropped == 0
        await line.cut()


async def test_a_change_is_there_within_seconds(side: Side, tmp_path: Path) -> None:
    """A new target is probed, one that goes is not any more and its series end."""
    async with a_thing() as thing, a_thing() as other:
        await side.say(one_target(thing))
        token = (await side.enrolled()).token
        async with plant(tmp_path / "site", side, token, side.url) as it:
            await eventually(lambda: times_of(side, "plc-1"))
            new = (
                "- {name: plc-9, address: 127.0.0.1, probes: "
                f"[{{tcp: {{port: {other.port}, interval: 1s}}}}]}}\n"
            )
            await side.say(one_target(thing, new).replace("name: plc-1", "name: plc-0"))
            await side.room.worker.run_due()
            assert side.store.known_feed("probe:plc-1:tcp") is None
            await eventually(lambda: times_of(side, "plc-9"))
            await eventually(
                lambda: (state := side.room.states.state("sat-1")) and state.is_current
            )
            assert it.satellite.document.feeds == {"probe:plc-0:tcp", "probe:plc-9:tcp"}
            assert side.store.known_feed("probe:plc-1:tcp") is None


async def test_a_revoked_satellite_lets_go_of_everything(side: Side, tmp_path: Path) -> None:
    """It stops its probes and deletes what was handed down; what it measured it keeps."""
    async with a_thing() as thing:
        await side.say(one_target(thing))
        token = (await side.enrolled()).token
        async with plant(tmp_path / "site", side, token, side.url) as it:
            await eventually(it.sealed.exists)
            await eventually(lambda: times_of(side, "plc-1"))
            await side.room.desk.revoke("sat-1", by="engineer-a")
            await eventually(lambda: not it.sealed.exists(), what="a deleted document")
            assert it.satellite.document.feeds == frozenset()
            await eventually(lambda: it.satellite.report().probes == 0)


async def test_what_the_machine_does_not_allow_is_refused_and_audited(
    side: Side, database: Database, tmp_path: Path
) -> None:
    """The probe never runs; the server hears of it and writes it down."""
    async with a_thing() as thing:
        await side.say(one_target(thing))
        token = (await side.enrolled()).token
        async with plant(tmp_path / "site", side, token, side.url, allow=("10.0.0.0/8",)):
            await eventually(
                lambda: (state := side.room.states.state("sat-1")) and state.report.refused_probes
            )

            async def is_audited() -> bool:
                return "satellite_probe_refused" in await audited(database)

            await eventually(is_audited)
        assert thing.visits == 0
        assert times_of(side, "plc-1") == []
