"""What a ticket costs in the state database: SQLite and PostgreSQL, one caller and sixteen.

Each operation is a whole command of the ticket service: fold the log, decide, append events with
their hashes, write rows, messages and the search's words, in one transaction that is on the disk when it
is answered.  PostgreSQL is Debian's, started here with fsync on; both lie on the same disk.

    benchmarks/run state [--tickets 400] [--json FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from tests.postgresql_cluster import DURABLE, start_cluster
from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.events import Channel
from watchkeeper.access.audit import record_audit
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database
from watchkeeper.storage.open_database import open_database

CALLERS = (1, 16)


@dataclass(frozen=True)
class Figure:
    """One operation on one engine."""

    engine: str
    operation: str
    callers: int
    per_second: float
    p50_ms: float
    p99_ms: float
    own_cpu_ms: float  # of this process, for each; PostgreSQL's own is not in it


Operation = Callable[[int], Awaitable[object]]


async def measure(engine: str, name: str, callers: int, count: int, do: Operation) -> Figure:
    left: Iterator[int] = iter(range(count))
    took: list[float] = []

    async def caller() -> None:
        for number in left:
            begun = time.perf_counter()
            await do(number)
            took.append(time.perf_counter() - begun)

    cpu, begun = _cpu(), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(callers):
            group.create_task(caller())
    wall, cpu = time.perf_counter() - begun, _cpu() - cpu
    p50, p99 = (1000 * float(np.quantile(took, share)) for share in (0.5, 0.99))
    return Figure(engine, name, callers, count / wall, p50, p99, 1000 * cpu / count)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def figures_of(engine: str, url: str, tickets: int) -> list[Figure]:
    database = await open_database(url)
    try:
        story = Story(database)
        found = []
        for callers in CALLERS:
            found += await _of_callers(engine, database, story, callers, tickets)
        return found
    finally:
        await database.close()


async def _of_callers(
    engine: str, database: Database, story: Story, callers: int, tickets: int
) -> list[Figure]:
    first = 1 + sum(tickets for before in CALLERS if before < callers)

    async def append(number: int) -> object:
        at = Instant(number)
        return await database.write(
            lambda connection: record_audit(connection, "measured", actor="a", at=at)
        )

    async def open_ticket(number: int) -> object:
        return await story.service.carry_out(
            c.OpenTicket(
                actor=ENGINEER, level=Level.II, summary=f"服务 {number} is down", target="web-1",
                customer="acme", key=f"{callers}/{number}",
            )
        )  # fmt: skip

    async def acknowledge(number: int) -> object:
        return await story.service.carry_out(
            c.Acknowledge(number=first + number, actor=ENGINEER, channel=Channel.PAGE)
        )

    return [
        await measure(engine, "append a row to the audit trail", callers, tickets, append),
        await measure(engine, "open a ticket", callers, tickets, open_ticket),
        await measure(engine, "acknowledge it", callers, tickets, acknowledge),
    ]


@contextmanager
def engines() -> Iterator[tuple[tuple[str, str], ...]]:
    """Give each engine's name with the address of an empty database."""
    with tempfile.TemporaryDirectory() as folder, start_cluster(settings=DURABLE) as cluster:
        yield (
            ("SQLite", f"sqlite:///{Path(folder)}/state.db"),
            ("PostgreSQL", cluster.new_database()),
        )


def table(figures: list[Figure]) -> str:
    head = "| | engine | callers | per second | p50 ms | p99 ms | own CPU ms |\n|---|---|---|---|---|---|---|\n"
    rows = sorted(figures, key=lambda one: (one.callers, one.operation, one.engine))
    return head + "".join(
        f"| {one.operation} | {one.engine} | {one.callers} | {one.per_second:,.0f} | {one.p50_ms:.1f} |"
        f" {one.p99_ms:.1f} | {one.own_cpu_ms:.1f} |\n"
        for one in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=400)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    figures: list[Figure] = []
    with engines() as found:
        for engine, url in found:
            figures += asyncio.run(figures_of(engine, url, arguments.tickets))
    print(table(figures), end="")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in figures], indent=2))


if __name__ == "__main__":
    main()
