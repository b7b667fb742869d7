"""The state database in trouble: named, shown, and nothing acknowledged is lost when it is over."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.acceptance.harness import (
    REST,
    TIMEOUT,
    House,
    PushingAgent,
    Watch,
    build_house,
    enrolled,
    labelled,
    serving,
)
from tests.eventually import eventually
from tests.postgresql_cluster import Cluster, start_cluster
from watchkeeper.client import Client
from watchkeeper.core.clock import Worker
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant, instant_from_rfc3339, later
from watchkeeper.server.clock import ManualClock, SystemClock
from watchkeeper.server.listen import listening
from watchkeeper.server.serve import assembled
from watchkeeper.storage.sqlite import SqliteDatabase

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
INTERVAL = Duration(30 * SECOND)
SERIES = (labelled("node_load1"), labelled("fault"))
TARGETS = "customer: acme\ntargets:\n- {name: web-1, agent: true}\n"
RULE = """\
groups:
- name: faults
  interval: INTERVAL
  rules:
  - alert: Fault
    expr: fault > 0
    level: II
    annotations: {summary: "fault of {{ $labels.instance }}"}
  - record: load_twice
    expr: 2 * node_load1
"""


@contextmanager
def own_cluster() -> Iterator[tuple[Cluster, Path]]:
    """Start a PostgreSQL that this test may stop; yields where its data lies."""
    with start_cluster() as cluster:
        yield cluster, cluster.data


def house_of(folder: Path, url: str, interval: str) -> House:
    rules = RULE.replace("INTERVAL", interval)
    return build_house(folder, database_url=url, targets=TARGETS, rules=rules)


@dataclass
class Patient:
    """A worker as the agenda drives it: what fails for trouble is asked again 15 s later."""

    worker: Worker
    clock: ManualClock
    failures: Counter[str]
    again_at: Instant | None = None

    @property
    def name(self) -> str:
        return self.worker.name

    async def next_due(self) -> Instant | None:
        if self.again_at is not None and self.again_at > self.clock.now():
            return self.again_at
        try:
            return await self.worker.next_due()
        except Unavailable:
            return self._rest()

    async def run_due(self) -> None:
        try:
            await self.worker.run_due()
        except Unavailable:
            self._rest()
        else:
            self.again_at = None

    def _rest(self) -> Instant:
        self.failures[self.name] += 1
        self.again_at = later(self.clock.now(), 15 * SECOND)
        return self.again_at


@dataclass
class Troubled(Watch):
    """A watch whose workers bear a database that is gone."""

    failures: Counter[str] = field(default_factory=Counter)

    async def pushed(self, agent: PushingAgent, length: int, *, fault: float) -> None:
        """Let time pass with the agent pushing; each tick is acknowledged."""
        for _ in range(length // INTERVAL):
            now = self.clock.now()
            tick = agent.tick(now, 1.0, fault)
            assert await agent.send(self.session, tick, sent_at=now) == HTTPStatus.NO_CONTENT
            await self.pass_time(INTERVAL)

    async def value(self, query: str) -> Any:
        at = self.clock.now() / 1000
        found = await asyncio.to_thread(self.house.rest.get, "/api/v1/query", query=query, time=at)
        return [one["value"][1] for one in found["data"]["result"]]

    async def shown(self, path: str) -> tuple[int, str]:
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        async with self.session.get(
            self.house.url + path, headers=headers, timeout=TIMEOUT
        ) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def troubled(house: House) -> AsyncIterator[Troubled]:
    clock = ManualClock(MONDAY_NINE)
    async with (
        assembled(house.config, clock) as server,
        aiohttp.ClientSession() as session,
        listening(server.app, server.parts.configuration.settings),
    ):
        server.opened(house.port)
        watch = Troubled(house, server, clock, session)
        clock.add(*(Patient(one, clock, watch.failures) for one in server.parts.workers))
        yield watch


def said(caplog: pytest.LogCaptureFixture, sentence: str) -> int:
    return sum(record.getMessage() == sentence for record in caplog.records)


async def test_postgresql_gone_for_ten_minutes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Samples are taken, rules judged; one line in the log, a metric, /health and the page say it.

    A fault that began meanwhile has exactly one ticket when it is back, and one that was there
    has no second.
    """
    caplog.set_level("INFO")
    with own_cluster() as (cluster, data):
        house = house_of(tmp_path, cluster.new_database(), "30s")
        async with troubled(house) as watch:
            agent = await enrolled(house, watch.session, "web-1", SERIES, INTERVAL)
            await watch.pushed(agent, 3 * MINUTE, fault=0.0)
            await watch.sign_in()
            assert await watch.tickets() == ()
            await asyncio.to_thread(cluster.stop, data)
            await watch.pushed(agent, 10 * MINUTE, fault=1.0)
            await it_is_shown(watch)
            assert await watch.value("count_over_time(node_load1[601s])") == ["20"]
            assert await watch.value("count_over_time(load_twice[10m])") == ["20"]
            assert await watch.value('ALERTS{alertname="Fault", alertstate="firing"}') == ["1"]
            assert said(caplog, "the state database fails") == 1
            assert said(caplog, "alerts were not handed over") == 1
            await asyncio.to_thread(cluster.start, data)
            await watch.pushed(agent, 2 * MINUTE, fault=1.0)
            assert [ticket.title for ticket in await watch.tickets()] == ["fault of web-1"]
            assert said(caplog, "the state database works again") == 1
            assert (await health(watch))["status"] == "ok"
            assert (await watch.shown("/"))[0] == HTTPStatus.OK
            await watch.pushed(agent, 5 * MINUTE, fault=1.0)
            assert len(await watch.tickets()) == 1
            dedup = Counter(row["dedup_key"] for row in await watch.messages())
            assert set(dedup.values()) == {1}


