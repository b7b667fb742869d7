"""Our agent on the clock of the server under test: it measures when the test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.config import load_config
from agent.enrol import enrol
from agent.loop import Agent
from tests.acceptance.harness import REST, Watch
from watchkeeper.core.instants import MINUTE


@dataclass
class ClockedAgent:
    """The whole agent, enrolled over HTTP; its pushes go through the server's own door."""

    watch: Watch
    agent: Agent

    async def measure(self) -> None:
        """Read every source that is due, and push the tick."""
        assert await asyncio.to_thread(self._push)

    async def watch_for(self, minutes: int) -> None:
        """Let so many minutes pass; the agent measures in each."""
        for _ in range(minutes):
            await self.measure()
            await self.watch.pass_time(MINUTE)

    def _push(self) -> bool:
        pusher = self.agent._pusher
        assert pusher is not None
        return pusher.push_now(self.agent._measure())


@asynccontextmanager
async def measuring(
    watch: Watch, folder: Path, target: str, settings: str
) -> AsyncIterator[ClockedAgent]:
    """Enrol the agent of *target* and hand it over; *settings* are sections of its agent.conf.

    It asks neither for updates nor for disks: both run programs of the machine.  Its bounds are
    wide, for it shares this process with the server.
    """
    config = _config(folder, settings)
    made = await asyncio.to_thread(
        watch.house.rest.post, f"{REST}/agents/token", {"target": target}
    )
    await asyncio.to_thread(enrol, made["token"], config, watch.clock)
    read = load_config(config)._replace(
        updates_every=None, smart_every=None, most_memory_bytes=1 << 40, most_cpu_ratio=1.0
    )
    agent = Agent(read, watch.clock)
    try:
        yield ClockedAgent(watch, agent)
    finally:
        await asyncio.to_thread(agent.close)


def _config(folder: Path, settings: str) -> Path:
    folder.mkdir()
    config = folder / "agent.conf"
    config.write_text(
        f"[agent]\nlisten = off\ninterval = 1m\nstate_dir = {folder}/state\n{settings}"
    )
    return config
