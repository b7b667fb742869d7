"""Power cuts while samples are forwarded: what was acknowledged is in the engine, too."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.acceptance.harness import (
    House,
    PushingAgent,
    build_house,
    enrolled,
    free_port,
    labelled,
    serving,
)
from tests.components import program
from tests.eventually import eventually
from watchkeeper.core.instants import SECOND, Instant, later
from watchkeeper.server.clock import SystemClock

SERIES = tuple(labelled("forward_probe", n=str(number)) for number in range(6))
KILLS = 3

now = SystemClock().now


@contextmanager
def victoria_metrics(folder: Path, port: int) -> Iterator[None]:
    command = [
        program("victoria-metrics"),
        f"-storageDataPath={folder}",
        f"-httpListenAddr=127.0.0.1:{port}",
        "-retentionPeriod=24",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()  # it keeps no log: what it took last it loses in a power cut


async def push(
    agent: PushingAgent, session: aiohttp.ClientSession, at: Instant, ticks: int
) -> Instant:
    """Send ticks one by one, each until it is acknowledged or nobody answers."""
    for number in range(ticks):
        tick = agent.tick(later(at, SECOND * number), *(float(number) for _ in SERIES))
        if not await agent.send(session, tick, sent_at=now()):
            agent.next_sequence -= 1  # not acknowledged: it is measured anew
            return later(at, SECOND * number)
    return later(at, SECOND * ticks)


async def exported(session: aiohttp.ClientSession, url: str) -> dict[str, set[int]]:
    """Return the times that the engine holds of each series."""
    async with session.get(f"{url}/api/v1/export", params={"match[]": "forward_probe"}) as answer:
        lines = (await answer.text()).splitlines()
    found = [json.loads(line) for line in lines]
    return {one["metric"]["n"]: set(one["timestamps"]) for one in found}


@pytest.mark.timeout(240)
async def test_power_cuts_lose_nothing_on_the_way_to_the_engine(tmp_path: Path) -> None:
    """Killed amid pushes and while the engine is away: every acknowledged tick arrives."""
    chance, port = random.Random(5), free_port()
    url = f"http://127.0.0.1:{port}"
    house = build_house(tmp_path / "server", targets="targets:\n- {name: web-1}\n")
    house.config.write_text(house.config.read_text() + settings_for(url))
    async with aiohttp.ClientSession() as session:
        agent = await first_start(house, session)
        at = later(now(), -10 * 60 * SECOND)
        for number in range(KILLS):
            with serving(house) as server:
                await server.ready()
                if number == 1:  # at the second start the engine is there for the first time
                    with victoria_metrics(tmp_path / "engine", port):
                        at = await push(agent, session, at, chance.randrange(20, 40))
                        server.kill()
                    continue
                at = await push(agent, session, at, chance.randrange(20, 40))
                server.kill()
        with victoria_metrics(tmp_path / "engine", port), serving(house) as server:
            await server.ready()
            wanted = {str(n): {int(time) for time in agent.acknowledged} for n in range(6)}
            assert len(agent.acknowledged) >= 20 * KILLS
            await eventually(
                lambda: _holds(session, url, wanted), within_seconds=60, what="all of it"
            )
            assert server.stop() == 0


async def _holds(session: aiohttp.ClientSession, url: str, wanted: dict[str, set[int]]) -> bool:
    return await exported(session, url) == wanted


async def first_start(house: House, session: aiohttp.ClientSession) -> PushingAgent:
    with serving(house) as server:
        await server.ready()
        agent = await enrolled(house, session, "web-1", SERIES, SECOND)
        assert await asyncio.to_thread(server.stop) == 0
    return agent


def settings_for(url: str) -> str:
    return (
        f"storage: {{metrics: {{remote: {{write: '{url}/api/v1/write', query: '{url}', "
        "write_timeout: 2s, query_timeout: 2s}}}\n"
    )
