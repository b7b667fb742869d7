"""Power cuts under load: what was acknowledged is there, what was decided is decided once."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import aiohttp
import pytest

from tests.acceptance.harness import (
    REST,
    House,
    PushingAgent,
    ServerProcess,
    build_house,
    enrolled,
    labelled,
    serving,
)
from tests.acceptance.load import Caller, Pusher, load_until_gone
from tests.acceptance.proof import nothing_was_decided_twice, tickets_are_there
from watchkeeper.core.instants import MINUTE, Instant, later
from watchkeeper.server.clock import SystemClock

AGENTS = 3
SERIES = tuple(labelled("load_probe", n=str(n)) for n in range(8))
DIVISOR = 600  # the chain's two hours are 12 s: its steps fall due while the server dies and comes
REACH_BACK = 15 * MINUTE  # the head of 1 s feeds holds 24 min

now = SystemClock().now


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_twenty_power_cuts_lose_and_repeat_nothing(tmp_path: Path, database_url: str) -> None:
    """20 times SIGKILL at a random moment, also while starting, under push and ticket load."""
    await survive(build(tmp_path, database_url), kills=20, chance=random.Random(20))


@pytest.mark.timeout(300)
async def test_three_power_cuts_lose_and_repeat_nothing(tmp_path: Path, database_url: str) -> None:
    """The short form of the above, for every run."""
    await survive(build(tmp_path, database_url), kills=3, chance=random.Random(3))


def build(folder: Path, database_url: str) -> House:
    targets = "".join(f"- {{name: host-{n}, agent: true}}\n" for n in range(AGENTS))
    return build_house(
        folder,
        database_url=database_url,
        targets=f"customer: acme\ntargets:\n- {{name: web-1}}\n{targets}",
        divisor=DIVISOR,
    )


async def survive(house: House, *, kills: int, chance: random.Random) -> None:
    begun = later(now(), -REACH_BACK)
    pushers, caller = await begin(house, begun, chance)
    for number in range(kills):
        with serving(house) as server:
            if number % 5 == 4:
                await cut_while_starting(server, chance.uniform(0.1, 1.5))
                continue
            await server.ready()
            await everything_is_there(house, [pusher.agent for pusher in pushers], caller)
            await load_until_gone(pushers, [caller], now, server.kill, chance.uniform(0.05, 0.8))
    with serving(house) as server:
        await server.ready()
        await everything_is_there(house, [pusher.agent for pusher in pushers], caller)
        assert server.stop() == 0, server.log
    assert all(pusher.agent.acknowledged for pusher in pushers)
    await nothing_was_decided_twice(house, caller)


async def begin(house: House, begun: Instant, chance: random.Random) -> tuple[list[Pusher], Caller]:
    """Start once to enrol the agents and make a token; stop in order."""
    with serving(house) as server:
        await server.ready()
        async with aiohttp.ClientSession() as session:
            agents = [await enrolled(house, session, f"host-{n}", SERIES) for n in range(AGENTS)]
        wish = {"name": "load", "scopes": "alerts:write,tickets:*,admin"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
        assert server.stop() == 0, server.log
    pushers = [Pusher(agent, later(begun, 100 * n)) for n, agent in enumerate(agents)]
    return pushers, Caller(house, made["secret"], chance)


async def cut_while_starting(server: ServerProcess, after_seconds: float) -> None:
    await asyncio.sleep(after_seconds)
    server.kill()


async def everything_is_there(house: House, agents: list[PushingAgent], caller: Caller) -> None:
    for agent in agents:
        stored = await samples_of(house, agent.target)
        for column in range(len(SERIES)):
            expected = {at: values[column] for at, values in agent.acknowledged.items()}
            assert expected.items() <= stored[str(column)].items()
    await tickets_are_there(house, caller)


async def samples_of(house: House, target: str) -> dict[str, dict[int, float]]:
    """Return what the API gives of a target's series: times and values by column."""
    query = f'load_probe{{instance="{target}"}}[23m]'
    soon = SystemClock().now() / 1000 + 30  # ticks keep a second between them and may run ahead
    found = await asyncio.to_thread(house.rest.get, "/api/v1/query", query=query, time=soon)
    series: dict[str, dict[int, float]] = {str(n): {} for n in range(len(SERIES))}
    for one in found["data"]["result"]:
        points = [(round(float(at) * 1000), float(value)) for at, value in one["values"]]
        assert len({at for at, _ in points}) == len(points)
        series[one["metric"]["n"]] = dict(points)
    return series
