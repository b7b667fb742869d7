"""Ask a host without an agent for its connections, over the connection that its probe holds."""

from __future__ import annotations

import asyncio

from collector.probes.ssh import SshSettings, route_of
from collector.probes.ssh_look import CONNECTIONS_SCRIPT, result_of_looks
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.texts import storable
from watchkeeper.inventory.model import Target
from watchkeeper.wire.requests import CONNECTIONS, FAILED, NOT_IN_PROBE, Result

ANSWER_SECONDS = 30.0


async def connections_over_ssh(request_id: str, target: Target, tools: Tools) -> Result:
    """Answer a request for the connections of a target by the probe that allows it."""
    settings = [bind(spec.settings, SshSettings) for spec in target.probes if spec.kind == "ssh"]
    allowing = next((one for one in settings if CONNECTIONS in one.allow), None)
    if allowing is None:
        return Result(request_id, NOT_IN_PROBE)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            output = await _output(target, allowing, tools)
        return await asyncio.to_thread(result_of_looks, request_id, output)
    except TimeoutError:
        return Result(request_id, FAILED, f"no answer within {ANSWER_SECONDS:.0f} s")
    except (WatchkeeperError, OSError) as error:
        return Result(request_id, FAILED, storable(str(error)))


async def _output(target: Target, settings: SshSettings, tools: Tools) -> str:
    route = route_of(settings.host or target.address, settings, tools)
    connection = tools.ssh.take(route)
    try:
        return await connection.run(CONNECTIONS_SCRIPT)
    finally:
        await tools.ssh.give_back(connection)
