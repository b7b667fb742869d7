"""What bad input gets from the whole server: a clear sentence, and nothing lost."""

from __future__ import annotations

import asyncio
import json
import math
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from yarl import URL

from tests.acceptance.harness import (
    CUSTOMER,
    PROGRAM,
    REST,
    ROOT,
    PushingAgent,
    Watch,
    build_house,
    enrolled,
    labelled,
    serving,
    watching,
)
from tests.agent.processes import running
from tests.eventually import eventually
from ticketing.events import EventKind
from watchkeeper.core.instants import (
    HOUR,
    MINUTE,
    SECOND,
    instant_from_rfc3339,
    later,
    rfc3339,
)
from watchkeeper.server.clock import SystemClock
from watchkeeper.wire.columns import MAX_BODY_BYTES, encode
from watchkeeper.wire.page_parser import parse

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
AGENT = "customer: acme\ntargets:\n- {name: web-1, agent: true}\n"
SERIES = (labelled("node_boot_time_seconds"), labelled("node_load1"))


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    async with watching(build_house(tmp_path, targets=AGENT), MONDAY_NINE) as opened:
        yield opened


@pytest.fixture
async def agent(watch: Watch) -> PushingAgent:
    return await enrolled(watch.house, watch.session, "web-1", SERIES)


async def ask(watch: Watch, path: str, **query: object) -> object:
    return await asyncio.to_thread(watch.house.rest.get, path, **query)


async def shown_page(watch: Watch, path: str) -> str:
    """Return a page as an administrator who signed in sees it."""
    if "Cookie" not in watch.session.headers:
        await watch.sign_in()
    address = URL(watch.house.url + path, encoded=True)
    async with watch.session.get(address, allow_redirects=False) as answer:
        assert answer.status == 200, (path, await answer.text())
        return await answer.text()


async def own_metrics(watch: Watch) -> str:
    """Return the server's metrics as its own user reads them."""
    connector = aiohttp.UnixConnector(str(watch.house.socket))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.get("http://watchkeeper/metrics") as answer,
    ):
        assert answer.status == 200
        return await answer.text()


async def values(watch: Watch, query: str) -> dict[str, str]:
    """Return what the Prometheus API answers: values as it writes them, by metric or instance."""
    found = await asyncio.to_thread(
        watch.house.rest.get, "/api/v1/query", query=query, time=watch.clock.now() / 1000
    )
    return {one["metric"].get("__name__", ""): one["value"][1] for one in found["data"]["result"]}


async def post_alert(watch: Watch, **labels: str) -> None:
    now = watch.clock.now()
    alert = {"labels": labels, "endsAt": rfc3339(later(now, 24 * HOUR)), "startsAt": rfc3339(now)}
    body = json.dumps([alert]).encode()
    await asyncio.to_thread(watch.house.rest.request, "POST", "/api/v2/alerts", body)


# A wrong token.


