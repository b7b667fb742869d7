"""The long form: for so many minutes one fault after the other, and what came of it."""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import aiohttp

from tests.acceptance.harness import REST, House, build_house, enrolled
from tests.acceptance.load import Caller
from tests.acceptance.proof import nothing_was_decided_twice
from tests.chaos.book import Fault, Finding
from tests.chaos.clock import SteppedClock
from tests.chaos.disk import Disk, may_mount, small_disk
from tests.chaos.faults import KINDS, Needs
from tests.chaos.traffic import SERIES, AgentSource, LateSource, Source, WriterSource
from tests.chaos.world import AGENTS, BORNE, RULES, World, start_of
from tests.postgresql_cluster import Cluster, start_cluster
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration, later

DISK_MEGABYTES = 400


@dataclass
class Report:
    """What was done and found."""

    seed: int
    minutes: float
    faults: Counter[str] = field(default_factory=Counter)
    samples: int = 0
    tickets: int = 0
    comments: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    refused_in_repeated_hours: int = 0
    lost_to_damage: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.failures)

    def take(self, world: World) -> None:
        found = world.counts()
        self.samples += world.samples
        self.lost += found[Fault.LOST]
        self.doubled += found[Fault.DOUBLED]
        self.wrong += found[Fault.WRONG]
        self.refused_in_repeated_hours += sum(one.book.given_up for one in world.sources)
        self.lost_to_damage += world.lost_to_damage
        self.tickets += len(world.caller.posted)
        self.comments += sum(len(one) for one in world.caller.comments.values())
        self.failures += world.notes

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "faults": dict(self.faults), "good": self.is_good}

    def lines(self) -> list[str]:
        """Return the report as people read it."""
        kinds = [f"  {name}: {count}" for name, count in sorted(self.faults.items())]
        return [
            "faults, by kind:",
            *kinds,
            f"samples acknowledged: {self.samples}",
            f"alerts accepted: {self.tickets}, comments accepted: {self.comments}",
            f"ticks refused by name in repeated hours: {self.refused_in_repeated_hours}",
            f"samples lost to damaged files, each named: {self.lost_to_damage}",
            *(f"failure: {one}" for one in self.failures),
            f"faults injected: {self.faults.total()}",
            f"lost: {self.lost}",
            f"doubled: {self.doubled}",
            *([f"wrong: {self.wrong}"] if self.wrong else []),
        ]


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


async def run(minutes: float, seed: int) -> Report:
    """Give half of the time to a server on SQLite, half to one on PostgreSQL."""
    report, chance = Report(seed, minutes), random.Random(seed)
    for engine in ("sqlite", "postgresql"):
        say(f"a server on {engine}")
        try:
            async with asyncio.timeout(60 * minutes / 2 + 600):
                await _one_server(engine, 30 * minutes, chance, report)
        except Exception as error:  # noqa: BLE001 the edge: one server; it is told, the other goes on
            report.failures += [f"{engine}: {one}" for one in _told(error)]
    return report


def _told(error: BaseException) -> list[str]:
    """Return what went wrong and where, without the groups around it."""
    if isinstance(error, BaseExceptionGroup):
        return [line for one in error.exceptions for line in _told(one)]
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(one.filename).name}:{one.lineno}" for one in frames if "tests" in one.filename]
    return [f"{type(error).__name__}: {error} ({' '.join(where[-4:])})"]


async def _one_server(engine: str, seconds: float, chance: random.Random, report: Report) -> None:
    with _places(engine) as (folder, disk, cluster):
        url = cluster.new_database() if cluster else ""
        async with world_in(folder, url, chance) as world:
            world.disk, world.cluster = disk, cluster
            try:
                await _torment(world, seconds, report)
            finally:
                report.take(world)
                _look_at_log(world, report)
        await nothing_was_decided_twice(world.house, world.caller)


def _look_at_log(world: World, report: Report) -> None:
    """Keep the server's log for who looks into it; no fault is one that it has no words for."""
    kept = Path(tempfile.mkdtemp(prefix="watchkeeper-chaos-log-")) / "server.log"
    shutil.copy2(world.server.log_path, kept)
    say(f"the server's log: {kept}")
    if "Traceback" in world.server.log:
        report.failures.append(f"a traceback is in {kept}")