async def it_is_shown(watch: Troubled) -> None:
    """Where people and programs look: /health, /-/ready, a page in the reader's words, a metric."""
    assert await health(watch) == {"status": "degraded", "troubles": ["database"]}
    assert (await watch.shown("/-/healthy"))[0] == HTTPStatus.OK
    status, ready = await watch.shown("/-/ready")
    assert (status, "the state database does not answer" in ready) == (503, True)
    status, page = await watch.shown("/tickets")
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "The state database does not answer" in page
    assert "<html" in page
    up = 'watchkeeper_database_up{operation="write"}'
    assert await watch.value(up) == ["0"]
    assert (
        float((await watch.value('watchkeeper_database_failures_total{operation="write"}'))[0]) > 0
    )


async def health(watch: Watch) -> dict[str, Any]:
    found = await asyncio.to_thread(watch.house.rest.get, f"{REST}/health")
    return {
        name: found[name] for name in ("status", "troubles") if name != "troubles" or found[name]
    }


FULL = ("PRAGMA max_page_count=1", "PRAGMA max_page_count=1000000")  # 1: as many as there are
READ_ONLY = ("PRAGMA query_only=ON", "PRAGMA query_only=OFF")
"""What the connection that writes is told: SQLite refuses then as it does by the kernel's word."""