def run_agent_once(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "agent", "--config", str(folder / "agent.conf"), "--once"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def test_an_agent_with_a_wrong_token_keeps_its_spool(tmp_path: Path) -> None:
    """401 and a sentence; with the right token every tick measured meanwhile arrives."""
    house = build_house(tmp_path / "server", targets=AGENT)
    async with watching(house, SystemClock().now()) as watch:
        agent = await enrolled(house, watch.session, "web-1", SERIES)
        folder = tmp_path / "agent"
        folder.mkdir()
        token = folder / "token"
        token.touch(mode=0o600)
        token.write_text("not the token")
        (folder / "agent.conf").write_text(
            f"[agent]\nserver = {house.url}\nid = {agent.id}\ntoken_file = {token}\n"
            f"interval = 1s\nlisten = off\nstate_dir = {folder}/state\n"
        )
        refused = await asyncio.to_thread(run_agent_once, folder)
        assert refused.returncode == 3
        assert "enrol" in refused.stderr
        assert watch.server.parts.store.feed_status("agent:web-1") is None
        assert list((folder / "state" / "spool").glob("*.ticks"))
        token.write_text(agent.token)
        restarted_at = SystemClock().now()
        await watch.clock.advance(restarted_at)
        with running(folder / "agent.conf") as process:
            await eventually(lambda: not list((folder / "state" / "spool").glob("*.ticks")))
            assert process.terminate() == 0
        await watch.clock.advance(SystemClock().now())
        found = await asyncio.to_thread(
            house.rest.get, "/api/v1/query", query="node_load1[9m]", time=watch.clock.now() / 1000
        )
        (series,) = found["data"]["result"]
        times = [at for at, _ in series["values"]]
        assert times[0] < restarted_at / 1000 < times[-1]


# Bodies.


def truncated(agent: PushingAgent) -> bytes:
    body = encode(agent.push_of([agent.tick(MONDAY_NINE, 1.0, 2.0)], MONDAY_NINE))
    return body[:-7]


def oversized(_agent: PushingAgent) -> bytes:
    return b"WKC\x01" + bytes(MAX_BODY_BYTES + 1)


def lying_bomb(_agent: PushingAgent) -> bytes:
    return struct.pack("<4sI", b"WKC\x01", 1_000) + zlib.compress(bytes(80_000_000), 9)


def honest_bomb(_agent: PushingAgent) -> bytes:
    return struct.pack("<4sI", b"WKC\x01", 80_000_000) + zlib.compress(bytes(80_000_000), 9)


@pytest.mark.parametrize(
    ("make", "status"),
    [(truncated, 400), (oversized, 413), (lying_bomb, 400), (honest_bomb, 413)],
    ids=["truncated", "oversized", "inflates beyond its word", "says too much"],
)
async def test_a_bad_push_is_refused_and_the_next_one_taken(
    watch: Watch, agent: PushingAgent, make: object, status: int
) -> None:
    """400 or 413 through the whole server; the agent's good tick behind it is stored."""
    assert callable(make)
    assert await agent.post(watch.session, make(agent)) == status
    good = agent.tick(MONDAY_NINE, 5.0, 6.0)
    assert await agent.send(watch.session, good, sent_at=MONDAY_NINE) == 204
    assert await values(watch, "node_load1") == {"node_load1": "6"}


async def test_an_inflating_body_of_alerts_is_refused(watch: Watch) -> None:
    """A small gzip that becomes large is cut off with 413; no ticket comes of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(b"[" + b" " * 100_000_000) + packer.flush()
    wish = {"name": "x", "scopes": "alerts:write"}
    made = await asyncio.to_thread(watch.house.rest.post, f"{REST}/tokens", wish)
    headers = {
        "Authorization": f"Bearer {made['secret']}",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
    }
    url = f"{watch.house.url}/api/v2/alerts"
    async with watch.session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 413
        assert "larger than" in await answer.text()
    assert await watch.tickets() == ()


# A clock an hour off.


@pytest.mark.parametrize("offset", [HOUR, -HOUR], ids=["an hour fast", "an hour slow"])
async def test_a_clock_an_hour_off_is_shifted_shown_and_ticketed(
    tmp_path: Path, offset: int
) -> None:
    """Samples stand at the server's time, the host shows the offset, ClockOff opens a ticket."""
    house = build_house(tmp_path, targets=AGENT, packs="[clock]")
    async with watching(house, MONDAY_NINE) as watch:
        agent = await enrolled(house, watch.session, "web-1", SERIES, MINUTE)
        for number in range(14):
            at = later(watch.clock.now(), offset)
            tick = agent.tick(at, MONDAY_NINE / 1000, float(number))
            assert await agent.send(watch.session, tick, sent_at=at) == 204
            await watch.pass_time(MINUTE)
        assert await values(watch, "node_load1") == {"node_load1": "13"}
        shown = await asyncio.to_thread(house.rest.get, f"{REST}/hosts/web-1")
        offsets = [v["value"] for v in shown["values"] if v["kind"] == "clock_offset"]
        assert offsets == [offset / SECOND]
        (ticket,) = await watch.tickets()
        assert ticket.title.startswith("The clock of web-1 is")


# Values and names.


async def test_nan_and_infinities_are_values(watch: Watch, agent: PushingAgent) -> None:
    """They are stored and answered as Prometheus writes them, and break no page."""
    for number, value in enumerate((math.nan, math.inf, -math.inf)):
        now = watch.clock.now()
        tick = agent.tick(now, float(number), value)
        assert await agent.send(watch.session, tick, sent_at=now) == 204
        written = {"node_load1": ("NaN", "+Inf", "-Inf")[number]}
        assert await values(watch, "node_load1") == written
        await ask(watch, f"{REST}/hosts/web-1")
        page = await shown_page(watch, "/hosts/web-1")
        assert "web-1" in page
        await watch.pass_time(SECOND)


ODD_NAMES = ["数据库 \"主\" '库'", 'a\\b{c}="d",', "<script>alert(1)</script>", "%2F..&#x3a;?"]


@pytest.mark.parametrize("hostname", ODD_NAMES)
async def test_a_host_may_have_any_name(watch: Watch, hostname: str) -> None:
    """Quotes, Chinese and markup go through enrolment, push, query, ticket, page and mail whole."""
    agent = await enrolled(watch.house, watch.session, hostname, SERIES)
    now = watch.clock.now()
    assert await agent.send(watch.session, agent.tick(now, 1.0, 2.0), sent_at=now) == 204
    assert await values(watch, f"node_load1{{instance={json.dumps(agent.target)}}}") == {
        "node_load1": "2"
    }
    await post_alert(watch, alertname="Down", instance=agent.target, severity="critical")
    (ticket,) = await watch.tickets()
    assert ticket.target == agent.target
    for path in ("/", f"/tickets/{ticket.number}", f"/hosts/{quote(agent.target, safe='')}"):
        page = await shown_page(watch, path)
        assert agent.target in unescape(page)
        assert "<script>alert" not in page
    own = await own_metrics(watch)
    assert parse(own.encode()).samples


# Disks.


def with_small_files() -> list[str]:
    """Return the words that let no file of the server grow beyond 2 MiB: a disk that is full."""
    return ["prlimit", f"--fsize={2 << 20}"]


async def test_a_full_disk_refuses_samples_and_keeps_tickets_working(tmp_path: Path) -> None:
    """503 with a reason in /-/ready and the log; alerts still open tickets, commands still work."""
    house = build_house(tmp_path, targets=AGENT)
    now = SystemClock().now
    series = tuple(labelled("m", n=str(n)) for n in range(1_000))
    with serving(house, prefix=with_small_files()) as server:
        await server.ready()
        async with aiohttp.ClientSession() as session:
            agent = await enrolled(house, session, "web-1", series)
            at = later(now(), -20 * MINUTE)
            for number in range(500):
                at = later(at, SECOND)
                tick = agent.tick(at, *(number + n / 7 for n in range(1_000)))
                status = await agent.send(session, tick, sent_at=now())
                if status != 204:
                    break
            assert status == 503
            async with session.get(f"{house.url}/-/ready") as answer:
                assert answer.status == 503
                assert "File too large" in await answer.text()
        assert server.log.count("refuses samples") == 1
        opened = await asyncio.to_thread(
            house.rest.post,
            f"{REST}/tickets",
            {"level": "II", "summary": "disk full", "customer": "acme", "actor": "engineer-a"},
        )
        done = await asyncio.to_thread(
            house.rest.post,
            f"{REST}/tickets/{opened['row']['number']}/acknowledge",
            {"actor": "engineer-a"},
        )
        assert done["row"]["acknowledged_by"] == "engineer-a"
        assert server.stop() == 0
    with serving(house) as server:
        await server.ready()
        found = await asyncio.to_thread(
            house.rest.get, "/api/v1/query", query='count_over_time(m{n="0"}[23m])'
        )
        (counted,) = [one["value"][1] for one in found["data"]["result"]]
        assert int(counted) == len(agent.acknowledged)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 MiB."""
    if os.geteuid() != 0:
        pytest.skip("by design: only root may mount a file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("by design: this root may mount nothing")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


async def test_samples_stop_before_tickets_where_both_share_a_disk(
    tmp_path: Path, small_disk: Path
) -> None:
    """Below the reserve samples are refused; tickets on the same disk go on; room ends it."""
    house = build_house(tmp_path / "etc", targets=AGENT, data=small_disk / "data")
    async with watching(house, MONDAY_NINE) as watch:
        agent = await enrolled(house, watch.session, "web-1", SERIES)
        first, second = (
            agent.tick(MONDAY_NINE, 1.0, 1.0),
            agent.tick(later(MONDAY_NINE, SECOND), 2.0, 2.0),
        )
        assert await agent.send(watch.session, first, sent_at=MONDAY_NINE) == 204
        (small_disk / "ballast").write_bytes(bytes(48 << 20))
        assert await agent.send(watch.session, second, sent_at=MONDAY_NINE) == 503
        await post_alert(watch, alertname="DiskFull", instance="web-1", severity="critical")
        assert len(await watch.tickets()) == 1
        (small_disk / "ballast").unlink()
        assert await agent.send(watch.session, second, sent_at=MONDAY_NINE) == 204
        await watch.clock.advance(second.at)
        assert await values(watch, "node_load1") == {"node_load1": "2"}


async def test_a_torn_end_of_the_wal_is_cut_counted_and_started(tmp_path: Path) -> None:
    """After a cut within a frame the server starts with all good frames and says what it did."""
    house = build_house(tmp_path, targets=AGENT)
    async with watching(house, MONDAY_NINE) as watch:
        agent = await enrolled(house, watch.session, "web-1", SERIES)
        for number in range(5):
            now = watch.clock.now()
            tick = agent.tick(now, 0.0, float(number))
            assert await agent.send(watch.session, tick, sent_at=now) == 204
            await watch.pass_time(SECOND)
    segment = max((house.data / "wal").glob("*.wal"))
    with segment.open("ab") as file:
        file.write(segment.read_bytes()[-40:-3])
    async with watching(house, later(MONDAY_NINE, 5 * SECOND)) as watch:
        assert await values(watch, "count_over_time(node_load1[1m])") == {"": "5"}
        page = await own_metrics(watch)
        assert "watchkeeper_store_damaged_segments_total 1.0" in page


async def test_a_second_server_on_one_data_directory_is_refused(tmp_path: Path) -> None:
    """It ends with a sentence that names the pid of the first, which goes on."""
    house = build_house(tmp_path)
    with serving(house) as first:
        await first.ready()
        second = await asyncio.to_thread(
            subprocess.run,
            [*PROGRAM, "serve", "--config", str(house.config)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert f"pid {first.process.pid}" in second.stderr
        assert "Traceback" not in second.stderr
        assert first.stop() == 0


# People.


async def test_a_step_without_a_holder_goes_to_the_fallback_person(tmp_path: Path) -> None:
    """The customer's file names no project manager: after 2 h the fallback is called."""
    vacant = CUSTOMER.replace("project_manager: manager-b, ", "").replace(
        "fallback: manager-b", "fallback: deputy-d"
    )
    async with watching(build_house(tmp_path, customer=vacant), MONDAY_NINE) as watch:
        await post_alert(watch, alertname="Down", instance="web-1", severity="critical")
        (ticket,) = await watch.tickets()
        await watch.pass_time(2 * HOUR + MINUTE)
        events = await watch.server.parts.tickets.events(ticket.number)
        (step,) = [event for event in events if event.kind is EventKind.ESCALATED]
        assert step.data["to"] == ["deputy-d"]
        assert step.data["vacant"] == ["project_manager"]
        told = {row["recipient"] for row in await watch.messages() if row["kind"] == "escalated"}
        assert told == {"deputy-d"}