@contextmanager
def _places(engine: str) -> Iterator[tuple[Path, Disk | None, Cluster | None]]:
    """Give a folder, a disk of its own for the data where that may be, and PostgreSQL if wanted."""
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-chaos-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        disk = None
        if may_mount():
            disk = stack.enter_context(small_disk(folder / "data", megabytes=DISK_MEGABYTES))
        cluster = stack.enter_context(start_cluster()) if engine == "postgresql" else None
        yield folder, disk, cluster


@asynccontextmanager
async def world_in(folder: Path, database_url: str, chance: random.Random) -> AsyncIterator[World]:
    """Enrol the senders, start the server and let them send; it is killed at the end."""
    world = await made(folder, database_url, chance)
    try:
        await world.start()
        async with asyncio.TaskGroup() as group:
            world.gate.is_open.set()
            group.create_task(world.traffic())
            try:
                await world.works()
                yield world
            finally:
                world.gate.is_over.set()
                world.gate.is_open.set()
    finally:
        world.clock.close()
        if world.server.process.poll() is None:
            world.server.kill()


async def made(folder: Path, database_url: str, chance: random.Random) -> World:
    targets = "".join(f"- {{name: host-{n}, agent: true}}\n" for n in range(AGENTS))
    house = build_house(
        folder,
        database_url=database_url,
        targets=f"customer: acme\ntargets:\n- {{name: web-1}}\n{targets}",
        rules=RULES,
    )
    clock = SteppedClock(folder / "clock")
    server = start_of(house)
    try:
        await server.ready()
        sources, caller = await _senders(house, clock, chance)
        assert await asyncio.to_thread(server.stop) == 0, server.log
    finally:
        if server.process.poll() is None:
            server.kill()
    return World(house, clock, chance, sources, caller)


async def _senders(
    house: House, clock: SteppedClock, chance: random.Random
) -> tuple[list[Source], Caller]:
    async with aiohttp.ClientSession() as session:
        agents = [await enrolled(house, session, f"host-{n}", SERIES) for n in range(AGENTS)]
    token = await _token(house, "load", "alerts:write,tickets:*,admin")
    writing = await _token(house, "writer", "metrics:write")
    begun = clock.now()
    every = Duration(15 * SECOND)
    sources: list[Source] = [
        AgentSource(agent, clock, at=later(begun, 100 * n)) for n, agent in enumerate(agents)
    ]
    sources += [
        WriterSource("live", house, writing, clock, at=begun, step=every),
        LateSource("late", house, writing, clock, at=later(begun, -2 * DAY), step=every),
    ]
    return sources, Caller(house, token, chance, lasts=Duration(30 * DAY), borne=BORNE)


async def _token(house: House, name: str, scopes: str) -> str:
    wish = {"name": name, "scopes": scopes}
    made_token = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
    return str(made_token["secret"])


async def _torment(world: World, seconds: float, report: Report) -> None:
    """Do one thing after the other, each when all was well, and look after each."""
    until = world.clock.monotonic() + seconds
    bag: list[str] = []
    while world.clock.monotonic() < until:
        if not bag:
            bag = possible(world)
            world.chance.shuffle(bag)
        name = bag.pop()
        await world.live(world.chance.choice([0, 4, 20]) * MINUTE)
        await KINDS[name].happen(world)
        report.faults[name] += 1
        await world.works()
        findings = await world.check()
        world.findings += findings
        say(f"{report.faults.total():4d}  {name}  {_said(world, findings)}")
    await world.gate.close()
    world.findings += await world.check(whole=True)


def possible(world: World) -> list[str]:
    """Return the kinds of faults that can be done to a world."""
    there = Needs.NOTHING if world.house.database_url else Needs.SQLITE
    there |= Needs.POSTGRESQL if world.cluster else Needs.NOTHING
    there |= Needs.DISK if world.disk else Needs.NOTHING
    return [name for name, kind in KINDS.items() if kind.needs in there]


def _said(world: World, findings: Sequence[Finding]) -> str:
    if not findings:
        return f"{world.samples} samples are there"
    return "; ".join(f"{one.fault.value} {one.source} {one.at} {one.value}" for one in findings[:5])