def tell_writer(watch: Watch, statement: str) -> None:
    """Say something to the very connection that writes, between two of its transactions."""
    database = watch.server.parts.database._database
    assert isinstance(database, SqliteDatabase)
    connection = database._writer.raw_connection()
    try:
        connection.cursor().execute(statement).close()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("statements", "reason"),
    [(FULL, "its disk is full"), (READ_ONLY, "is read-only")],
    ids=["full", "read-only"],
)
async def test_a_disk_that_takes_no_writes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, statements: tuple[str, str], reason: str
) -> None:
    """SQLite refuses: samples and rules go on, alerts wait, and have one ticket each afterwards."""
    caplog.set_level("INFO")
    house = house_of(tmp_path, "", "30s")
    async with troubled(house) as watch:
        agent = await enrolled(house, watch.session, "web-1", SERIES, INTERVAL)
        await watch.pushed(agent, 3 * MINUTE, fault=0.0)
        break_it, mend_it = statements
        await asyncio.to_thread(tell_writer, watch, break_it)
        await watch.pushed(agent, 3 * MINUTE, fault=1.0)
        refused = await asyncio.to_thread(post_many, house.rest)
        assert isinstance(refused, Unavailable)
        assert await watch.value("count_over_time(load_twice[3m])") == ["6"]
        assert (await health(watch))["status"] == "degraded"
        failed = [one for one in caplog.records if one.getMessage() == "the state database fails"]
        assert len(failed) == 1
        assert reason in str(failed[0].facts["error"])  # type: ignore[attr-defined]  # set by our logs
        await asyncio.to_thread(tell_writer, watch, mend_it)
        await watch.pushed(agent, 2 * MINUTE, fault=1.0)
        titles = Counter(ticket.title for ticket in await watch.tickets())
        assert titles["fault of web-1"] == 1
        assert set(titles.values()) == {1}
        assert (await health(watch))["status"] == "ok"
        assert said(caplog, "the state database works again") == 1


def post_many(client: Client) -> Exception | None:
    """Open tickets with long descriptions until one is refused; return how."""
    for number in range(200):
        wish = {
            "actor": "engineer-a", "level": "III", "customer": "acme",
            "summary": f"by phone {number}", "description": "x" * 15_000,
        }  # fmt: skip
        try:
            client.post(f"{REST}/tickets", wish)
        except Unavailable as error:
            return error
    return None


@pytest.mark.timeout(300)
async def test_postgresql_restarted_under_a_running_server(tmp_path: Path) -> None:
    """A real server in real time: restarted three times, each fault has exactly one ticket."""
    with own_cluster() as (cluster, data):
        house = house_of(tmp_path, cluster.new_database(), "1s")
        with serving(house) as server:
            await server.ready()
            async with aiohttp.ClientSession() as session:
                agent = await enrolled(house, session, "web-1", SERIES, SECOND)
                await push(agent, session, seconds=1)
                accepted: set[str] = set()
                for number in range(3):
                    await asyncio.to_thread(cluster.stop, data)
                    await push(agent, session, seconds=2)
                    accepted |= await post(house, session, f"During{number}")
                    await asyncio.to_thread(cluster.start, data)
                    await eventually(lambda: works(house), within_seconds=40)
                    accepted |= await post(house, session, f"After{number}")
                    await push(agent, session, seconds=1)
                await one_ticket_each(house, {*accepted, "fault"})
            assert accepted >= {"After0", "After1", "After2"}
            assert server.log.count("the state database fails") == 3
            assert "Traceback" not in server.log
            assert server.stop() == 0


async def push(agent: PushingAgent, session: aiohttp.ClientSession, *, seconds: int) -> None:
    clock = SystemClock()
    for _ in range(seconds):
        tick = agent.tick(clock.now(), 1.0, 1.0)
        assert await agent.send(session, tick, sent_at=clock.now()) == HTTPStatus.NO_CONTENT
        await asyncio.sleep(1)


async def works(house: House) -> bool:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/health")
    return bool(found["status"] == "ok")


async def post(house: House, session: aiohttp.ClientSession, name: str) -> set[str]:
    """Post an alert over the server's socket; return its name where it was accepted."""
    del session
    alert = {"labels": {"alertname": name, "instance": "web-1", "severity": "critical"}, "annotations": {"summary": f"{name} x"}}  # fmt: skip
    try:
        await asyncio.to_thread(
            house.rest.request, "POST", "/api/v2/alerts", json.dumps([alert]).encode()
        )
    except Unavailable:
        return set()
    return {name}


async def one_ticket_each(house: House, accepted: set[str]) -> None:
    async def titles() -> Counter[str]:
        found = await asyncio.to_thread(house.rest.get, f"{REST}/tickets", state="any", limit=1000)
        return Counter(row["title"].split()[0] for row in found["tickets"])

    async def all_there() -> bool:
        return accepted <= (await titles()).keys()

    await eventually(all_there, within_seconds=40, what="a ticket for each accepted alert")
    assert set((await titles()).values()) == {1}
