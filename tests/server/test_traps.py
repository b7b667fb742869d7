"""A server that receives traps: from the wire into the series store."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from tests.collector.snmp.simulation import free_udp_port
from tests.components import program
from tests.eventually import eventually
from tests.storage.series.plain import equal
from watchkeeper.core.labels import label
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.serve import running

_SECRETS = "credentials:\n  traps: {community: traps}\n"
_TARGETS = "targets:\n- {name: sw-1, address: 127.0.0.1}\n"


def configuration(folder: Path, port: int) -> Path:
    (folder / "targets").mkdir()
    (folder / "targets" / "a.yml").write_text(_TARGETS)
    secrets = folder / "secrets.yml"
    secrets.write_text(_SECRETS)
    secrets.chmod(0o600)
    config = folder / "watchkeeper.yml"
    config.write_text(
        f"listen: 127.0.0.1:0\ndata: {folder / 'data'}\nrules: {{packs: []}}\n"
        f"traps: {{listen: '127.0.0.1:{port}', credentials: [traps]}}\n"
    )
    (folder / "data").mkdir()
    return config


async def test_a_trap_reaches_the_store(tmp_path: Path) -> None:
    """What a device says stands in the store under its target's name, and after a reload still."""
    port = free_udp_port()
    config = configuration(tmp_path, port)
    async with running(config, SystemClock()) as server:
        listening = server.parts.metrics.registry
        await eventually(lambda: listening.get_sample_value("watchkeeper_traps_listening"))
        await server.reload()
        process = await asyncio.create_subprocess_exec(
            program("snmptrap"), "-v2c", "-Ci", "-c", "traps", f"127.0.0.1:{port}", "",
            "1.3.6.1.6.3.1.1.5.1", env={"MIBS": "", "PATH": os.environ["PATH"]},
        )  # fmt: skip
        assert await process.wait() == 0

        async def stored() -> bool:
            assert server.parts.traps is not None
            await server.parts.traps.worker.run_due()
            matchers = (equal("__name__", "snmp_traps_total"),)
            found = await asyncio.to_thread(server.parts.store.latest, matchers)
            return [(label(one.labels, "trap"), one.value) for one in found] == [("coldStart", 1.0)]

        await eventually(stored)
