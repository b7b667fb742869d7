"""A real agent and a real server with a wire between them that is cut: what is lost is counted."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.harness import REST, ROOT, House, build_house, serving
from tests.acceptance.relay import Relay
from tests.eventually import eventually
from watchkeeper.core.instants import DAY, Duration

PATIENCE_SECONDS = 60.0
_FULL_BYTES = 64  # what a file may have while the disk is full


@dataclass(frozen=True)
class Agent:
    """The agent as a process, seen from outside."""

    process: asyncio.subprocess.Process
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "agent.log").read_text()

    def spooled_bytes(self) -> int:
        return sum(path.stat().st_size for path in (self.folder / "state/spool").glob("*.ticks"))

    def fill_disk(self, *, is_full: bool) -> None:
        """Let the kernel refuse every write to a file, as it does where the disk is full."""
        most = _FULL_BYTES if is_full else resource.RLIM_INFINITY
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    async def says(self, words: str, times: int = 1) -> None:
        await eventually(
            lambda: self.log.count(words) >= times, within_seconds=PATIENCE_SECONDS, what=words
        )


@asynccontextmanager
async def agent_of(folder: Path, house: House, *ways: Relay) -> AsyncIterator[Agent]:
    """Enrol an agent and run it: one tick a second, to the first of *ways*, then the others."""
    made = await asyncio.to_thread(house.rest.post, f"{REST}/agents/token", {"target": "web-1"})
    config = folder / "agent.conf"
    config.write_text(f"[agent]\ninterval = 1s\nlisten = off\nstate_dir = {folder}/state\n")
    command = [sys.executable, "-m", "agent", "--config", str(config)]
    enrolled = await asyncio.create_subprocess_exec(
        *command, "enrol", "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT
    )
    await enrolled.communicate(made["token"].encode())
    assert enrolled.returncode == 0
    first, *standbys = (way.url for way in ways)
    text = config.read_text().replace(f"server = {house.url}", f"server = {first}")
    standby = f"[agent]\nstandby = {' '.join(standbys)}" if standbys else "[agent]"
    config.write_text(text.replace("[agent]", standby, 1))
    with (folder / "agent.log").open("w") as log:
        # Standard error goes through a pipe: a file would be full as well.
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=subprocess.PIPE)
        assert process.stderr is not None
        async with asyncio.TaskGroup() as group:
            group.create_task(_copy(process.stderr, log.fileno()))
            yield Agent(process, folder)
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await process.wait()


async def _copy(stream: asyncio.StreamReader, file: int) -> None:
    while data := await stream.read(4_096):
        os.write(file, data)


async def series(house: House, expression: str) -> list[tuple[float, float]]:
    """Return the samples of one series of the host, by time."""
    answer = await asyncio.to_thread(house.rest.get, "/api/v1/query", query=expression)
    found = answer["data"]["result"]
    return [(float(at), float(value)) for at, value in found[0]["values"]] if found else []


async def newest(house: House, name: str) -> float:
    samples = await series(house, f"{name}[1m]")
    return samples[-1][1] if samples else 0.0


@pytest.mark.timeout(300)
async def test_what_a_cut_wire_a_dead_server_and_a_full_disk_cost_is_counted(
    tmp_path: Path,
) -> None:
    """Every second of the agent's life is on the server in the end, but for those counted as lost.

    The wire is cut within a body; the server is killed and away for a while; the disk is full
    meanwhile; a preferred way fails and comes back; the token is renewed on the way.
    """
    (tmp_path / "host").mkdir()
    house = build_house(tmp_path / "house")
    async with Relay(house.port) as preferred, Relay(house.port) as other:
        with serving(house) as server:
            await server.ready()
            async with agent_of(tmp_path / "host", house, preferred, other) as agent:
                await eventually(lambda: preferred.passed > 20_000, within_seconds=PATIENCE_SECONDS)
                preferred.cut_within_the_next_request(700)
                await eventually(lambda: preferred.cuts, within_seconds=PATIENCE_SECONDS)
                await preferred.down()
                await agent.says("ticks go to another server")
                await preferred.up()
                await agent.says("ticks go to another server", 2)
                server.kill()
                await eventually(
                    lambda: agent.spooled_bytes() > 2_000, within_seconds=PATIENCE_SECONDS
                )
                agent.fill_disk(is_full=True)
                await agent.says("spool cannot be written")
                agent.fill_disk(is_full=False)
                kept = agent.spooled_bytes()
                await eventually(
                    lambda: agent.spooled_bytes() > kept, within_seconds=PATIENCE_SECONDS
                )
                age_tokens(house)
                with serving(house) as again:
                    await again.ready()
                    await agent.says("token renewed")
                    await eventually(
                        lambda: not agent.spooled_bytes(), within_seconds=PATIENCE_SECONDS
                    )
                    await settled(house)
                    await every_second_is_there(house)


def age_tokens(house: House) -> None:
    """Let the tokens of all agents be 40 days old; the server does not run."""
    with closing(sqlite3.connect(house.data / "state.db")) as database, database:
        database.execute(
            "UPDATE agents SET token_made_at = enrolled_at - ?", (int(Duration(40 * DAY)),)
        )


async def settled(house: House) -> None:
    """Wait until every tick that the agent knows to be delivered is there, and no other."""
    await eventually(lambda: _is_settled(house), within_seconds=PATIENCE_SECONDS)


async def _is_settled(house: House) -> bool:
    """Compare what a tick says of those before it with how many there are."""
    delivered = await series(house, "watchkeeper_agent_pushed_ticks_total[10m]")
    return bool(delivered) and delivered[-1][1] == len(delivered) - 1


async def every_second_is_there(house: House) -> None:
    """Compare the time that went by with the samples that are there and those that are counted."""
    samples = await series(house, "node_load1[10m]")
    lost = await newest(house, 'watchkeeper_agent_spool_dropped_ticks_total{reason="unwritable"}')
    skipped = await newest(house, "watchkeeper_agent_skipped_cycles_total")
    seconds = samples[-1][0] - samples[0][0]
    assert lost >= 1
    assert len(samples) - 1 + lost + skipped == pytest.approx(seconds, abs=0.99)
