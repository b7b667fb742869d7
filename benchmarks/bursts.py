"""Ten thousand alerts in one burst: deduplicated, committed, each with its ticket.

A real server takes them by the Alertmanager API in posts of 64, as Prometheus sends, and once more in
the same seconds, as a pair of Prometheus servers does; the clock stops when the last post is answered, which is
after the commit of its tickets.  The peer is Alertmanager, which keeps alerts in memory and opens no ticket.

    benchmarks/run bursts [--alerts 10000]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.acceptance.harness import REST, House, build_house, free_port, serving
from tests.eventually import eventually
from tests.fakes.programs import running
from tests.postgresql_cluster import DURABLE, start_cluster
from watchkeeper.core.instants import HOUR, later, rfc3339
from watchkeeper.server.clock import SystemClock

IN_A_POST = 64  # as Prometheus's notifier sends
SENDERS = 4  # posts under way at once
GOAL_SECONDS = 5.0
PEERS = ("prometheus-alertmanager", "alertmanager")


def posts(count: int) -> list[bytes]:
    """Return the bodies of so many alerts, each of a fault of its own."""
    now = SystemClock().now()
    alerts = [
        {
            "labels": {
                "alertname": f"Fault{n % 50}",
                "instance": f"node-{n}",
                "severity": "warning",
            },
            "annotations": {"summary": f"fault of node-{n}"},
            "startsAt": rfc3339(now),
            "endsAt": rfc3339(later(now, HOUR)),
        }
        for n in range(count)
    ]
    return [
        json.dumps(alerts[start : start + IN_A_POST]).encode()
        for start in range(0, count, IN_A_POST)
    ]


async def burst(url: str, bodies: list[bytes], token: str) -> float:
    """Return the seconds until every alert was taken twice."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    waiting = [body for body in bodies for _ in range(2)]
    waiting.reverse()

    async def send(session: aiohttp.ClientSession) -> None:
        while waiting:
            async with session.post(f"{url}/api/v2/alerts", data=waiting.pop()) as answer:
                answer.raise_for_status()

    timeout = aiohttp.ClientTimeout(total=300)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        begun = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for _ in range(SENDERS):
                group.create_task(send(session))
        return time.monotonic() - begun


async def ours(folder: Path, count: int, database_url: str) -> float:
    house = build_house(folder, database_url=database_url)
    with serving(house) as server:
        await server.ready()
        wish = {"name": "prometheus", "scopes": "alerts:write"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
        seconds = await burst(house.url, posts(count), made["secret"])
        assert await _tickets(house) == count
        return seconds


async def _tickets(house: House) -> int:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/tickets", state="any", limit=1)
    total: int = found["total"]
    return total


def configured(folder: Path) -> Path:
    """Write a configuration for Alertmanager and return its file."""
    folder.mkdir()
    config = folder / "alertmanager.yml"
    config.write_text("route: {receiver: none}\nreceivers: [{name: none}]\n")
    return config


@asynccontextmanager
async def alertmanager(binary: str, folder: Path) -> AsyncIterator[str]:
    config = await asyncio.to_thread(configured, folder)
    url = f"127.0.0.1:{free_port()}"
    command = (
        binary,
        f"--config.file={config}",
        f"--storage.path={folder}",
        f"--web.listen-address={url}",
        "--cluster.listen-address=",
    )
    async with running(*command):
        await eventually(lambda: _is_ready(f"http://{url}"), what="a ready Alertmanager")
        yield f"http://{url}"


async def _is_ready(url: str) -> bool:
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{url}/-/ready") as answer:
            return answer.ok
    except aiohttp.ClientError:
        return False


async def measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _say("Watchkeeper on SQLite", await ours(Path(folder, "sqlite"), count, ""))
        with start_cluster(settings=DURABLE) as cluster:
            address = cluster.new_database()
            _say("Watchkeeper on PostgreSQL", await ours(Path(folder, "pg"), count, address))
        binary = next((found for name in PEERS if (found := shutil.which(name))), None)
        if binary is None:
            print("Alertmanager is not installed here")
            return
        async with alertmanager(binary, Path(folder, "peer")) as url:
            _say("Alertmanager, no tickets", await burst(url, posts(count), ""))


def _say(what: str, seconds: float) -> None:
    verdict = "" if seconds <= GOAL_SECONDS else f"  over the goal of {GOAL_SECONDS:g} s"
    print(f"{what:28} {seconds:7.2f} s{verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alerts", type=int, default=10_000)
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.alerts))


if __name__ == "__main__":
    main()
